"""Two documents as one with tracked changes: rejected it is the old one, accepted the new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import cast

from lxml import etree

from travaux.formats.reading import Remark
from travaux.formats.word.bring import Bringer, bringer, drawn
from travaux.formats.word.edit import revise, whole_solids
from travaux.formats.word.identity import carried
from travaux.formats.word.lines import Line, Piece, Signs, boxes, line_of, note
from travaux.formats.word.marks import looks_of, restyled, settle_marks
from travaux.formats.word.matching import TABLE, Pair, paired
from travaux.formats.word.names import DEL, ID, INS, P_PR, R_PR, SECT_PR, TBL, TC, TR, VAL, P, w
from travaux.formats.word.package import Package
from travaux.formats.word.plain import said
from travaux.formats.word.stamp import Stamp, first_free, mark_paragraph, mark_table, wrap_all
from travaux.formats.word.tree import blocks, child_of, drop
from travaux.formats.word.writing import runs_of
from travaux.words.align import Edit, script

_HEADING = "Heading"
_STYLE = f"{P_PR}/{w('pStyle')}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A document opened as Word, no change tracked in it; `plain` where it was none, and has no looks of its own."""

    package: Package
    plain: bool
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Redline:
    """A Word document with tracked changes, and what is to be said about how it was made."""

    content: bytes
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Pen:
    """All that is needed to write one document's changes into another."""

    bringer: Bringer
    stamp: Stamp
    plain: bool
    signs: Signs | None

    def old(self, paragraph: etree._Element) -> Line:
        return line_of(paragraph, self.bringer.old, self.signs)

    def new(self, paragraph: etree._Element) -> Line:
        return line_of(paragraph, self.bringer.new, self.signs)


def redlined(old: Taken, new: Taken, author: str, date: str = "") -> Redline:
    """Return `old` with the changes tracked that make it `new`, all by `author`; `old` is used up by it.

    Of an old Word document all stays: styles, lists, tables, heads, pictures. What moved is deleted and inserted.
    """
    package = old.package
    own = bringer(package, new.package)
    plain = new.plain and not old.plain  # between two that were made here, both have looks that can be compared
    pen = _Pen(own, Stamp(author, date, first_free(package)), plain, None if plain else Signs())
    _compare(package.body, new.package.body, pen)
    return Redline(package.saved(), (*old.remarks, *new.remarks))


def _compare(old: etree._Element, new: etree._Element, pen: _Pen) -> None:
    """Write the changes of what a body, a cell, a note or a text box holds."""
    olds, news = [*blocks(old)], [*blocks(new)]
    names = ([carried(each) for each in olds], [carried(each) for each in news])
    pairs = paired([_key(each) for each in olds], [_key(each) for each in news], names)
    pairs = _ended(pairs, olds, news)
    written: list[tuple[str, etree._Element]] = []
    for number, fresh in pairs:
        if number is None:
            written.append((INS, _added(news[cast("int", fresh)], old, written[-1][1] if written else None, pen)))
        else:
            written.append((DEL if fresh is None else "", olds[number]))
            _met(olds[number], None if fresh is None else news[fresh], pen)
    settle_marks(written, pen.stamp)


def _met(block: etree._Element, fresh: etree._Element | None, pen: _Pen) -> None:
    """Write what becomes of a paragraph or a table that was there."""
    if fresh is None:
        _removed(block, pen)
    elif block.tag == TBL:
        _compare_tables(block, fresh, pen)
    else:
        _change(block, fresh, pen)


def _key(block: etree._Element) -> str:
    """Return what a paragraph or table says, behind a sign of which of both it is."""
    if block.tag == P:
        return f"p{said(block)}"
    return TABLE + "\n".join(map(said, block.iter(P)))


