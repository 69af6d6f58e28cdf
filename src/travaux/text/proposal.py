"""A proposal: changes anchored to the wording that its proponent saw, carried along when that wording changes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from travaux.refusal import Invalid
from travaux.words.align import Edit, script
from travaux.words.tokens import words

_EMPTY_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
ANCHOR = 4
"""How many words before an insertion say where it stands."""


class Kind(StrEnum):
    """What a proposal asks for."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    NEW_PARAGRAPH = "new_paragraph"
    ALTERNATIVE = "alternative"
    DELETE_PARAGRAPH = "delete_paragraph"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    RETAIN = "retain"
    PLACEHOLDER = "placeholder"


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


class NotASplit(Invalid):
    """A split was proposed that leaves one paragraph, or changes words."""

    asked = "You proposed to split this paragraph."
    because = "{reason}"
    rule = "A split keeps every word: an empty line stands where the next paragraph begins."
    remedy = (
        "Take the paragraph as it stands and set an empty line where it should be split; propose other words apart."
    )


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


def parts_of(base: str, proposed: str) -> tuple[str, ...]:
    """Return the paragraphs into which `proposed` splits `base`, at its empty lines; raise NotASplit."""
    parts = tuple(part.strip() for part in _EMPTY_LINE.split(proposed.strip()))
    if len(parts) == 1:
        raise NotASplit(reason="It has no empty line, so that it stays one paragraph.")
    if words(" ".join(parts)) != words(base):
        raise NotASplit(reason="Its words are not those of the paragraph as it stands.")
    return parts


def placeholder(subject: str) -> str:
    """Return the wording that holds the place of a paragraph on `subject`, in brackets whatever was typed."""
    return f"[{subject.strip().removeprefix('[').removesuffix(']').strip()}]"


def quoted(base: str, edit: Edit) -> str:
    """Return the words that an edit is anchored to: those that it removes, or the last ones before what it inserts."""
    if edit.end > edit.start:
        return base[edit.start : edit.end]
    return " ".join(base[: edit.start].split()[-ANCHOR:])


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
