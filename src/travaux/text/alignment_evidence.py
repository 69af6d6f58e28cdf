"""What two texts say about which of their paragraphs belong together: rare words in common, and common runs.

A word weighs the more the fewer paragraphs it stands in, so that "the General Assembly" proves little; a figure weighs
less, since dates and symbols change from year to year while the paragraph remains.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from math import log

from rapidfuzz.distance import LCSseq, MatchingBlock

from travaux.text.alignment_order import in_place
from travaux.words.bare import bare

CANDIDATES = 6
"""With how many paragraphs of the other text each is compared for the rare words that they share, at most."""
COMMON = 16
"""Words that stand in more paragraphs than this are no reason to compare two."""
REPEATED = 6
"""How far apart two equal paragraphs may stand among their equals and still be compared."""
LONGEST = 10_000
"""Of a paragraph only so many words are compared: their table takes an eighth of a byte a pair of words."""
FIGURE = 0.5


@dataclass(frozen=True, slots=True)
class Bag:
    """A paragraph as it is compared: its words as the letters of `code`, and what those before each of them weigh."""

    code: str
    sums: tuple[float, ...]

    @property
    def weight(self) -> float:
        """What all words of the paragraph weigh."""
        return self.sums[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two paragraphs that may be one: their common runs, what these weigh, and what each paragraph weighs."""

    old: int
    new: int
    runs: Sequence[MatchingBlock]
    common: float
    weights: tuple[float, float]

    @property
    def ends(self) -> tuple[int, int]:
        """The places of both paragraphs."""
        return self.old, self.new

    @property
    def likeness(self) -> float:
        """How much of both is in common, 0 to 1."""
        return 2 * self.common / sum(self.weights)


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
    letters = [chr(min(number, strange)) for number in range(len(numbers))]
    before, after = (tuple(_bag(words, weights, letters) for words in text) for text in (first, second))
    same = dict(_settled(before, after))
    open_old = {i: words for i, words in enumerate(first) if i not in same and words}
    open_new = {j: words for j, words in enumerate(second) if j not in {*same.values()} and words}
    candidates = {*_sharing(open_old, open_new, len(numbers)), *_equal(before, after), *certain}
    pairs = (compared(i, j, before, after) for i, j in sorted(candidates))
    return Evidence(before, after, tuple(pair for pair in pairs if pair.common or pair.ends in certain))


def _bag(words: Sequence[int], weights: Sequence[float], letters: Sequence[str]) -> Bag:
    """Return a paragraph as it is compared; all words that the old text does not have are one letter."""
    sums = accumulate(map(weights.__getitem__, words), initial=0.0)
    return Bag("".join(map(letters.__getitem__, words)), tuple(sums))


def _weights(old: Coded, new: Coded, words: Sequence[str]) -> list[float]:
    """Return what each word weighs: the logarithm of how rare it is in the text where it is more common.

    Counted in both together, a word that both have would weigh less than one that only one of them has.
    """
    total = max(len(old), len(new))
    before, after = (Counter(chain.from_iterable(map(set, text))) for text in (old, new))
    return [
        log(1 + total / max(before[number], after[number])) * (FIGURE if word[0].isdigit() else 1.0)
        for number, word in enumerate(words)
    ]


def _settled(old: Sequence[Bag], new: Sequence[Bag]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that stand once in each text, word for word and in the same order: no other is compared."""
    once_old, once_new = _once(old), _once(new)
    shared = [(i, once_new[code]) for code, i in once_old.items() if code in once_new]
    stayed = in_place([j for _, j in shared], [1.0 + old[i].weight for i, _ in shared])
    yield from (pair for place, pair in enumerate(shared) if place in stayed)


def _once(text: Sequence[Bag]) -> dict[str, int]:
    times = Counter(bag.code for bag in text)
    return {bag.code: place for place, bag in enumerate(text) if times[bag.code] == 1}


def _sharing(
    old: Mapping[int, Sequence[int]], new: Mapping[int, Sequence[int]], many: int
) -> Iterator[tuple[int, int]]:
    """Yield for each paragraph of either text those of the other with which it shares most of what is rare."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, words in old.items():
        for feature in _features(words, many):
            holders[feature].append(i)
    rare = {feature: found for feature, found in holders.items() if len(found) <= COMMON}
    by_old: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for j, words in new.items():
        shared = Counter(chain.from_iterable(rare[feature] for feature in rare.keys() & _features(words, many)))
        yield from ((i, j) for i, _ in shared.most_common(CANDIDATES))
        for i, times in shared.items():
            by_old[i].append((times, j))
    for i, found in by_old.items():
        yield from ((i, j) for _, j in sorted(found, reverse=True)[:CANDIDATES])


def _features(words: Sequence[int], many: int) -> set[int]:
    """Return the words of a paragraph and which follows which, its beginning and end included, each as one number."""
    base = many + 1
    pairs = {(one + 2) * base + other for one, other in pairwise(words)}
    return {*words, *pairs, base + words[0], (words[-1] + 2) * base + many}


def _equal(old: Sequence[Bag], new: Sequence[Bag]) -> Iterator[tuple[int, int]]:
    """Yield equal paragraphs, of those that recur often only such as stand at like places among their equals."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, bag in enumerate(old):
        places[bag.code].append(i)
    seen: Counter[str] = Counter()
    for j, bag in enumerate(new):
        rank = seen[bag.code]
        seen[bag.code] += 1
        for i in places.get(bag.code, ())[max(0, rank - REPEATED) : rank + REPEATED + 1]:
            yield i, j


def compared(i: int, j: int, old: Sequence[Bag], new: Sequence[Bag]) -> Pair:
    """Compare a paragraph of the old text with one of the new by their longest common subsequence."""
    runs = _runs(old[i].code, new[j].code)
    sums = old[i].sums
    common = sum([sums[run.a + run.size] - sums[run.a] for run in runs])
    return Pair(i, j, runs, common, (old[i].weight, new[j].weight))


def _runs(old: str, new: str) -> Sequence[MatchingBlock]:
    """Return the words that follow each other in both: where they begin in each, and how many they are."""
    if old == new:
        return (MatchingBlock(0, 0, len(old)),)
    return LCSseq.editops(old[:LONGEST], new[:LONGEST]).as_matching_blocks()
