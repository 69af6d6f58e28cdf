"""Akoma Ntoso as a drafter reads it: every word outside the metadata, in order, in paragraphs with role and number."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.formats.document import Cell, Note, Paragraph, Role, Run, span, words
from travaux.formats.ranks import Ranks, parted

_SILENT = {"meta", "img", "eol", "br"}
_FLOWS = {
    *("p", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "longTitle", "block", "li"),
    *("blockTitle", "caption", "toc", "tocItem", "from", "scene", "narrative", "summary", "ul", "wrapUp"),
}
_PLACES = {
    **dict.fromkeys(("coverPage", "conclusions", "header", "footer"), Role.FURNITURE),
    "preface": Role.TITLE,
    **dict.fromkeys(("preamble", "recital", "recitals", "citation", "citations"), Role.PREAMBULAR),
    "formula": Role.FORMULA,
    **dict.fromkeys(("mainBody", "body", "collectionBody", "amendmentBody", "judgmentBody"), Role.PARAGRAPH),
    **dict.fromkeys(("debateBody", "fragmentBody", "portionBody"), Role.PARAGRAPH),
    **dict.fromkeys(("quotedStructure", "embeddedStructure", "quotedText"), Role.QUOTATION),
    **dict.fromkeys(("point", "item", "indent", "alinea", "subparagraph", "sublist"), Role.SUB),
    **dict.fromkeys(("heading", "subheading", "crossHeading"), Role.HEADING),
}
_CONTAINERS = {"quotation": Role.QUOTATION, "furniture": Role.FURNITURE}
_DEEPER = {"point", "item", "indent", "subparagraph"}
_DRESS = {
    **dict.fromkeys(("i", "em"), frozenset({"italic"})),
    **dict.fromkeys(("b", "strong"), frozenset({"bold"})),
    "sup": frozenset({"raised"}),
    "sub": frozenset({"lowered"}),
}
_CLASSES = {"italic": "italic", "bold": "bold", "superscript": "raised", "subscript": "lowered"}
_STRUCTURE = {
    *("container", "section", "part", "title", "chapter", "article", "paragraph", "list", "intro", "content"),
    *("hcontainer", "tblock", "blockList", "attachments", "attachment", "doc", "statement", "documentCollection"),
    *("components", "component", "clause", "book", "subsection", "division", "rule", "subrule", "transitional"),
}


PLAIN = Run("")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader stands: the role of paragraphs here, how deep the list is, the dress of words, the identity."""

    role: Role = Role.PARAGRAPH
    depth: int = 0
    dress: Run = PLAIN
    name: str = ""


