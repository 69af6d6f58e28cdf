"""A paper as a Word document: headings, printed numbers, lists, tables, footnotes, links, and what is proposed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.document import Cell, Comment, Document, Note, Paragraph, Role, Run
from travaux.formats.grid import laid, width
from travaux.formats.tongue import RIGHT_TO_LEFT, runs_from_left
from travaux.formats.word.names import AUTHOR, DATE, DEL, INS, REL, WML, r, w
from travaux.formats.word.stamp import Stamp, wrapped
from travaux.formats.word.writing import SECTION, is_right_to_left, packed, runs_of

_STYLES = {Role.TITLE: "Heading1", Role.HEADING: "Heading2", Role.QUOTATION: "Quote"}
_STEP, _BREADTH = 567, 9000
_CHANGES = {"ins": INS, "del": DEL}
_SAFE = ("http://", "https://", "mailto:")
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_APART = (("separator", "-1"), ("continuationSeparator", "0"))


@dataclass(slots=True)
class _Sheet:
    """A document under construction: its notes, where its links go, and the numbers of its changes."""

    like: etree._Element
    notes: Sequence[Note]
    is_leftward: bool
    called: set[int] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    stamp: Stamp = field(default_factory=lambda: Stamp(""))
    signs: Counter[int | None] = field(default_factory=Counter)
    begun: set[int] = field(default_factory=set)

    def make(self, tag: str, *held: etree._Element, **given: str) -> etree._Element:
        """Return a new element of Word that holds others; `given` are its attributes."""
        element = self.like.makeelement(w(tag), {w(name): value for name, value in given.items()})
        element.extend(held)
        return element


def composed(document: Document) -> bytes:
    """Return a .docx of a paper. Numbers are words, as printed; what is proposed in it are tracked changes.

    A comment stands about the words between its two signs, or at its one.
    """
    root = etree.fromstring(f'<w:document xmlns:w="{WML}" xmlns:r="{REL}"><w:body/></w:document>')
    sheet = _Sheet(root[0], document.notes, document.about.language in RIGHT_TO_LEFT)
    sheet.signs.update(run.comment for each in document.paragraphs for run in _all_runs(each))
    for paragraph in document.paragraphs:
        sheet.like.extend(_block(paragraph, sheet))
    for place in [each for each in range(len(document.notes)) if each not in sheet.called]:
        note = document.notes[place]
        sheet.like.extend(_block(Paragraph(Role.PARAGRAPH, note.runs, note.marker), sheet))
    if not len(sheet.like):
        sheet.like.append(sheet.make("p"))  # a document has a paragraph
    sheet.like.append(etree.fromstring(SECTION))
    beside = {"word/footnotes.xml": _notes(sheet), "word/comments.xml": _comments(document.comments, sheet)}
    parts = {"word/document.xml": etree.tostring(root, encoding="unicode")}
    parts |= {name: part for name, part in beside.items() if part}
    return packed(parts, language=document.about.language, links=sheet.links)


def _all_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    return (*paragraph.runs, *(run for row in paragraph.rows for cell in row for run in cell.runs))


def _block(paragraph: Paragraph, sheet: _Sheet) -> list[etree._Element]:
    if paragraph.rows:
        return [_table(paragraph.rows, sheet), sheet.make("p")]
    own = sheet.make("p", _properties(paragraph, sheet))
    if paragraph.number:
        own.extend(_run(_changed(f"{paragraph.number}\t" if paragraph.runs else paragraph.number, paragraph), sheet))
    own.extend(_runs(paragraph.runs, sheet))
    return [own]


def _changed(number: str, paragraph: Paragraph) -> Run:
    """Return a number that comes and goes with its paragraph, if all of that does."""
    kinds = {(run.change, run.by, run.at) for run in paragraph.runs if run.comment is None}
    change, by, at = kinds.pop() if len(kinds) == 1 else ("", (), "")
    return Run(number, change=change, by=by, at=at)


def _properties(paragraph: Paragraph, sheet: _Sheet) -> etree._Element:
    """Return how a paragraph looks, in the order that the standard wants."""
    properties = sheet.make("pPr")
    if paragraph.role in _STYLES:
        properties.append(sheet.make("pStyle", val=_STYLES[paragraph.role]))
    is_foreign = sheet.is_leftward and runs_from_left(f"{paragraph.number} {paragraph.text}")
    if not is_foreign and (sheet.is_leftward or is_right_to_left(paragraph.text or paragraph.number)):
        properties.append(sheet.make("bidi"))
    if paragraph.number and paragraph.role not in _STYLES:
        properties.append(sheet.make("ind", left=str(_STEP * (paragraph.rank + 1)), hanging=str(_STEP)))
    elif paragraph.role is Role.PREAMBULAR:
        properties.append(sheet.make("ind", firstLine=str(_STEP)))
    if is_foreign:  # “22 December 2018” would else be turned round by programs that go by the signs alone
        properties.append(sheet.make("jc", val="right"))
    return properties


def _runs(runs: Iterable[Run], sheet: _Sheet) -> list[etree._Element]:
    return [node for run in runs for node in _run(run, sheet)]


def _run(run: Run, sheet: _Sheet) -> list[etree._Element]:
    if run.note is not None:
        return [_call(run.note, sheet)]
    if run.comment is not None:
        return _sign(run.comment, sheet)
    nodes = runs_of(run.text, sheet.like, _dress(run, sheet))
    if run.change in _CHANGES and nodes:
        holder = sheet.make("p", *nodes)
        sheet.stamp.author, sheet.stamp.date = ", ".join(run.by), run.at
        wrapped(nodes, _CHANGES[run.change], sheet.stamp)
        nodes = list(holder)
    if run.href.lower().startswith(_SAFE) and nodes:
        sheet.links.append(run.href)
        link = sheet.make("hyperlink", *nodes)
        link.set(r("id"), f"rIdL{len(sheet.links)}")
        return [link]
    return nodes


def _dress(run: Run, sheet: _Sheet) -> etree._Element:
    dress = sheet.make("rPr")
    for is_worn, names in ((run.bold, ("b", "bCs")), (run.italic, ("i", "iCs"))):
        dress.extend([sheet.make(name) for name in names if is_worn])
    if run.raised or run.lowered:
        dress.append(sheet.make("vertAlign", val="superscript" if run.raised else "subscript"))
    return dress


def _call(place: int, sheet: _Sheet) -> etree._Element:
    """Return the call of a note; one that is called again is printed as its marker, since a note has one place."""
    note = sheet.notes[place]
    raised = sheet.make("rPr", sheet.make("vertAlign", val="superscript"))
    if place in sheet.called:
        [run] = runs_of(note.marker or str(place + 1), sheet.like, raised)[:1]
        return run
    sheet.called.add(place)
    reference = sheet.make("footnoteReference", id=str(place + 1))
    run = sheet.make("r", raised, reference)
    if note.marker and note.marker != str(len(sheet.called)):
        reference.set(w("customMarkFollows"), "1")
        run.append(_text(note.marker, sheet))
    return run


def _sign(place: int, sheet: _Sheet) -> list[etree._Element]:
    """Return the beginning of a comment, or its end and the sign of it; one that has no end is a sign alone."""
    if sheet.signs[place] > 1 and place not in sheet.begun:
        sheet.begun.add(place)
        return [sheet.make("commentRangeStart", id=str(place))]
    end = [sheet.make("commentRangeEnd", id=str(place))] if place in sheet.begun else []
    return [*end, sheet.make("r", sheet.make("commentReference", id=str(place)))]


def _comments(comments: Sequence[Comment], sheet: _Sheet) -> str:
    """Return the part that holds what is said in the margin."""
    root = etree.fromstring(f'<w:comments xmlns:w="{WML}"/>')
    for place, comment in enumerate(comments):
        lines = [sheet.make("p", *runs_of(line, sheet.like)) for line in comment.words.split("\n")]
        own = sheet.make("comment", *lines, id=str(place))
        own.set(AUTHOR, comment.by)
        if comment.at:
            own.set(DATE, comment.at)
        root.append(own)
    return etree.tostring(root, encoding="unicode") if comments else ""


def _text(words: str, sheet: _Sheet) -> etree._Element:
    text = sheet.make("t")
    text.text = words
    return text


def _notes(sheet: _Sheet) -> str:
    """Return the part that holds the notes that are called."""
    if not sheet.called:
        return ""
    root = etree.fromstring(f'<w:footnotes xmlns:w="{WML}" xmlns:r="{REL}"/>')
    for kind, number in _APART:
        root.append(sheet.make("footnote", sheet.make("p", sheet.make("r", sheet.make(kind))), type=kind, id=number))
    for place in sorted(sheet.called):
        sign = sheet.make("r", sheet.make("rPr", sheet.make("vertAlign", val="superscript")), sheet.make("footnoteRef"))
        said = [run for run in sheet.notes[place].runs if run.note is None]
        looks = _properties(Paragraph(Role.PARAGRAPH, tuple(said)), sheet)
        own = sheet.make("p", looks, sign, *runs_of(" ", sheet.like), *_runs(said, sheet))
        root.append(sheet.make("footnote", own, id=str(place + 1)))
    return etree.tostring(root, encoding="unicode")


def _table(rows: Sequence[Sequence[Cell]], sheet: _Sheet) -> etree._Element:
    lines = [sheet.make(name, val="single", sz="4", space="0", color="auto") for name in _BORDERS]
    looks = sheet.make("tblPr", sheet.make("tblW", w="0", type="auto"), sheet.make("tblBorders", *lines))
    if sheet.is_leftward or is_right_to_left(" ".join(run.text for row in rows for cell in row for run in cell.runs)):
        looks.insert(0, sheet.make("bidiVisual"))
    grid = [*laid(rows)]
    columns = (sheet.make("gridCol", w=str(_BREADTH // width(grid))) for _ in range(width(grid)))
    return sheet.make("tbl", looks, sheet.make("tblGrid", *columns), *(_row(row, sheet) for row in grid if row))


def _row(row: Sequence[tuple[Cell, bool]], sheet: _Sheet) -> etree._Element:
    own = sheet.make("tr", *(_cell(cell, sheet, goes_on=goes_on) for cell, goes_on in row))
    if row and all(cell.is_heading for cell, _ in row):
        own.insert(0, sheet.make("trPr", sheet.make("tblHeader")))
    return own


def _cell(cell: Cell, sheet: _Sheet, *, goes_on: bool) -> etree._Element:
    looks = sheet.make("tcPr")
    if cell.across > 1:
        looks.append(sheet.make("gridSpan", val=str(cell.across)))
    if goes_on or cell.down > 1:
        looks.append(sheet.make("vMerge", val="continue" if goes_on else "restart"))
    words = sheet.make("p", _properties(Paragraph(Role.TABLE, cell.runs), sheet), *_runs(cell.runs, sheet))
    return sheet.make("tc", looks, words)
