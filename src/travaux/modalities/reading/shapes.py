"""What is read in a resolution: its paragraphs, the dates that they say, and what they ask of whom: suggestions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The part of a resolution in which a paragraph stands."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"


class Place(StrEnum):
    """What the format of a paper tells of a block: what stands around the text, over it, in it."""

    AROUND = "around"
    """Words of the cover and the end."""
    TITLE = "title"
    HEADING = "heading"
    PREAMBLE = "preamble"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a paper as it comes in.

    `number` is as printed, or empty; `rank` is 0 for a paragraph, 1 for (a), 2 for (i); `dressed` are the words at its
    head that are set in italics or bold, where the format tells.
    """

    text: str
    place: Place = Place.TEXT
    number: str = ""
    rank: int = 0
    dressed: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the paper says of itself: the language (en, fr, es, ru, ar, zh), symbol, day of adoption, title."""

    language: str = ""
    symbol: str = ""
    adopted: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A time as the words give it, and the days that it may be; a side on which it is open is None.

    `text` are the words, at `start` to `end` of the paragraph's text. `occasion` are the words that tie it to an event
    ("during the general debate"); a date of something else (the day of a resolution that is cited) is `cited`.
    """

    text: str
    start: int
    end: int
    earliest: date | None = None
    latest: date | None = None
    occasion: str = ""
    cited: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is asked: a `key` that is the same in every language, the `name` to it, and the words of the paragraph."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """What an operative paragraph asks of somebody, or sets down: proposed by the words, until a person confirms it.

    `force` is one word for all languages (decides, requests, invites …). `action` are the words of the paragraph.
    `due` is the time by which, or at which, it is to be done, where the paragraph says one.
    """

    force: str
    addressees: tuple[Addressee, ...]
    action: str
    due: DateSaid | None = None
    conditions: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the resolution.

    `number` is the same in every language: 3, 3 (a), 3 (a) (i); without one of its own, `within` is that of the
    paragraph which it belongs to. `opening` are the words that it opens with, `force` what they do.
    """

    text: str
    kind: Kind
    number: str = ""
    within: str = ""
    opening: str = ""
    force: str = ""
    dates: tuple[DateSaid, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    @property
    def place(self) -> str:
        """The number by which a process file names the paragraph."""
        return self.number or self.within


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution read: what it is, and its paragraphs in their order; `remarks` say what is odd in it."""

    about: About
    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[str, ...] = ()

    @property
    def operative(self) -> tuple[Paragraph, ...]:
        """The paragraphs that do something."""
        return tuple(each for each in self.paragraphs if each.kind is Kind.OPERATIVE)
