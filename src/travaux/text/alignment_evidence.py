"""What two texts say about which of their paragraphs belong together: rare words in common, and common runs.

Words are compared without case, marks of reading and ligatures, and without punctuation; a Chinese character is a word.
Each word weighs the more the fewer paragraphs it stands in, so that "the General Assembly" proves little.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, pairwise
from math import log

from rapidfuzz.distance import LCSseq

MOST_CANDIDATES = 6
"""With how many paragraphs of the other text each is compared, at most."""

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_MARKS = re.compile("[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufeff]")
_EDGE = -1
_COMMON = 12
"""A feature that stands in more paragraphs than this, or than a twelfth of all, is no reason to compare two of them."""


@dataclass(frozen=True, slots=True)
class Bag:
    """A paragraph as it is compared: its words as the letters of `code`, what each weighs, summed up before each."""

    code: str
    sums: tuple[float, ...]

    @property
    def weight(self) -> float:
        """What all words of the paragraph weigh."""
        return self.sums[-1]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other in both paragraphs: where they begin in each, and how many they are."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two paragraphs that may be one: their common runs, and what these weigh, out of what each weighs."""

    old: int
    new: int
    runs: tuple[Run, ...]
    common: float
    old_weight: float
    new_weight: float

    @property
    def dice(self) -> float:
        """How much of both is in common, 0 to 1."""
        return 2 * self.common / (self.old_weight + self.new_weight)

    @property
    def held(self) -> float:
        """How much of the shorter is in the longer, 0 to 1."""
        return self.common / min(self.old_weight, self.new_weight)


def bare_words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    plain = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKC", text))
    return _WORD.findall(plain.casefold())


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paragraphs of two texts, and the pairs of them that have something to do with each other."""

    old: tuple[Bag, ...]
    new: tuple[Bag, ...]
    pairs: tuple[Pair, ...]


def evidence(old: Sequence[str], new: Sequence[str]) -> Evidence:
    """Weigh the words of both texts, and compare the paragraphs that have rare ones in common."""
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(word, len(numbers)) for word in bare_words(text)] for text in (*old, *new)]
    weights = _weights(coded, len(numbers))
    bags = [Bag("".join(map(chr, words)), tuple(accumulate((weights[w] for w in words), initial=0.0))) for words in coded]
    before, after = tuple(bags[: len(old)]), tuple(bags[len(old) :])
    candidates = _candidates(coded[: len(old)], coded[len(old) :])
    pairs = (pair for i, j in candidates if (pair := _pair(i, j, before[i], after[j])).common)
    return Evidence(before, after, tuple(pairs))


def _weights(coded: Iterable[Sequence[int]], many: int) -> list[float]:
    """Return what each word weighs: the logarithm of how rare it is among the paragraphs."""
    counts, total = [0] * many, 0
    for words in coded:
        total += 1
        for word in set(words):
            counts[word] += 1
    return [log(1 + total / count) for count in counts]


def _features(words: Sequence[int]) -> set[int | tuple[int, int]]:
    return {*words, *pairwise((_EDGE, *words, _EDGE))}


def _candidates(old: Sequence[Sequence[int]], new: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the pairs to compare: for each paragraph of either text those with which it shares the most that is rare."""
    held: dict[int | tuple[int, int], list[int]] = {}
    for i, words in enumerate(old):
        for feature in _features(words):
            held.setdefault(feature, []).append(i)
    common = max(_COMMON, len(old) // _COMMON)
    shared: dict[tuple[int, int], float] = {}
    for j, words in enumerate(new):
        for feature in _features(words):
            found = held.get(feature, ())
            if len(found) <= common:
                for i in found:
                    shared[i, j] = shared.get((i, j), 0.0) + 1 / len(found)
    return sorted({*_best(shared, 0), *_best(shared, 1)})


def _best(shared: dict[tuple[int, int], float], side: int) -> Iterator[tuple[int, int]]:
    grouped: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, weight in shared.items():
        grouped.setdefault(pair[side], []).append((weight, pair))
    for group in grouped.values():
        yield from (pair for _, pair in nlargest(MOST_CANDIDATES, group))


def _pair(i: int, j: int, old: Bag, new: Bag) -> Pair:
    """Compare two paragraphs by their longest common subsequence; a single common word counts only where it is rare."""
    runs = tuple(_runs(old, new))
    common = sum(old.sums[run.old + run.length] - old.sums[run.old] for run in runs)
    return Pair(i, j, runs, common, old.weight, new.weight)


def _runs(old: Bag, new: Bag) -> Iterator[Run]:
    if old.code == new.code:
        yield Run(0, 0, len(old.code))
        return
    for block in LCSseq.editops(old.code, new.code).as_matching_blocks():
        if block.size:
            yield Run(block.a, block.b, block.size)
