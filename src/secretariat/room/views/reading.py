"""Pages on which a text is read in another language beside the one in which it is negotiated."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.views.decorators.http import require_GET

from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import NegotiatingText, Standing, TextVersion
from secretariat.negotiation.queries import Paragraph
from secretariat.processes.access import Request, may
from secretariat.room.queries.languages import Beside, Keeps, how_far, in_language, named

EDGES = {Keeps.UP: "is-agreed", Keeps.LAGS: "is-open", Keeps.MISSING: ""}


@require_GET
def choose(request: Request, text: str) -> HttpResponse:
    """Show in which languages a text can be read, and how far each keeps up."""
    found, version = _read(request, text)
    shown = _standing(version)
    rows = how_far(shown, found)
    context = {"text": found, "process": found.process, "version": version, "rows": rows, "all": len(shown)}
    return render(request, "room/choose.html", context)


@require_GET
def reading(request: Request, text: str, language: str) -> HttpResponse:
    """Show a text beside its wording in another language, paragraph by paragraph, each with its lag."""
    found, version = _read(request, text)
    name = named(found, language)
    pairs = in_language(_standing(version), found, language)
    moves = version.status == "working"
    context = {
        "text": found,
        "process": found.process,
        "version": version,
        "moves": moves,
        "language": language,
        "name": name,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "pairs": [(pair, EDGES[pair.keeps]) for pair in pairs],
        "people": negotiation.by_code(found.process),
        "counts": {each.value: _count(pairs, each) for each in Keeps},
        "renders": moves and may(request.door.process, request.door.actor, "render_provision", at=request.at),
    }
    return render(request, "room/reading.html", context)


def _read(request: Request, key: str) -> tuple[NegotiatingText, TextVersion]:
    """Return the text and the version asked for: the one that moves, or `?version=`."""
    door = request.door
    found = negotiation.text_named(door.process, door.actor, key)
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        return found, negotiation.version_numbered(found, door.actor, int(asked))
    return found, negotiation.current(found)


def _standing(version: TextVersion) -> list[Paragraph]:
    return [each for each in negotiation.paragraphs(version) if each.row.standing != Standing.STRUCK]


def _count(pairs: list[Beside], keeps: Keeps) -> int:
    return sum(pair.keeps is keeps for pair in pairs)
