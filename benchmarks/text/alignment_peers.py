"""What others make of the same texts: the standard library's line comparison, and xmldiff where it is installed."""

import difflib
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from lxml import etree

Pairs = set[tuple[int, int]]

xmldiff: Any = import_module("xmldiff.diff") if find_spec("xmldiff") else None


def by_lines(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Link paragraphs as a line comparison does: equal ones, and in a stretch that was replaced one after the other."""
    found: Pairs = set()
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            found |= set(zip(range(start, end), range(new_start, new_end), strict=False))
    return found


def by_xml(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Link paragraphs as xmldiff matches the nodes of two documents."""
    matches = xmldiff.Differ(F=0.5, ratio_mode="fast").match(_document(old), _document(new))
    return {(_place(a), _place(b)) for a, b, *_ in matches if a.tag == b.tag == "p"}


def _place(element: etree._Element) -> int:
    return len([*element.itersiblings(preceding=True)])


def _document(wordings: Sequence[str]) -> etree._Element:
    root = etree.Element("text")
    for wording in wordings:
        etree.SubElement(root, "p").text = wording
    return root


def by_words(old: str, new: str) -> int:
    """Compare two texts word by word with the standard library; return how many stretches changed."""
    matcher = difflib.SequenceMatcher(a=old.split(), b=new.split(), autojunk=False)
    return sum(kind != "equal" for kind, *_ in matcher.get_opcodes())
