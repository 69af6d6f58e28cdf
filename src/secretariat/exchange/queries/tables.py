"""What the text has of tables: its proposals, the positions on them, the concordance, two versions side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.exchange.queries.papers import Sheet
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import Proposal
from secretariat.negotiation.queries.concordance import before
from secretariat.negotiation.queries.concordance import concordance as lines_of
from travaux.formats.tables import Value
from travaux.text.compare import compare

Rows = list[list[Value]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is called, its columns, and how its rows are found."""

    label: Promise | str
    columns: Sequence[str]
    rows: Callable[[Sheet], Rows]


def _proposals(sheet: Sheet) -> Rows:
    rows = negotiation.open_proposals(text=sheet.version.text)
    numbers = _numbers(sheet)
    return [[*_of(row, numbers), row.reason, row.tabled_at.isoformat() if row.tabled_at else ""] for row in rows]


def _of(row: Proposal, numbers: Mapping[int, str]) -> list[Value]:
    """Return the first columns of every row about a proposal; without names where the chair chose so."""
    names = _sponsors(row) if row.text.attributed else ""
    number = numbers.get(row.provision_id or 0, "")
    return [str(row.uuid), number, row.kind, names, row.base, row.wording]


def _sponsors(row: Proposal) -> str:
    behind = (each for each in row.sponsorships.all() if each.withdrawn_at is None)
    codes = (code for each in behind for code in (each.entity.code, each.on_behalf_of and each.on_behalf_of.code))
    return ", ".join(dict.fromkeys(code for code in codes if code))


def _numbers(sheet: Sheet) -> dict[int, str]:
    shown = negotiation.paragraphs(negotiation.current(sheet.version.text))
    return {each.row.provision_id: negotiation.label(each.row) for each in shown}


def _positions(sheet: Sheet) -> Rows:
    numbers = _numbers(sheet)
    return [
        [
            str(proposal.uuid),
            numbers.get(proposal.provision_id or 0, ""),
            *(row.entity.code, row.stance, row.note, row.meeting, row.at.isoformat()),
        ]
        for proposal in negotiation.open_proposals(text=sheet.version.text)
        for row in proposal.positions.all()
    ]


def _concordance(sheet: Sheet) -> Rows:
    old = sheet.old or before(sheet.version, sheet.actor)
    return [
        [
            line.number,
            line.kind,
            line.words,
            line.original,
            ", ".join(line.what),
            ", ".join(line.contributors),
            "; ".join(ground.words for ground in line.grounds if ground.words),
            line.key,
        ]
        for line in lines_of(sheet.version, old, sheet.actor)
    ]


def _side_by_side(sheet: Sheet) -> Rows:
    old = sheet.old or before(sheet.version, sheet.actor)
    rows = compare(negotiation.shapes(old) if old else [], negotiation.shapes(sheet.version))
    return [
        [
            row.old.number if row.old else "",
            row.old.wording if row.old else "",
            row.new.number if row.new else "",
            row.new.wording if row.new else "",
            str(row.status),
            (row.new or row.old).key,  # type: ignore[union-attr] # a row has one of the two
        ]
        for row in rows
    ]


TABLES: Mapping[str, Table] = {
    "proposals": Table(
        _("Proposals on the table"),
        ("proposal", "paragraph", "kind", "proponents", "base", "wording", "reason", "tabled_at"),
        _proposals,
    ),
    "positions": Table(
        _("Positions on them"),
        ("proposal", "paragraph", "entity", "stance", "note", "meeting", "at"),
        _positions,
    ),
    "concordance": Table(
        _("Concordance with the version before"),
        ("number", "kind", "begins", "original_number", "what", "contributors", "grounds", "provision"),
        _concordance,
    ),
    "side-by-side": Table(
        _("Side by side with the version before"),
        ("old_number", "old_wording", "new_number", "new_wording", "status", "provision"),
        _side_by_side,
    ),
}
