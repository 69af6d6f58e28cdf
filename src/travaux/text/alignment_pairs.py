"""Who is whose: one paragraph of the old text for one of the new, decided by likeness and by the company that both keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.text.alignment_evidence import Pair

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scales:
    """How likeness is judged; calibrated on edited resolutions, see `benchmarks.text.alignment_scales`.

    `dice` against `held` in the likeness of a pair; `company` is what two agreeing neighbours add; `alone` is the
    likeness that two paragraphs need to be one, `among` what they need between two agreeing neighbours.
    """

    dice: float = 0.6
    company: float = 0.2
    alone: float = 0.38
    among: float = 0.28
    part: float = 0.45
    share: float = 0.08


def likeness(pair: Pair, scales: Scales) -> float:
    """Return how alike two paragraphs are, 0 to 1."""
    return scales.dice * pair.dice + (1 - scales.dice) * pair.held


def matched(pairs: Sequence[Pair], scales: Scales) -> dict[int, Pair]:
    """Return for each old paragraph that has one its pair; none of the new is in two."""
    scored = [(likeness(pair, scales), pair) for pair in pairs]
    found: dict[int, Pair] = {}
    for _ in range(ROUNDS):
        partner = {i: pair.new for i, pair in found.items()}
        back = {j: i for i, j in partner.items()}
        judged = [
            (score + scales.company * company, pair)
            for score, pair in scored
            if score >= scales.alone - (scales.alone - scales.among) * (company := _company(pair, partner, back))
        ]
        found = _greedy(judged)
    return found


def _company(pair: Pair, partner: Mapping[int, int], back: Mapping[int, int]) -> float:
    """Return how many of the two neighbours agree, as a share: 0, a half or 1."""
    return (_agree(pair, partner, back, -1) + _agree(pair, partner, back, 1)) / 2


def _agree(pair: Pair, partner: Mapping[int, int], back: Mapping[int, int], step: int) -> bool:
    return (
        partner.get(pair.old + step) == pair.new + step
        or partner.get(pair.old + 2 * step) == pair.new + step
        or partner.get(pair.old + step) == pair.new + 2 * step
    )


def _greedy(judged: Iterable[tuple[float, Pair]]) -> dict[int, Pair]:
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for _, pair in sorted(judged, key=lambda each: (-each[0], abs(each[1].old - each[1].new), each[1].old)):
        if pair.old not in found and pair.new not in taken:
            found[pair.old] = pair
            taken.add(pair.new)
    return found
