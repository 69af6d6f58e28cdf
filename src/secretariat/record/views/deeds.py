"""The deeds of a process, line by line, and the receipt of each."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from secretariat.frame.context import ROLES
from secretariat.frame.doors import COMMAND, WEB
from secretariat.record import queries
from secretariat.record.access import SEALED, is_sealed, may_name, may_read
from secretariat.record.models import Entry
from secretariat.record.services import DEEDS, DOOR
from travaux.record.entry import code_of

ON_A_PAGE = 50
SIZE_DIGITS = 18
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
    "entry": _("entry of the record"),
    "clock": _("clock of the site"),
}
BY_DOOR: dict[str, Promise] = {
    WEB: _("a page of the site"),
    COMMAND: _("a command, typed by whoever runs the machine"),
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


@require_safe
def entries(request: Asked) -> HttpResponse:
    """Show the record of the process, newest deed first, and the checkpoint by which anybody can hold us to it."""
    page = Paginator(queries.entries(request.door.process.key), ON_A_PAGE).get_page(request.GET.get("page"))
    sees = _seen_whole(request)
    lines = [line_told(entry, request.door.actor.reference, sees) for entry in page]
    note = queries.signed(queries.checkpoint())
    return render(request, "record/entries.html", {"page": page, "lines": lines, "text": note})


@require_safe
def feed(request: Asked) -> HttpResponse:
    """Tell the newest deeds of the process, as everybody is told of them, as an Atom feed with the checkpoint in it."""
    process = request.door.process
    note = queries.signed(queries.checkpoint())
    atom = Atom1Feed(
        title=gettext("Record of %(process)s") % {"process": process.title},
        link=request.build_absolute_uri(reverse("record:entries", kwargs={"process": process.key})),
        description="",
        feed_url=request.build_absolute_uri(),
        subtitle=note,
        language=get_language(),
    )
    for entry in queries.entries(process.key)[:ON_A_PAGE]:
        if may_read(entry, reference=""):
            _put(atom, request, line_told(entry, ""))
    response = HttpResponse(content_type=atom.content_type)
    atom.write(response, "utf-8")
    return response


def _put(atom: Atom1Feed, request: HttpRequest, line: Line) -> None:
    who, what = f"{line.role} {line.entity}".strip(), f"{line.thing} {line.key}"
    code = code_of(bytes.fromhex(line.entry.leaf))
    atom.add_item(
        title=line.words,
        link=request.build_absolute_uri(line.entry.get_absolute_url()),
        description=gettext("%(who)s · %(what)s · short code %(code)s") % {"who": who, "what": what, "code": code},
        unique_id=f"urn:uuid:{line.entry.uuid}",
        pubdate=line.entry.at,
        updateddate=line.entry.entered_at or line.entry.at,
    )


@require_safe
def receipt(request: Asked, uuid: UUID) -> HttpResponse:
    """Show the receipt of a deed of the process to those who may know of it."""
    return _receipt(request, uuid, request.door.process.key, request.door.actor.reference, _seen_whole(request))


@require_safe
def receipt_of_site(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the receipt of a deed that belongs to no process."""
    return _receipt(request, uuid)


def _receipt(
    request: HttpRequest, uuid: UUID, process: str = "", reader: str = "", sees: Collection[str] = ()
) -> HttpResponse:
    entry = queries.entry_told(uuid, process=process, reference=reader)
    context = {
        "line": line_told(entry, reader, sees),
        "entry": entry,
        "door_of": BY_DOOR.get(entry.facts.get(DOOR, ""), ""),
        "code": code_of(bytes.fromhex(entry.leaf)),
        "receipt": queries.receipt_of(entry, reference=reader),
        "is_sealed": is_sealed(entry) and reader != entry.actor,
        "private": queries.private_names(entry),
        "file": f"{entry.get_absolute_url()}proof",
    }
    return render(request, "record/receipt.html", context)


@require_safe
def proof(request: Asked, uuid: UUID) -> HttpResponse:
    """Hand out the receipt as a file that can be checked offline; `?size=` for a checkpoint that one holds."""
    return _proof(request, uuid, request.door.process.key, request.door.actor.reference)


@require_safe
def proof_of_site(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand out the receipt of a deed that belongs to no process."""
    return _proof(request, uuid)


def _proof(request: HttpRequest, uuid: UUID, process: str = "", reader: str = "") -> HttpResponse:
    entry = queries.entry_told(uuid, process=process, reference=reader)
    asked = request.GET.get("size", "")
    size = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= SIZE_DIGITS else None
    found = queries.receipt_of(entry, reference=reader, size=size)
    if found is None:
        raise queries.NotYetInLog
    response = HttpResponse(found.text(queries.signed(found.head)), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{entry.uuid}.tlog-proof"'
    return response


def _seen_whole(request: Asked) -> set[str]:
    """Return the kinds of thing that the process file lets the reader see in every state, whosever they are."""
    process, actor = request.door.process, request.door.actor
    return {
        thing
        for thing in set(SEALED.values())
        if any(not (rule.states or rule.relations) for rule in process.sights(thing, actor))
    }


def line_told(entry: Entry, reader: str, sees: Collection[str] = ()) -> Line:
    """Return an entry as told to `reader`, a reference of the record, who `sees` such kinds of thing in every state."""
    role, _colon, entity = entry.actor.partition(":")
    kind, _colon, key = entry.subject.partition(":")
    known = DEEDS.get(entry.deed)
    named = reader == entry.actor or may_name(entry, sees=sees)
    return Line(
        entry=entry,
        told=may_read(entry, reference=reader),
        words=gettext(known.words) if known else entry.deed,
        role=ROLES.get(role, role),
        entity=entity,
        thing=THINGS.get(kind, kind),
        key=key if named else "",
    )
