"""Steps that several deeds share; none is a deed of its own."""

from collections.abc import Iterable
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Decision,
    Edit,
    Fate,
    Level,
    Outcome,
    Proposal,
    ProposalKind,
    ProposalStatus,
    ProvisionVersion,
    Standing,
    TextVersion,
)
from secretariat.processes.access import modalities_of
from travaux.refusal import Changed, Invalid
from travaux.text import reading
from travaux.text.numbering import Place, convention, numbered
from travaux.text.proposal import carried
from travaux.text.provision import Kind
from travaux.words.align import Edit as Change

GAP = 1 << 16
WORDING_AT_MOST = 20_000


class ProvisionChanged(Changed):
    """The paragraph no longer reads as it did when it was seen."""

    asked = "You asked for a change of paragraph {number}, as you saw it."
    because = "It has been changed since. It now reads: “{wording}”"
    rule = "A change is made to the wording that its author saw."
    remedy = "What you typed is kept. Compare it with the wording that stands now, then send it again."


class LongWording(Invalid):
    """A wording is longer than any paragraph."""

    asked = "You asked to write a paragraph."
    because = "It has {length} characters; a paragraph has at most {at_most}."
    rule = "Wordings are set side by side word by word, which takes time with the square of their length."
    remedy = "Make several paragraphs of it."


def check_length(wording: str) -> None:
    """Raise LongWording where a wording is longer than any paragraph."""
    if len(wording) > WORDING_AT_MOST:
        raise LongWording(length=len(wording), at_most=WORDING_AT_MOST)


def check_seen(row: ProvisionVersion, seen: str) -> None:
    """Raise ProvisionChanged unless `seen`, the digest of a wording, is that of the wording that stands."""
    if seen and seen != row.sha256:
        raise ProvisionChanged(number=queries.label(row), wording=row.wording)


def check_open_to_change(row: ProvisionVersion) -> None:
    """Raise AlreadyAdopted if the paragraph has been adopted."""
    reading.check_open_to_change(queries.label(row), reading.Level(row.level))


def place_after(version: TextVersion, after: ProvisionVersion | None) -> int:
    """Return a free place behind `after` and what is already proposed there; at the end without it."""
    rows = list(unscoped(version.rows, DEED).order_by("ordinal"))
    if after is None:
        return (rows[-1].ordinal if rows else 0) + GAP
    position = next(i for i, row in enumerate(rows) if row.pk == after.pk)
    while position + 1 < len(rows) and rows[position + 1].standing == Standing.PROPOSED:
        position += 1
    if position + 1 == len(rows):
        return rows[position].ordinal + GAP
    if rows[position + 1].ordinal - rows[position].ordinal < 2:  # noqa: PLR2004 - no whole number lies between
        _respace(rows)
    return (rows[position].ordinal + rows[position + 1].ordinal) // 2


def _respace(rows: list[ProvisionVersion]) -> None:
    """Give the rows places further on, with gaps; all beyond the old ones, so that none meets another on the way."""
    last = rows[-1].ordinal
    for i, row in enumerate(rows, 1):
        row.ordinal = last + i * GAP
    ProvisionVersion.objects.unscoped(DEED).bulk_update(rows, ["ordinal"])


def renumber(version: TextVersion, *, afresh: bool = False) -> None:
    """Print the numbers anew; those circulated are kept, unless the whole text is numbered `afresh`.

    A struck paragraph that was circulated keeps its number until the version is frozen: nobody else gets it.
    """
    rows = unscoped(version.rows, DEED).order_by("ordinal")
    counted = [row for row in rows if row.standing != Standing.STRUCK or (row.kept and not afresh)]
    places = [Place(Kind(row.kind), "" if afresh else row.kept, _is_alternative(row)) for row in counted]
    marks = modalities_of(version.text.process).numbering
    changed = []
    for row, number in zip(counted, numbered(places, convention(version.text.numbering, marks)), strict=True):
        if row.number != number:
            row.number = number
            changed.append(row)
    ProvisionVersion.objects.unscoped(DEED).bulk_update(changed, ["number"])


