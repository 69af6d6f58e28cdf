"""Small moves in a tree of Word: taken out, unwrapped, emptied; and what counts as content."""

from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from travaux.formats.word.names import (
    CONTROL_CHANGES,
    FALLBACK,
    HOLDERS,
    MARKERS,
    MOVE_RANGES,
    P_PR,
    R_PR,
    SDT,
    SDT_CONTENT,
    SECT_PR,
    TBL,
    P,
    R,
    T,
    m,
    w,
)

_WRAPS = frozenset((SDT, SDT_CONTENT, w("customXml"), w("smartTag"), w("ins"), w("del"), w("moveFrom"), w("moveTo")))
_INLINE = frozenset((*_WRAPS, w("hyperlink"), w("fldSimple"), w("dir"), w("bdo"), m("oMath"), m("oMathPara")))
_NOTHING = frozenset(
    (*MARKERS, *MOVE_RANGES, *CONTROL_CHANGES, P_PR, R_PR, w("proofErr"), w("lastRenderedPageBreak"), w("sdtPr"))
) | {w("sdtEndPr"), w("customXmlPr"), w("smartTagPr")}


def parent(element: etree._Element) -> etree._Element:
    """Return what an element stands in; only for those that stand in something."""
    return cast("etree._Element", element.getparent())  # noqa: SLF001 - how lxml names its elements


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Go through the attributes of an element, in an order of their own."""
    return cast("Iterator[tuple[str, str]]", iter(sorted(element.attrib.items())))


def drop(element: etree._Element) -> None:
    """Take an element out of its tree, with all that it holds."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def unwrap(element: etree._Element, inner: Iterable[etree._Element] | None = None) -> None:
    """Put what an element holds (or `inner` of it) in its place."""
    for child in list(element if inner is None else inner):
        element.addprevious(child)
    drop(element)


def child_of(element: etree._Element, name: str, *, first: bool = True) -> etree._Element:
    """Return the child of that name, made as the first (or last) one where there is none."""
    found = element.find(name)
    if found is None:
        found = element.makeelement(name)
        element.insert(0 if first else len(element), found)
    return found


def blocks(holder: etree._Element) -> Iterator[etree._Element]:
    """Go through the paragraphs and tables of a holder, through controls and the like, not into tables."""
    for child in holder:
        if child.tag in (P, TBL):
            yield child
        elif child.tag in _WRAPS:
            yield from blocks(child)


def holders(tree: etree._Element) -> list[etree._Element]:
    """Return what holds paragraphs in a tree, the innermost first."""
    return [*tree.iter(*HOLDERS)][::-1]


def is_empty(element: etree._Element) -> bool:
    """Whether nothing is left in a paragraph that is printed or does anything: only properties, marks and shells."""
    return all(
        child.tag in _NOTHING
        or (child.tag in _INLINE and is_empty(child))
        or (child.tag == R and is_empty(child))
        or (child.tag == T and not child.text)
        for child in element.iterchildren("*")
    )


def markers(paragraph: etree._Element) -> list[etree._Element]:
    """Return the marks of places that stand in a paragraph."""
    return [*paragraph.iter(*MARKERS)]


def is_shadow(element: etree._Element) -> bool:
    """Whether an element stands in what is only shown by programs that do not know the newer form beside it."""
    return next(element.iterancestors(FALLBACK), None) is not None


def end_block(holder: etree._Element) -> etree._Element | None:
    """Return the last child of a holder that is no mark and no section, if any."""
    found = (child for child in holder.iterchildren("*", reversed=True) if child.tag not in (*MARKERS, SECT_PR))
    return next(found, None)
