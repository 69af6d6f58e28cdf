"""Word: the words of a .docx as they read when every tracked change is accepted, with what is not in them counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from travaux.formats.detect import WORD, Paper
from travaux.formats.reading import Concern, Draft, Limits, Reading
from travaux.formats.word.concerns import flags
from travaux.formats.word.numbering import Place, labels
from travaux.formats.word.package import Package, open_to_read
from travaux.formats.word.remarks import counted
from travaux.formats.word.resolve import accept
from travaux.passages.segment import Kind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VAL = f"{_W}val"
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_SILENT = {
    *(f"{_W}{name}" for name in ("instrText", "sectPr")),
    *(f"{_W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr")),
    _FALLBACK,
}
_BLOCKS = (f"{_W}p", f"{_W}tbl")
_BULLETS = "bullets of lists, left out"
_CARRIED = {
    Concern.HIDDEN: "hidden words, read as part of the text",
    Concern.MACROS: "macros, which are neither run nor kept",
}
_EDGES = "headers and footers, left out"


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a paper holds beside its words: notes by kind and id, styles of headings, numbers that are printed."""

    notes: dict[tuple[str, str], etree._Element]
    headings: frozenset[str]
    places: dict[etree._Element, Place]


def read_docx(paper: Paper, limits: Limits) -> Reading:
    """Read a Word document: paragraphs, lists, tables (a row is a block), text boxes, and each note after its place.

    It is read with every tracked change accepted, and with the numbers that Word prints before the paragraphs of lists;
    comments, pictures, headers and footers are counted in the warnings. Raises Bomb or Damaged.
    """
    package = open_to_read(paper, limits)
    draft = Draft(longest=limits.text)
    for remark in counted(package):
        draft.note(remark.what, remark.count)
    concerns = flags(package)
    for each in concerns:
        draft.note(_CARRIED.get(each.concern, ""), each.count if each.concern in _CARRIED else 0)
    accept(package)
    beside = _beside(package)
    for block in _within(package.body, *_BLOCKS):
        _block(block, beside, draft)
    draft.note(_BULLETS, sum(place.bullet for place in beside.places.values()))
    edges = {name for _, kind, name in package.relations(package.main) if kind in ("header", "footer")}
    draft.note(_EDGES, sum(_has_words(package.tree(name)) for name in edges if name in package.parts))
    return draft.reading(WORD, flags=concerns)


def _beside(package: Package) -> _Beside:
    notes = {
        (kind, note.get(f"{_W}id", "")): note
        for kind in _NOTES.values()
        if (name := package.beside(kind))
        for note in package.tree(name)
    }
    name = package.beside("styles")
    headings = {style.get(f"{_W}styleId", "") for style in package.tree(name) if _is_heading(style)} if name else set()
    return _Beside(notes, frozenset(headings), labels(package))


def _is_heading(style: etree._Element) -> bool:
    names = (name.get(_VAL, "").lower() for name in style.findall(f"{_W}name"))
    return any(name.startswith(("heading", "title")) for name in names) or _has(style, "pPr/outlineLvl")


def _has(element: etree._Element, path: str) -> bool:
    return element.find("/".join(f"{_W}{step}" for step in path.split("/"))) is not None


def _within(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Find the nearest elements of `tags` below `element`, through whatever wraps them."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag not in _SILENT:
            yield from _within(child, *tags)


def _block(block: etree._Element, beside: _Beside, draft: Draft) -> None:
    later: list[etree._Element] = []
    if block.tag == f"{_W}tbl":
        for row in _within(block, f"{_W}tr"):
            _row(row, beside, draft)
    else:
        draft.add(_line(block, later, beside), _kind(block, beside))
    _after(later, beside, draft)


def _row(row: etree._Element, beside: _Beside, draft: Draft) -> None:
    """Read a row as one block: cells set apart by tabs, paragraphs by line ends; tables in a cell come after it."""
    later: list[etree._Element] = []
    cells = ("\n".join(_lines(cell, later, beside)) for cell in _within(row, f"{_W}tc"))
    draft.add("\t".join(cells), Kind.TABLE)
    _after(later, beside, draft)


def _line(paragraph: etree._Element, later: list[etree._Element], beside: _Beside) -> str:
    """Return the words of a paragraph, after the number that is printed before them."""
    place = beside.places.get(paragraph)
    words = "".join(_words(paragraph, later))
    return f"{place.label} {words.lstrip()}" if place and place.label and words.strip() else words


def _lines(cell: etree._Element, later: list[etree._Element], beside: _Beside) -> Iterator[str]:
    for block in _within(cell, *_BLOCKS):
        if block.tag == f"{_W}tbl":
            later.append(block)
        else:
            yield _line(block, later, beside)


def _after(later: list[etree._Element], beside: _Beside, draft: Draft) -> None:
    """Read what stands beside the words: the notes that they refer to, and the text boxes anchored in them."""
    for element in later:
        if element.tag in _NOTES:
            _note(element, beside, draft)
            continue
        for block in (element,) if element.tag in _BLOCKS else _within(element, *_BLOCKS):
            _block(block, beside, draft)


def _note(reference: etree._Element, beside: _Beside, draft: Draft) -> None:
    number = reference.get(f"{_W}id", "")
    note = beside.notes.get((_NOTES[reference.tag], number))
    if note is None:
        draft.note("references to notes that the file does not hold")
        return
    draft.add("\n".join("".join(_words(paragraph, [])) for paragraph in _within(note, f"{_W}p")), Kind.FOOTNOTE, number)


def _words(element: etree._Element, later: list[etree._Element]) -> Iterator[str]:
    """Go through the words under `element`; notes and text boxes inside are put aside in `later`."""
    for child in element:
        if child.tag in (f"{_W}t", f"{_M}t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _NOTES or child.tag == f"{_W}txbxContent":
            later.append(child)
        elif child.tag not in _SILENT:
            yield from _words(child, later)


def _kind(paragraph: etree._Element, beside: _Beside) -> Kind:
    styles = [style.get(_VAL, "") for style in paragraph.findall(f"{_W}pPr/{_W}pStyle")]
    if beside.headings.intersection(styles) or _has(paragraph, "pPr/outlineLvl"):
        return Kind.HEADING
    if any("quote" in style.lower() for style in styles):
        return Kind.QUOTATION
    return Kind.ITEM if paragraph in beside.places or _has(paragraph, "pPr/numPr") else Kind.PARAGRAPH


def _has_words(part: etree._Element) -> bool:
    return any((text.text or "").strip() for text in part.iter(f"{_W}t"))
