"""A line of a document changed into another by tracked deletions and insertions inside its runs."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from travaux.formats.word.lines import Line, Piece
from travaux.formats.word.names import DEL, INS, R_PR, SPACE, R, w
from travaux.formats.word.stamp import Stamp, wrapped
from travaux.formats.word.tree import drop, parent
from travaux.words.align import Edit, applied

_LINK = w("hyperlink")
_MARK = w("proofErr")


def whole_solids(line: Line, edits: Sequence[Edit]) -> list[Edit]:
    """Return the changes such that none touches a part only of what is solid."""
    text, found = line.text, list(edits)
    for start, end, piece in line.spans():
        if not piece.solid:
            continue
        touching = [edit for edit in found if edit.start < end and edit.end > start and not _covers(edit, start, end)]
        touching += [edit for edit in found if edit.start == edit.end and start < edit.start < end]
        if not touching:
            continue
        within = [edit for edit in found if (edit.start < end and edit.end > start) or edit in touching]
        first, last = min(start, within[0].start), max(end, within[-1].end)
        moved = [Edit(edit.start - first, edit.end - first, edit.words) for edit in within]
        merged = Edit(first, last, applied(text[first:last], moved))
        found = sorted([*(edit for edit in found if edit not in within), merged], key=lambda edit: edit.start)
    return found


def _covers(edit: Edit, start: int, end: int) -> bool:
    return edit.start <= start and edit.end >= end


def revise(line: Line, edits: Sequence[tuple[Edit, list[etree._Element]]], stamp: Stamp) -> None:
    """Write changes into a paragraph; each comes with the runs that stand for its new words."""
    _cut(line, {place for edit, _ in edits for place in (edit.start, edit.end)})
    spans = [*line.spans()]
    for edit, nodes in edits:
        doomed = dict.fromkeys(
            node
            for start, end, piece in spans
            if edit.start <= start and end <= edit.end
            for node in ([piece.first] if piece.in_run else piece.nodes)
        )
        struck = wrapped(doomed, DEL, stamp)
        _put(nodes, struck[-1] if struck else _anchor(spans, edit.start), line, stamp)


def _cut(line: Line, places: set[int]) -> None:
    """Cut the runs of a line so that none goes on over one of these places."""
    pieces: list[Piece] = []
    for start, end, piece in line.spans():
        inside = [place - start for place in sorted(places) if start < place < end]
        pieces += [piece] if piece.solid else _split(piece, inside)
    line.pieces = pieces
    before = None
    for start, _, piece in line.spans():
        if start in places and before is not None and before.last is piece.first and piece.in_run:
            _part(piece.first, piece.nodes[0])
        before = piece


def _split(piece: Piece, places: list[int]) -> list[Piece]:
    """Cut a stretch of text into several, each with an element of its own in the same run."""
    if not places:
        return [piece]
    element = piece.nodes[0]
    parts = [piece.text[start:end] for start, end in pairwise((0, *places, len(piece.text)))]
    found = []
    for part in parts:
        node = deepcopy(element)
        node.text = part
        node.set(SPACE, "preserve")
        element.addprevious(node)
        found.append(Piece(part, [node]))
    drop(element)
    return found


def _part(run: etree._Element, child: etree._Element) -> None:
    """Make a run of its own of `child` and what follows it."""
    rest = run.makeelement(R)
    properties = run.find(R_PR)
    if properties is not None:
        rest.append(deepcopy(properties))
    for node in (child, *child.itersiblings()):
        rest.append(node)
    run.addnext(rest)


def _anchor(spans: Sequence[tuple[int, int, Piece]], place: int) -> etree._Element | None:
    """Return the node behind which something is put that stands at `place`; a mark is made where there is none."""
    before = next((piece.last for _, end, piece in reversed(spans) if end <= place), None)
    after = next((piece.first for start, _, piece in spans if start >= place), None)
    if before is not None:
        return before if after is not None and before.getparent() is after.getparent() else _outside(before)
    if after is None:
        return None
    mark = after.makeelement(_MARK)
    _outside(after).addprevious(mark)
    return mark


def _outside(node: etree._Element) -> etree._Element:
    """Return a node, or the link in which it stands: what is added beside a link does not lead anywhere."""
    holder = parent(node)
    return _outside(holder) if holder.tag == _LINK else node


def _put(nodes: Iterable[etree._Element], after: etree._Element | None, line: Line, stamp: Stamp) -> None:
    """Write runs as inserted behind a node, or as all that a paragraph holds."""
    place, before = after, None
    for node in nodes:
        if place is None:
            line.paragraph.append(node)
        else:
            place.addnext(node)
        if node.tag == _LINK:
            wrapped([*node], INS, stamp)
            before = None
        elif before is not None:
            before.append(node)
        else:
            before = wrapped([node], INS, stamp)[-1]
        place = node if before is None else before
    if after is not None and after.tag == _MARK:
        drop(after)