def _is_alternative(row: ProvisionVersion) -> bool:
    """Whether a paragraph would take the place of another; once it has, it is one of the text like all others."""
    return row.alternative_to_id is not None and row.standing == Standing.PROPOSED


def reword(row: ProvisionVersion, wording: str) -> dict[str, str]:
    """Change the wording of a provision and carry the open proposals over; return what that did to each, by uuid."""
    fates: dict[str, str] = {}
    for proposal, edits in queries.placed_edits(row.provision):
        moved = carried([Change(e.start, e.end, e.words) for e in edits], row.wording, wording)
        for edit, result in zip(edits, moved, strict=True):
            move(edit, result.edit, str(result.fate))
            fates[f"{proposal}/{edit.ordinal}"] = str(result.fate)
    row.wording = wording
    row.save(update_fields=["wording"])
    return fates


def move(edit: Edit, change: Change, fate: str) -> None:
    """Put an edit where it now stands; once adjusted, it stays marked so."""
    fate = edit.fate if fate == Fate.CLEAN else fate
    if (edit.start, edit.end, edit.fate) == (change.start, change.end, fate):
        return
    edit.start, edit.end, edit.fate = change.start, change.end, fate
    edit.save(update_fields=["start", "end", "fate"])


def reopen(row: ProvisionVersion, because: str, at: datetime) -> bool:
    """Reopen an agreed provision, keeping the decision with the reason; say whether it was agreed."""
    check_open_to_change(row)
    if reading.Level(row.level) not in reading.STANDING:
        return False
    last = (
        Decision.objects.unscoped(DEED).filter(provision=row.provision, reopened_at=None).order_by("-at", "-id").first()
    )
    if last is not None:
        last.reopened_at, last.reopened_because = at, because
        last.save(update_fields=["reopened_at", "reopened_because"])
    row.level = Level.REOPENED
    row.save(update_fields=["level"])
    return True


def close(proposals: Iterable[Proposal], at: datetime) -> None:
    """Give each proposal on whose edits all is decided the status that follows from their outcomes."""
    for proposal in proposals:
        outcomes = set(unscoped(proposal.edits, DEED).values_list("outcome", flat=True))
        if proposal.status == ProposalStatus.TABLED and outcomes and Outcome.OPEN not in outcomes:
            settle(proposal, _status(outcomes), at)


def settle(proposal: Proposal, status: str, at: datetime) -> None:
    """Give a proposal its last status."""
    proposal.status, proposal.settled_at = status, at
    proposal.save(update_fields=["status", "settled_at"])


def _status(outcomes: set[str]) -> str:
    if outcomes == {Outcome.INCORPORATED}:
        return ProposalStatus.INCORPORATED
    return ProposalStatus.PARTLY_INCORPORATED if Outcome.INCORPORATED in outcomes else ProposalStatus.NOT_RETAINED


def strike(row: ProvisionVersion, at: datetime) -> None:
    """Strike a provision; whatever is still tabled on it is not retained."""
    row.standing = Standing.STRUCK
    row.save(update_fields=["standing"])
    left = queries.open_proposals(provision=row.provision)
    drop(left, at)


def settle_retaining(row: ProvisionVersion, at: datetime) -> None:
    """Settle as incorporated what would retain a paragraph that is now agreed as it stands."""
    for proposal in queries.open_proposals(provision=row.provision, kind=ProposalKind.RETAIN):
        settle(proposal, ProposalStatus.INCORPORATED, at)


def drop(proposals: Iterable[Proposal], at: datetime) -> None:
    """Settle tabled proposals as not retained, as far as nothing of them was incorporated before."""
    for proposal in proposals:
        unscoped(proposal.edits, DEED).filter(outcome=Outcome.OPEN).update(outcome=Outcome.NOT_RETAINED)
        outcomes = set(unscoped(proposal.edits, DEED).values_list("outcome", flat=True))
        settle(proposal, _status(outcomes), at)
