"""Splits and merges: paragraphs that hold a part of one that is already paired, which its pair does not hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import MatchingBlock

from travaux.text.alignment_evidence import Evidence, Pair
from travaux.text.alignment_pairs import SCALES, Scales

OLD, NEW = 0, 1
FAR = 5
"""Parts of one paragraph that stand further apart than so many places are unlikely to be its parts."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pair whose paragraph on one side is whole and paired already, and whose other is a further part of it."""

    pair: Pair
    whole: int
    """The side of the whole: OLD in a split, NEW in a merge."""
    filled: float
    """How much of the part is in the whole and not in its pair, 0 to 1, with what nearness adds and distance takes."""


def joined(found: Evidence, paired: Mapping[int, Pair], scales: Scales = SCALES) -> list[tuple[Pair, ...]]:
    """Return all pairs, those of one split or merge together, the one that was paired first.

    A paragraph is a part of one whole only, and a whole is split or merged, never both.
    """
    groups = {pair: [pair] for pair in paired.values()}
    sides = ({pair.old: pair for pair in paired.values()}, {pair.new: pair for pair in paired.values()})
    parts = sorted(_parts(found, sides, scales), key=lambda part: (-part.filled, part.pair.old, part.pair.new))
    taken: tuple[set[int], set[int]] = (set(sides[OLD]), set(sides[NEW]))
    kinds: dict[Pair, int] = {}
    for part in parts:
        whole, further = _end(part.pair, part.whole), _end(part.pair, 1 - part.whole)
        first = sides[part.whole][whole]
        if further not in taken[1 - part.whole] and kinds.setdefault(first, part.whole) == part.whole:
            taken[1 - part.whole].add(further)
            groups[first].append(part.pair)
    return [tuple(group) for group in groups.values()]


def _end(pair: Pair, side: int) -> int:
    return pair.new if side else pair.old


def _parts(found: Evidence, sides: Sequence[Mapping[int, Pair]], scales: Scales) -> Iterator[_Part]:
    for pair in found.pairs:
        for whole in (OLD, NEW):
            first = sides[whole].get(_end(pair, whole))
            if first and _end(pair, 1 - whole) not in sides[1 - whole]:
                gain = _gain(found, pair, first, whole)
                apart = abs(_end(pair, 1 - whole) - _end(first, 1 - whole))
                filled = gain / pair.weights[1 - whole] + scales.near * (apart == 1) - scales.far * (apart > FAR)
                if filled >= scales.part and gain >= scales.share * pair.weights[whole]:
                    yield _Part(pair, whole, filled)


def _gain(found: Evidence, pair: Pair, first: Pair, whole: int) -> float:
    """Return what those words of the whole weigh that `pair` has in common and `first` has not."""
    bag = (found.new if whole else found.old)[_end(pair, whole)]
    taken = {place for run in first.runs for place in _places(run, whole)}
    return sum(
        bag.sums[place + 1] - bag.sums[place]
        for run in pair.runs
        for place in _places(run, whole)
        if place not in taken
    )


def _places(run: MatchingBlock, side: int) -> range:
    start = run.b if side else run.a
    return range(start, start + run.size)
