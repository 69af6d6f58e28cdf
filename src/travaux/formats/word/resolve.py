"""All tracked changes of a document accepted, or all rejected, as Word does it: text and structure."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from travaux.formats.word.join import joined
from travaux.formats.word.names import (
    DEL,
    DEL_INSTR,
    DEL_TEXT,
    HOLDERS,
    ID,
    INS,
    INSTR,
    MOVE_FROM,
    MOVE_RANGES,
    MOVE_TO,
    P_PR,
    R_PR,
    RUN_CHANGES,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    VAL,
    P,
    T,
    m,
    w,
)
from travaux.formats.word.package import Package
from travaux.formats.word.restore import settle_properties
from travaux.formats.word.tree import child_of, drop, end_block, holders, is_empty, parent, unwrap

_PLACES = (R_PR, w("trPr"), w("numPr"))
_SHELLS = (SDT, SDT_CONTENT, w("customXml"), w("smartTag"))
_CONTROLS = (SDT, w("customXml"), w("smartTag"))
_NOTES = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}
_ARGUMENTS = tuple(m(name) for name in ("num", "den", "deg", "e", "sub", "sup", "fName", "lim"))
_SPAN = w("gridSpan")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Side:
    """Which changes go with what they hold, and which stay as plain text."""

    accept: bool

    @property
    def gone(self) -> tuple[str, str]:
        return (DEL, MOVE_FROM) if self.accept else (INS, MOVE_TO)

    @property
    def controls(self) -> tuple[str, str]:
        names = ("Del", "MoveFrom") if self.accept else ("Ins", "MoveTo")
        return (w(f"customXml{names[0]}Range"), w(f"customXml{names[1]}Range"))


def accept(package: Package) -> None:
    """Accept every tracked change in every part of the document: what was inserted stays, what was deleted goes."""
    _resolve(package, _Side(accept=True))


def reject(package: Package) -> None:
    """Reject every tracked change in every part: what was deleted comes back, what was inserted goes."""
    _resolve(package, _Side(accept=False))


def _resolve(package: Package, side: _Side) -> None:
    noted = {kind: _referred(package, tag) for kind, tag in _NOTES.items()}
    for name in package.changing():
        resolve_tree(package.tree(name), accept=side.accept)
    for kind, tag in _NOTES.items():
        _forget(package, kind, noted[kind] - _referred(package, tag))


def resolve_tree(tree: etree._Element, *, accept: bool) -> None:
    """Resolve every tracked change under `tree`, in place."""
    side = _Side(accept)
    _settle_controls(tree, side)
    moved = {paragraph for paragraph in tree.iter(P) if _has(paragraph, side.gone[1])}
    ended = {paragraph for paragraph in tree.iter(P) if _has(paragraph, side.gone[0])}
    ended |= _wholly_moved(tree, side, moved) if moved else set()
    _settle_formulas(tree, side)
    _settle_runs(tree, side)
    _settle_rows(tree, side, moved)
    _settle_cells(tree, side)
    settle_properties(tree, accept=accept)
    found = holders(tree)
    for holder in found:
        joined(holder, ended)
    _emptied(tree)
    for holder in found:
        _furnished(holder)
    _tidied(tree)


def _referred(package: Package, tag: str) -> set[str | None]:
    return {each.get(ID) for each in package.tree(package.main).iter(tag)}


def _forget(package: Package, kind: str, orphans: set[str | None]) -> None:
    """Take out the notes that nothing refers to any more."""
    name = package.beside(kind)
    for note in [] if name is None else list(package.tree(name)):
        if note.get(ID) in orphans:
            drop(note)


def _is_gone(element: etree._Element, path: str, side: _Side) -> bool:
    found = element.find(path)
    return found is not None and any(child.tag in side.gone for child in found)


def _has(paragraph: etree._Element, tag: str) -> bool:
    return paragraph.find(f"{P_PR}/{R_PR}/{tag}") is not None


def _wholly_moved(tree: etree._Element, side: _Side, moved: set[etree._Element]) -> set[etree._Element]:
    """Return the moved paragraphs that lie wholly inside what was moved.

    One in which the range begins keeps its mark and stays behind empty, as in the files that we are measured by.
    """
    start, end = (f"{side.gone[1]}Range{which}" for which in ("Start", "End"))
    opened: set[str | None] = set()
    before: dict[etree._Element, frozenset[str | None]] = {}
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag=(start, end, P)):
        if element.tag == P and event == "start":
            before[element] = frozenset(opened)
        elif element.tag == P:
            before[element] &= opened
        elif event == "start" and element.tag == start:
            opened.add(element.get(ID))
        elif event == "start":
            opened.discard(element.get(ID))
    return {paragraph for paragraph in moved if before[paragraph]}


def _settle_controls(tree: etree._Element, side: _Side) -> None:
    """Take off the controls whose own ends were deleted (or inserted, when rejecting); what they hold stays."""
    starts, ends = ({f"{name}{end}" for name in side.controls} for end in ("Start", "End"))
    opened: set[str | None] = set()
    shells = []
    for element in tree.iter(*starts, *ends, *_CONTROLS):
        if element.tag in starts:
            opened.add(element.get(ID))
        elif element.tag in ends:
            opened.discard(element.get(ID))
        elif opened:
            shells.append(element)
    for shell in reversed(shells):
        inner = shell.find(SDT_CONTENT) if shell.tag == SDT else None
        unwrap(shell, inner if inner is not None else _content(shell))


def _content(shell: etree._Element) -> list[etree._Element]:
    return [child for child in shell if child.tag not in (w("sdtPr"), w("sdtEndPr"), w("customXmlPr"), w("smartTagPr"))]


def _settle_formulas(tree: etree._Element, side: _Side) -> None:
    """Take off the parts of formulas whose control character goes: of a fraction, its numbers stay."""
    for control in list(tree.iter(m("ctrlPr"))):
        if any(child.tag in side.gone for child in control):
            shape = parent(parent(control))
            arguments = [each for each in shape.iter(*_ARGUMENTS) if _owner(each) is shape]
            unwrap(shape, [each for argument in arguments for each in argument])


def _owner(argument: etree._Element) -> etree._Element | None:
    holder = parent(argument)
    return holder.getparent() if holder.tag == m("mr") else holder


def _settle_runs(tree: etree._Element, side: _Side) -> None:
    for change in list(tree.iter(*RUN_CHANGES)):
        if change.getparent() is None or parent(change).tag in _PLACES:
            continue
        if change.tag in side.gone:
            drop(change)
        else:
            unwrap(change)


def _settle_rows(tree: etree._Element, side: _Side, moved: set[etree._Element]) -> None:
    for row in list(tree.iter(TR)):
        if _is_gone(row, w("trPr"), side) or _has_moved(row, moved):
            drop(row)
    for numbering in list(tree.iter(w("numPr"))):
        if any(child.tag in side.gone for child in numbering):
            drop(numbering)


def _has_moved(row: etree._Element, moved: set[etree._Element]) -> bool:
    """Whether all that stood in a row has moved elsewhere: Word has no mark of its own for that."""
    paragraphs = list(row.iter(P)) if moved else []
    return bool(paragraphs) and all(each in moved and is_empty(each) for each in paragraphs)


def _settle_cells(tree: etree._Element, side: _Side) -> None:
    """Take out the cells that go; when a deletion is accepted, the cell before them takes their room."""
    gone = w("tcPr"), w("cellDel" if side.accept else "cellIns")
    for cell in list(tree.iter(TC)):
        if cell.find("/".join(gone)) is None:
            continue
        before = cell.getprevious()
        if side.accept and before is not None and before.tag == TC:
            _widened(before, _span(cell))
        drop(cell)


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{w('tcPr')}/{_SPAN}")
    value = "1" if found is None else found.get(VAL, "1")
    return int(value) if value.isdecimal() and len(value) < _DIGITS else 1


def _widened(cell: etree._Element, more: int) -> None:
    properties = child_of(cell, w("tcPr"))
    span = properties.find(_SPAN)
    if span is None:
        span = properties.makeelement(_SPAN)
        width = properties.find(w("tcW"))
        properties.insert(0 if width is None else properties.index(width) + 1, span)
    span.set(VAL, str(_span(cell) + more))


def _emptied(tree: etree._Element) -> None:
    """Take out the rows, tables and controls in which nothing is left, the innermost first."""
    for element in [*tree.iter(TR, TBL, SDT)][::-1]:
        held = element.find(SDT_CONTENT) if element.tag == SDT else element
        if held is None or (element.tag == SDT and parent(element).tag not in (*HOLDERS, SDT_CONTENT)):
            continue
        wanted = {TR: TC, TBL: TR}.get(element.tag)
        if not (len(held) if wanted is None else _holds(held, wanted)):
            drop(element)


def _holds(element: etree._Element, wanted: str) -> bool:
    """Whether a row has a cell, or a table a row, be it in a control."""
    return any(child.tag == wanted or (child.tag in _SHELLS and _holds(child, wanted)) for child in element)


def _furnished(holder: etree._Element) -> None:
    """See that a holder ends with a paragraph, as it must."""
    last = end_block(holder)
    if last is None or last.tag == TBL:
        paragraph = holder.makeelement(P)
        section = holder.find(w("sectPr"))
        if section is not None:
            section.addprevious(paragraph)
        else:
            holder.append(paragraph)


def _tidied(tree: etree._Element) -> None:
    """Name the words of deletions that came back as words, and take out the marks of the changes."""
    for each in tree.iter(DEL_TEXT):
        each.tag = T
    for each in tree.iter(DEL_INSTR):
        each.tag = INSTR
    for each in [*_marks(tree)]:
        drop(each)
    for link in [link for link in tree.iter(w("hyperlink"), w("fldSimple")) if not len(link)]:
        drop(link)


def _marks(tree: etree._Element) -> Iterator[etree._Element]:
    names = ("Ins", "Del", "MoveFrom", "MoveTo")
    controls = (w(f"customXml{name}Range{end}") for name in names for end in ("Start", "End"))
    yield from tree.iter(*MOVE_RANGES, *controls)
    yield from tree.iter(*RUN_CHANGES)
