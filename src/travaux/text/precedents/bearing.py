"""What a change does to agreed language: whether it returns to it or leaves it, and which runs are won and lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from travaux.text.precedents.search import Found, Run, find, outermost
from travaux.text.precedents.shapes import Corpus
from travaux.text.precedents.tally import WIDTH


class Verdict(StrEnum):
    """What a change does to agreed language."""

    RETURNS = "returns"
    LEAVES = "leaves"
    EXCHANGES = "exchanges"
    """It leaves some for other."""
    KEEPS = "keeps"
    NONE = "none"
    """There was none, and there is none."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A verdict, with the wordings as they were and as they would be, and the runs that only one of them has."""

    verdict: Verdict
    before: Found
    after: Found
    gained: tuple[Run, ...]
    lost: tuple[Run, ...]


def bearing(corpus: Corpus, before: str, after: str) -> Bearing:
    """Say what a change of wording does to agreed language.

    Runs are told apart by their words: one that stands in a longer run of the other wording is neither won nor lost.
    """
    old, new = find(corpus, before), find(corpus, after)
    gained, lost = _only(new, old), _only(old, new)
    return Bearing(_verdict(gained, lost, new.runs), old, new, gained, lost)


def _verdict(gained: Sequence[Run], lost: Sequence[Run], left: Sequence[Run]) -> Verdict:
    if gained:
        return Verdict.EXCHANGES if lost else Verdict.RETURNS
    if lost:
        return Verdict.LEAVES
    return Verdict.KEEPS if left else Verdict.NONE


def _only(one: Found, other: Found) -> tuple[Run, ...]:
    there = [_codes(other, run) for run in outermost(other.runs)]
    return tuple(run for run in outermost(one.runs) if not _stands(_codes(one, run), there))


def _codes(found: Found, run: Run) -> bytes:
    return found.draft.codes[run.first * WIDTH : run.last * WIDTH]


def _stands(codes: bytes, runs: Iterable[bytes]) -> bool:
    """Whether words stand in one of the runs, one after the other."""
    return any(_at_a_word(codes, run) for run in runs)


def _at_a_word(codes: bytes, run: bytes) -> bool:
    places = range(0, len(run) - len(codes) + 1, WIDTH)
    return any(run[place : place + len(codes)] == codes for place in places)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text that are shown alike: those of the runs with these numbers, counted from 0, or of none."""

    text: str
    runs: tuple[int, ...]


def stretches(text: str, runs: Sequence[Run]) -> tuple[Stretch, ...]:
    """Cut a text where runs begin and end; joined, the stretches are the text again."""
    edges = sorted({0, len(text), *(edge for run in runs for edge in (run.start, run.end))})
    return tuple(
        Stretch(text[begin:end], tuple(n for n, run in enumerate(runs) if run.start <= begin and end <= run.end))
        for begin, end in pairwise(edges)
    )
