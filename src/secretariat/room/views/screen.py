"""The room screen: the page, what it asks for where the live stream cannot be had, and the chair's hand on it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from secretariat.frame import clock as clocks
from secretariat.negotiation.models import NegotiatingText, ProvisionVersion
from secretariat.negotiation.queries import text_named
from secretariat.processes.access import Request, may, require
from secretariat.room import queries, services
from secretariat.room.forms import Choice
from secretariat.room.services import drawing, handing, tickets

CLOCK = "Room-Clock"


@require_GET
def screen(request: Request, text: str) -> HttpResponse:
    """Show what is before the room; a reader may look at another paragraph alone, and come back."""
    found = text_named(request.door.process, request.door.actor, text)
    if any(request.GET.get(name) for name in ("step", "number")):
        row = _chosen(found, Choice(request.GET), _alone(request, found))
        return redirect(f"{_address(found)}?p={row.provision.uuid}")
    alone = _alone(request, found)
    position = queries.newest()
    drawn = _drawn(request, found, alone)
    context = {
        "text": found,
        "process": request.door.process,
        "drawn": drawn,
        "position": position,
        "alone": alone,
        "is_frozen": _is_frozen(found),
        "renders": may(request.door.process, request.door.actor, "render_provision", at=request.at),
        "steers": alone is None and may(request.door.process, request.door.actor, "show_provision", at=request.at),
        "clock": drawing.clock_in(found.process, request.at),
        "live": "" if alone else handing.PATH,
        "ticket": "" if alone else _ticket(request, found),
    }
    return render(request, "room/screen.html", context)


@require_GET
def now(request: Request, text: str) -> HttpResponse:
    """Return as JSON what is before the room, with a fresh ticket; nothing where the browser has it already (304)."""
    found = text_named(request.door.process, request.door.actor, text)
    position = queries.newest()
    drawn = _drawn(request, found, _alone(request, found))
    clock = drawing.clock_in(found.process, request.at)
    tag = f'"{drawn.digest}"'
    headers = {"ETag": tag, CLOCK: clock, "Cache-Control": "private, no-store", "Vary": "Cookie, Accept-Language"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    told = drawn.told(position, clock, ticket=_ticket(request, found))
    return HttpResponse(told, content_type="application/json; charset=utf-8", headers=headers)


@require_POST
def show(request: Request, text: str) -> HttpResponseBase:
    """Put another paragraph before the room."""
    door = request.door
    require(door.process, door.actor, "show_provision", at=request.at)
    found = text_named(door.process, door.actor, text)
    row = _chosen(found, Choice(request.POST), None)
    services.show_provision(row, by=door.actor, at=request.at)
    return redirect("room:screen", process=door.process.key, text=text)


@require_POST
def freeze(request: Request, text: str) -> HttpResponseBase:
    """Let the screens stand still."""
    door = request.door
    require(door.process, door.actor, "freeze_screen", at=request.at)
    found = text_named(door.process, door.actor, text)
    services.freeze_screen(found, by=door.actor, at=request.at)
    return redirect("room:screen", process=door.process.key, text=text)


@require_POST
def release(request: Request, text: str) -> HttpResponseBase:
    """Let the screens follow the text again."""
    door = request.door
    require(door.process, door.actor, "release_screen", at=request.at)
    found = text_named(door.process, door.actor, text)
    services.release_screen(found, by=door.actor, at=request.at)
    return redirect("room:screen", process=door.process.key, text=text)


def _address(text: NegotiatingText) -> str:
    return reverse("room:screen", kwargs={"process": text.process.key, "text": text.key})


def _alone(request: Request, text: NegotiatingText) -> ProvisionVersion | None:
    """Return the paragraph that the reader looks at alone, if they asked for one."""
    given = request.GET.get("p")
    if not given:
        return None
    try:
        return queries.row_named(text, UUID(given))
    except ValueError:
        raise queries.NoSuchNumber(number=given) from None


def _chosen(text: NegotiatingText, form: Choice, from_: ProvisionVersion | None) -> ProvisionVersion:
    """Return the paragraph that was named, or that lies a step from where the reader, or the room, is."""
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    if given.get("number"):
        return queries.row_numbered(text, given["number"])
    here = from_ or queries.row_shown(text, queries.screen_of(text))
    if not given.get("step"):
        return here
    return queries.row_beside(here, given["step"])


def _drawn(request: Request, text: NegotiatingText, alone: ProvisionVersion | None) -> drawing.Drawn:
    return drawing.draw(text, queries.stage(text, at=request.at, row=alone), get_language() or "en")


def _is_frozen(text: NegotiatingText) -> bool:
    screen = queries.screen_of(text)
    return screen is not None and screen.frozen_at is not None


def _ticket(request: Request, text: NegotiatingText) -> str:
    """Return the ticket to the live stream; in the sample, with how far its clock stands behind."""
    person = request.door.actor.person
    back = round((request.at - clocks.now()).total_seconds())
    ticket = tickets.Ticket(text.process.key, text.key, get_language() or "en", person.pk if person else None, back)
    return tickets.written(ticket)
