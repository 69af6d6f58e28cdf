"""Resolutions edited by a generator that remembers what became of every paragraph.

What happens to a text in negotiation: words replaced, phrases put in or left out, half a paragraph rewritten, clauses
exchanged, another opening verb, other dates; paragraphs deleted, added from elsewhere or as near-duplicates of those
that are there, moved in blocks, split, merged.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

Words = list[str]

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = "\uff0c\u3002\uff1b\u3001\uff1a\uff08\uff09\u300a\u300b\u201c\u201d"  # marks of Chinese
_PIECE = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")
_SPACELESS = re.compile(rf"(?<=[{_HAN}{_WIDE}]) (?=[{_HAN}{_WIDE}])")
_STOP = (",", ";", ".", ":", "\uff0c", "\u3002", "\uff1b", "\uff1a", "\u060c", "\u061b")
_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Strength:
    """How heavily a text is edited: shares of its paragraphs, and of the words of those that are edited."""

    name: str
    edited: float
    words: tuple[float, float]
    added: float
    deleted: float
    parted: float
    blocks: int


LIGHT = Strength("light", 0.3, (0.02, 0.10), 0.03, 0.03, 0.02, 1)
MEDIUM = Strength("medium", 0.5, (0.05, 0.25), 0.08, 0.08, 0.05, 2)
HEAVY = Strength("heavy", 0.8, (0.15, 0.50), 0.15, 0.12, 0.10, 3)
STRENGTHS = (LIGHT, MEDIUM, HEAVY)


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of the edited text, and those of the original that it is made of."""

    words: tuple[str, ...]
    made_of: frozenset[int]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and the pairs of paragraphs that belong together."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: frozenset[tuple[int, int]]


def cut(text: str) -> Words:
    """Return the words of a text, each with its marks; a Chinese character is a word."""
    return _PIECE.findall(text)


