"""Which paragraph of one document is which of the other: the one place where this is decided."""

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from travaux.text.alignment_order import in_place

Pair = tuple[int | None, int | None]
ALIKE = 50.0
"""Likeness in per cent (share of the characters that both have in order) from which two paragraphs are one, changed."""
_MOST = 40_000
TABLE = "t"
"""The first sign of a table; one that has nothing better to be paired with is changed row by row, not replaced."""


def paired(old: Sequence[str], new: Sequence[str], names: tuple[Sequence[str], Sequence[str]] = ((), ())) -> list[Pair]:
    """Return the pairs of paragraphs that belong together, in order; one that has no partner stands with None.

    Those that carry the same name (`names` of the old and of the new, empty for none) belong together whatever they
    say, as many as stand in the same order; between them equal ones (longest common subsequence), then the likest.
    """
    found: list[Pair] = []
    place_old = place_new = 0
    for one, other in [*_named(*names), (len(old), len(new))]:
        between = _alike(old[place_old:one], new[place_new:other])
        found += [(_later(a, place_old), _later(b, place_new)) for a, b in between]
        found += [(one, other)] if one < len(old) else []
        place_old, place_new = one + 1, other + 1
    return found


def _later(place: int | None, by: int) -> int | None:
    return None if place is None else place + by


def _named(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs that carry the same name, as many as stand in the same order."""
    places = {name: place for place, name in enumerate(new) if name}
    pairs = [(place, places.pop(name)) for place, name in enumerate(old) if name in places]
    stayed = in_place([place for _, place in pairs], [1] * len(pairs))
    return [pair for rank, pair in enumerate(pairs) if rank in stayed]


def _alike(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    found: list[Pair] = []
    place_old = place_new = 0
    for block in LCSseq.opcodes(old, new).as_matching_blocks():
        found += _between(old, new, (place_old, block.a), (place_new, block.b))
        found += [(block.a + step, block.b + step) for step in range(block.size)]
        place_old, place_new = block.a + block.size, block.b + block.size
    return found + _between(old, new, (place_old, len(old)), (place_new, len(new)))


def _between(old: Sequence[str], new: Sequence[str], olds: tuple[int, int], news: tuple[int, int]) -> list[Pair]:
    """Pair the likest paragraphs of two stretches that have no equal ones, in order."""
    best = _table(old[slice(*olds)], new[slice(*news)])
    found: list[Pair] = []
    row, column = olds[0], news[0]
    while row < olds[1] or column < news[1]:
        step = best.get((row - olds[0], column - news[0]), "old" if row < olds[1] else "new")
        found.append((row if step != "new" else None, column if step != "old" else None))
        row += step != "new"
        column += step != "old"
    return found


def _table(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return the best step at each place: both, only the old, only the new; none where there are too many."""
    if not old or not new or len(old) * len(new) > _MOST:
        return {}
    value: dict[tuple[int, int], float] = {}
    steps: dict[tuple[int, int], str] = {}
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            likeness = _likeness(old[row], new[column])
            choices = {
                "old": value.get((row + 1, column), 0.0),
                "new": value.get((row, column + 1), 0.0),
                "both": likeness and value.get((row + 1, column + 1), 0.0) + likeness,
            }
            steps[row, column] = max(choices, key=lambda step: choices[step])
            value[row, column] = choices[steps[row, column]]
    return steps


def _likeness(old: str, new: str) -> float:
    """Return the likeness of two paragraphs, 0 where they differ in kind, which the first sign says."""
    if old[:1] != new[:1]:
        return 0.0
    if old[:1] == TABLE:
        return max(fuzz.ratio(old, new), 1.0)
    return fuzz.ratio(old[1:], new[1:], score_cutoff=ALIKE)
