"""Phrases found in a text: words and runs of words of a list, in whatever form they stand there, in six languages.

A phrase matches word by word by stem (see `stems`); a word of it that ends in an asterisk matches any word that begins
so. A Chinese character is a word. Each distinct word of the text is looked up once: finding takes time with the length
of the text, not of the list.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from travaux.words.stems import folded, stem

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}][^\W_{_HAN}{_MARKS}]*(?:[{_MARKS}]+[^\W_{_HAN}{_MARKS}]*)*")
_ASKED = re.compile(rf"(?P<word>{_WORD.pattern})(?P<open>\*?)")
_PLAIN = re.compile(r"[^\W_]+")
_HEAD = 2
"""Open words are looked up by so many of their first letters."""
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the list, by its place there, and the stretch `[start, end)` of the text in which it stands."""

    phrase: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Read:
    """A text gone through: where its words stand, their stems, and the phrases found, in order of place."""

    places: tuple[tuple[int, int], ...]
    stems: tuple[str, ...]
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases made ready: each is a run of atoms (a stem, or the beginning of a word)."""

    listed: tuple[str, ...]
    atoms: tuple[tuple[int, ...], ...]
    stems: Mapping[str, int]
    heads: Mapping[str, tuple[tuple[str, int], ...]]
    begun: Mapping[int, tuple[int, ...]]
    _seen: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def find(self, text: str) -> tuple[Found, ...]:
        """Return every phrase of the list that stands in `text`, in order of place; they may overlap."""
        return self.read(text).found

    def read(self, text: str) -> Read:
        """Go through `text` once, for its stems and for the phrases of the list."""
        spans = [word.span() for word in _words(text)]
        known = [self._seen.get(text[start:end]) or self._looked_at(text[start:end]) for start, end in spans]
        found = tuple(
            Found(phrase, spans[place][0], spans[place + len(self.atoms[phrase]) - 1][1])
            for place, (_, atoms) in enumerate(known)
            for atom in atoms
            for phrase in self.begun.get(atom, ())
            if self._stands(phrase, known, place)
        )
        return Read(tuple(spans), tuple([word for word, _ in known]), found)

    def _stands(self, phrase: int, known: Sequence[tuple[str, tuple[int, ...]]], place: int) -> bool:
        wanted = self.atoms[phrase]
        if len(wanted) == 1:
            return True
        if place + len(wanted) > len(known):
            return False
        return all(atom in known[place + further][1] for further, atom in enumerate(wanted))

    def _looked_at(self, word: str) -> tuple[str, tuple[int, ...]]:
        """Look a word up, and remember it."""
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        plain = folded(word)
        known = self._seen[word] = (stem(plain) if plain else "", tuple(self._looked_up(plain)))
        return known

    def _looked_up(self, word: str) -> Iterator[int]:
        if not word:
            return
        exact = self.stems.get(stem(word))
        if exact is not None:
            yield exact
        yield from (atom for head, atom in self.heads.get(word[:_HEAD], ()) if word.startswith(head))


def phrases(listed: Iterable[str]) -> Phrases:
    """Make a list of phrases ready to be found; one without a word is never found."""
    given = tuple(listed)
    numbers: dict[tuple[str, bool], int] = {}
    atoms = []
    for phrase in given:
        asked = ((folded(found["word"]), bool(found["open"])) for found in _ASKED.finditer(phrase))
        keys = [(word if is_open else stem(word), is_open) for word, is_open in asked if word]
        atoms.append(tuple(numbers.setdefault(key, len(numbers)) for key in keys))
    begun: defaultdict[int, list[int]] = defaultdict(list)
    for number, wanted in enumerate(atoms):
        if wanted:
            begun[wanted[0]].append(number)
    return Phrases(
        given,
        tuple(atoms),
        {word: number for (word, is_open), number in numbers.items() if not is_open},
        _by_head((word, number) for (word, is_open), number in numbers.items() if is_open),
        {atom: tuple(found) for atom, found in begun.items()},
    )


def _words(text: str) -> Iterator[re.Match[str]]:
    return (_PLAIN if text.isascii() else _WORD).finditer(text)


def _by_head(opened: Iterable[tuple[str, int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    heads: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for word, number in opened:
        heads[word[:_HEAD]].append((word, number))
    return {head: tuple(found) for head, found in heads.items()}
