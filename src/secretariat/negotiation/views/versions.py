"""Versions: their list, two of them compared, a paragraph in each, and the concordance of one with another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET

from secretariat.frame.files import CSV, attached
from secretariat.negotiation import queries
from secretariat.negotiation.forms.looking import Compare
from secretariat.negotiation.models import NegotiatingText, ProvisionVersion, TextVersion
from secretariat.negotiation.queries import concordance as tables
from secretariat.negotiation.views.common import Line, page, people
from secretariat.negotiation.views.keeping import kept
from secretariat.processes.access import Request
from travaux.formats.tables import as_csv
from travaux.text.compare import Row, Status
from travaux.text.compare import compare as compared
from travaux.words.align import Run, runs

TOLD: dict[str, Any] = {
    "unchanged": ngettext_lazy("%(n)d paragraph is unchanged", "%(n)d paragraphs are unchanged", "n"),
    "edited": ngettext_lazy("%(n)d was changed", "%(n)d were changed", "n"),
    "new": ngettext_lazy("%(n)d is new", "%(n)d are new", "n"),
    "struck": ngettext_lazy("%(n)d was struck", "%(n)d were struck", "n"),
    "moved": ngettext_lazy("%(n)d was moved", "%(n)d were moved", "n"),
    "renumbered": ngettext_lazy("%(n)d bears another number", "%(n)d bear other numbers", "n"),
}
WHAT: dict[str, Promise] = {
    "unchanged": _("unchanged"),
    "edited": _("changed"),
    "new": _("new"),
    "struck": _("struck"),
    "moved": _("moved"),
    "renumbered": _("renumbered"),
    "split": _("split off"),
    "merge": _("merged"),
    "alternative": _("replaced by its alternative"),
}
HEAD = ("number", "kind", "begins", "original_number", "what", "contributors", "grounds", "provision")


@require_GET
@kept
def versions(request: Request, text: str) -> HttpResponse:
    """List the versions of a text, with their digests."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    rows = list(queries.versions(found, door.actor))
    form = Compare(versions=rows, initial=_ends(rows))
    return page(request, "versions.html", found, {"versions": rows, "form": form})


def _ends(rows: Sequence[TextVersion]) -> dict[str, str]:
    return {"old": str(rows[0].ordinal), "new": str(rows[-1].ordinal)} if rows else {}


@require_GET
@kept
def compare(request: Request, text: str) -> HttpResponse:
    """Show two versions of a text in one, marked or clean; the first and the last unless others are chosen."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    rows = list(queries.versions(found, door.actor))
    chosen = {name: request.GET.get(name) or end for name, end in _ends(rows).items()}
    form = Compare({**chosen, "show": request.GET.get("show", "")}, versions=rows)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        by_ordinal = {str(row.ordinal): row for row in rows}
        old, new = by_ordinal[form.cleaned_data["old"]], by_ordinal[form.cleaned_data["new"]]
        found_rows = compared(queries.shapes(old), queries.shapes(new))
        show = form.cleaned_data["show"]
        shown = [row for row in found_rows if _is_shown(row, show)]
        context |= {"old": old, "new": new, "rows": shown, "show": show, "counts": _counts(found_rows)}
    return page(request, "compare.html", found, context, refused=bool(form.errors))


def _is_shown(row: Row, show: str) -> bool:
    if show == "clean":
        return row.new is not None
    return show != "changes" or row.status is not Status.UNCHANGED or row.moved or row.renumbered


def _counts(rows: Iterable[Row]) -> list[str]:
    """Tell in words how many paragraphs met with what."""
    found = Counter(name for row in rows for name in _names(row))
    return [str(TOLD[name] % {"n": found[name]}) for name in TOLD if found[name]]


def _names(row: Row) -> list[str]:
    return [str(row.status), *(["moved"] if row.moved else []), *(["renumbered"] if row.renumbered else [])]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paragraph in another version: whether it stood there, and how its words differ from those that are shown."""

    version: TextVersion
    row: ProvisionVersion | None
    runs: tuple[Run, ...] = ()

    @property
    def what(self) -> list[Promise]:
        """What is different, in words."""
        if self.row is None:
            return []
        is_same = all(run.status == "same" for run in self.runs)
        return [WHAT["unchanged"] if is_same else WHAT["edited"]]


