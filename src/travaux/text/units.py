"""Units: the paragraphs and sub-paragraphs of a document, in reading order, each with its number apart from its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from travaux.text.provision import Kind

PARAGRAPH = "paragraph"

_BLANK = re.compile(r"(?:\r\n?|\n)(?:[^\S\r\n]*(?:\r\n?|\n))+")
_NUMBER = re.compile(
    r"(?:(?P<plain>\d{1,3}(?:\.\d{1,3}){0,3}(?:[ \u00a0](?:bis|ter|quater|quinquies|alt))?[.)\uff0e、]"
    r"|\([^\W\d_]{1,5}\)|\(\d{1,3}\)|\uff08[^\W_]{1,3}\uff09|[^\W\d_][.)](?=\s)|[IVX]{1,6}\.(?=\s)))"
    r"(?=[^\S\n]*\S)[^\S\n]*"
)
_POINT = re.compile(r"[(\uff08]|[a-z][.)]|[ivx]+[.)]")
_ANNEX = re.compile(r"(?:annex(?:e|es)?|anexo|приложени[ея]|(?:ال)?مرفق|附件)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed mark and its words."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or sub-paragraph: its identity in the file if it has one, printed number, kind, words and footnotes."""

    id: str
    number: str
    kind: str
    text: str
    notes: tuple[Note, ...] = ()


def split_number(words: str) -> tuple[str, str]:
    """Return the printed number that a paragraph begins with, or none, and its words."""
    found = _NUMBER.match(words)
    return (found[1], words[found.end():]) if found else ("", words)


def kind_of(kind: str, number: str) -> str:
    """Return the kind of a paragraph whose number is known: operative with a figure, sub-paragraph with a letter."""
    if kind != PARAGRAPH or not number:
        return kind
    return Kind.SUBPARAGRAPH if _POINT.match(number) else Kind.OPERATIVE


def annexed(words: str) -> bool:
    """Whether a heading opens an annex, in any of the six languages."""
    return _ANNEX.match(words) is not None


def units_of_text(text: str) -> tuple[Unit, ...]:
    """Return the blocks of a plain text that blank lines set apart."""
    blocks = (" ".join(block.split()) for block in _BLANK.split(text.lstrip("\ufeff")))
    found = []
    for words in filter(None, blocks):
        number, bare = split_number(words)
        found.append(Unit(str(len(found) + 1), number, kind_of(PARAGRAPH, number), bare))
    return tuple(found)
