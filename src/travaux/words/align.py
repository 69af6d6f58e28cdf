"""Two wordings side by side: the fewest changes of words that lead from one to the other.

Words are aligned by longest common subsequence (rapidfuzz, bit-parallel); what lies between two words that both
wordings keep is one change. Spaces are taken from these gaps, so that an added word brings its own space.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from rapidfuzz.distance import LCSseq

from travaux.words.tokens import placed

MOST = 100_000_000
"""How many pairs of words are looked at, at most (10,000 by 10,000): their table takes an eighth of a byte a pair."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `words` in place of the characters `start` to `end` of a wording; `start == end` inserts."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words kept, removed or added; `status` is "same", "removed" or "added"."""

    status: str
    words: str


def script(base: str, new: str) -> list[Edit]:
    """Return the changes that make `base` into `new`, in order, none touching another.

    `applied(base, script(base, new)) == new`; equal wordings give no change. Where more than MOST pairs of words would
    have to be looked at, all between the first and the last difference is one change: longer than any paragraph, it
    would take memory and time with the square of its length.
    """
    if base == new:
        return []
    head = _shared_head(base, new)
    tail = _shared_tail(base, new, head)
    old, young = base[head : len(base) - tail], new[head : len(new) - tail]
    edits = []
    place_base = place_new = 0
    for before, after, length in (*_kept(old, young), (len(old), len(young), 0)):
        removed, words = old[place_base:before], young[place_new:after]
        if removed != words:
            edits.append(_edit(head + place_base, removed, words))
        place_base, place_new = before + length, after + length
    return edits


def _shared_head(base: str, new: str) -> int:
    """Return the length of what both begin with, up to and with a space, where no word can be cut in two."""
    low, high = 0, min(len(base), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if base.startswith(new[low:middle], low) else (low, middle - 1)
    return base.rfind(" ", 0, low) + 1


def _shared_tail(base: str, new: str, head: int) -> int:
    """Return the length of what both end with behind their shared head, from a space on."""
    low, high = 0, min(len(base), len(new)) - head
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if base.endswith(new[len(new) - middle :]) else (low, middle - 1)
    space = base.find(" ", len(base) - low)
    return len(base) - space if space >= 0 else 0


def applied(base: str, edits: Iterable[Edit]) -> str:
    """Return `base` with `edits` made; they must be in order and must not overlap."""
    parts, place = [], 0
    for edit in edits:
        parts += [base[place : edit.start], edit.words]
        place = edit.end
    return "".join([*parts, base[place:]])


def runs(base: str, new: str) -> list[Run]:
    """Return the words kept, removed and added, in reading order, removed before added."""
    found, place = [], 0
    for edit in script(base, new):
        found += [
            Run("same", base[place : edit.start]),
            Run("removed", base[edit.start : edit.end]),
            Run("added", edit.words),
        ]
        place = edit.end
    return [run for run in (*found, Run("same", base[place:])) if run.words]


def _kept(base: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield what both wordings keep, where it begins in each, and its length: words, with spaces that are the same."""
    old, old_places = placed(base)
    young, new_places = placed(new)
    if len(old) * len(young) > MOST:
        return
    shorter = old if len(old) < len(young) else young
    letters = dict(zip(dict.fromkeys(shorter), map(chr, count(1)), strict=False))
    codes = ("".join([letters.get(word, "\0") for word in found]) for found in (old, young))
    for block in LCSseq.editops(*codes).as_matching_blocks()[:-1]:  # the last is the end of both
        last = block.a + block.size - 1
        start, place = old_places[block.a], new_places[block.b]
        stretch = base[start : old_places[last] + len(old[last])]
        if new.startswith(stretch, place):
            yield start, place, len(stretch)
            continue
        for a, b in zip(range(block.a, last + 1), range(block.b, block.b + block.size), strict=True):
            yield old_places[a], new_places[b], len(old[a])


def _edit(start: int, removed: str, words: str) -> Edit:
    """Return the change of what stands between two kept words, without the spaces that both begin or end with."""
    lead = _spaces(removed, words)
    tail = _spaces(removed[lead:][::-1], words[lead:][::-1])
    return Edit(start + lead, start + len(removed) - tail, words[lead : len(words) - tail])


def _spaces(one: str, other: str) -> int:
    """Return how many spaces both begin with."""
    number = 0
    for sign, counterpart in zip(one, other, strict=False):
        if sign != counterpart or not sign.isspace():
            break
        number += 1
    return number
