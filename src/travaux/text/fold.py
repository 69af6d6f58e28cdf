"""A text as of any past moment: the changes that deeds made, folded up to there.

A change says of one thing (a paragraph in a version, a proposal, an edit) how it stood before a deed and how after.
Folding the changes of all deeds up to a moment gives every thing as it then stood; taking the last deed's changes
backwards undoes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

State = Mapping[str, Any]
Things = Mapping[tuple[str, str], State]


@dataclass(frozen=True, slots=True)
class Change:
    """What a deed did to one thing: its kind and key, its state before and after; None where it was not there."""

    kind: str
    key: str
    before: State | None
    after: State | None


def changes(before: Things, after: Things) -> list[Change]:
    """Return what changed between two states, in the order of kinds and keys."""
    return [
        Change(*thing, before.get(thing), after.get(thing))
        for thing in sorted({*before, *after})
        if before.get(thing) != after.get(thing)
    ]


def folded(deeds: Iterable[Sequence[Change]], start: Things | None = None) -> dict[tuple[str, str], State]:
    """Return how everything stands after the deeds, from nothing or from a state that is known."""
    things = dict(start or {})
    for deed in deeds:
        for change in deed:
            if change.after is None:
                things.pop((change.kind, change.key), None)
            else:
                things[change.kind, change.key] = change.after
    return things


def reversed_(deed: Sequence[Change]) -> list[Change]:
    """Return the changes that undo a deed, the last first."""
    return [Change(each.kind, each.key, each.after, each.before) for each in reversed(deed)]


def is_last(deed: Iterable[Change], things: Things) -> bool:
    """Whether everything that a deed changed still stands as the deed left it."""
    return all(things.get((change.kind, change.key)) == change.after for change in deed)
