"""Who is whose: one paragraph of the old text for one of the new, decided by likeness and by the company that both keep."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.text.alignment_evidence import Pair
from travaux.text.alignment_order import in_place

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scales:
    dice: float = 0.8
    company: float = 0.4
    line: float = 0.15
    alone: float = 0.42
    among: float = 0.37
    enough: float = 18.0
    part: float = 0.45
    share: float = 0.045
    near: float = 0.15


def likeness(pair: Pair, scales: Scales) -> float:
    """Return how alike two paragraphs are, 0 to 1."""
    held = pair.held * min(1.0, min(pair.old_weight, pair.new_weight) / scales.enough)
    return scales.dice * pair.dice + (1 - scales.dice) * held


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of the pairs so far."""

    partner: Mapping[int, int]
    olds: Sequence[int]
    news: Sequence[int]

    def beside(self, i: int, j: int) -> float:
        return (self._agree(i, j, -1) + self._agree(i, j, 1)) / 2

    def _agree(self, i: int, j: int, step: int) -> bool:
        partner = self.partner
        return partner.get(i + step) == j + step or partner.get(i + 2 * step) == j + step or partner.get(i + step) == j + 2 * step

    def in_line(self, i: int, j: int) -> bool:
        before = bisect_left(self.olds, i)
        after = bisect_right(self.olds, i)
        return (before == 0 or self.news[before - 1] < j) and (after == len(self.olds) or j < self.news[after])


def company(found: Mapping[int, Pair]) -> Company:
    pairs = [found[i] for i in sorted(found)]
    stayed = in_place([p.new for p in pairs], [p.common for p in pairs])
    chain = [pairs[k] for k in sorted(stayed)]
    return Company({i: p.new for i, p in found.items()}, [p.old for p in chain], [p.new for p in chain])


def matched(pairs: Sequence[Pair], scales: Scales) -> dict[int, Pair]:
    scored = [(likeness(pair, scales), pair) for pair in pairs]
    found = _greedy([(s, p) for s, p in scored if s >= scales.alone])
    for _ in range(ROUNDS - 1):
        known = company(found)
        judged = []
        for score, pair in scored:
            if score < scales.among:
                continue
            c = known.beside(pair.old, pair.new)
            l = known.in_line(pair.old, pair.new)
            if score >= scales.alone - (scales.alone - scales.among) * max(c, 0.5*l):
                judged.append((score + scales.company * c + scales.line * l, pair))
        found = _greedy(judged)
    return found


def _greedy(judged: Iterable[tuple[float, Pair]]) -> dict[int, Pair]:
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for _, pair in sorted(judged, key=lambda each: (-each[0], abs(each[1].old - each[1].new), each[1].old)):
        if pair.old not in found and pair.new not in taken:
            found[pair.old] = pair
            taken.add(pair.new)
    return found
