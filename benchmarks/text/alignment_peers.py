"""What others make of the same texts: the standard library's line comparison, and xmldiff where it is installed."""

import difflib
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from lxml import etree

Pairs = set[tuple[int, int]]

xmldiff: Any = import_module("xmldiff.main") if find_spec("xmldiff") else None


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
    left, right = _document(old), _document(new)
    differ = xmldiff.diff.Differ(F=0.5, ratio_mode="fast") if hasattr(xmldiff, "diff") else None
    differ = differ or import_module("xmldiff.diff").Differ(F=0.5, ratio_mode="fast")
    places = ({element: place for place, element in enumerate(root)} for root in (left, right))
    before, after = places
    return {(before[a], after[b]) for a, b, _ in differ.match(left, right) if a in before and b in after}


def _document(wordings: Sequence[str]) -> etree._Element:
    root = etree.Element("text")
    for wording in wordings:
        etree.SubElement(root, "p").text = wording
    return root


def by_words(old: str, new: str) -> int:
    """Compare two texts word by word with the standard library; return how many stretches changed."""
    matcher = difflib.SequenceMatcher(a=old.split(), b=new.split(), autojunk=False)
    return sum(kind != "equal" for kind, *_ in matcher.get_opcodes())
