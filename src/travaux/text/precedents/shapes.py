"""Adopted texts, and what is asked of a corpus of them, wherever it is kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an adopted text: its printed number (“5”, “5 (a)”) or what stands for one, and its words."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """A text as it was adopted: its symbol, the day of its adoption (ISO, or empty where unknown), its paragraphs."""

    symbol: str
    date: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were agreed before."""

    symbol: str
    paragraph: str
    date: str


class Corpus(Protocol):
    """A corpus of adopted paragraphs, each with a number of its own, as kept in an index file or in a database."""

    def size(self) -> int:
        """Return how many paragraphs there are."""

    def shelves(self, wanted: Collection[int]) -> dict[int, list[bytes]]:
        """Return what stands on these shelves, in one or more packed batches each."""

    def codes(self, paragraphs: Collection[int]) -> Iterable[tuple[int, int, bytes]]:
        """Return number, source and packed words of those of these paragraphs that are still there."""

    def dates(self) -> dict[int, str]:
        """Return the date of each source."""

    def places(self, paragraphs: Collection[int]) -> dict[int, Place]:
        """Say where each of these paragraphs stands."""

    def texts(self, paragraphs: Collection[int]) -> dict[int, str]:
        """Return the words of these paragraphs as they were adopted."""
