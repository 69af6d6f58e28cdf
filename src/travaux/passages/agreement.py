"""Agreement: how far two or more coders, blind to each other, code the same passages alike; and what to adjudicate.

A theme is a question of yes or no for each passage that a coder has gone through; a passage that a coder has not seen
is missing there, not a no. Kappa takes away the agreement that each coder's own habits would bring by chance
(J. Cohen, "A coefficient of agreement for nominal scales", 1960); for more than two coders it is the mean over their
pairs (R. J. Light, 1971). Alpha takes away what all marks together would bring, and bears with missing ones
(K. Krippendorff, "Computing Krippendorff's alpha-reliability", 2011, nominal data).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """The themes that a coder found in a passage: all of them, or none; a passage not gone through has no mark."""

    coder: str
    passage: str
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on a theme, over the `passages` that at least two of them went through.

    `kappa` and `alpha` are 1 where all agree and about 0 where chance would do as well; None where nothing can be
    said, because nobody differs and all marks are the same. `found` counts the passages in which anybody found it.
    """

    theme: str
    kappa: float | None
    alpha: float | None
    passages: int
    found: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Disputed:
    """A passage and a theme on which coders differ: who found it there, and who did not."""

    passage: str
    theme: str
    found_by: tuple[str, ...]
    not_by: tuple[str, ...]


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two coders from the values that they gave to the same units; None where undefined."""
    given = list(pairs)
    if not given:
        return None
    one, other = Counter(first for first, _ in given), Counter(second for _, second in given)
    observed = sum(first == second for first, second in given) / len(given)
    expected = sum(times * other[value] for value, times in one.items()) / len(given) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha from the values that each unit was given, by however many coders saw it.

    A unit with fewer than two values says nothing of agreement. None where all values are the same, or there are none.
    """
    pairable = [Counter(values) for values in units if len(values) >= _PAIR]
    totals: Counter[Hashable] = Counter()
    for values in pairable:
        totals.update(values)
    count = totals.total()
    observed = sum(_differing(values) / (values.total() - 1) for values in pairable)
    expected = _differing(totals) / (count - 1) if count else 0
    return 1 - observed / expected if expected else None


def agreement(marks: Iterable[Mark], themes: Iterable[str]) -> tuple[Agreement, ...]:
    """Say for each theme how far the coders agree. Where a coder marked a passage twice, the last mark counts."""
    by_passage = _by_passage(marks)
    return tuple(_of_theme(theme, by_passage) for theme in themes)


def disputed(marks: Iterable[Mark]) -> tuple[Disputed, ...]:
    """Return what is to be adjudicated: by passage in the order of the marks, then by theme."""
    found = []
    for passage, coded in _by_passage(marks).items():
        for theme in sorted(frozenset().union(*coded.values())):
            yes = tuple(sorted(coder for coder, themes in coded.items() if theme in themes))
            no = tuple(sorted(coder for coder, themes in coded.items() if theme not in themes))
            found += [Disputed(passage, theme, yes, no)] if no else []
    return tuple(found)


def _by_passage(marks: Iterable[Mark]) -> dict[str, dict[str, frozenset[str]]]:
    """Return for each passage that at least two coders went through what each of them found."""
    found: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for mark in marks:
        found[mark.passage][mark.coder] = mark.themes
    return {passage: coded for passage, coded in found.items() if len(coded) >= _PAIR}


def _of_theme(theme: str, by_passage: Mapping[str, Mapping[str, frozenset[str]]]) -> Agreement:
    units = [{coder: theme in themes for coder, themes in coded.items()} for coded in by_passage.values()]
    coders = sorted({coder for unit in units for coder in unit})
    kappas = [
        found
        for one, other in combinations(coders, 2)
        if (found := kappa((unit[one], unit[other]) for unit in units if one in unit and other in unit)) is not None
    ]
    return Agreement(
        theme,
        sum(kappas) / len(kappas) if kappas else None,
        alpha([list(unit.values()) for unit in units]),
        len(units),
        sum(any(unit.values()) for unit in units),
        sum(len(set(unit.values())) > 1 for unit in units),
    )


def _differing(values: Counter[Hashable]) -> int:
    """Return how many ordered pairs of the values differ."""
    return values.total() ** 2 - sum(times * times for times in values.values())
