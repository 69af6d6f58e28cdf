from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariat.frame.context import ROLES
from secretariat.record import queries
from secretariat.record.access import may_name, may_read
from secretariat.record.models import Entry
from secretariat.record.services import DEEDS

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
    lines = [_line(entry, request.door.actor) for entry in page]
    return render(request, "record/entries.html", {"page": page, "lines": lines, "text": queries.checkpoint().text()})


def head(_request: HttpRequest) -> dict[str, Any]:
    """Give every page the head of the log, asked for only where it is shown."""
    return {"checkpoint": SimpleLazyObject(queries.checkpoint)}


def _line(entry: Entry, reader: Any) -> Line:
    role, _colon, entity = entry.actor.partition(":")
    kind, _colon, key = entry.subject.partition(":")
    known = DEEDS.get(entry.deed)
    return Line(
        entry=entry,
        told=may_read(entry, reference=reader.reference),
        words=gettext(known.words) if known else entry.deed,
        role=ROLES.get(role, role),
        entity=entity,
        thing=THINGS.get(kind, kind),
        key=key if may_name(entry, role=reader.role) or reader.reference == entry.actor else "",
    )