def _ended(pairs: list[Pair], olds: Sequence[etree._Element], news: Sequence[etree._Element]) -> list[Pair]:
    """See that the last paragraphs of both are one where neither could otherwise be taken out or added.

    The mark of a last paragraph can be neither deleted nor inserted. Where only paragraphs follow the last common one,
    its own mark can be, in their stead; where both have some, or a table is among them, the last two are one, changed.
    """
    if not olds or not news or olds[-1].tag != P or news[-1].tag != P or (len(olds) - 1, len(news) - 1) in pairs:
        return pairs
    tail = []
    for pair in reversed(pairs):
        if None not in pair:
            break
        tail.append(pair)
    gone = [number for number, _ in tail if number is not None]
    come = [fresh for _, fresh in tail if fresh is not None]
    common = pairs[len(pairs) - len(tail) - 1] if len(tail) < len(pairs) else None
    tables = any(olds[number].tag == TBL for number in gone) or any(news[fresh].tag == TBL for fresh in come)
    if common is not None and not (gone and come) and not tables and olds[common[0] or 0].tag == P:
        return pairs
    last = (len(olds) - 1, len(news) - 1)
    freed = [
        part
        for number, fresh in pairs
        for part in (
            [(number, fresh)]
            if number != last[0] and fresh != last[1]
            else [(None if number == last[0] else number, None if fresh == last[1] else fresh)]
        )
        if part != (None, None)
    ]
    return [*freed, last]


def _removed(block: etree._Element, pen: _Pen) -> None:
    if block.tag == TBL:
        mark_table(block, DEL, pen.stamp)
    else:
        wrap_all(block, DEL, pen.stamp)
        mark_paragraph(block, DEL, pen.stamp)


def _added(block: etree._Element, holder: etree._Element, place: etree._Element | None, pen: _Pen) -> etree._Element:
    """Put a new paragraph or table behind `place`, or first in a holder."""
    own = pen.bringer.copy(block)
    first = next(blocks(holder), None)
    if place is not None:
        place.addnext(own)
    elif first is not None:
        first.addprevious(own)
    else:
        holder.insert(0, own)
    if own.tag == TBL:
        mark_table(own, INS, pen.stamp)
        return own
    if pen.plain:
        _dressed(own, place if place is not None else first)
    wrap_all(own, INS, pen.stamp)
    mark_paragraph(own, INS, pen.stamp)
    return own


def _dressed(own: etree._Element, like: etree._Element | None) -> None:
    """Let a paragraph of a plain text look like the one beside it, unless it is a heading of its own."""
    if like is None or like.tag != P or own.find(_STYLE) is not None or _is_heading(like):
        return
    directed = own.find(f"{P_PR}/{w('bidi')}") is not None
    looks = [each for each in looks_of(like) if each.tag != w("numPr") and directed == _is_directed(like)]
    properties = own.find(P_PR)
    if looks and properties is not None:
        drop(properties)
    if looks:
        child_of(own, P_PR).extend(looks)


def _is_heading(paragraph: etree._Element) -> bool:
    """Whether a paragraph is a heading of Word, after which text does not look like it."""
    return any(style.get(VAL, "").startswith(_HEADING) for style in paragraph.iterfind(_STYLE))