@require_GET
@kept
def paragraph_in(request: Request, uuid: UUID, ordinal: int) -> HttpResponse:
    """Show a paragraph as it stood in one version, and what it was in the others: its permanent address."""
    door = request.door
    provision = queries.provision_named(door.process, door.actor, uuid)
    version = queries.version_numbered(provision.text, door.actor, ordinal)
    row = queries.row_in(version, provision)
    others = [_neighbour(each, there, row) for each, there in tables.neighbours(row, door.actor)]
    context = {
        "line": Line(queries.paragraph(row)),
        "people": people(request),
        "version": version,
        "neighbours": others,
        **_beside(others, version),
    }
    return page(request, "paragraph_in.html", provision.text, context)


def _neighbour(version: TextVersion, there: ProvisionVersion | None, row: ProvisionVersion) -> Neighbour:
    earlier = version.ordinal < row.version.ordinal
    pair = (there.wording, row.wording) if there and earlier else (row.wording, there.wording if there else "")
    return Neighbour(version, there, tuple(runs(*pair)) if there else ())


def _beside(others: Sequence[Neighbour], version: TextVersion) -> dict[str, Neighbour | None]:
    stood = [each for each in others if each.row]
    earlier = [each for each in stood if each.version.ordinal < version.ordinal]
    later = [each for each in stood if each.version.ordinal > version.ordinal]
    return {"earlier": earlier[-1] if earlier else None, "later": later[0] if later else None}


def _table(request: Request, text: str, ordinal: int) -> tuple[NegotiatingText, TextVersion, TextVersion | None]:
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    new = queries.version_numbered(found, door.actor, ordinal)
    asked = request.GET.get("old", "")
    if not asked.isdecimal():
        return found, new, tables.before(new, door.actor)
    return found, new, queries.version_numbered(found, door.actor, int(asked))


@require_GET
@kept
def concordance(request: Request, text: str, ordinal: int) -> HttpResponse:
    """Show the concordance of a version with the one before it, or with `?old=`."""
    found, new, old = _table(request, text, ordinal)
    lines = tables.concordance(new, old, request.door.actor)
    rows = [(line, [WHAT[name] for name in line.what]) for line in lines]
    others = [row for row in queries.versions(found, request.door.actor) if row.ordinal < new.ordinal]
    context = {"new": new, "old": old, "rows": rows, "others": others, "people": people(request)}
    return page(request, "concordance.html", found, context)


@require_GET
@kept
def concordance_csv(request: Request, text: str, ordinal: int) -> HttpResponse:
    """Give the concordance as CSV, in which no cell is a formula."""
    found, new, old = _table(request, text, ordinal)
    rows = [_cells(line) for line in tables.concordance(new, old, request.door.actor)]
    return attached(as_csv(HEAD, rows), CSV, f"{found.key}-{new.ordinal}-concordance.csv")


def _cells(line: tables.Line) -> tuple[str, ...]:
    grounds = "; ".join(ground.words for ground in line.grounds if ground.words)
    told = (", ".join(line.what), ", ".join(line.contributors), grounds)
    return (line.number, line.kind, line.words, line.original, *told, line.key)


@require_GET
@kept
def concordance_json(request: Request, text: str, ordinal: int) -> HttpResponse:
    """Give the concordance as JSON."""
    found, new, old = _table(request, text, ordinal)
    lines = [
        {**asdict(line), "contributors": line.contributors} for line in tables.concordance(new, old, request.door.actor)
    ]
    told = {"text": found.key, "new": _told(new), "old": _told(old) if old else None, "lines": lines}
    return JsonResponse(told)


def _told(version: TextVersion) -> dict[str, Any]:
    return {"ordinal": version.ordinal, "label": version.label, "symbol": version.symbol, "sha256": version.sha256}
