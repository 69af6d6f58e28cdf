import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from secretariat.frame.outages import outage
from secretariat.frame.refusals import outage_page
from secretariat.frame.samples import samples


def components(request: HttpRequest) -> HttpResponse:
    """Show every part of a page, in three languages."""
    return render(request, "frame/components.html", {"samples": samples()})


def failed(request: HttpRequest) -> HttpResponse:
    """Answer what was raised outside every view: an outage as such, anything else as the fault that it is."""
    error = sys.exception()
    found = outage(error) if error else None
    return outage_page(request, found) if found else server_error(request)
