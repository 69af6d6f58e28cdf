"""What two texts say about which of their paragraphs belong together: rare words in common, and common runs.

A word weighs the more the fewer paragraphs it stands in, so that "the General Assembly" proves little; a figure weighs
less, since dates and symbols change from year to year while the paragraph remains.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, pairwise
from math import log

from rapidfuzz.distance import LCSseq

from travaux.words.bare import bare

CANDIDATES = 6
"""With how many paragraphs of the other text each is compared for the rare words that they share, at most."""
COMMON = 16
"""Words that stand in more paragraphs than this are no reason to compare two."""
LONGEST = 10_000
"""Of a paragraph only so many words are compared: their table takes an eighth of a byte a pair of words."""
REPEATED = 6
"""How far apart two equal paragraphs may stand among their equals and still be compared."""
FIGURE = 0.5
_EDGE = -1


@dataclass(frozen=True, slots=True)
class Bag:
    """A paragraph as it is compared: its words as the letters of `code`, and what those before each of them weigh."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two paragraphs that may be one: their common runs, what these weigh, and what each paragraph weighs."""

    old: int
    new: int
    runs: tuple[Run, ...]
    common: float
    weights: tuple[float, float]

    @property
    def ends(self) -> tuple[int, int]:
        """The places of both paragraphs."""
        return self.old, self.new

    @property
    def dice(self) -> float:
        """How much of both is in common, 0 to 1."""
        return 2 * self.common / sum(self.weights)

    @property
    def held(self) -> float:
        """How much of the shorter is in the longer, 0 to 1."""
        return self.common / min(self.weights)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paragraphs of both texts, and the pairs of them that have something in common."""

    old: tuple[Bag, ...]
    new: tuple[Bag, ...]
    pairs: tuple[Pair, ...]


Coded = Sequence[Sequence[int]]


def evidence(old: Sequence[str], new: Sequence[str], certain: AbstractSet[tuple[int, int]] = frozenset()) -> Evidence:
    """Weigh the words of both texts, and compare the paragraphs that share rare ones, or are `certain` to be one."""
    numbers: dict[str, int] = {}
    first, second = ([[numbers.setdefault(w, len(numbers)) for w in bare(one)] for one in text] for text in (old, new))
    weights = _weights(first, second, list(numbers))
    strange = 1 + max((max(words, default=0) for words in first), default=0)
    before, after = (tuple(_bag(words, weights, strange) for words in text) for text in (first, second))
    candidates = sorted({*_sharing(first, second), *_equal(before, after), *certain})
    pairs = (_pair(i, j, before[i], after[j]) for i, j in candidates)
    return Evidence(before, after, tuple(pair for pair in pairs if pair.common or pair.ends in certain))


def _bag(words: Sequence[int], weights: Sequence[float], strange: int) -> Bag:
    """Return a paragraph as it is compared; all words that the old text does not have are one letter, `strange`."""
    return Bag(
        "".join(chr(min(word, strange)) for word in words),
        tuple(accumulate((weights[word] for word in words), initial=0.0)),
    )


def _weights(old: Coded, new: Coded, words: Sequence[str]) -> list[float]:
    """Return what each word weighs: the logarithm of how rare it is in the text where it is more common.

    Counted in both together, a word that both have would weigh less than one that only one of them has.
    """
    most = map(max, _counts(old, len(words)), _counts(new, len(words)))
    total = max(len(old), len(new))
    return [
        log(1 + total / count) * (FIGURE if word[0].isdigit() else 1.0) for word, count in zip(words, most, strict=True)
    ]


def _counts(text: Coded, many: int) -> list[int]:
    counts = [0] * many
    for paragraph in text:
        for word in set(paragraph):
            counts[word] += 1
    return counts


def _sharing(old: Coded, new: Coded) -> Iterator[tuple[int, int]]:
    """Yield for each paragraph of either text those of the other with which it shares most of what is rare."""
    holders: dict[int | tuple[int, int], list[int]] = {}
    for i, words in enumerate(old):
        for feature in _features(words):
            holders.setdefault(feature, []).append(i)
    rare = {feature: found for feature, found in holders.items() if len(found) <= COMMON}
    by_old: dict[int, dict[int, float]] = {}
    for j, words in enumerate(new):
        shared: dict[int, float] = {}
        for feature in rare.keys() & _features(words):
            weight = 1 / len(rare[feature])
            for i in rare[feature]:
                shared[i] = shared.get(i, 0.0) + weight
        yield from ((i, j) for _, i in nlargest(CANDIDATES, ((weight, i) for i, weight in shared.items())))
        for i, weight in shared.items():
            by_old.setdefault(i, {})[j] = weight
    for i, found in by_old.items():
        yield from ((i, j) for _, j in nlargest(CANDIDATES, ((weight, j) for j, weight in found.items())))


def _features(words: Sequence[int]) -> set[int | tuple[int, int]]:
    """Return the words of a paragraph and which follows which, its beginning and end included."""
    return {*words, *pairwise((_EDGE, *words, _EDGE))} if words else set()


def _equal(old: Sequence[Bag], new: Sequence[Bag]) -> Iterator[tuple[int, int]]:
    """Yield equal paragraphs, of those that recur often only such as stand at like places among their equals."""
    places: dict[str, list[int]] = {}
    for i, bag in enumerate(old):
        places.setdefault(bag.code, []).append(i)
    seen: dict[str, int] = {}
    for j, bag in enumerate(new):
        rank = seen[bag.code] = seen.get(bag.code, -1) + 1
        for i in places.get(bag.code, ())[max(0, rank - REPEATED) : rank + REPEATED + 1]:
            yield i, j


def _pair(i: int, j: int, old: Bag, new: Bag) -> Pair:
    """Compare two paragraphs by their longest common subsequence."""
    runs = tuple(_runs(old.code, new.code))
    common = sum(old.sums[run.old + run.length] - old.sums[run.old] for run in runs)
    return Pair(i, j, runs, common, (old.weight, new.weight))


def _runs(old: str, new: str) -> Iterator[Run]:
    if old == new:
        yield Run(0, 0, len(old))
        return
    for block in LCSseq.editops(old[:LONGEST], new[:LONGEST]).as_matching_blocks():
        if block.size:
            yield Run(block.a, block.b, block.size)
