"""Passages: a paper cut into stretches, each giving back the exact words of its source.

A passage is a half-open stretch of characters `[start, end)` of the text, with its kind and the number printed before
it. Between the passages stand only white space, marks (`#`, `-`, `>`, …) and those numbers: nothing is dropped.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

LONGEST = 1200
"""A paragraph of more characters is cut at the ends of its sentences, so that a passage can be coded as a whole."""


class Kind(StrEnum):
    """What a stretch of a paper is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"
    TABLE = "table"
    QUOTATION = "quotation"
    FURNITURE = "furniture"
    """Page numbers and the like: kept and marked, never coded."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text that a reader of documents marked off, before it is trimmed to a passage."""

    start: int
    end: int
    kind: Kind
    number: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: `text` is exactly `source[start:end]`; `number` is what is printed before it, if anything."""

    start: int
    end: int
    kind: Kind
    number: str
    text: str


_EMPTY_LINES = re.compile(r"(?:\r\n?+|\n)(?:[ \t\f]*(?:\r\n?+|\n))+")  # the end of a line is never taken apart
_LINE_END = re.compile(r"\r\n?|\n")
_LEADING = re.compile(r"(?:[\s\ufeff>|]|#{1,6}(?=\s)|[-*+•·▪◦‣\u2013\u2014](?=\s))+")
_BEHIND = f"{string.whitespace}\u00a0|"
_CLOSING = re.compile(r"\s{1,7}#{1,6}\Z")
_RULE = re.compile(r"[\W_]+")
_NUMBER = re.compile(
    r"(?:(?P<plain>\d{1,3}(?:\.\d{1,3})*)[.)]|"
    r"\((?P<bracketed>[a-z]{1,5}|\d{1,3})\)|(?P<letter>[a-z]|[ivx]{1,6})[.)]|"
    r"(?P<roman>[IVXLC]{1,6})[.)])[ \t]+(?=\S)"
)
_FOOTNOTE = re.compile(r"(?:<sup>\s*(?P<sup>[\w*]{1,4})\s*</sup>|\[\^(?P<mark>[^\]\s]{1,20})\]:)[ \t]*(?=\S)")
_FURNITURE = re.compile(
    r"[-\u2013\u2014\s]*(?:(?:page\s+)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?|"
    r"this page is intentionally left blank(?:\s+\w{1,6})?|[ivxl]{1,6})[-\u2013\u2014\s]*",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[^\W_]")
_BULLET = re.compile(r"[-*+•·▪◦‣\u2013\u2014]")
_ITEM = re.compile(r"[ \t]*(?:[-*+•·▪◦‣\u2013\u2014]|#{1,6}|>)[ \t]+(?=\S)")
_WRAPPED = re.compile(r"(\*\*|__|\*|_)(?P<inside>(?:(?!\1).)+)\1", re.DOTALL)
_SENTENCE_END = re.compile(r"(?:(?<=[.!?؟])[\"”\u2019»)\]]*\s+(?=[^\sa-z])|(?<=[。\uff01\uff1f])[”」』\uff09]*)")
_ABBREVIATED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|No|Nos|Art|Arts|St|vs|para|paras|cf|[A-Z])\.$")
_CONTINUES = re.compile(r"[a-zà-öø-ÿа-я]")
_FINISHED = re.compile(r"[.:;!?…)\]\"”\u2019»。\uff01\uff1f؟*>]")


def segment(text: str, blocks: Sequence[Block] | None = None, *, whole: bool = False) -> tuple[Passage, ...]:
    """Cut `text` into passages, in order and without overlap.

    `whole` says that the format knows its paragraphs: then none is taken for the other half of the one before.

    `blocks` are the stretches that a reader marked off; without them paragraphs are what empty lines set apart.
    Words outside all blocks become paragraphs of their own.
    """
    found = (part for block in _completed(text, blocks or ()) if (part := _trimmed(text, block)))
    parts = (part for passage in (found if whole else _joined(text, found)) for part in _shortened(text, passage))
    return tuple(Passage(part.start, part.end, part.kind, part.number, text[part.start : part.end]) for part in parts)


def gaps(text: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return what stands in no passage and is not white space, a mark or a printed number: nothing, if all is well."""
    left, place = [], 0
    for passage in passages:
        between = text[place : passage.start]
        left.append(between.replace(passage.number, "", 1) if passage.number else between)
        place = passage.end
    left.append(text[place:])
    return tuple(part.strip() for part in left if _WRITTEN.search(part.replace("<sup>", "").replace("</sup>", "")))


