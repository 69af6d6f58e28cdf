"""What a reader of documents gives back: the text, its blocks with exact offsets, and what could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from travaux.passages.segment import Block, Kind
from travaux.refusal import Invalid

UNREADABLE = "\x00\ufffe\uffff"
SHOWN = 200
"""How many characters of the words that raise a concern are shown."""


class Overlong(Invalid):
    """What a paper says, read to its end, is longer than any paper."""

    asked = "You handed in a paper."
    because = "Its words, notes and tables come to more than {limit} characters when they are read."
    rule = "Papers are limited in length so that the site stays open to all."
    remedy = "Hand it in in parts."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read, in bytes: of any file, of one that is text, of the XML in one that is packed.

    `ratio` is how many times larger that XML may be than the file, `marks` how many tags it may have, `stretch` how
    many bytes may stand from one tag to the next, `lines`, `pages` and `passages` how many of these it may have. Papers
    of the field stay far below: 12 times, 400 tags a page.
    """

    size: int = 20 * 1024 * 1024
    text: int = 4 * 1024 * 1024
    unpacked: int = 64 * 1024 * 1024
    ratio: int = 60
    marks: int = 400_000
    stretch: int = 256 * 1024
    lines: int = 60_000
    pages: int = 2_000
    passages: int = 20_000


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of the file that is not in the text, or not as it was: `what` it is and how many times."""

    what: str
    count: int = 1

    @property
    def said(self) -> str:
        """The remark in words, for people."""
        return f"{self.count} times: {self.what}" if self.count > 1 else self.what


class Concern(StrEnum):
    """What a file may carry that its author does not know of, and would not hand in if told."""

    HIDDEN = "hidden"
    """Words that are not shown; they are read as part of the text."""
    TRACKED = "tracked"
    """Tracked changes; they are read as accepted."""
    COMMENTS = "comments"
    """Comments in the margin; they are left out."""
    MACROS = "macros"
    """Programs; they are neither run nor kept."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that the author is to be told of: how many there are, and the first words concerned, if there are."""

    concern: Concern
    count: int = 1
    words: str = ""


def flag(concern: Concern, found: Iterable[str]) -> Flag | None:
    """Return the flag for what was found, each with its words; None for nothing."""
    whole = [" ".join(words.split()) for words in found]
    first = next(filter(None, whole), "")
    return Flag(concern, len(whole), first[:SHOWN]) if whole else None


@dataclass(frozen=True, slots=True)
class About:
    """What a paper says it is, as far as it says so: its language (en, ar, …), symbol, date (2018-12-19) and title."""

    language: str = ""
    symbol: str = ""
    date: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper read: `text[block.start:block.end]` are the words of each block; `format` names what the file is.

    `warnings` count what is not in the text as it was in the file; `flags` are what its author is to be warned of.
    """

    format: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[Remark, ...] = ()
    about: About = About()
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True)
class Draft:
    """A text under construction, block by block, for the formats whose text does not stand in the file as it is."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    length: int = 0
    longest: int = 4 * 1024 * 1024

    def add(self, words: str, kind: Kind, number: str = "") -> None:
        """Add a block, set apart by an empty line; white space around it is left out, empty blocks are none.

        A few bytes can have the same words read many times (a note, a form), so the sum is bounded here: Overlong.
        """
        clean = words.translate(dict.fromkeys(map(ord, UNREADABLE))).strip()
        self.note("characters that stand for nothing, left out", sum(words.count(sign) for sign in UNREADABLE))
        if clean:
            self.blocks.append(Block(self.length, self.length + len(clean), kind, number))
            self.parts.append(clean)
            self.length += len(clean) + 2
        if self.length > self.longest:
            raise Overlong(limit=self.longest)

    def note(self, what: str, count: int = 1) -> None:
        """Count something that is not in the text as it was in the file."""
        if count:
            self.counts[what] = self.counts.get(what, 0) + count

    def reading(self, name: str, about: About | None = None, flags: tuple[Flag, ...] = ()) -> Reading:
        """Return the paper as read."""
        warnings = tuple(Remark(what, count) for what, count in self.counts.items())
        return Reading(name, "\n\n".join(self.parts), tuple(self.blocks), warnings, about or About(), flags)
