"""The words of adopted paragraphs as they are kept: a few dozen together, compressed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import compress, decompress

from travaux.text.precedents.postings import marks
from travaux.text.precedents.shapes import Adopted
from travaux.text.precedents.tally import codes

LEAF = 64
"""Paragraphs of a leaf: enough for their words to compress well, few enough to be opened for one of them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An adopted text as it is kept: number and packed words of each paragraph, what they say, and their marks.

    Shelves and entries are those of `postings.marks`.
    """

    symbol: str
    date: str
    numbers: tuple[str, ...]
    codes: tuple[bytes, ...]
    leaves: tuple[bytes, ...]
    shelves: Sequence[int]
    entries: Sequence[int]


def prepared(text: Adopted) -> Prepared:
    """Count and press the words of an adopted text: what takes the time, and can be done beside other things."""
    texts = [paragraph.text for paragraph in text.paragraphs]
    leaves = tuple(pressed(texts[begin : begin + LEAF]) for begin in range(0, len(texts), LEAF))
    numbers = tuple(paragraph.number for paragraph in text.paragraphs)
    packed = tuple(map(codes, texts))
    return Prepared(text.symbol, text.date, numbers, packed, leaves, *marks(packed))


def pressed(texts: Sequence[str]) -> bytes:
    """Return a leaf of these texts."""
    return compress(json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def opened(leaf: bytes) -> list[str]:
    """Return the texts of a leaf."""
    texts: list[str] = json.loads(decompress(leaf).decode("utf-8", "surrogatepass"))
    return texts
