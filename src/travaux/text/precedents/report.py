"""What is told of a draft: each run that was agreed before, with where and when, and what is near to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.text.precedents.search import Found, Run, shown
from travaux.text.precedents.shapes import Corpus, Place
from travaux.text.precedents.variants import Difference, Variant, variants

MOST = 50
"""Adopted paragraphs that are named for one run, if nobody asks for more; how many there are is always said."""


@dataclass(frozen=True, slots=True)
class Row:
    """A run of a draft, and one adopted paragraph that has it; `text` is `draft[start:end]`.

    `occurrences` counts all the adopted paragraphs that have the run, named or not. Where `exact` is false,
    `differences` are what the adopted paragraph says otherwise.
    """

    start: int
    end: int
    words: int
    text: str
    symbol: str
    paragraph: str
    date: str
    exact: bool
    rarity: float
    occurrences: int
    differences: tuple[Difference, ...] = ()


def rows(corpus: Corpus, found: Found, *, most: int = MOST) -> tuple[Row, ...]:
    """Return a row for each run and each adopted paragraph that has it, in the order of the draft, the oldest first.

    Of a run that more than `most` have, those adopted first are named and the one adopted last. Variants come after
    the runs that begin where they do.
    """
    near = variants(corpus, found)
    named = {each for run in found.runs for each in shown(run, most)} | {variant.paragraph for variant in near}
    places = corpus.places(named)
    told = [*_exact(found, places, most), *(_near(found.text, variant, places) for variant in near)]
    return tuple(sorted(told, key=lambda row: (row.start, not row.exact, -row.end)))


def _exact(found: Found, places: dict[int, Place], most: int) -> Iterator[Row]:
    for run in found.runs:
        for place in (places[each] for each in shown(run, most)):
            yield _row(found.text, run, place, exact=True, occurrences=len(run.sources))


def _near(text: str, variant: Variant, places: dict[int, Place]) -> Row:
    return _row(text, variant, places[variant.paragraph], exact=False, differences=variant.differences)


def _row(
    text: str,
    run: Run | Variant,
    place: Place,
    *,
    exact: bool,
    occurrences: int = 1,
    differences: tuple[Difference, ...] = (),
) -> Row:
    words = text[run.start : run.end]
    where = (place.symbol, place.paragraph, place.date)
    return Row(run.start, run.end, run.words, words, *where, exact, run.rarity, occurrences, differences)
