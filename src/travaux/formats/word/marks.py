"""The marks at the ends of paragraphs that come or go, of which the last of a document can do neither."""

from collections.abc import Sequence
from copy import deepcopy
from itertools import takewhile

from lxml import etree

from travaux.formats.word.names import DEL, MARKERS, P_PR, R_PR, SECT_PR, P, w
from travaux.formats.word.seams import keep_apart
from travaux.formats.word.stamp import Stamp, put_mark
from travaux.formats.word.tree import child_of, drop


def settle_marks(written: Sequence[tuple[str, etree._Element]], stamp: Stamp) -> None:
    """Where paragraphs that are all deleted or all inserted follow a common one, move their marks' changes up by one.

    `written` are the blocks of a holder, each with what becomes of it (the name of a change, empty for a common one).
    It must be done at the end, where the last mark can be neither deleted nor inserted; what comes and what goes there
    share one paragraph, since a mark that is both inserted and deleted brings programs down. And it must be done where
    the common paragraph ends with such a change itself, since programs take both as one stretch.
    """
    for rank, (kind, common) in enumerate(written[:-1]):
        tag = written[rank + 1][0]
        if tag in ("", kind) or common.tag != P or common.find(f"{P_PR}/{SECT_PR}") is not None:
            continue
        group = _group(written[rank + 1 :])
        is_last = rank + len(group) + 1 == len(written)
        if any(block.tag != P for block in group):
            continue
        if kind and is_last:
            _shared(common, group[-1], tag, stamp)
        elif not kind and (is_last or _ends_with(common, tag)):
            _shifted(common, group[-1], tag, stamp)
    keep_apart((block for _, block in written if block.getparent() is not None), stamp)


def _group(written: Sequence[tuple[str, etree._Element]]) -> list[etree._Element]:
    """Return the blocks at the beginning that share the fate of the first."""
    return [block for _, block in takewhile(lambda each: each[0] == written[0][0], written)]


def _ends_with(paragraph: etree._Element, tag: str) -> bool:
    last = next((each for each in paragraph.iterchildren("*", reversed=True) if each.tag not in MARKERS), None)
    return last is not None and last.tag == tag


def _shifted(common: etree._Element, last: etree._Element, tag: str, stamp: Stamp) -> None:
    put_mark(common, last.findall(f"{P_PR}/{R_PR}/{tag}")[0])
    _remembered(last, common, stamp) if tag == DEL else _foretold(last, common, stamp)


def _shared(other: etree._Element, last: etree._Element, tag: str, stamp: Stamp) -> None:
    """Let the last paragraph also hold the one of the other fate before it: whichever goes, the mark stays."""
    drop(last.findall(f"{P_PR}/{R_PR}/{tag}")[0])
    _remembered(last, other, stamp) if tag == DEL else _foretold(last, other, stamp)
    place = 1 + last.index(child_of(last, P_PR))
    last[place:place] = [each for each in other if each.tag != P_PR]
    drop(other)


def _remembered(last: etree._Element, common: etree._Element, stamp: Stamp) -> None:
    """Let the last paragraph, which stays as a mark, look like the one whose words it will bear."""
    restyled(last, looks_of(common), stamp)


def _foretold(last: etree._Element, common: etree._Element, stamp: Stamp) -> None:
    """Let an inserted last paragraph look as before to those who reject it: its mark ends the words before it then."""
    new = looks_of(last)
    properties = child_of(last, P_PR)
    for each in list(properties):
        if each.tag not in (R_PR, SECT_PR):
            properties.remove(each)
    properties[:0] = looks_of(common)
    restyled(last, new, stamp)


def looks_of(paragraph: etree._Element) -> list[etree._Element]:
    """Return copies of the properties of a paragraph, without those of its mark and its section."""
    properties = paragraph.find(P_PR)
    kept = () if properties is None else properties
    return [deepcopy(each) for each in kept if each.tag not in (R_PR, SECT_PR, w("pPrChange"))]


def restyled(paragraph: etree._Element, new: list[etree._Element], stamp: Stamp) -> None:
    """Give a paragraph other properties, as a tracked change."""
    old = looks_of(paragraph)
    if [*map(etree.tostring, old)] == [*map(etree.tostring, new)]:
        return
    properties = child_of(paragraph, P_PR)
    for each in list(properties):
        if each.tag not in (R_PR, SECT_PR):
            properties.remove(each)
    properties[:0] = new
    change = stamp.change(w("pPrChange"), paragraph)
    child_of(change, P_PR).extend(old)
    properties.append(change)
