from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from secretariat.frame.context import ROLES
from secretariat.record import queries
from secretariat.record.access import may_read
from secretariat.record.models import Entry
from secretariat.record.services import DEEDS
from travaux.record.entry import code_of

ON_A_PAGE = 50
THINGS: dict[str, Promise] = {
    "process": _("process"),
    "entity": _("participant"),
    "person": _("person"),
    "seat": _("seat"),
    "obligation": _("obligation"),
    "submission": _("submission"),
    "passage": _("passage"),
    "code": _("code of a passage"),
    "summary": _("summary"),
    "sentence": _("sentence of the summary"),
    "text": _("negotiating text"),
    "version": _("version of the text"),
    "provision": _("paragraph"),
    "proposal": _("proposal"),
}


class Asked(HttpRequest):
    """A request that has come through the door of a process, which a floor above keeps."""

    door: Any


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record as a page tells it; of a withheld one only its place, time and digest."""

    entry: Entry
    told: bool
    words: str
    role: str | Promise
    entity: str
    thing: str | Promise
    key: str


def entries(request: Asked) -> HttpResponse:
    """Show the record of the process, newest deed first, and the checkpoint by which anybody can hold us to it."""
    page = Paginator(queries.entries(request.door.process.key), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [_line(entry, request.door.actor.reference) for entry in page]
    return render(request, "record/entries.html", {"page": page, "lines": lines, "text": queries.checkpoint().text()})


@require_safe
def receipt(request: Asked, uuid: UUID) -> HttpResponse:
    """Show the receipt of a deed of the process to those who may know of it."""
    return _receipt(request, uuid, process=request.door.process.key, reader=request.door.actor.reference)


@require_safe
def receipt_of_site(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the receipt of a deed that belongs to no process."""
    return _receipt(request, uuid)


def _receipt(request: HttpRequest, uuid: UUID, *, process: str = "", reader: str = "") -> HttpResponse:
    entry = queries.entry_told(uuid, process=process, reference=reader)
    context = {
        "line": _line(entry, reader),
        "entry": entry,
        "code": code_of(bytes.fromhex(entry.leaf)),
        "receipt": queries.receipt_of(entry, reference=reader),
    }
    return render(request, "record/receipt.html", context)


def head(_request: HttpRequest) -> dict[str, Any]:
    """Give every page the head of the log, asked for only where it is shown."""
    return {"checkpoint": SimpleLazyObject(queries.checkpoint)}


def _line(entry: Entry, reader: str) -> Line:
    role, _colon, entity = entry.actor.partition(":")
    kind, _colon, key = entry.subject.partition(":")
    known = DEEDS.get(entry.deed)
    return Line(
        entry=entry,
        told=may_read(entry, reference=reader),
        words=gettext(known.words) if known else entry.deed,
        role=ROLES.get(role, role),
        entity=entity,
        thing=THINGS.get(kind, kind),
        key=key,
    )
