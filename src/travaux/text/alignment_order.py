"""Which of several things in a new order stayed in place: those of the heaviest run that both orders share."""

from bisect import bisect_left
from collections.abc import Sequence


def in_place(places: Sequence[int], weights: Sequence[float]) -> set[int]:
    """Return which of the things stayed where they were: so many that what they weigh together is the most.

    The things stand in their old order; `places` are their new ones, no two the same, and `weights` more than nothing.
    """
    ends: list[int] = []
    tops: list[int] = []
    totals: list[float] = []
    came_from = [-1] * len(places)
    for thing, (place, weight) in enumerate(zip(places, weights, strict=True)):
        at = bisect_left(ends, place)
        came_from[thing] = tops[at - 1] if at else -1
        total = weight + (totals[at - 1] if at else 0.0)
        past = at
        while past < len(ends) and totals[past] <= total:
            past += 1
        ends[at:past], tops[at:past], totals[at:past] = [place], [thing], [total]
    found, thing = set(), tops[-1] if tops else -1
    while thing >= 0:
        found.add(thing)
        thing = came_from[thing]
    return found
