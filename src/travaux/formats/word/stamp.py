"""Whose changes are written, when, and under which numbers: no number is used twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from travaux.formats.word.names import (
    AUTHOR,
    DATE,
    DEL,
    DEL_INSTR,
    DEL_TEXT,
    ID,
    INS,
    INSTR,
    P_PR,
    R_PR,
    SPACE,
    TR,
    R,
    T,
    m,
    w,
)
from travaux.formats.word.package import Package
from travaux.formats.word.tree import child_of

_WRAPPED = frozenset((R, m("oMath"), m("oMathPara")))
_OPENED = frozenset(map(w, ("hyperlink", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo")))
_IN_MARK = (INS, DEL)
_NAMED = {T: DEL_TEXT, INSTR: DEL_INSTR}
_MOST = 2**31 - 1


@dataclass(slots=True)
class Stamp:
    """An author and a date for changes, and the next number that is free in a document."""

    author: str
    date: str = ""
    next: int = 1

    def number(self) -> str:
        """Return a number that no change of the document bears yet."""
        self.next += 1
        return str(self.next - 1)

    def signed(self, element: etree._Element) -> etree._Element:
        """Put number, author and date on a change."""
        element.set(ID, self.number())
        element.set(AUTHOR, self.author)
        if self.date:
            element.set(DATE, self.date)
        return element

    def change(self, tag: str, like: etree._Element) -> etree._Element:
        """Return a new change of the kind `tag`."""
        return self.signed(like.makeelement(tag))


def first_free(package: Package) -> int:
    """Return a number above all that the document uses for changes, marks of places and comments."""
    found = [
        int(value)
        for name in package.stories()
        for element in package.tree(name).iter("{*}*")
        if (value := element.get(ID, "")).isdecimal() and len(value) < len(str(_MOST))
    ]
    return max(found, default=0) + 1


def wrapped(nodes: Iterable[etree._Element], tag: str, stamp: Stamp) -> list[etree._Element]:
    """Put runs and formulas into changes of the kind `tag`, those that stand side by side into one."""
    changes: list[etree._Element] = []
    for node in nodes:
        if not changes or node.getprevious() is not changes[-1]:
            changes.append(stamp.change(tag, node))
            node.addprevious(changes[-1])
        changes[-1].append(node)
        if tag == DEL:
            _struck(node)
    return changes


def _struck(run: etree._Element) -> None:
    for child in run:
        child.tag = _NAMED.get(child.tag, child.tag)
        if child.tag == DEL_TEXT:
            child.set(SPACE, "preserve")


def wrap_all(container: etree._Element, tag: str, stamp: Stamp) -> None:
    """Put everything that stands in a paragraph into changes, also in its links and controls."""
    for child in list(container):
        if child.tag in _WRAPPED:
            wrapped([child], tag, stamp)
        elif child.tag in _OPENED:
            wrap_all(child, tag, stamp)
    _merged(container, tag)


def _merged(container: etree._Element, tag: str) -> None:
    """Make one change of those that stand side by side."""
    for change in container.findall(tag):
        before = change.getprevious()
        if before is not None and before.tag == tag and before.get(AUTHOR) == change.get(AUTHOR):
            before.extend(list(change))
            container.remove(change)


def mark_paragraph(paragraph: etree._Element, tag: str, stamp: Stamp) -> None:
    """Note that the mark at the end of a paragraph is inserted or deleted."""
    put_mark(paragraph, stamp.change(tag, paragraph))


def put_mark(paragraph: etree._Element, change: etree._Element) -> None:
    """Put a change on the mark at the end of a paragraph, wherever it stood before."""
    properties = child_of(paragraph, P_PR)
    marks = properties.find(R_PR)
    if marks is None:
        marks = properties.makeelement(R_PR)
        place = next((each for each in properties if each.tag in (w("sectPr"), w("pPrChange"))), None)
        if place is None:
            properties.append(marks)
        else:
            place.addprevious(marks)
    marks.insert(int(change.tag == DEL and marks.find(INS) is not None), change)


def mark_table(table: etree._Element, tag: str, stamp: Stamp) -> None:
    """Note of a table (or a row) without tracked changes that all of it is inserted or deleted."""
    for row in table.iter(TR):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = row.makeelement(w("trPr"))
            exception = row.find(w("tblPrEx"))
            row.insert(0 if exception is None else row.index(exception) + 1, properties)
        properties.append(stamp.change(tag, row))
    for paragraph in table.iter(w("p")):
        wrap_all(paragraph, tag, stamp)
        mark_paragraph(paragraph, tag, stamp)
