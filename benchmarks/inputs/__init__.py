"""Figures of inputs: themes coded, passages told apart, copies found, counterparts across languages."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.inputs import coding, copies, counterparts, languages, passages, scale


def figures() -> Iterator[Figure]:
    yield from coding.figures()
    yield from languages.figures()
    yield from passages.figures()
    yield from copies.figures()
    yield from counterparts.figures()
    yield from scale.figures()