def joined(words: Sequence[str]) -> str:
    """Return words as a text."""
    return _SPACELESS.sub("", " ".join(words))


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits: their chance, and the paragraphs of other texts that they borrow words from."""

    chance: random.Random
    pool: Sequence[Words]

    def borrowed(self, many: int) -> Words:
        """Return words that follow each other in another text."""
        source = self.chance.choice(self.pool)
        start = self.chance.randrange(max(1, len(source) - many + 1))
        return source[start : start + many]

    def scattered(self, words: Words, many: int) -> Words:
        """Replace single words."""
        found = list(words)
        for place in self.chance.sample(range(len(found)), min(many, len(found))):
            found[place : place + 1] = self.borrowed(1)
        return found

    def lengthened(self, words: Words, many: int) -> Words:
        """Put a phrase or two in."""
        found = list(words)
        while many > 0:
            length = min(many, self.chance.randint(1, 12))
            place = self.chance.randint(0, len(found))
            found[place:place] = self.borrowed(length)
            many -= length
        return found

    def shortened(self, words: Words, many: int) -> Words:
        """Leave a phrase out."""
        many = min(many, len(words) - 2)
        start = self.chance.randint(0, len(words) - many)
        return [*words[:start], *words[start + many :]]

    def rewritten(self, words: Words, many: int) -> Words:
        """Write a stretch anew."""
        start = self.chance.randint(0, max(0, len(words) - many))
        return [*words[:start], *self.borrowed(many), *words[start + many :]]

    def exchanged(self, words: Words, many: int) -> Words:
        """Exchange two clauses, and replace some words."""
        stops = [place + 1 for place, word in enumerate(words[:-1]) if word.endswith(_STOP)]
        if len(stops) < 2:  # noqa: PLR2004 - two clauses need two ends
            return self.scattered(words, many)
        first, second = sorted(self.chance.sample(stops, 2))
        return self.scattered([*words[:first], *words[second:], *words[first:second]], many // 3)

    def opened(self, words: Words, many: int) -> Words:
        """Open with another verb, and replace some words."""
        verb = self.chance.choice(self.pool)[: self.chance.randint(1, 3)]
        return self.scattered([*verb, *words[self.chance.randint(1, 2) :]], many // 2)

    def dated(self, words: Words, many: int) -> Words:
        """Change figures and dates, and put a word here or there in brackets."""
        found = [_FIGURE.sub(lambda _: str(self.chance.randint(1, 2030)), word) for word in words]
        for place in self.chance.sample(range(len(found)), min(max(1, many // 4), len(found))):
            found[place] = f"[{found[place]}]"
        return found

    def edited(self, words: Words, share: tuple[float, float]) -> Words:
        """Edit a paragraph in one or two of these ways."""
        ways: list[Callable[[Words, int], Words]] = [
            *(self.scattered, self.lengthened, self.shortened, self.rewritten),
            *(self.exchanged, self.opened, self.dated),
        ]
        if len(words) < 4:  # noqa: PLR2004 - of so few words none is left when one is replaced
            return self.lengthened(words, 1)
        many = max(1, round(len(words) * self.chance.uniform(*share)))
        times = self.chance.choice((1, 1, 2))
        for way in self.chance.sample(ways, times):
            words = way(words, max(1, many // times))
        return words


def case(name: str, old: Sequence[str], pool: Sequence[Words], strength: Strength, seed: str) -> Case:
    """Edit a text."""
    editor = Editor(random.Random(f"{seed}/{name}/{strength.name}"), pool)  # noqa: S311 - to be made again
    chance = editor.chance
    items = [Item(tuple(cut(text)), frozenset((i,))) for i, text in enumerate(old)]
    items = [item for item in items if chance.random() >= strength.deleted]
    items = _merged(items, chance, strength)
    items = [part for item in items for part in _split(item, chance, strength)]
    items = [
        replace(item, words=tuple(editor.edited(list(item.words), strength.words)))
        if chance.random() < strength.edited
        else item
        for item in items
    ]
    items = _moved(items, chance, strength)
    items = _added(items, editor, strength, old)
    new = tuple(joined(item.words) for item in items)
    pairs = frozenset((i, j) for j, item in enumerate(items) for i in item.made_of)
    return Case(f"{name} {strength.name}", tuple(joined(cut(text)) for text in old), new, pairs)


def _merged(items: list[Item], chance: random.Random, strength: Strength) -> list[Item]:
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last and len(last.made_of) == 1 and chance.random() < strength.parted:
            link = chance.choice(((), (), ("and",), ("Also",)))
            found[-1] = Item((*last.words, *link, *item.words), last.made_of | item.made_of)
        else:
            found.append(item)
    return found


def _split(item: Item, chance: random.Random, strength: Strength) -> list[Item]:
    words = item.words
    if len(item.made_of) > 1 or len(words) < 16 or chance.random() >= strength.parted:  # noqa: PLR2004 - two sentences
        return [item]
    stops = [place + 1 for place, word in enumerate(words) if word.endswith(_STOP) and 6 <= place + 1 <= len(words) - 6]  # noqa: PLR2004 - words on both sides
    place = chance.choice(stops) if stops else len(words) // 2
    opening = chance.choice(((), ("Also", "decides"), ("Further",)))
    return [Item(words[:place], item.made_of), Item((*opening, *words[place:]), item.made_of)]


def _moved(items: list[Item], chance: random.Random, strength: Strength) -> list[Item]:
    for _ in range(strength.blocks):
        length = min(chance.randint(1, 4), max(1, len(items) // 4))
        start = chance.randrange(max(1, len(items) - length))
        block, rest = items[start : start + length], [*items[:start], *items[start + length :]]
        place = chance.randint(0, len(rest))
        items = [*rest[:place], *block, *rest[place:]]
    return items


def _added(items: list[Item], editor: Editor, strength: Strength, old: Sequence[str]) -> list[Item]:
    chance = editor.chance
    found = list(items)
    for _ in range(round(len(old) * strength.added)):
        if chance.random() < 0.5:  # noqa: PLR2004 - half of them are near-duplicates
            words = editor.edited(cut(chance.choice(old)), (0.15, 0.5))
        else:
            words = list(chance.choice(editor.pool))
        place = chance.randint(0, len(found))
        found.insert(place, Item(tuple(words), frozenset()))
    return found
