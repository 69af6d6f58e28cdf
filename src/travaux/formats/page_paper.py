"""The paper that a page of the web holds: headings, lists, tables and notes, its words in their dress."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.formats.detect import Paper
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run, merged, span, trimmed
from travaux.formats.page import LOST, SILENT, flags, opened_page
from travaux.formats.ranks import BULLET
from travaux.formats.reading import About, Limits, Remark
from travaux.formats.structure import structured
from travaux.formats.tongue import tongue

_SPACE = re.compile(r"[ \t\r\n\f]+")
_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("blockquote", "pre"), Role.QUOTATION),
    **dict.fromkeys(("p", "div", "section", "article", "main", "header", "footer", "body", "html"), Role.PARAGRAPH),
    **dict.fromkeys(
        ("nav", "aside", "figure", "figcaption", "form", "dl", "dt", "dd", "ul", "ol", "hr"), Role.PARAGRAPH
    ),
    **dict.fromkeys(("li", "caption", "address", "fieldset", "details", "summary", "center"), Role.PARAGRAPH),
}
_DRESS: dict[str, Callable[[Run], Run]] = {
    **dict.fromkeys(("b", "strong"), lambda dress: replace(dress, bold=True)),
    **dict.fromkeys(("i", "em", "cite"), lambda dress: replace(dress, italic=True)),
    "sup": lambda dress: replace(dress, raised=True),
    "sub": lambda dress: replace(dress, lowered=True),
}
_CHANGES = {"ins": "ins", "del": "del", "s": "del", "strike": "del"}
_NOTE = re.compile(r"(?:note|fn|footnote|_ftn|cite_note|sdfootnote)[-_:]?\w{1,20}(?:sym)?", re.IGNORECASE)
_MARKER = re.compile(r"[\[(]?\s?([\w*]{1,6})\s?[\])]?")
_ENDNOTES = "doc-endnotes"
_BACK = re.compile(r"(?:\s|[\u21a9\u2191\ufe0e^])+$")


@dataclass(slots=True)
class _Reader:
    """Goes through a page; words are gathered until a block begins or ends."""

    notes: dict[str, int]
    said: dict[str, Note]
    found: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    number: str = ""
    rank: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def read(self, element: etree._Element, role: Role, dress: Run) -> None:
        """Read what an element holds."""
        self.say(element.text, dress)
        for child in element:
            self.visit(child, role, dress)
            self.say(child.tail, dress)

    def say(self, words: str | None, dress: Run) -> None:
        """Add words to the block that is being read."""
        if words:
            self.runs.append(replace(dress, text=_SPACE.sub(" ", words)))

    def end(self, role: Role) -> None:
        """End the block that is being read."""
        runs = trimmed(merged(self.runs))
        self.runs = []
        if runs:
            self.found.append(Paragraph(role, runs, self.number, max(self.rank - 1, 0) if self.number else 0))
            self.number = ""

    def visit(self, element: etree._Element, role: Role, dress: Run) -> None:
        """Read an element in the midst of what holds it."""
        tag = str(element.tag)
        if tag in LOST:
            what = f"{LOST[tag]}, left out"
            self.counts[what] = self.counts.get(what, 0) + 1
        elif tag in SILENT:
            return
        elif tag == "br":
            self.runs.append(replace(dress, text="\n"))
        elif tag == "table":
            self.end(role)
            self.found += _table(element, self)
        elif tag in _ROLES:
            around = element.getparent()
            if _ROLES[tag] is Role.HEADING and around is not None and around.get("role") == _ENDNOTES:
                return  # what says that notes follow is no word of the paper
            self.block(element, tag, role)
        elif not self.called(element):
            self.read(element, role, _dressed(tag, element, dress))

    def block(self, element: etree._Element, tag: str, role: Role) -> None:
        """Read a block; one that is defined as a note is kept apart."""
        self.end(role)
        own = _ROLES[tag] if _ROLES[tag] is not Role.PARAGRAPH else role
        if (element.get("id") or "") in self.notes:
            self.define(element)
            return
        if tag == "li":
            self.number = _numbered(element)
        self.rank += tag in ("ul", "ol")
        self.read(element, own, Run(""))
        self.end(own)
        self.rank -= tag in ("ul", "ol")

    def define(self, element: etree._Element) -> None:
        """Keep what a note says, without the way back to the text and the marker that is printed before it."""
        apart = _Reader({}, {})
        apart.read(element, Role.PARAGRAPH, Run(""))
        apart.end(Role.PARAGRAPH)
        parts = [(*each.runs, Run(" ")) for each in apart.found]
        runs = [run for part in parts for run in part if not (run.href.startswith("#") and not _BACK.sub("", run.text))]
        name = element.get("id") or ""
        self.said[name] = Note(str(self.notes[name] + 1), trimmed(merged(runs)))

    def called(self, element: etree._Element) -> bool:
        """Take a raised link to a note as its call."""
        link = next(element.iter("a"), None) if element.tag in ("sup", "a") else None
        name = "" if link is None else (link.get("href") or "").removeprefix("#")
        if name not in self.notes or not _MARKER.fullmatch("".join(map(str, element.itertext())).strip()):
            return False
        self.runs.append(Run("", note=self.notes[name]))
        return True


def document_of_page(paper: Paper, limits: Limits) -> Document:
    """Return the paper that a page holds. Raises Undecodable, Bomb and Damaged."""
    root = opened_page(paper, limits)
    names = {str(each.get("id")) for each in root.iter("li", "p", "div") if _NOTE.fullmatch(each.get("id") or "")}
    called = [(each.get("href") or "").removeprefix("#") for each in root.iter("a")]
    notes = {name: place for place, name in enumerate(dict.fromkeys(each for each in called if each in names))}
    reader = _Reader(notes, {})
    reader.read(root, Role.PARAGRAPH, Run(""))
    reader.end(Role.PARAGRAPH)
    paragraphs = structured(reader.found)
    whole = tuple(reader.said.get(name, Note(str(place + 1), ())) for name, place in notes.items())
    title = next((each.text for each in paragraphs if each.role is Role.TITLE), "")
    remarks = tuple(Remark(what, count) for what, count in reader.counts.items())
    about = About(tongue(" ".join(each.text for each in paragraphs)), title=title)
    return Document(about, paragraphs, whole, remarks, flags(root))


def _dressed(tag: str, element: etree._Element, dress: Run) -> Run:
    worn = _DRESS.get(tag)
    if worn is not None:
        return worn(dress)
    if tag in _CHANGES:
        by = tuple(filter(None, (element.get("title") or "").split(", ")))
        return replace(dress, change=_CHANGES[tag], by=by)
    return replace(dress, href=element.get("href") or "") if tag == "a" else dress


def _numbered(item: etree._Element) -> str:
    """Return what is printed before an item of a list: a bullet, or its number."""
    around = item.getparent()
    if around is None or around.tag != "ol":
        return BULLET
    start = around.get("start") or "1"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdecimal() else 1) + before}."


def _table(table: etree._Element, reader: _Reader) -> Iterator[Paragraph]:
    """Return a table, and behind it those that stand in its cells."""
    inner: list[Paragraph] = []
    rows = [
        tuple(_cell(cell, reader, inner) for cell in row.iterchildren("td", "th"))
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]
    caption = next(table.iterchildren("caption"), None)
    if caption is not None:
        apart = _Reader(reader.notes, reader.said)
        apart.read(caption, Role.PARAGRAPH, Run(""))
        apart.end(Role.PARAGRAPH)
        yield from apart.found
    if any(cell.runs for row in rows for cell in row):
        yield Paragraph(Role.TABLE, rows=tuple(rows))
    yield from inner


def _cell(cell: etree._Element, reader: _Reader, inner: list[Paragraph]) -> Cell:
    apart = _Reader(reader.notes, reader.said, counts=reader.counts)
    apart.read(cell, Role.PARAGRAPH, Run(""))
    apart.end(Role.PARAGRAPH)
    inner += [each for each in apart.found if each.rows]
    parts = [
        (Run(f"{each.number} " if each.number else ""), *each.runs, Run("\n")) for each in apart.found if not each.rows
    ]
    return Cell(
        trimmed(merged(run for part in parts for run in part)),
        is_heading=cell.tag == "th",
        across=span(cell.get("colspan")),
        down=span(cell.get("rowspan")),
    )
