"""The paper that a Word document holds: its headings, printed numbers, tables and notes, its words in their dress.

It is read with every tracked change accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run, merged, span, trimmed
from travaux.formats.ranks import BULLET
from travaux.formats.reading import About
from travaux.formats.structure import structured
from travaux.formats.tongue import tongue
from travaux.formats.word.concerns import flags
from travaux.formats.word.names import FALLBACK, ID, P_PR, R_PR, SIGNS, TBL, TC, TR, VAL, P, R, T, m, r, w
from travaux.formats.word.numbering import Place, labels
from travaux.formats.word.package import Package, relations_of
from travaux.formats.word.remarks import counted
from travaux.formats.word.resolve import accept

_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_SILENT = frozenset((P_PR, R_PR, FALLBACK, *map(w, ("instrText", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr"))))
_HEADINGS = ("heading", "titre", "título", "заголовок", "标题")
_WORDS = (T, m("t"))
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class _Reader:
    """Goes through a body; what stands beside it is at hand: notes, styles, links, printed numbers."""

    package: Package
    places: dict[etree._Element, Place]
    styles: dict[str, Role]
    links: dict[str, str]
    notes: list[Note] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    is_note: bool = False

    def blocks(self, holder: etree._Element) -> Iterator[Paragraph]:
        """Go through the paragraphs and tables of a holder, and the text boxes behind the paragraph that holds them."""
        for child in holder.iterchildren("*"):
            if child.tag == P:
                yield self.paragraph(child)
            elif child.tag == TBL:
                yield from self.table(child)
            elif child.tag not in _SILENT:
                yield from self.blocks(child)
            while self.boxes:
                yield from self.blocks(self.boxes.pop(0))

    def paragraph(self, element: etree._Element) -> Paragraph:
        """Return a paragraph with the number that Word prints before it."""
        place = self.places.get(element)
        properties = element.find(P_PR)
        style = None if properties is None else properties.find(w("pStyle"))
        role = self.styles.get("" if style is None else style.get(VAL, ""), Role.PARAGRAPH)
        if role is Role.PARAGRAPH and properties is not None and properties.find(w("outlineLvl")) is not None:
            role = Role.HEADING
        label = "" if place is None else BULLET if place.bullet else place.label
        return Paragraph(role, merged(self.runs(element, Run(""))), label, 0 if place is None else place.level)

    def table(self, element: etree._Element) -> Iterator[Paragraph]:
        """Return a table, and behind it those that stand in its cells."""
        inner: list[Paragraph] = []
        above: dict[int, tuple[int, int]] = {}
        rows: list[list[Cell]] = []
        for row in _nearest(element, TR):
            is_head = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
            rows.append([])
            column = 0
            for cell in _nearest(row, TC):
                across, merge = _spans(cell)
                if merge == "continue" and column in above:
                    at, place = above[column]
                    rows[at][place] = replace(rows[at][place], down=rows[at][place].down + 1)
                else:
                    above[column] = (len(rows) - 1, len(rows[-1]))
                    rows[-1].append(Cell(self.cell(cell, inner), is_heading=is_head, across=across))
                column += across
        if any(cell.runs for row in rows for cell in row):
            yield Paragraph(Role.TABLE, rows=tuple(map(tuple, rows)))
        yield from inner

    def cell(self, element: etree._Element, inner: list[Paragraph]) -> tuple[Run, ...]:
        """Return the words of a cell as one paragraph; tables in it are put aside."""
        found: list[Run] = []
        for each in self.blocks(element):
            if each.rows:
                inner.append(each)
            elif each.runs:
                number = (Run(f"{each.number} "),) if each.number else ()
                found += [Run("\n"), *number, *each.runs] if found else [*number, *each.runs]
        return tuple(found)

    def runs(self, element: etree._Element, dress: Run) -> Iterator[Run]:
        """Go through the words of a paragraph."""
        for child in element.iterchildren("*"):
            if child.tag in _WORDS:
                yield replace(dress, text=child.text or "")
            elif child.tag in SIGNS:
                yield replace(dress, text=" " if SIGNS[child.tag] == "\t" else SIGNS[child.tag])
            elif child.tag in _NOTES:
                yield from self.note(child)
                if child.get(w("customMarkFollows"), "0") not in _OFF:
                    return  # what follows in its run is the mark that is printed
            elif child.tag == w("txbxContent"):
                self.boxes.append(child)
            elif child.tag not in _SILENT:
                yield from self.runs(child, self.worn(child, dress))

    def worn(self, element: etree._Element, dress: Run) -> Run:
        """Return the dress of words in an element."""
        if element.tag == w("hyperlink"):
            return replace(dress, href=self.links.get(element.get(r("id"), ""), ""))
        return _worn(element, dress) if element.tag == R else dress

    def note(self, reference: etree._Element) -> Iterator[Run]:
        """Return the call of a note, and keep what it says; calls in a note are none."""
        part = self.package.beside(_NOTES[str(reference.tag)])
        named = () if part is None else self.package.tree(part)
        own = next((each for each in named if each.get(ID) == reference.get(ID)), None)
        if own is None or self.is_note:
            return
        apart = _Reader(self.package, {}, {}, {}, is_note=True)
        said = [run for each in apart.blocks(own) for run in (*each.runs, Run(" "))]
        marker = "".join(each.text or "" for each in reference.itersiblings(T)) or str(len(self.notes) + 1)
        self.notes.append(Note(marker.strip(), trimmed(merged(said))))
        yield Run("", note=len(self.notes) - 1)


def document_of_word(package: Package) -> Document:
    """Return the paper that a Word document holds; the package is used up by it. Raises Bomb or Damaged."""
    remarks, concerns = tuple(counted(package)), flags(package)
    accept(package)
    reader = _Reader(package, labels(package), _styles(package), _links(package))
    found = [each for each in reader.blocks(package.body) if each.runs or each.rows]
    paragraphs = structured([replace(each, runs=trimmed(each.runs)) for each in found])
    title = next((each.text for each in paragraphs if each.role is Role.TITLE), "")
    language = tongue(" ".join(each.text for each in paragraphs))
    return Document(About(language, title=title), paragraphs, tuple(reader.notes), remarks, concerns)


def _nearest(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Go through the rows of a table or the cells of a row, through whatever wraps them, not into tables in them."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag not in (TBL, *_SILENT):
            yield from _nearest(child, tag)


def _spans(cell: etree._Element) -> tuple[int, str]:
    """Return how many columns a cell fills, and whether it begins (`restart`) or goes on with one above it."""
    across = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return span(None if across is None else across.get(VAL)), "" if merge is None else merge.get(VAL, "continue")


def _worn(run: etree._Element, dress: Run) -> Run:
    properties = run.find(R_PR)
    if properties is None:
        return dress
    found = {str(each.tag): each.get(VAL, "1") for each in properties.iterchildren("*")}
    raised = found.get(w("vertAlign"), "")
    return replace(
        dress,
        bold=found.get(w("b"), "0") not in _OFF,
        italic=found.get(w("i"), "0") not in _OFF,
        raised=raised == "superscript",
        lowered=raised == "subscript",
    )


def _styles(package: Package) -> dict[str, Role]:
    """Return what paragraphs of each style do, seen from its name and its place in the outline."""
    name = package.beside("styles")
    found = {}
    for style in () if name is None else package.tree(name).iterchildren(w("style")):
        called = "".join(each.get(VAL, "") for each in style.iterchildren(w("name"))).lower()
        if called == "title":
            found[style.get(w("styleId"), "")] = Role.TITLE
        elif called.startswith(_HEADINGS) or style.find(f"{P_PR}/{w('outlineLvl')}") is not None:
            found[style.get(w("styleId"), "")] = Role.HEADING
        elif "quote" in called:
            found[style.get(w("styleId"), "")] = Role.QUOTATION
    return found


def _links(package: Package) -> dict[str, str]:
    """Return where the links of the document go, by the name under which it refers to them."""
    rels = relations_of(package.main)
    if rels not in package.parts:
        return {}
    outside = (each for each in package.tree(rels) if each.get("TargetMode") == "External")
    return {each.get("Id", ""): each.get("Target", "") for each in outside}
