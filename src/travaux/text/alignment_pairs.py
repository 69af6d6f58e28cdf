"""Who is whose: one paragraph of the old text for one of the new, by likeness and by the company that both keep."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from travaux.text.alignment_evidence import Evidence, Pair, compared
from travaux.text.alignment_order import in_place

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scales:
    """How likeness is judged: set by `benchmarks.text.alignment_scales` on texts that no figure is measured on.

    Likeness is how much of both is in common. Neighbours that are paired alike add `company`, a place in the line of
    those that stayed adds `line`, when several would fit. `alone` is the likeness that two paragraphs need to be one,
    less `beside` with such neighbours and `between` in the line; `left` is what they need when both are left over
    between the same neighbours, and `lone` when no other is left over there.

    A further paragraph is a part of one that is paired if `part` of it, less `near` for the next one and `far` more for
    one far away, is there and nowhere in its pair, and is `share` of the whole.
    """

    company: float = 0.6
    line: float = 0.1
    alone: float = 0.46
    beside: float = 0.03
    between: float = 0.16
    left: float = 0.24
    lone: float = 0.12
    part: float = 0.54
    near: float = 0.2
    far: float = 0.11
    share: float = 0.03


SCALES = Scales()


WIDEST = 16
"""How many pairs of paragraphs a gap may hold for what is left in it to be paired by lower likeness."""


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier rounds have found: who is whose, and the line of those pairs that stayed in place."""

    partner: Mapping[int, int]
    old: Sequence[int]
    new: Sequence[int]

    def beside(self, pair: Pair) -> float:
        """Return how far the neighbours are paired alike, 0 to 1: each side counts half, a quarter past one between."""
        return (self._goes_along(pair, -1) + self._goes_along(pair, 1)) / 2

    def _goes_along(self, pair: Pair, step: int) -> float:
        """Say of one side whether the next are one, or those past a paragraph put in, taken out or written anew."""
        near, far = pair.new + step, pair.new + 2 * step
        if self.partner.get(pair.old + step) == near:
            return 1.0
        past = self.partner.get(pair.old + step) == far or self.partner.get(pair.old + 2 * step) in (near, far)
        return past / 2

    def between(self, pair: Pair) -> bool:
        """Whether the pair stands in the line of those that stayed in place."""
        before, after = bisect_left(self.old, pair.old), bisect_right(self.old, pair.old)
        return (before == 0 or self.new[before - 1] < pair.new) and (
            after == len(self.old) or pair.new < self.new[after]
        )

    def is_close(self, pair: Pair) -> bool:
        """Whether the pair stands between two that stayed, with few others."""
        after = bisect_right(self.old, pair.old)
        if not 0 < after < len(self.old) or not self.new[after - 1] < pair.new < self.new[after]:
            return False
        return (self.old[after] - self.old[after - 1] - 1) * (self.new[after] - self.new[after - 1] - 1) <= WIDEST


def paired(
    pairs: Sequence[Pair], certain: AbstractSet[tuple[int, int]] = frozenset(), scales: Scales = SCALES
) -> dict[int, Pair]:
    """Return the pair of each old paragraph that has one; no new one is in two. What is `certain` is taken."""
    judged = [(inf if pair.ends in certain else pair.likeness, pair) for pair in pairs]
    found = _chosen((like, pair) for like, pair in judged if like >= scales.alone)
    for _ in range(ROUNDS - 1):
        known = _known(found)
        found = _chosen(
            (like + scales.company * beside + scales.line * between, pair)
            for like, pair in judged
            if like >= scales.alone - scales.beside - scales.between
            for beside, between in [(known.beside(pair), known.between(pair))]
            if like >= scales.alone - scales.beside * beside - scales.between * between
        )
    return found


def left(pairs: Sequence[Pair], groups: Sequence[Sequence[Pair]], scales: Scales = SCALES) -> list[Pair]:
    """Return further pairs of paragraphs that are in none, and stand between the same neighbours in both texts.

    A paragraph that was written anew in its place is told by its place as much as by its words.
    """
    olds = {pair.old for group in groups for pair in group}
    news = {pair.new for group in groups for pair in group}
    known = _known({group[0].old: group[0] for group in groups})
    free = [pair for pair in pairs if pair.old not in olds and pair.new not in news and known.is_close(pair)]
    judged = ((pair.likeness, pair) for pair in free)
    return [*_chosen((like, pair) for like, pair in judged if like >= scales.left).values()]


def lone(found: Evidence, groups: Sequence[Sequence[Pair]], scales: Scales = SCALES) -> list[Pair]:
    """Return the pairs of which both paragraphs are in no other, each alone between the same neighbours in both texts.

    Words hardly tell whether such a paragraph was written anew or struck for another; its place does.
    """
    ends = [pair.ends for group in groups for pair in group]
    olds, news = {i for i, _ in ends}, {j for _, j in ends}
    line = _known({group[0].old: group[0] for group in groups})
    stayed = pairwise([(-1, -1), *zip(line.old, line.new, strict=True), (len(found.old), len(found.new))])
    pairs = []
    for (old, new), (next_old, next_new) in stayed:
        free = (
            [i for i in range(old + 1, next_old) if i not in olds],
            [j for j in range(new + 1, next_new) if j not in news],
        )
        if len(free[0]) == len(free[1]) == 1:
            pairs.append(compared(free[0][0], free[1][0], found.old, found.new))
    return [pair for pair in pairs if pair.common and pair.likeness >= scales.lone]


def _known(found: Mapping[int, Pair]) -> Known:
    pairs = [found[i] for i in sorted(found)]
    stayed = in_place([pair.new for pair in pairs], [pair.common for pair in pairs])
    line = [pair for place, pair in enumerate(pairs) if place in stayed]
    return Known({pair.old: pair.new for pair in pairs}, [pair.old for pair in line], [pair.new for pair in line])


def _chosen(judged: Iterable[tuple[float, Pair]]) -> dict[int, Pair]:
    """Return pairs from the best down, each paragraph in one; of equals those that stand at like places."""
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for _, pair in sorted(judged, key=lambda one: (-one[0], abs(one[1].old - one[1].new), one[1].old)):
        if pair.old not in found and pair.new not in taken:
            found[pair.old] = pair
            taken.add(pair.new)
    return found
