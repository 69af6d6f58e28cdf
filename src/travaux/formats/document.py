"""A paper as a drafter sees it: paragraphs with role, printed number and rank, their words with italics and notes.

Readers of formats that know their paragraphs give this; writers of formats take it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from travaux.formats.reading import About, Draft, Flag, Reading, Remark, carried
from travaux.passages.segment import Kind


class Role(StrEnum):
    """What a paragraph does in its paper."""

    FURNITURE = "furniture"
    """Words of the cover and the end: symbol, distribution, session, meeting."""
    TITLE = "title"
    HEADING = "heading"
    FORMULA = "formula"
    """Who speaks: “The General Assembly,”."""
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    """A paragraph with a number of its own."""
    SUB = "sub-paragraph"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one dress; `note` is the place of the footnote, from 0, that is called where the (empty) run stands.

    `change` is `ins`, `del` or `bracket` where the words are proposed to come, to go, or stand in brackets; `by` whom
    and `at` what time. `comment` is the place of the comment, from 0, that begins or ends where the (empty) run stands.
    """

    text: str
    italic: bool = False
    bold: bool = False
    raised: bool = False
    lowered: bool = False
    href: str = ""
    note: int | None = None
    change: str = ""
    by: tuple[str, ...] = ()
    at: str = ""
    comment: int | None = None

    @property
    def is_sign(self) -> bool:
        """Whether it stands for something beside the words, though it has none."""
        return self.note is not None or self.comment is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and how many columns and rows it fills."""

    runs: tuple[Run, ...]
    is_heading: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `number` is printed before it, as printed; `rank` is 0 for a paragraph, 1 for (a), 2 for (i).

    `name` is its identity in its file, if it has one; `alternative` that of the paragraph to which it is another way
    of saying it. A table has `rows` and no runs.
    """

    role: Role
    runs: tuple[Run, ...] = ()
    number: str = ""
    rank: int = 0
    name: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    alternative: str = ""

    @property
    def text(self) -> str:
        """The words, without dress and notes; the rows of a table are lines."""
        return "\n".join(" | ".join(map(_cell, row)) for row in self.rows) if self.rows else words(self.runs)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the marker that is printed, and its words."""

    marker: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says in the margin, who and at what time; its lines are parted by line ends."""

    words: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: what it is about, its paragraphs in the order of reading, its notes, and what could not be kept.

    `flags` are what its author is to be warned of; `comments` are kept where changes are.
    """

    about: About
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    flags: tuple[Flag, ...] = ()
    comments: tuple[Comment, ...] = ()


_MOST_COLUMNS = 63
_COUNT = re.compile(r"[0-9]{1,9}")
_KINDS = {
    Role.FURNITURE: Kind.FURNITURE,
    Role.TITLE: Kind.HEADING,
    Role.HEADING: Kind.HEADING,
    Role.SUB: Kind.ITEM,
    Role.QUOTATION: Kind.QUOTATION,
    Role.TABLE: Kind.TABLE,
}


def words(runs: Iterable[Run]) -> str:
    """Return the words of runs, white space as one space."""
    return " ".join("".join(run.text for run in runs).split())


def span(written: str | None) -> int:
    """Return how many columns or rows a cell fills, as a file says it: at least one, at most as many as Word has."""
    return min(max(int(written), 1), _MOST_COLUMNS) if written and _COUNT.fullmatch(written) else 1


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join runs that stand side by side in the same dress; those without words, and that call no note, are left out."""
    found: list[Run] = []
    for run in runs:
        before = found[-1] if found else None
        if before and before.note is None and run.note is None and replace(before, text="") == replace(run, text=""):
            found[-1] = replace(before, text=before.text + run.text)
        elif run.text or run.is_sign:
            found.append(run)
    return tuple(found)


def trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs without the white space before the first word and behind the last."""
    found = list(runs)
    if found and found[0].note is None:
        found[0] = replace(found[0], text=found[0].text.lstrip())
    if found and found[-1].note is None:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(run for run in found if run.text or run.is_sign)


def reading(document: Document, name: str, *, longest: int) -> Reading:
    """Return the document as a reading: a block for each paragraph, row and note (behind the paragraph that calls it).

    Raises Overlong.
    """
    draft = Draft(longest=longest)
    for remark in (*document.remarks, *carried(document.flags)):
        draft.note(remark.what, remark.count)
    for paragraph in document.paragraphs:
        kind = _KINDS.get(paragraph.role, Kind.PARAGRAPH)
        for row in paragraph.rows:
            draft.add(" | ".join(map(_cell, row)), kind)
        draft.add(words(paragraph.runs), kind, bare(paragraph.number))
        _add_notes(draft, paragraph, document.notes)
    return draft.reading(name, document.about, document.flags)


def _cell(cell: Cell) -> str:
    return words(cell.runs)


def _add_notes(draft: Draft, paragraph: Paragraph, notes: Sequence[Note]) -> None:
    runs = (*paragraph.runs, *(run for row in paragraph.rows for cell in row for run in cell.runs))
    for run in runs:
        if run.note is not None:
            draft.add(words(notes[run.note].runs), Kind.FOOTNOTE, bare(notes[run.note].marker))


def bare(number: str) -> str:
    """Return a number without the mark behind it: 1. and 1 are the same, (a) stays (a)."""
    short = number.strip().rstrip(" .、:\u2013-")
    return short if short.startswith(("(", "\uff08")) else short.rstrip(")\uff09")
