"""Copies: passages that say the same with a few words changed, as letters of a campaign do; grouped, never hidden.

Each passage is known by a sketch, the smallest hashes of its runs of three words (A. Broder, "On the resemblance and
containment of documents", 1997). Those whose sketches meet are compared word by word with the first of each group that
may be theirs; a copy joins the group of the first. So a campaign of ten thousand letters costs little more than one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz.distance import Indel

from travaux.words.bare import bare

ALIKE = 0.8
"""From this share of common words in the same order on (of both, twice the common by all) one is a copy of another."""
SHORTEST = 8
"""Passages of fewer words ("Thank you, Chair") are copies of nobody."""

_RUN, _SKETCH, _MEET, _KNOWN = 3, 24, 2, 60


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage of a group, by its id, and how like the first of its group it is, from ALIKE to 1."""

    passage: str
    alike: float


@dataclass(frozen=True, slots=True)
class Group:
    """A passage and its copies, in the order in which they came."""

    first: str
    copies: tuple[Copy, ...]


def copied(passages: Iterable[tuple[str, str]], *, alike: float = ALIKE) -> tuple[Group, ...]:
    """Group the copies among passages, given as id and words, in their order; those without a copy are in no group."""
    leaders: list[tuple[str, list[str]]] = []
    groups: defaultdict[int, list[Copy]] = defaultdict(list)
    known: defaultdict[int, list[int]] = defaultdict(list)
    same: dict[tuple[str, ...], int] = {}
    for passage, text in passages:
        words = bare(text)
        if len(words) < SHORTEST:
            continue
        whole = tuple(words)
        if whole in same:
            groups[same[whole]].append(Copy(passage, 1.0))
            continue
        sketch = _sketch(words)
        leader, likeness = _likest(words, _met(sketch, known), leaders, alike)
        if likeness:
            groups[leader].append(Copy(passage, round(likeness, 4)))
            continue
        same[whole] = len(leaders)
        for mark in sketch:
            known[mark].append(len(leaders))
        leaders.append((passage, words))
    return tuple(Group(leaders[leader][0], tuple(found)) for leader, found in sorted(groups.items()))


def _sketch(words: Sequence[str]) -> list[int]:
    runs = {crc32(" ".join(words[place : place + _RUN]).encode()) for place in range(len(words) - _RUN + 1)}
    return sorted(runs)[:_SKETCH]


def _met(sketch: Iterable[int], known: defaultdict[int, list[int]]) -> list[int]:
    """Return the groups whose sketch meets this one, most first; runs that very many share tell nothing."""
    meeting: Counter[int] = Counter()
    for mark in sketch:
        meeting.update(known.get(mark, ())[:_KNOWN])
    return [leader for leader, times in meeting.most_common(_KNOWN) if times >= _MEET]


def _likest(
    words: list[str], candidates: Iterable[int], leaders: Sequence[tuple[str, list[str]]], alike: float
) -> tuple[int, float]:
    found = [(Indel.normalized_similarity(words, leaders[one][1], score_cutoff=alike), -one) for one in candidates]
    likeness, leader = max(found, default=(0.0, 0))
    return -leader, likeness