def _is_directed(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{P_PR}/{w('bidi')}") is not None


def _change(old: etree._Element, new: etree._Element, pen: _Pen) -> None:
    """Write the changes inside one paragraph, and inside the notes and text boxes that both have."""
    before, after = pen.old(old), pen.new(new)
    if before.text != after.text:
        edits = whole_solids(before, script(before.text, after.text))
        inner = _kept(before, after, edits)
        shift, changes = 0, []
        for edit in edits:
            start = edit.start + shift
            changes.append((edit, _runs(before, edit, after, start, pen)))
            shift += len(edit.words) - (edit.end - edit.start)
        revise(before, changes, pen.stamp)
    else:
        inner = _kept(before, after, [])
    for kept, fresh in inner:
        _inside(kept, fresh, pen)
    if not pen.plain:
        _relooked(old, new, pen)


def _relooked(old: etree._Element, new: etree._Element, pen: _Pen) -> None:
    """Write that a paragraph looks otherwise now, if the old document has the style for it."""
    properties = new.find(P_PR)
    if properties is None:
        restyled(old, [], pen.stamp)
    elif pen.bringer.knows_style(properties):
        copied = pen.bringer.copy(properties)
        restyled(old, [each for each in copied if each.tag not in (R_PR, SECT_PR)], pen.stamp)


def _runs(before: Line, edit: Edit, after: Line, start: int, pen: _Pen) -> list[etree._Element]:
    """Return the runs for the new words of a change."""
    if not edit.words:
        return []
    if not pen.plain:
        return drawn(after, start, start + len(edit.words), pen.bringer, None)
    near = next(
        (p for s, e, p in before.spans() if s <= edit.start <= e and p.in_run and (e > edit.start or s == e)), None
    )
    near = near or next((p for _, e, p in before.spans() if e == edit.start and p.in_run), None)
    return runs_of(edit.words, before.paragraph, None if near is None else near.first.find(R_PR))


def _kept(before: Line, after: Line, edits: Sequence[Edit]) -> list[tuple[Piece, Piece]]:
    """Return the solid pieces that stay, each with its partner in the new line."""
    places = {start: piece for start, _, piece in after.spans() if piece.solid}
    found = []
    for start, end, piece in before.spans():
        shift = sum(len(e.words) - (e.end - e.start) for e in edits if e.end <= start)
        untouched = piece.solid and not any(edit.start < end and edit.end > start for edit in edits)
        if untouched and start + shift in places:
            found.append((piece, places[start + shift]))
    return found


def _inside(old: Piece, new: Piece, pen: _Pen) -> None:
    ours, theirs = note(old), note(new)
    if ours and theirs:
        _compare_notes(ours, theirs, pen)
    for box, other in zip(boxes(old), boxes(new), strict=False):
        _compare(box, other, pen)


def _compare_notes(ours: tuple[str, str], theirs: tuple[str, str], pen: _Pen) -> None:
    old, new = _note_of(pen.bringer.old, *ours), _note_of(pen.bringer.new, *theirs)
    if old is not None and new is not None:
        _compare(old, new, pen)


def _note_of(package: Package, kind: str, number: str) -> etree._Element | None:
    name = package.beside(kind)
    return None if name is None else next((each for each in package.tree(name) if each.get(ID) == number), None)


def _compare_tables(old: etree._Element, new: etree._Element, pen: _Pen) -> None:
    """Compare two tables row by row; a row with other cells than before is deleted and inserted."""
    olds, news = [*_rows(old)], [*_rows(new)]
    pairs = _side_by_side(paired([f"r{_key(row)}" for row in olds], [f"r{_key(row)}" for row in news]))
    place: etree._Element | None = None
    for number, fresh in pairs:
        if number is not None and fresh is not None and len(_cells(olds[number])) == len(_cells(news[fresh])):
            place = olds[number]
            for cell, other in zip(_cells(olds[number]), _cells(news[fresh]), strict=True):
                _compare(cell, other, pen)
            continue
        if number is not None:
            place = olds[number]
            mark_table(place, DEL, pen.stamp)
        if fresh is not None:
            place = _row_added(news[fresh], olds[0], place, pen)


def _side_by_side(pairs: Sequence[Pair]) -> list[Pair]:
    """Pair the rows that are like no other with those that stand in their place."""
    found: list[Pair] = []
    gone: list[int] = []
    come: list[int] = []
    for number, fresh in [*pairs, (-1, -1)]:
        if number is not None and fresh is not None:
            found += [*zip_longest(gone, come), (number, fresh)]
            gone, come = [], []
        gone += [number] if fresh is None and number is not None else []
        come += [fresh] if number is None and fresh is not None else []
    return found[:-1]


def _row_added(row: etree._Element, first: etree._Element, place: etree._Element | None, pen: _Pen) -> etree._Element:
    own = pen.bringer.copy(row)
    if place is None:
        first.addprevious(own)
    else:
        place.addnext(own)
    mark_table(own, INS, pen.stamp)
    return own


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row]
