"""Fingerprints of adopted paragraphs: every fourth run of five words, kept on shelves.

A run of eight words begins four runs of five, one of which begins at a fourth word of the paragraph: whoever looks up
every run of five words of a draft misses no run of eight. (Winnowing, which keeps two runs of every five, gives the
same promise with 1.6 times the fingerprints: docs/decisions/0015.)

An entry on a shelf is a number of 64 bits: 16 of the fingerprint (the shelf is the other 16), 10 each of what stands
two words before and after, and 28 for the number of the paragraph. A run of eight words around a run of five goes two
words further on one side at least: what differs on both sides is passed over without opening the paragraph.
"""

import struct
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from travaux.text.precedents.tally import WIDTH

GRAM, STEP = 5, 4
SHORTEST = GRAM + STEP - 1
"""Words of the shortest run that is never missed."""

_BYTES, _APART, _BESIDE = GRAM * WIDTH, STEP * WIDTH, 2 * WIDTH
_ENTRY = 8
_SHELF, _BEFORE, _AFTER = 48, 38, 28
_SIDE, _PARAGRAPH, _GRAM = 0x3FF, (1 << _AFTER) - 1, 0xFFFF


@dataclass(frozen=True, slots=True)
class Gram:
    """A run of five words: the shelf of its fingerprint (0 to 65,535) and the bounds of its entries there.

    `before` and `after` tell what stands beside it, each as the same bits of an entry.
    """

    shelf: int
    first: int
    before: int
    after: int


def grams(codes: bytes) -> list[Gram]:
    """Return the run of five words that begins at each word of a draft."""
    return [_gram(codes, place) for place in range(0, len(codes) - _BYTES + 1, WIDTH)]


def _gram(codes: bytes, place: int) -> Gram:
    mark = crc32(codes[place : place + _BYTES])
    before, after = _beside(codes, place)
    return Gram(mark >> 16, (mark & _GRAM) << _SHELF, before << _BEFORE, after << _AFTER)


def _beside(codes: bytes, place: int) -> tuple[int, int]:
    before, after = codes[max(0, place - _BESIDE) : place], codes[place + _BYTES : place + _BYTES + _BESIDE]
    return crc32(before) & _SIDE, crc32(after) & _SIDE


def marks(paragraphs: Iterable[bytes]) -> tuple["array[int]", "array[int]"]:
    """Return the shelf and the entry of every fingerprint of these paragraphs, which count from 0.

    A paragraph shorter than any run that is looked for has none.
    """
    shelves, entries = array("H"), array("Q")
    for paragraph, codes in enumerate(paragraphs):
        if len(codes) >= SHORTEST * WIDTH:
            for place in range(0, len(codes) - _BYTES + 1, _APART):
                mark = crc32(codes[place : place + _BYTES])
                before, after = _beside(codes, place)
                shelves.append(mark >> 16)
                entries.append((mark & _GRAM) << _SHELF | before << _BEFORE | after << _AFTER | paragraph)
    return shelves, entries


@dataclass(slots=True)
class Postings:
    """Fingerprints on their way to the shelves, each with the number of its paragraph."""

    shelves: dict[int, "array[int]"] = field(default_factory=lambda: defaultdict(lambda: array("Q")))
    count: int = 0

    def add(self, first: int, shelves: Sequence[int], entries: Sequence[int]) -> None:
        """Put what `marks` found on the shelves; `first` is the number of the first of the paragraphs."""
        for shelf, entry in zip(shelves, entries, strict=True):
            self.shelves[shelf].append(entry + first)
        self.count += len(entries)

    def drain(self) -> Iterator[tuple[int, bytes]]:
        """Give the shelves in order, each packed, and forget them."""
        for shelf in sorted(self.shelves):
            yield shelf, _packed(self.shelves.pop(shelf))
        self.count = 0


def merged(packed: Iterable[bytes]) -> bytes:
    """Put what several batches hold on the same shelf into one."""
    return _packed(entry for part in packed for entry in _entries(part))


def opened(packed: bytes) -> Sequence[int]:
    """Return the entries of a packed shelf, which stay where they are."""
    return memoryview(packed).cast("Q") if sys.byteorder == "little" else _entries(packed)


def found(entries: Sequence[int], gram: Gram) -> tuple[list[int], int]:
    """Return the paragraphs on an opened shelf that go on alike beside a run of five, and how many hold it at all.

    Entries are in order: those with the same words before a run of five follow each other.
    """
    first = bisect_left(entries, gram.first)
    last = bisect_left(entries, gram.first + (1 << _SHELF), first)
    before, after, right = gram.first | gram.before, gram.after, _SIDE << _AFTER
    begin = bisect_left(entries, before, first, last)
    end = bisect_left(entries, before + (1 << _BEFORE), begin, last)
    alike = [entry & _PARAGRAPH for entry in entries[begin:end]]
    alike += [entry & _PARAGRAPH for entry in entries[first:begin] if entry & right == after]
    alike += [entry & _PARAGRAPH for entry in entries[end:last] if entry & right == after]
    return alike, last - first


def _packed(entries: Iterable[int]) -> bytes:
    ordered = sorted(entries)
    return struct.pack(f"<{len(ordered)}Q", *ordered)


def _entries(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // _ENTRY}Q", packed)


def renumbered(entries: Iterable[int], paragraphs: Sequence[int]) -> list[int]:
    """Return entries of paragraphs that count from 0 with the numbers that these paragraphs have been given."""
    return [entry & ~_PARAGRAPH | paragraphs[entry & _PARAGRAPH] for entry in entries]