@dataclass(slots=True)
class Reader:
    """Goes through the elements and gathers words until a paragraph is whole; no word outside `meta` is passed over."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    number: str = ""
    ranks: Ranks = field(default_factory=Ranks)

    def read(self, element: etree._Element, place: _Place) -> None:
        """Read an element with all that stands in it, and not what stands behind it."""
        tag = _tag(element)
        if tag in _SILENT:
            self._add(" " if tag in ("eol", "br") else "", place)
        elif tag == "authorialNote":
            self._note(element, place)
        elif tag == "table":
            self._table(element, place)
        elif tag == "num":
            self.close(place)
            self.number = f"{self.number} {words(_runs(element))}".strip()
        elif tag in _FLOWS or tag in _PLACES or tag in _STRUCTURE:
            self._block(element, tag, place)
        else:
            self._inside(element, replace(place, dress=_dressed(place.dress, element, tag)))

    def _block(self, element: etree._Element, tag: str, place: _Place) -> None:
        self.close(place)
        inner = _inner(element, tag, place)
        self._inside(element, inner)
        self.close(inner)
        if tag not in _FLOWS and self.number and tag not in ("preface", "content", "intro"):
            self._add(self.number, inner)  # a number with no words behind it is a paragraph of its own
            self.number = ""
            self.close(inner)

    def _inside(self, element: etree._Element, place: _Place) -> None:
        self._add(element.text or "", place)
        for child in element:
            if isinstance(child.tag, str):
                self.read(child, place)
            self._add(child.tail or "", place)

    def _add(self, text: str, place: _Place) -> None:
        if text:
            self.runs.append(replace(place.dress, text=text))

    def _note(self, element: etree._Element, place: _Place) -> None:
        self.notes.append(Note(element.get("marker", ""), _runs(element)))
        self.runs.append(replace(place.dress, text="", note=len(self.notes) - 1))

    def _table(self, element: etree._Element, place: _Place) -> None:
        self.close(place)
        rows = tuple(tuple(map(self._cell, row.iterfind("{*}*"))) for row in element.iter("{*}tr"))
        caption = [words(_runs(each)) for each in element.iterfind("{*}caption")]
        self.runs += [Run(text) for text in caption]
        self.close(replace(place, role=Role.HEADING))
        if rows:
            self.paragraphs.append(Paragraph(Role.TABLE, (), "", 0, element.get("eId", place.name), rows))

    def _cell(self, element: etree._Element) -> Cell:
        across, down = (span(element.get(name)) for name in _SPANS)
        runs = Reader(notes=self.notes).gathered(element)
        return Cell(runs, _tag(element) == "th", across, down)

    def gathered(self, element: etree._Element) -> tuple[Run, ...]:
        """Return all words in an element as one stretch, its paragraphs set apart by a space."""
        place = _Place(Role.FURNITURE)
        self._inside(element, place)
        self.close(place)
        return _trimmed([run for part in self.paragraphs for run in (*part.runs, Run(" "))])

    def close(self, place: _Place) -> None:
        """End a paragraph, if there are words for one."""
        runs, self.runs = _trimmed(self.runs), []
        if not runs:
            return
        number, self.number, role = self.number, "", place.role
        if not number and role in (Role.PARAGRAPH, Role.SUB, Role.PREAMBULAR):
            number, runs = parted(runs)
        rank = self.ranks.rank(number, place.depth) if role in (Role.PARAGRAPH, Role.SUB) else 0
        if number and role in (Role.PARAGRAPH, Role.SUB):
            role = Role.SUB if rank else Role.OPERATIVE
        self.paragraphs.append(Paragraph(role, runs, number, rank, place.name))


_SPANS = ("colspan", "rowspan")
_SPACE = re.compile(r"\s+")


def _tag(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _inner(element: etree._Element, tag: str, place: _Place) -> _Place:
    role = _PLACES.get(tag, place.role)
    if tag == "container":
        role = _CONTAINERS.get(element.get("name", ""), role)
    if place.role in (Role.FURNITURE, Role.QUOTATION) and role is not Role.TITLE:
        role = place.role
    name = element.get("eId") or element.get("id") or place.name
    return replace(place, role=role, depth=place.depth + (tag in _DEEPER), name=name)


def _dressed(dress: Run, element: etree._Element, tag: str) -> Run:
    """Return the dress of the words in an element: italics by its name or its class, a link by its address."""
    classes = element.get("class", "").split()
    worn = _DRESS.get(tag, frozenset()) | {_CLASSES[name] for name in classes if name in _CLASSES}
    href = element.get("href", "") if tag in ("a", "ref") else ""
    if not worn and not href:
        return dress
    return replace(
        dress,
        italic=dress.italic or "italic" in worn,
        bold=dress.bold or "bold" in worn,
        raised=dress.raised or "raised" in worn,
        lowered=dress.lowered or "lowered" in worn,
        href=href or dress.href,
    )


def _runs(element: etree._Element) -> tuple[Run, ...]:
    """Return the words of an element that is a small paper of its own: a note, a number; a note in it is words."""
    apart = Reader()
    runs = apart.gathered(element)
    return tuple(run if run.note is None else Run(f" {words(apart.notes[run.note].runs)}") for run in runs)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs with single spaces and none at the ends, like ones joined, empty ones left out."""
    found: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if not found or found[-1].text.endswith(" "):
            text = text.lstrip()
        if text and found and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(run, text=found[-1].text + text)
        elif text or run.note is not None:
            found.append(replace(run, text=text))
    while found and found[-1].note is None and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)


def paragraphs(root: etree._Element) -> tuple[tuple[Paragraph, ...], tuple[Note, ...]]:
    """Return the paragraphs of a file in the order of reading, and its notes in the order in which they are called."""
    reader = Reader()
    reader.read(root, _Place())
    reader.close(_Place())
    return tuple(reader.paragraphs), tuple(reader.notes)
