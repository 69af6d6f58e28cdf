"""Tracked changes and comments, read with their place, their author and what is nested in what."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.formats.reading import Remark
from travaux.formats.word.comments import Anchor, comments_of
from travaux.formats.word.names import (
    AUTHOR,
    DATE,
    DEL,
    DEL_INSTR,
    DEL_TEXT,
    FALLBACK,
    ID,
    INS,
    INSTR,
    MOVE_FROM,
    MOVE_TO,
    NAME,
    P_PR,
    R_PR,
    SIGNS,
    P,
    T,
    m,
    w,
)
from travaux.formats.word.package import Package
from travaux.formats.word.revision import Revision, What
from travaux.formats.word.tree import parent

_RUNS = {INS: What.INS, DEL: What.DEL, MOVE_FROM: What.MOVE_FROM, MOVE_TO: What.MOVE_TO}
_MARKS = {
    INS: What.PARA_INS,
    DEL: What.PARA_DEL,
    MOVE_FROM: What.PARA_MOVE_FROM,
    MOVE_TO: What.PARA_MOVE_TO,
}
_BY_PLACE = {
    (w("trPr"), INS): What.ROW_INS,
    (w("trPr"), DEL): What.ROW_DEL,
    (w("numPr"), INS): What.NUMBERING_INS,
    (m("ctrlPr"), INS): What.MATH_INS,
    (m("ctrlPr"), DEL): What.MATH_DEL,
}
_RANGES = {
    w("moveFromRangeStart"): What.MOVE_FROM_RANGE,
    w("moveToRangeStart"): What.MOVE_TO_RANGE,
    w("customXmlInsRangeStart"): What.CONTROL_INS,
    w("customXmlDelRangeStart"): What.CONTROL_DEL,
    w("customXmlMoveFromRangeStart"): What.CONTROL_MOVE_FROM,
    w("customXmlMoveToRangeStart"): What.CONTROL_MOVE_TO,
}
_RANGE_ENDS = {tag.replace("Start", "End"): tag for tag in _RANGES}
_PROPERTIES = {
    **{
        w(f"{name}Change"): What.FORMAT
        for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")
    },
    w("cellIns"): What.CELL_INS,
    w("cellDel"): What.CELL_DEL,
    w("cellMerge"): What.CELL_MERGE,
    w("numberingChange"): What.NUMBERING,
}
_WORDS = (T, DEL_TEXT, m("t"))
_CODES = (INSTR, DEL_INSTR)
_OWNERS = frozenset((*map(w, ("tblPr", "tblGrid", "trPr", "tblPrEx", "tcPr")), R_PR))
_OWNED = frozenset((P, *map(w, ("r", "tbl", "tr", "tc")), m("r"), P_PR))
_COMMENTS = {w("commentRangeStart"): "start", w("commentRangeEnd"): "end", w("commentReference"): "point"}


@dataclass(slots=True)
class _Open:
    """A change whose end has not been read yet."""

    element: etree._Element
    kind: What
    paragraph: int
    start: int
    parent: str
    end_paragraph: int = -1
    end: int = -1
    codes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Story:
    """One part as it is walked through: the words of its paragraphs so far, and the changes found."""

    part: str
    words: list[list[str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    found: list[_Open] = field(default_factory=list)
    around: list[_Open] = field(default_factory=list)
    ranges: dict[tuple[str, str | None], _Open] = field(default_factory=dict)
    anchors: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    current: int = -1

    def say(self, words: str) -> None:
        """Add words to the paragraph that is being read."""
        if self.current >= 0:
            self.words[self.current].append(words)
            self.lengths[self.current] += len(words)

    @property
    def place(self) -> tuple[int, int]:
        """The paragraph and the offset that have been reached; between paragraphs, the beginning of the next."""
        if self.current < 0:
            return (len(self.lengths), 0)
        return (self.current, self.lengths[self.current])

    def open(self, element: etree._Element, kind: What, place: tuple[int, int] | None = None) -> _Open:
        """Note a change that begins here, or at `place`, and ends there until told otherwise."""
        paragraph, start = place or self.place
        parent = self.around[-1].element.get(ID, "") if self.around else ""
        change = _Open(element, kind, paragraph, start, parent, paragraph, start)
        self.found.append(change)
        return change

    def close(self, change: _Open) -> None:
        """Note that a change ends here; between paragraphs, at the end of the last."""
        change.end_paragraph, change.end = self.place
        if self.current < 0 and change.end_paragraph > change.paragraph:
            change.end_paragraph -= 1
            change.end = self.lengths[change.end_paragraph]

    def text(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """Return the words between two places, the paragraphs set apart by line ends."""
        lines = ["".join(self.words[index]) for index in range(start[0], min(end[0] + 1, len(self.words)))]
        if lines:
            lines[-1] = lines[-1][: end[1]] if end[0] < len(self.words) else lines[-1]
            lines[0] = lines[0][start[1] :]
        return "\n".join(lines)


def read_revisions(package: Package) -> tuple[Revision, ...]:
    """Read every tracked change and comment of a document, part by part, in the order of their places."""
    stories = [_walked(package, name) for name in package.changing()]
    changes = [revision for story in stories for revision in _revisions(story)]
    return tuple(sorted((*changes, *_comments(package, stories)), key=_order([story.part for story in stories])))


def paragraphs_shown(package: Package, name: str | None = None) -> tuple[str, ...]:
    """Return the texts that the offsets of `Revision` count in: all insertions and deletions shown."""
    return tuple("".join(words) for words in _walked(package, name or package.main).words)


def remarks_on(package: Package, revisions: tuple[Revision, ...]) -> tuple[Remark, ...]:
    """Say what of the changes is not as it should be: no author, no date, an id used twice; and macros."""
    changes = [each for each in revisions if each.kind is not What.COMMENT]
    counts = Counter(each.id for each in changes if each.id)
    found = (
        Remark("tracked changes without an author", sum(not each.author for each in changes)),
        Remark("tracked changes without a date", sum(not each.date for each in changes)),
        Remark(
            "comments without an author or a date",
            sum(not (e.author and e.date) for e in revisions) - sum(not (e.author and e.date) for e in changes),
        ),
        Remark("tracked changes whose number another one bears too", sum(count - 1 for count in counts.values())),
        Remark("macros, which are neither run nor kept", int(package.has_macros)),
    )
    return tuple(remark for remark in found if remark.count)


def _order(parts: list[str]) -> Callable[[Revision], tuple[int, int, int]]:
    ranks = {part: rank for rank, part in enumerate(parts)}
    return lambda each: (ranks[each.part], each.paragraph, each.start)


def _walked(package: Package, name: str) -> _Story:
    is_main = name == package.main  # some programs number it
    story = _Story("document" if is_main else name.rpartition("/")[2].removesuffix(".xml"))
    _children(package.tree(name), story)
    return story


def _children(element: etree._Element, story: _Story) -> None:
    for child in element.iterchildren("*"):
        visit = _VISITS.get(child.tag)
        if visit is not None:
            visit(child, story)
        elif child.tag in _RUNS:
            _change(child, story)
        else:
            _children(child, story)


def _change(element: etree._Element, story: _Story) -> None:
    kind = _BY_PLACE.get((parent(element).tag, element.tag))
    if kind is not None:
        story.open(element, kind)
        return
    change = story.open(element, _RUNS[element.tag])
    story.around.append(change)
    _children(element, story)
    story.around.pop()
    story.close(change)


def _paragraph(element: etree._Element, story: _Story) -> None:
    """Read a paragraph; one that stands in a text box is read in the middle of the one that holds the box."""
    outer, story.current = story.current, len(story.words)
    story.words.append([])
    story.lengths.append(0)
    properties = element.find(P_PR)
    whole = [] if properties is None else [story.open(each, kind) for each, kind in _of_paragraph(properties)]
    _children(element, story)
    for change in whole:
        story.close(change)
    if properties is not None:
        _mark(properties, story)
    story.current = outer


def _of_paragraph(properties: etree._Element) -> Iterator[tuple[etree._Element, What]]:
    for each in properties.iterchildren(w("pPrChange")):
        yield each, What.FORMAT
    for each in properties.iterdescendants(INS, w("numberingChange")):
        if parent(each).tag == w("numPr"):
            yield each, _BY_PLACE.get((w("numPr"), each.tag), What.NUMBERING)


def _mark(properties: etree._Element, story: _Story) -> None:
    """Read what was done to the mark at the end of a paragraph, and to the section that ends with it."""
    for each in (change for holder in properties.iterchildren(R_PR, w("sectPr")) for change in holder):
        kind = _MARKS.get(each.tag) or _PROPERTIES.get(each.tag)
        if kind is not None:
            story.open(each, kind)


def _framed(element: etree._Element, story: _Story) -> None:
    """Read a run, a table, a row or a cell, with the changes of its properties, which hold for all of it."""
    changes = [
        story.open(each, _BY_PLACE.get((holder.tag, each.tag)) or _PROPERTIES[each.tag])
        for holder in element
        if holder.tag in _OWNERS
        for each in holder
        if each.tag in _PROPERTIES or (holder.tag, each.tag) in _BY_PLACE
    ]
    _children(element, story)
    for change in changes:
        story.close(change)


def _section(element: etree._Element, story: _Story) -> None:
    for each in element.iterchildren(w("sectPrChange")):
        last = len(story.lengths) - 1
        story.open(each, What.FORMAT, (last, story.lengths[last]) if last >= 0 else None)


def _range(element: etree._Element, story: _Story) -> None:
    story.ranges[element.tag, element.get(ID)] = story.open(element, _RANGES[element.tag])


def _range_end(element: etree._Element, story: _Story) -> None:
    change = story.ranges.pop((_RANGE_ENDS[element.tag], element.get(ID)), None)
    if change is not None:
        story.close(change)


def _anchor(element: etree._Element, story: _Story) -> None:
    story.anchors.setdefault((element.get(ID, ""), _COMMENTS[element.tag]), story.place)


def _said(element: etree._Element, story: _Story) -> None:
    story.say(element.text or "")


def _sign(element: etree._Element, story: _Story) -> None:
    if parent(element).tag != w("tabs"):
        story.say(SIGNS[element.tag])


def _code(element: etree._Element, story: _Story) -> None:
    for change in story.around:
        change.codes.append(element.text or "")


def _numbered_field(element: etree._Element, story: _Story) -> None:
    for each in element.iterchildren(w("numberingChange")):
        story.open(each, What.NUMBERING)


def _loose(element: etree._Element, story: _Story) -> None:
    """Read changes of the properties of a style, a level of a list or a formula; others have been read already."""
    if parent(element).tag not in _OWNED:
        for each in element:
            if each.tag in _PROPERTIES:
                story.open(each, _PROPERTIES[each.tag])


def _nothing(_element: etree._Element, _story: _Story) -> None:
    """Pass over what is only there for older programs."""


_VISITS = {
    P: _paragraph,
    **dict.fromkeys((w("r"), m("r"), w("tbl"), w("tr"), w("tc")), _framed),
    w("sectPr"): _section,
    **dict.fromkeys((P_PR, *_OWNERS), _loose),
    FALLBACK: _nothing,
    **dict.fromkeys(_WORDS, _said),
    **dict.fromkeys(SIGNS, _sign),
    **dict.fromkeys(_CODES, _code),
    **dict.fromkeys(_RANGES, _range),
    **dict.fromkeys(_RANGE_ENDS, _range_end),
    **dict.fromkeys(_COMMENTS, _anchor),
    w("fldChar"): _numbered_field,
}


def _revisions(story: _Story) -> Iterator[Revision]:
    for each in story.found:
        element = each.element
        yield Revision(
            kind=each.kind,
            author=element.get(AUTHOR, ""),
            date=element.get(DATE, ""),
            text=story.text((each.paragraph, each.start), (each.end_paragraph, each.end)),
            paragraph=each.paragraph,
            start=each.start,
            end=each.end,
            parent=each.parent,
            id=element.get(ID, ""),
            end_paragraph=each.end_paragraph,
            part=story.part,
            element=f"{'w' if element.tag.startswith(w('')) else 'm'}:{etree.QName(element).localname}",
            code="".join(each.codes).strip(),
            name=element.get(NAME, ""),
        )


def _comments(package: Package, stories: list[_Story]) -> Iterator[Revision]:
    """Go through the comments, each at its place; one whose place is gone stands at -1 of the document."""
    for comment in comments_of(package):
        held = next((story for story in stories if any(key[0] == comment.id for key in story.anchors)), None)
        if held is None:
            yield comment
            continue
        place = Anchor(*(held.anchors.get((comment.id, which)) for which in ("start", "end", "point")))
        yield replace(
            comment,
            part=held.part,
            paragraph=place.first[0],
            start=place.first[1],
            end_paragraph=place.last[0],
            end=place.last[1],
            quoted=held.text(place.first, place.last),
        )