def _completed(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Go through the blocks in order, and through what stands between them as paragraphs."""
    place = 0
    for block in sorted(blocks, key=lambda block: block.start):
        yield from _paragraphs(text, place, block.start)
        start = max(place, block.start)
        if block.kind is Kind.PARAGRAPH:
            yield from _lines(text, start, block.end)
        elif block.end > start:
            yield replace(block, start=start)
        place = max(place, block.end)
    yield from _paragraphs(text, place, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    place = start
    for empty in _EMPTY_LINES.finditer(text, start, end):
        yield from _lines(text, place, empty.start())
        place = empty.end()
    yield from _lines(text, place, end)


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    """Cut a paragraph where a line begins with a bullet or a number; one that ends in a short line goes on."""
    place = start
    for line in _LINE_END.finditer(text, start, end):
        after = line.end()
        if _begins_item(text, after, end):
            yield Block(place, after, Kind.PARAGRAPH)
            place = after
    if place < end:
        yield Block(place, end, Kind.PARAGRAPH)


def _begins_item(text: str, place: int, end: int) -> bool:
    bullet = _ITEM.match(text, place, end)
    number = _NUMBER.match(text, place, end) or _FOOTNOTE.match(text, place, end)
    return bool(bullet or number)


def _trimmed(text: str, block: Block) -> Passage | None:
    """Take marks and white space off a block, read its number, and give it the kind that its beginning shows."""
    start, end, marks = _bare(text, block.start, block.end)
    if start >= end or _RULE.fullmatch(text, start, end):
        return None
    if block.kind is Kind.PARAGRAPH and _FURNITURE.fullmatch(text, start, end):
        return Passage(start, end, Kind.FURNITURE, "", "")
    number, kind, start = _numbered(text, start, end, block)
    if block.kind is Kind.PARAGRAPH and kind is Kind.PARAGRAPH:
        kind = _marked(marks, number)
    start, end = _unwrapped(text, start, end)
    return Passage(start, end, kind, number, "")


def _bare(text: str, start: int, end: int) -> tuple[int, int, str]:
    leading = _LEADING.match(text, start, end)
    marks = leading.group() if leading else ""
    start += len(marks)
    end = start + len(text[start:end].rstrip(_BEHIND))
    closing = _CLOSING.search(text, max(start, end - 8), end) if "#" in marks else None
    return start, closing.start() if closing else end, marks


def _marked(marks: str, number: str) -> Kind:
    if "#" in marks:
        return Kind.HEADING
    if ">" in marks:
        return Kind.QUOTATION
    return Kind.ITEM if _BULLET.search(marks) and not number else Kind.PARAGRAPH


def _numbered(text: str, start: int, end: int, block: Block) -> tuple[str, Kind, int]:
    note = _FOOTNOTE.match(text, start, end)
    if note:
        return note["sup"] or note["mark"], Kind.FOOTNOTE, note.end()
    number = _NUMBER.match(text, start, end)
    if number is None or block.number:
        return block.number, block.kind, start
    lettered = number["letter"] or number["bracketed"]
    kind = Kind.ITEM if block.kind is Kind.PARAGRAPH and lettered else block.kind
    printed = number["plain"] or number["letter"] or number["roman"] or f"({number['bracketed']})"
    return printed, kind, number.end()


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Take emphasis off where it wraps the whole stretch, as in a heading in bold."""
    wrapped = _WRAPPED.fullmatch(text, start, end)
    return wrapped.span("inside") if wrapped and wrapped["inside"].strip() == wrapped["inside"] else (start, end)


def _joined(text: str, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join a paragraph that a page break cut in two: the first half stops short, the second begins in lower case."""
    before: Passage | None = None
    for passage in passages:
        if before and _goes_on(text, before, passage):
            before = Passage(before.start, passage.end, before.kind, before.number, "")
            continue
        if before:
            yield before
        before = passage
    if before:
        yield before


def _goes_on(text: str, before: Passage, after: Passage) -> bool:
    return (
        before.kind in (Kind.PARAGRAPH, Kind.ITEM)
        and after.kind is Kind.PARAGRAPH
        and not after.number
        and _CONTINUES.match(text, after.start, after.end) is not None
        and _FINISHED.match(text, before.end - 1) is None  # a search of what was joined so far would grow with it
        and text[before.end : after.start].isspace()
    )


def _shortened(text: str, passage: Passage) -> Iterator[Passage]:
    """Cut a long passage at the ends of its sentences into stretches of at most LONGEST characters, if it has any."""
    start, number = passage.start, passage.number
    last = (passage.end, passage.end)
    for (stop, following), (further, _) in pairwise([*_sentence_ends(text, passage), last]):
        if further - start > LONGEST:
            yield replace(passage, start=start, end=stop, number=number)
            start, number = following, ""
    yield replace(passage, start=start, number=number)


def _sentence_ends(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Say where each sentence of the passage stops and where the next begins."""
    for space in _SENTENCE_END.finditer(text, passage.start, passage.end):
        closing = len(space.group().rstrip())
        stop = space.start() + closing
        word = text[max(passage.start, stop - 8) : stop]
        if passage.start < stop and space.end() < passage.end and not _ABBREVIATED.search(word):
            yield stop, space.end()
