from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from secretariat.frame.samples import samples


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every part of a page, in three languages; a site in earnest has no such page."""
    if not settings.SHOW_COMPONENTS:
        raise Http404
    return render(request, "frame/components.html", {"samples": samples()})
