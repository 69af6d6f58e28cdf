"""Places: in which of very many passages a term stands, as bits; kept by thousands, put together to be searched.

The passages of a process are numbered through, paper after paper. A set of them is a whole number with a bit for each,
so that a million passages are 125 KB, and what two terms have in common is found in microseconds. It is kept in blocks
of BLOCK places: as a list of places where they are few, as bits where they are many (after D. Lemire and others,
"Roaring bitmaps: implementation of an optimized software library", 2018).
"""

import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.words.search import is_lone, search_terms

BLOCK = 1 << 13
"""So many places are kept together."""
_BYTES = BLOCK // 8
_WHOLE = (1 << BLOCK) - 1
_FEW, _MANY = b"\x00", b"\x01"
_PART = 1 << 12
"""Bits are counted out by so many at once: only where a place is sought are they looked at one by one."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where the passages of each paper stand: those of `papers[i]` after `firsts[i]` up to `lasts[i]`, rising."""

    papers: tuple[int, ...] = ()
    firsts: tuple[int, ...] = ()
    lasts: tuple[int, ...] = ()

    def at(self, place: int) -> tuple[int, int] | None:
        """Return the paper of a place, and the ordinal there of its passage, from 1 on; None where no paper stands."""
        number = bisect_left(self.lasts, place)
        if number == len(self.lasts) or place <= self.firsts[number]:
            return None
        return self.papers[number], place - self.firsts[number]


def terms_to_keep(text: str) -> set[str]:
    """Return under which terms a passage is kept: those of the search, and each Chinese character alone."""
    terms = set(search_terms(text))
    return terms | {sign for term in terms if is_lone(term[0]) for sign in term}


def packed(bits: int) -> bytes:
    """Return places within a block (a bit each) as they are kept."""
    many = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    count = bits.bit_count()
    return _FEW + struct.pack(f"<{count}H", *ordinals(bits)) if 2 * count < len(many) else _MANY + many


def unpacked(kept: bytes) -> int:
    """Return places within a block from the form in which they are kept."""
    if kept[:1] == _MANY:
        return int.from_bytes(kept[1:], "little")
    bits = 0
    for (place,) in struct.iter_unpack("<H", kept[1:]):
        bits |= 1 << place
    return bits


def apart(bits: int, first: int) -> Iterator[tuple[int, int]]:
    """Take places that count from `first` apart into blocks: the number of each, and the places within it."""
    block, whole = first // BLOCK, bits << first % BLOCK
    while whole:
        if whole & _WHOLE:
            yield block, whole & _WHOLE
        block, whole = block + 1, whole >> BLOCK


def together(blocks: Mapping[int, int]) -> int:
    """Put the places of blocks together."""
    if not blocks:
        return 0
    whole = bytearray(_BYTES * (max(blocks) + 1))
    for block, bits in blocks.items():
        whole[block * _BYTES : (block + 1) * _BYTES] = bits.to_bytes(_BYTES, "little")
    return int.from_bytes(whole, "little")


def covered(stretches: Iterable[tuple[int, int]]) -> int:
    """Return all places of stretches, each after its first up to its last."""
    whole = bytearray()
    for first, last in stretches:
        start, rest = divmod(first + 1, 8)
        bits = ((1 << (last - first)) - 1) << rest
        size = (bits.bit_length() + 7) // 8
        whole.extend(bytes(max(0, start + size - len(whole))))
        bits |= int.from_bytes(whole[start : start + size], "little")
        whole[start : start + size] = bits.to_bytes(size, "little")
    return int.from_bytes(whole, "little")


def ordinals(bits: int) -> Iterator[int]:
    """Count places out, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def counted_out(bits: int, first: int, last: int) -> Sequence[int]:
    """Return the places of the ranks from `first` to below `last`, the lowest place having the rank 0."""
    found: list[int] = []
    size, step = (bits.bit_length() + 7) // 8, _PART // 8
    whole, rank = bits.to_bytes(size, "little"), 0
    for start in range(0, size, step):
        part = int.from_bytes(whole[start : start + step], "little")
        count = part.bit_count()
        if rank + count > first:
            here = list(ordinals(part))[max(0, first - rank) : max(0, last - rank)]
            found += [start * 8 + place for place in here]
        rank += count
        if rank >= last:
            break
    return found
