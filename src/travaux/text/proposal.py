"""A proposal: changes anchored to the wording that its proponent saw, carried along when that wording changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from travaux.refusal import Invalid
from travaux.words.align import Edit, script


class Kind(StrEnum):
    """What a proposal asks for."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    NEW_PARAGRAPH = "new_paragraph"
    DELETE_PARAGRAPH = "delete_paragraph"


class Fate(StrEnum):
    """What became of an edit when the wording beneath it changed."""

    CLEAN = "clean"
    ADJUSTED = "adjusted"
    ORPHANED = "orphaned"


class EmptyChange(Invalid):
    """The proposed wording is the wording that already stands."""

    asked = "You proposed a change to this paragraph."
    because = "The wording that you propose is the one that already stands: nothing would change."
    remedy = "Change the words in the box, or take a position on a proposal of others instead."


@dataclass(frozen=True, slots=True)
class Carried:
    """An edit brought over to a changed wording, and how well that went; an orphaned edit keeps its old place."""

    edit: Edit
    fate: Fate


def edits_of(base: str, proposed: str) -> list[Edit]:
    """Return a whole proposed wording as edits on `base`; raise EmptyChange if nothing differs."""
    edits = script(base, proposed.strip() if base == base.strip() else proposed)
    if not edits:
        raise EmptyChange
    return edits


def kind_of(edits: Iterable[Edit]) -> Kind:
    """Return whether the edits only insert, only delete, or replace."""
    found = {_kind(edit) for edit in edits}
    return found.pop() if len(found) == 1 else Kind.REPLACE


def _kind(edit: Edit) -> Kind:
    if edit.start == edit.end:
        return Kind.INSERT
    return Kind.REPLACE if edit.words.strip() else Kind.DELETE


def carried(edits: Sequence[Edit], base: str, new: str) -> list[Carried]:
    """Bring edits on `base` over to `new`.

    Clean: the words at the anchor stand as they did. Adjusted: some of them changed, the edit takes in what is left.
    Orphaned: nothing is left of the words that it was anchored to.
    """
    changes = script(base, new)
    return [_carried(edit, changes) for edit in edits]


def _carried(edit: Edit, changes: Sequence[Edit]) -> Carried:
    touching = [change for change in changes if _meets(change, edit)]
    if any(_swallows(change, edit) for change in touching):
        return Carried(edit, Fate.ORPHANED)
    end = _new_end(changes, edit.end)
    start = _new_start(changes, edit.start) if edit.end > edit.start else end
    return Carried(Edit(start, end, edit.words), Fate.ADJUSTED if touching else Fate.CLEAN)


def _meets(change: Edit, edit: Edit) -> bool:
    """Whether a change falls inside the anchor of `edit`, not merely beside it."""
    if edit.start == edit.end:
        return change.start < edit.start < change.end
    if change.start == change.end:
        return edit.start < change.start < edit.end
    return change.start < edit.end and edit.start < change.end


def _swallows(change: Edit, edit: Edit) -> bool:
    return change.start <= edit.start and edit.end <= change.end


def _new_start(changes: Sequence[Edit], place: int) -> int:
    """Return where an anchor begins: behind words added before it, behind the change that took its first words."""
    place = next((change.end for change in changes if change.start < place < change.end), place)
    return place + sum(_growth(change) for change in changes if change.end <= place)


def _new_end(changes: Sequence[Edit], place: int) -> int:
    """Return where an anchor ends: before words added behind it, before the change that took its last words."""
    place = next((change.start for change in changes if change.start < place < change.end), place)
    return place + sum(_growth(change) for change in changes if change.end <= place and change.start < place)


def _growth(change: Edit) -> int:
    return len(change.words) - (change.end - change.start)
