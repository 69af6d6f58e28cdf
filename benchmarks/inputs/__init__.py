"""Figures of inputs: themes coded, passages told apart, copies found, counterparts across languages."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.inputs import coding, passages


def figures() -> Iterator[Figure]:
    yield from coding.figures()
    yield from passages.figures()
