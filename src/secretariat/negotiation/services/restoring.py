"""Taking a deed back: everything that it changed is put as it stood before, if it still stands as the deed left it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Decision,
    Descent,
    Edit,
    NegotiatingText,
    Proposal,
    Provision,
    ProvisionVersion,
    Step,
)
from secretariat.negotiation.queries.snapshots import DECISION, DESCENT, PROPOSAL, ROW, Things
from secretariat.negotiation.services import steps
from travaux.refusal import Changed
from travaux.text.fold import Change, State, is_last, reversed_

UNDOABLE = frozenset(
    {
        *("redraft_provision", "lift_bracket", "agree_provision", "reopen_provision"),
        *("merge_proposals", "move_to_alternative"),
    }
)
"""Deeds of those who lead that can be taken back; what a delegation did, it takes back itself."""


class NothingToUndo(Changed):
    """The last deed on a paragraph is none that can be undone, or there is none."""

    asked = "You asked to undo the last deed on a paragraph."
    because = "{reason}"
    rule = "Undone is the last deed of those who lead on a paragraph: words, brackets, agreement, merging."
    remedy = "What a delegation tabled it withdraws itself; word the paragraph anew, or reopen it."


class FrozenSince(Changed):
    """The text was frozen since the deed."""

    asked = "You asked to undo the last deed on a paragraph."
    because = "The text was frozen since: the deed stands in “{version}”."
    rule = "A deed can be undone until the next freeze."
    remedy = "Word the paragraph anew, or reopen it."


class ChangedSince(Changed):
    """What the deed changed was changed again."""

    asked = "You asked to undo the last deed on a paragraph."
    because = "What it changed has been changed since by another deed."
    rule = "Undoing a deed takes back nothing else."
    remedy = "Undo the later deed first, or word the paragraph anew."


@dataclass(frozen=True, slots=True)
class Undoable:
    """A step that can be undone: its changes, and the provisions that they touch."""

    step: Step
    changes: tuple[Change, ...]
    touched: tuple[Provision, ...]


def check_undoable(text: NegotiatingText, provision: Provision) -> Undoable:
    """Return the last deed on a provision if it can be undone; raise NothingToUndo, FrozenSince or ChangedSince."""
    step = queries.last_step(provision)
    if step is None or step.deed not in UNDOABLE:
        reason = "Nothing was done to it that is kept." if step is None else f"The last one is “{step.deed}”."
        raise NothingToUndo(reason=reason)
    if step.version_id != queries.working(text).pk:
        raise FrozenSince(version=step.version.label)
    changed = tuple(change for change in queries.changes_of(step) if not _is_number_only(change))
    if not is_last(map(_plain, changed), _plainly(queries.things(text))):
        raise ChangedSince
    uuids = {change.key for change in changed if change.kind == ROW}
    touched = Provision.objects.unscoped(DEED).filter(text=text, uuid__in=uuids).exclude(pk=provision.pk)
    return Undoable(step, changed, tuple(touched))


# Numbers are worked out anew from the order of the paragraphs: what a deed elsewhere did to them is no change of these.
def _unnumbered(state: State | None) -> dict[str, Any] | None:
    return None if state is None else {name: value for name, value in state.items() if name != "number"}


def _plain(change: Change) -> Change:
    return Change(change.kind, change.key, _unnumbered(change.before), _unnumbered(change.after))


def _plainly(things: Things) -> dict[tuple[str, str], State]:
    return {thing: _unnumbered(state) or {} for thing, state in things.items()}


def _is_number_only(change: Change) -> bool:
    plain = _plain(change)
    return plain.before == plain.after


def restore(text: NegotiatingText, undoable: Undoable, reason: str, at: datetime) -> None:
    """Put back what the step changed: proposals and decisions first, for rows that it added go with their provision."""
    back = reversed_(undoable.changes)
    for kind, put in ((PROPOSAL, _put_proposal), (DECISION, _put_decision), (DESCENT, _part)):
        for change in back:
            if change.kind == kind:
                put(change, reason, at)
    _put_rows(text, [change for change in back if change.kind == ROW])
    undoable.step.undone_at = at
    undoable.step.undone_because = reason.strip()
    undoable.step.save(update_fields=["undone_at", "undone_because"])
    steps.renumber(queries.working(text))


def _put_proposal(change: Change, _reason: str, _at: datetime) -> None:
    """Put a proposal back as it stood; one that the deed made goes again."""
    row = Proposal.objects.unscoped(DEED).get(uuid=change.key)
    was = change.after
    if was is None:
        row.delete()
        return
    row.status = was["status"]
    row.settled_at = parse_datetime(was["settled_at"]) if was["settled_at"] else None
    row.save()
    unscoped(row.edits, DEED).all().delete()
    Edit.objects.bulk_create(
        Edit(proposal=row, ordinal=i, start=start, end=end, words=words, quoted=quoted, outcome=outcome, fate=fate)
        for i, (start, end, words, quoted, outcome, fate) in enumerate(was["edits"])
    )
    kept = [code for code, _ in was["sponsors"]]
    unscoped(row.sponsorships, DEED).filter(withdrawn_at=None).exclude(entity__code__in=kept).delete()


def _put_decision(change: Change, reason: str, at: datetime) -> None:
    """Put a decision back as it stood; one that the deed took stays on record as reopened."""
    rows = Decision.objects.unscoped(DEED).filter(pk=int(change.key))
    if change.after is None:
        rows.update(reopened_at=at, reopened_because=reason.strip() or "undone")
        return
    reopened = change.after["reopened_at"]
    rows.update(
        reopened_at=parse_datetime(reopened) if reopened else None, reopened_because=change.after["reopened_because"]
    )


def _part(change: Change, _reason: str, _at: datetime) -> None:
    """Forget that one paragraph came of another: these deeds only ever add that."""
    earlier, later = change.key.split()
    Descent.objects.unscoped(DEED).filter(earlier__uuid=earlier, later__uuid=later).delete()


def _put_rows(text: NegotiatingText, back: Sequence[Change]) -> None:
    version = queries.working(text)
    rows = {str(row.provision.uuid): row for row in unscoped(version.rows, DEED).select_related("provision")}
    for change in back:
        row = rows[change.key]
        if change.after is None:
            row.provision.delete()
            continue
        for name in ("kind", "kept", "wording", "standing", "level"):
            setattr(row, name, change.after[name])
        row.ordinal = _place(version, row, change.after["ordinal"])
        row.save()


def _place(version: Any, row: ProvisionVersion, ordinal: int) -> int:
    """Return the place where a row stood before, or, if another took it since, one behind that."""
    taken = unscoped(version.rows, DEED).filter(ordinal=ordinal).exclude(pk=row.pk).first()
    return steps.place_after(version, taken) if taken else ordinal
