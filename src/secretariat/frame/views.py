from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secretariat.frame.samples import samples


def components(request: HttpRequest) -> HttpResponse:
    """Show every part of a page, in three languages."""
    return render(request, "frame/components.html", {"samples": samples()})
