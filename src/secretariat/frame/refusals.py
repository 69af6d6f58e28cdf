"""How a refusal is told: as a page, at the head of a form, and with which status."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_bidi, gettext

from secretariat.frame import logs
from secretariat.frame.outages import Outage
from travaux.refusal import Changed, Invalid, NotEntitled, Refusal, Unknown

T = TypeVar("T")
STATUS: dict[type[Refusal], int] = {Outage: 503, NotEntitled: 403, Unknown: 404, Changed: 409, Invalid: 422}


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of the kind of refusal; 409 where the kind has none of its own."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 409)


def told(refusal: Refusal) -> list[str]:
    """Return what was asked, why not, by which rule and what to do, in the reader's language; empty parts left out."""
    parts = (refusal.asked, refusal.because, refusal.rule, refusal.remedy)
    return [refusal.fill(gettext(part)) for part in parts if part]


def typed(request: HttpRequest) -> list[str]:
    """Return what a person wrote in the form that was refused: values with more than one word, no password."""
    given = (value for name, value in request.POST.items() if "password" not in name)
    return [value for value in map(str, given) if len(value.split()) > 1]


def _back(request: HttpRequest) -> str:
    """Return the address of our own page from which the request came, if it says so."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else ""


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Render the refusal as a page, with what was typed, so that it can be copied from there."""
    logs.refused(refusal)
    context = {"refusal": refusal, "told": told(refusal), "typed": typed(request), "back": _back(request)}
    return render(request, "frame/refusal.html", context, status=status_of(refusal))


def outage_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Render what is out of order, with what was typed; nothing on this page asks the database."""
    logs.refused(refusal)
    context = {
        "told": told(refusal),
        "typed": typed(request),
        "language": get_language(),
        "rtl": get_language_bidi(),
    }
    page = render_to_string("frame/outage.html", context)
    return HttpResponse(page, status=status_of(refusal), headers={"Retry-After": "60", "Cache-Control": "no-store"})


def attempt(form: BaseForm, deed: Callable[[], T]) -> T | None:
    """Do the deed, or put its refusal at the head of `form`, which keeps all that was typed; None if refused."""
    try:
        return deed()
    except Outage:  # no answer to what was asked: told on a page of its own, as every outage is
        raise
    except Refusal as refusal:
        logs.refused(refusal)
        for sentence in told(refusal):
            form.add_error(None, sentence)
        return None
