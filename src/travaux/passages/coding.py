"""Coding: which themes a passage speaks of, suggested from the words of a codebook.

A suggestion says which words weighed. It is a suggestion only: what counts is what a person confirms.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

RULE = "codebook words, 1"
"""Name of the rule, kept with each suggestion; a changed rule gets another number."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_ENDINGS = (("ies", "y", 2), ("ing", "", 4), ("ed", "", 4), ("es", "", 3), ("s", "", 3))
"""Endings of English with what takes their place, and how many letters must be left before them."""
_ARTICLES = re.compile(r"^[وفبك]?ال(?=\w{3})")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the codebook under one theme; `weight` is its number of words, shared among its themes."""

    theme: str
    phrase: str
    stems: tuple[str, ...]
    prefix: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Codebook:
    """The terms of all themes, found by the stem of their first word, and `prefixes`, which end in an asterisk."""

    themes: tuple[str, ...]
    terms: Mapping[str, tuple[Term, ...]]
    prefixes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that a passage seems to speak of: `score` from 0 to below 1, and the words in it that weighed."""

    theme: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    stem: str
    start: int
    end: int


def stem(word: str) -> str:
    """Reduce a word to what its forms have in common, lightly: endings of English, the article of Arabic."""
    word = _ARTICLES.sub("", unicodedata.normalize("NFKC", word).casefold())
    for ending, instead, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word.removesuffix(ending) + instead
            break
    return word.rstrip("e") if len(word) > _SHORT else word


def codebook(words: Mapping[str, Sequence[str]]) -> Codebook:
    """Make a codebook from words and phrases by theme; a phrase that ends in an asterisk is open at its end."""
    shared: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for theme, phrases in words.items():
        for phrase in phrases:
            shared[_stems(phrase)].add(theme)
    terms: defaultdict[str, list[Term]] = defaultdict(list)
    prefixes = []
    for theme, phrases in words.items():
        for phrase in dict.fromkeys(phrases):
            term = _term(theme, phrase, len(shared[_stems(phrase)]))
            if term.prefix and len(term.stems) == 1:
                prefixes.append(term)
            elif term.stems:
                terms[term.stems[0]].append(term)
    return Codebook(tuple(words), {first: tuple(found) for first, found in terms.items()}, tuple(prefixes))


def suggest(text: str, book: Codebook, *, least: float = 1.0) -> tuple[Suggestion, ...]:
    """Suggest the themes of `text` whose terms weigh at least `least`, heaviest first.

    Each term counts once, with the number of its words divided among the themes that share it; a weight `w` becomes
    the score `w / (w + 1)`.
    """
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for term, words in _found(text, book):
        weights[term.theme][term.phrase] = term.weight
        said[term.theme].append(words)
    found = [
        Suggestion(theme, sum(terms.values()) / (sum(terms.values()) + 1), tuple(dict.fromkeys(said[theme])))
        for theme, terms in weights.items()
        if sum(terms.values()) >= least
    ]
    return tuple(sorted(found, key=lambda suggestion: (-suggestion.score, book.themes.index(suggestion.theme))))


def _term(theme: str, phrase: str, shared: int) -> Term:
    stems = _stems(phrase)
    return Term(theme, phrase, stems, phrase.endswith("*"), len(stems) / shared)


def _stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase; the last word of a prefix stands as written, since its end is open."""
    tokens = _tokens(phrase)
    if tokens and phrase.endswith("*"):
        return (*(token.stem for token in tokens[:-1]), phrase[tokens[-1].start : tokens[-1].end].casefold())
    return tuple(token.stem for token in tokens)


def _tokens(text: str) -> list[_Token]:
    return [_Token(stem(word.group()), *word.span()) for word in _WORD.finditer(text)]


def _found(text: str, book: Codebook) -> Iterator[tuple[Term, str]]:
    tokens = _tokens(text)
    for place, token in enumerate(tokens):
        for term in (*book.terms.get(token.stem, ()), *book.prefixes):
            stretch = tokens[place : place + len(term.stems)]
            if _matches(text, stretch, term):
                yield term, text[stretch[0].start : stretch[-1].end]


def _matches(text: str, stretch: Sequence[_Token], term: Term) -> bool:
    if len(stretch) < len(term.stems):
        return False
    last, wanted = stretch[-1], term.stems[-1]
    if any(token.stem != said for token, said in zip(stretch[:-1], term.stems[:-1], strict=True)):
        return False
    return text[last.start : last.end].casefold().startswith(wanted) if term.prefix else last.stem == wanted
