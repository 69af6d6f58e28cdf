import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

from secretariat.frame.outages import outage
from secretariat.frame.refusals import outage_page
from secretariat.frame.samples import samples
from travaux.refusal import Refusal


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every part of a page, in three languages; a site in earnest has no such page."""
    if not settings.SHOW_COMPONENTS:
        raise Http404
    return render(request, "frame/components.html", {"samples": samples()})


def failed(request: HttpRequest) -> HttpResponse:
    """Answer what was raised outside every view: a refusal or an outage as such, anything else as the fault it is."""
    error = sys.exception()
    found = error if isinstance(error, Refusal) else outage(error)
    return outage_page(request, found) if found else server_error(request)
