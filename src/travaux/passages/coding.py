"""Coding: which themes a passage speaks of, suggested from the words of a codebook.

A suggestion says which words weighed. It is a suggestion only: what counts is what a person confirms.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.words.phrases import Found, Phrases, phrases

RULE = "codebook words, 2"
"""Name of the rule, kept with each suggestion; a changed rule gets another number."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the codebook under one theme; `weight` is its number of words, shared among its themes."""

    theme: str
    phrase: str
    weight: float


@dataclass(frozen=True, slots=True)
class Codebook:
    """The terms of all themes, and their phrases made ready to be found, in the same order."""

    themes: tuple[str, ...]
    terms: tuple[Term, ...]
    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that a passage seems to speak of: `score` from 0 to below 1, and the words in it that weighed."""

    theme: str
    score: float
    words: tuple[str, ...]


def codebook(words: Mapping[str, Sequence[str]]) -> Codebook:
    """Make a codebook from words and phrases by theme, in any of the six languages side by side.

    A word of a phrase that ends in an asterisk is open at its end.
    """
    listed = [(theme, phrase) for theme, given in words.items() for phrase in dict.fromkeys(given)]
    ready = phrases(phrase for _, phrase in listed)
    shared: defaultdict[tuple[int, ...], set[str]] = defaultdict(set)
    for (theme, _), atoms in zip(listed, ready.atoms, strict=True):
        shared[atoms].add(theme)
    terms = tuple(
        Term(theme, phrase, len(atoms) / len(shared[atoms]))
        for (theme, phrase), atoms in zip(listed, ready.atoms, strict=True)
    )
    return Codebook(tuple(words), terms, ready)


def suggest(text: str, book: Codebook, *, least: float = 1.0) -> tuple[Suggestion, ...]:
    """Suggest the themes of `text` whose terms weigh at least `least`, heaviest first.

    Each term counts once, with the number of its words divided among the themes that share it; a weight `w` becomes
    the score `w / (w + 1)`.
    """
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for term, found in terms_in(text, book):
        weights[term.theme][term.phrase] = term.weight
        said[term.theme].append(text[found.start : found.end])
    suggested = [
        Suggestion(theme, sum(terms.values()) / (sum(terms.values()) + 1), tuple(dict.fromkeys(said[theme])))
        for theme, terms in weights.items()
        if sum(terms.values()) >= least
    ]
    return tuple(sorted(suggested, key=lambda suggestion: (-suggestion.score, book.themes.index(suggestion.theme))))


def terms_in(text: str, book: Codebook) -> Iterator[tuple[Term, Found]]:
    """Find the terms of a codebook in `text`, each with its place.

    A term inside a longer one of another theme is not meant there: "education" in "human rights education".
    """
    return terms_of(book.phrases.find(text), book)


def terms_of(found: Sequence[Found], book: Codebook) -> Iterator[tuple[Term, Found]]:
    """Go through the terms among the phrases found in a text, without those that a longer one takes in."""
    least = min((one.end - one.start for one in found), default=0)
    longer = [one for one in found if one.end - one.start > least]
    for one in found:
        term = book.terms[one.phrase]
        if not any(_within(one, other) and book.terms[other.phrase].theme != term.theme for other in longer):
            yield term, one


def _within(one: Found, other: Found) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
