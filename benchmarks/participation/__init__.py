"""Figures of participation: names of recorded votes, real strings, spellings, protocol order, the clock."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.participation import clocks, orders, spellings, strings, votes


def figures() -> Iterator[Figure]:
    for part in (votes, strings, spellings, orders, clocks):
        yield from part.figures()
