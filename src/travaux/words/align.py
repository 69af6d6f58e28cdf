"""Two wordings side by side: the fewest changes of words that lead from one to the other.

Words are aligned by longest common subsequence (rapidfuzz, bit-parallel); what lies between two words that both
wordings keep is one change. Spaces are taken from these gaps, so that an added word brings its own space.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

from rapidfuzz.distance import LCSseq

from travaux.words.tokens import pieces

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
    for before, after, length in _kept(old, young):
        edits += _gap(old, young, (place_base, before), (place_new, after))
        place_base, place_new = before + length, after + length
    edits += _gap(old, young, (place_base, len(old)), (place_new, len(young)))
    return [Edit(edit.start + head, edit.end + head, edit.words) for edit in edits]


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
    old, old_places = _placed(base)
    young, new_places = _placed(new)
    if len(old) * len(young) > MOST:
        return
    letters = {
        word: chr(number) for number, word in enumerate(dict.fromkeys(old if len(old) < len(young) else young), 1)
    }
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


def _placed(wording: str) -> tuple[list[str], list[int]]:
    """Return the words of a wording without its spaces, and where each begins."""
    cut = pieces(wording)
    starts = accumulate(map(len, cut), initial=0)
    found = [(piece, start) for piece, start in zip(cut, starts, strict=False) if not piece.isspace()]
    return [piece for piece, _ in found], [start for _, start in found]


def _gap(base: str, new: str, old: tuple[int, int], young: tuple[int, int]) -> list[Edit]:
    """Return the change between two kept words as a list of one edit, or of none if nothing changes there."""
    start, end = old
    words = new[young[0] : young[1]]
    if base[start:end] == words:
        return []
    head = _spaces(base[start:end], words)
    tail = _spaces(base[start + head : end][::-1], words[head:][::-1])
    return [Edit(start + head, end - tail, words[head : len(words) - tail])]


def _spaces(one: str, other: str) -> int:
    """Return how many spaces both begin with."""
    alike = takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(one, other, strict=False))
    return sum(1 for _ in alike)
