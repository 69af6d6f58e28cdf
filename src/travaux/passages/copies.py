"""Copies: passages that say the same with a few words changed, as letters of a campaign do; grouped, never hidden.

Each passage is known by a sketch, the smallest hashes of its runs of three words (A. Broder, "On the resemblance and
containment of documents", 1997). Those whose sketches meet are compared word by word with the first of each group that
may be theirs; a copy joins the group of the first. So a campaign of ten thousand letters costs little more than one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz.distance import Indel

from travaux.words.bare import bare
from travaux.words.phrases import phrases

ALIKE = 0.8
"""From this share of common words in the same order on (of both, twice the common by all) one is a copy of another."""
OWN = 4
"""A copy has no more words in a row of its own, nor leaves out more: a longer phrase says, or spares, something."""
SHORTEST = 8
"""Passages of fewer words ("Thank you, Chair") are copies of nobody."""

QUOTED = 8
"""A stretch between quotation marks is a quotation from so many words on: fewer name or distance a word."""
_BETWEEN = re.compile(
    r"“([^“”]{20,4000})”|«([^«»]{20,4000})»|„([^„“”]{20,4000})[“”]|「([^「」]{8,4000})」|\"([^\"]{20,4000})\""
)
_SPREAD = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)
_WHOLE = 0xFFFFFFFF

_READER = phrases(())
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


def marks(text: str) -> tuple[int, ...]:
    """Return a few numbers by which a passage can be looked up among very many: its copies share some, others hardly.

    They are the smallest hashes of its runs of three words under four orders; none for a passage that is too short.
    """
    words = bare(text)
    if len(words) < SHORTEST:
        return ()
    runs = _runs_of(words)
    return tuple(min(run * by & _WHOLE for run in runs) for by in _SPREAD)


def likest(text: str, among: Mapping[str, str], *, alike: float = ALIKE) -> Copy | None:
    """Return which of these passages (by id) a passage is a copy of, and how like it is; None if of none."""
    words = bare(text)
    found = [(_likeness(words, bare(other), alike), one) for one, other in among.items()]
    likeness, one = max(found, default=(0.0, ""), key=lambda pair: pair[0])
    return Copy(one, round(likeness, 4)) if likeness else None


def between_marks(text: str) -> Iterator[tuple[int, int]]:
    """Return the stretches of a passage between quotation marks that are long enough to be quotations."""
    for found in _BETWEEN.finditer(text):
        group = found.lastindex or 0
        if len(bare(found[group])) >= QUOTED:
            yield found.start(group), found.end(group)


def stands_in(stretch: str, text: str) -> bool:
    """Whether the words of a stretch stand in `text` one after the other, whatever their case and punctuation."""
    words = bare(stretch)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(bare(text))} "


def _runs_of(words: Sequence[str]) -> set[int]:
    return {crc32(" ".join(words[place : place + _RUN]).encode()) for place in range(len(words) - _RUN + 1)}


def _sketch(words: Sequence[str]) -> list[int]:
    return sorted(_runs_of(words))[:_SKETCH]


def _met(sketch: Iterable[int], known: defaultdict[int, list[int]]) -> list[int]:
    """Return the groups whose sketch meets this one, most first; runs that very many share tell nothing."""
    meeting: Counter[int] = Counter()
    for mark in sketch:
        meeting.update(known.get(mark, ())[:_KNOWN])
    return [leader for leader, times in meeting.most_common(_KNOWN) if times >= _MEET]


def _likest(
    words: list[str], candidates: Iterable[int], leaders: Sequence[tuple[str, list[str]]], alike: float
) -> tuple[int, float]:
    found = [(_likeness(words, leaders[one][1], alike), -one) for one in candidates]
    likeness, leader = max(found, default=(0.0, 0))
    return -leader, likeness


def _likeness(words: list[str], other: list[str], alike: float) -> float:
    """Return how like two passages are, 0 where the one is no copy of the other."""
    likeness = Indel.normalized_similarity(words, other, score_cutoff=alike)
    changes = Indel.opcodes(other, words) if likeness else ()
    own = max(
        (
            max(each.src_end - each.src_start, each.dest_end - each.dest_start)
            for each in changes
            if each.tag != "equal"
        ),
        default=0,
    )
    return likeness if own <= OWN else 0.0


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch `[start, end)` of a passage that stands word for word in an earlier one, and in which."""

    passage: str
    start: int
    end: int
    of: str


def quoted(passages: Iterable[tuple[str, str]], *, least: int = 12) -> tuple[Quoted, ...]:
    """Return what passages repeat word for word of those before them, in runs of at least `least` words.

    Case, accents, endings and punctuation do not matter; where a run stands in several, the earliest is named.
    """
    known: dict[int, str] = {}
    found = []
    for passage, text in passages:
        words = _READER.read(text)
        marks = [
            crc32(" ".join(words.stems[place : place + least]).encode())
            for place in range(len(words.stems) - least + 1)
        ]
        for first, last in _runs([known.get(mark, "") for mark in marks]):
            start, end = words.places[first][0], words.places[last + least - 1][1]
            found.append(Quoted(passage, start, end, known[marks[first]]))
        for mark in marks:
            known.setdefault(mark, passage)
    return tuple(found)


def _runs(sources: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first and last place of each stretch of places that name the same source."""
    runs: list[tuple[int, int]] = []
    for place, source in enumerate(sources):
        if source and runs and runs[-1][1] == place - 1 and sources[place - 1] == source:
            runs[-1] = (runs[-1][0], place)
        elif source:
            runs.append((place, place))
    return runs
