from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from secretariat.public import queries


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what this is and which processes there are."""
    at = getattr(request, "at", None) or timezone.now()
    return render(request, "public/home.html", {"processes": queries.processes(at)})
