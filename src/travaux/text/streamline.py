"""Streamlining: proposals that say the same, to be offered for merging. A person decides; every sponsor is kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from travaux.words.tokens import words

LIKENESS = 0.8
"""From this share of common words on, two changes are offered as nearly the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal with what it would do: on which provision, of which scope, and how the provision would then read."""

    proposal: str
    provision: str
    scope: str
    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class Same:
    """Proposals that may be merged, the first tabled first; `is_exact` if they differ in spaces, case or marks only."""

    proposals: tuple[str, ...]
    is_exact: bool


def streamlined(asked: Sequence[Asked]) -> list[Same]:
    """Return the groups of proposals that say the same, then the pairs that nearly do; `asked` in order of tabling."""
    together: dict[tuple[object, ...], list[Asked]] = {}
    for each in asked:
        together.setdefault((each.provision, each.scope, *_plain(each.reading)), []).append(each)
    exact = [Same(tuple(each.proposal for each in group), is_exact=True) for group in together.values() if group[1:]]
    return [*exact, *_near([group[0] for group in together.values()])]


def _plain(reading: str) -> tuple[str, ...]:
    """Return the words of a reading without what nobody negotiates: case, spaces, marks at the end."""
    found = [word.casefold() for word in words(reading)]
    while found and not found[-1].isalnum():
        found.pop()
    return tuple(found)


def _near(asked: Iterable[Asked]) -> list[Same]:
    places: dict[tuple[str, str], list[Asked]] = {}
    for each in asked:
        places.setdefault((each.provision, each.scope), []).append(each)
    return [
        Same((one.proposal, other.proposal), is_exact=False)
        for group in places.values()
        for one, other in combinations(group, 2)
        if _likeness(one, other) >= LIKENESS
    ]


def _likeness(one: Asked, other: Asked) -> float:
    """Return how much of what two proposals change they have in common, from 0 to 1."""
    first, second = _changed(one), _changed(other)
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0


def _changed(asked: Asked) -> Counter[tuple[str, str]]:
    """Return the words that a proposal adds and those that it takes away."""
    before, after = Counter(_plain(asked.base)), Counter(_plain(asked.reading))
    added = Counter({("added", word): count for word, count in (after - before).items()})
    return added + Counter({("removed", word): count for word, count in (before - after).items()})
