"""Paragraphs whose mark goes: what is left of them runs on into the next (ISO/IEC 29500-1, 17.13.5.15)."""

from collections.abc import Collection

from lxml import etree

from travaux.formats.word.names import P_PR, P
from travaux.formats.word.tree import blocks, drop, is_empty, markers


def joined(holder: etree._Element, ended: Collection[etree._Element]) -> None:
    """Join the paragraphs of a holder whose marks are in `ended` with the ones that follow.

    The mark that stays decides: a joined paragraph has the properties of its last part. A paragraph of which nothing
    is left disappears, also where none follows; one with words stays where a table follows, or nothing.
    """
    carried = None
    for block in list(blocks(holder)):
        if block.tag != P:
            carried = None
            continue
        if carried is not None:
            _prefixed(block, carried)
        carried = None
        if block in ended and is_empty(block):
            _vanished(block)
        elif block in ended:
            carried = block


def _prefixed(paragraph: etree._Element, before: etree._Element) -> None:
    place = int(paragraph.find(P_PR) is not None)
    paragraph[place:place] = [child for child in before if child.tag != P_PR]
    drop(before)


def _vanished(paragraph: etree._Element) -> None:
    """Take out an empty paragraph; the marks of places that stood in it stay where it was."""
    for mark in markers(paragraph):
        paragraph.addprevious(mark)
    drop(paragraph)
