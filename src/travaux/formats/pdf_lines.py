"""The lines of a PDF: their words and where they stand, as the library that opens it finds them."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from travaux.formats.pdf_right import RIGHT, among_others, facing, lines, stands
from travaux.formats.pdf_signs import Line, Probe, raw
from travaux.formats.pdf_unseen import Unseen, add_page, drawn

pdfium: Any = import_module("pypdfium2") if find_spec("pypdfium2") else None
"""The library that opens PDFs, an extra (`travaux[pdf]`); None where it is not installed."""

DIVIDED = "\ufffe"
"""Stands where a word was divided at the end of a line, or a hyphen of its own stood there."""

WORD = re.compile(r"[^\W\d_]{2}")
_DIVISION = re.compile("[\u00ad\ufffe\x02]")
_LEFT = re.compile("[A-Za-z\u00c0-\u052f\u3040-\u9fff]")
_MARKS = re.compile(r"\d+|\*{1,3}")
_CALL = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?")
_RUN = 12
_SMALL = 0.85
_SAME_LINE = 0.4
_RAISED = 0.6
_ROOM = 1.5
_SPACE = 0.2
_LONG = 8
_LONGEST_MARK = 3
_ON_THEIR_SIDE = (90, 270)
_RARE = re.compile("[\U00010000-\U0010ffff]")
_NAME = 8
_FILLER = "\x00"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines in the order of reading, its width, and whether it is read from right to left.

    `drawn` are the kinds of what stands on a page without words (3 is a picture).
    """

    lines: tuple[Line, ...]
    width: float
    height: float
    is_rtl: bool = False
    drawn: frozenset[int] = frozenset()


class TooManyCharactersError(Exception):
    """A page holds more characters than are read."""


def page_of(document: Any, number: int, most: int, unseen: Unseen) -> Page | None:
    """Return a page with its lines, None if it cannot be opened; what it carries beside them is added to `unseen`.

    Raises TooManyCharactersError where it has more than `most` characters.
    """
    try:
        sheet = document[number]
        text_page = sheet.get_textpage()
    except pdfium.PdfiumError:
        return None
    length = text_page.count_chars()
    if length > most:
        raise TooManyCharactersError
    words = _words(text_page, length)
    add_page(unseen, sheet, text_page, words)
    width, height = sheet.get_size()
    if sheet.get_rotation() in _ON_THEIR_SIDE:
        width, height = height, width  # places are told as if the sheet lay as it was printed
    probe = Probe(text_page.raw)
    is_rtl = _is_rtl(words)
    if is_rtl and stands(probe, words):
        found = (
            replace(line, left=width - line.right, right=width - line.left)
            for line in lines(probe, length, is_declared=_declares(document))
        )
        return Page(tuple(found), width, height, is_rtl=True)
    page = _upright(list(_found(probe, words)), width, height, rtl=is_rtl)
    return page if WORD.search(words) else replace(page, drawn=drawn(sheet))


def _declares(document: Any) -> bool:
    """Whether a file says of itself that it is read from the right."""
    said = ctypes.create_string_buffer(_NAME)
    raw.FPDF_VIEWERREF_GetName(document.raw, b"Direction", said, _NAME)
    return said.value == b"R2L"


def _is_rtl(words: str) -> bool:
    return RIGHT.search(words) is not None and len(RIGHT.findall(words)) > len(_LEFT.findall(words))


def _words(text_page: Any, length: int) -> str:
    """Return the characters of a page, one for each place that the library counts: rare signs have two."""
    words = _RARE.sub(_padded, str(text_page.get_text_range()))
    return words.ljust(length)[:length]


def _padded(found: re.Match[str]) -> str:
    return found.group() + _FILLER


def _found(probe: Probe, words: str) -> Iterator[tuple[Line, float, float]]:
    """Go through the lines as they come, each with how far it runs to the right and up."""
    start = 0
    for part in words.split("\n"):
        text = part.rstrip()
        begin = start + len(text) - len(text.lstrip())
        end = start + len(text) - 1
        start += len(part) + 1
        if end >= begin:
            yield _line(probe, words[begin : end + 1], begin, end)


def _line(probe: Probe, text: str, begin: int, end: int) -> tuple[Line, float, float]:
    first, last = probe.at(begin), probe.at(end)
    sizes = {place: probe.size(place) for place in (begin, (begin + end) // 2, end)}
    size = max(sizes.values())
    raised = tuple(_raised(probe, text, begin))
    place = last if sizes[end] >= size * _SMALL else first
    edges = [first, last]
    if RIGHT.search(text):
        text = among_others(probe, text, begin)
        ends = {*range(begin, min(begin + _RUN, end)), *range(max(begin, end - _RUN), end)}
        edges += [probe.at(each) for each in ends]  # a number at the end of a line runs against it
    left, right = min(each.left for each in edges), max(each.right for each in edges)
    is_bold = probe.is_bold(begin) and probe.is_bold(end)
    line = Line(_DIVISION.sub(DIVIDED, text.replace(_FILLER, "")), left, right, place.y, size, first.y, is_bold, raised)
    return line, last.left - first.left, last.y - first.y


def _raised(probe: Probe, text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Go through the stretches of figures that are smaller than what stands before them, and of asterisks."""
    for mark in _MARKS.finditer(text):
        start = mark.start()
        if mark.group().startswith("*") and start:
            yield mark.span()
            continue
        small = probe.size(begin + mark.end() - 1)
        while start < mark.end() and probe.size(begin + start) > small:
            start += 1
        start = start if start > mark.start() else _floating(probe, begin, mark)
        if not start or mark.end() - start > _LONGEST_MARK:
            continue
        before = len(text[:start].rstrip()) - 1
        if small < probe.size(begin + before) * _SMALL or probe.floats(begin + start):
            yield start, mark.end()


def _floating(probe: Probe, begin: int, mark: re.Match[str]) -> int:
    """Return where figures begin to stand high, as raised ones of a font do behind a number: 2013 and 7."""
    start = mark.end()
    while start > mark.start() and probe.floats(begin + start - 1):
        start -= 1
    return start if start < mark.end() else mark.start()


def _upright(found: list[tuple[Line, float, float]], width: float, height: float, *, rtl: bool) -> Page:
    """Turn a page that lies on its side or its head, and measure one that is read from the right from there."""
    long = [(line, along, up) for line, along, up in found if len(line.text) >= _LONG]
    on_side = sum(abs(up) > abs(along) for _line, along, up in long) * 2 > len(long)
    if on_side:
        rising = sum(up > 0 for _line, _along, up in long) * 2 > len(long)
        found = [(_turned(each, width, height, rising=rising), abs(each[2]), 0.0) for each in found]
        width, height = height, width
    lines = [line for line, _along, _up in found]
    on_head = not rtl and not on_side and sum(along < 0 for _line, along, _up in long) * 2 > len(long)
    if on_head or rtl:
        lines = [replace(line, left=width - line.right, right=width - line.left) for line in lines]
    if on_head:
        lines = [replace(line, base=height - line.base, head=height - line.head) for line in lines]
    return Page(tuple(facing(_joined(lines)) if rtl else _joined(lines)), width, height, rtl)


def _turned(placed: tuple[Line, float, float], width: float, height: float, *, rising: bool) -> Line:
    """Return a line that runs up or down its sheet as one that runs along it."""
    line, _along, up = placed
    if rising:
        base = width - line.left
        return replace(line, left=line.head, right=line.head + up + line.size / 2, base=base, head=base)
    left = height - line.head
    return replace(line, left=left, right=left - up + line.size / 2, base=line.left, head=line.left)


def _joined(lines: list[Line]) -> list[Line]:
    """Join the pieces of one line that the library parted (behind a raised figure), not those of two columns."""
    found: list[Line] = []
    for line in lines:
        if found and _goes_on(found[-1], line):
            found[-1] = _one(found[-1], line)
        else:
            found.append(line)
    return found


def _goes_on(before: Line, line: Line) -> bool:
    raised = _CALL.fullmatch(before.text) or _CALL.fullmatch(line.text)
    near = abs(before.base - line.base) < max(before.size, line.size) * (_RAISED if raised else _SAME_LINE)
    return near and -1 < line.left - before.right < before.size * _ROOM


def _one(before: Line, line: Line) -> Line:
    gap = "" if line.left - before.right < before.size * _SPACE else " "
    shift = len(before.text) + len(gap)
    call = _CALL.fullmatch(line.text) if line.size < before.size * _SMALL else None
    marks = (call.span(1),) if call else line.raised
    raised = (*before.raised, *((start + shift, end + shift) for start, end in marks))
    larger = before if before.size >= line.size else line
    words = f"{before.text}{gap}{line.text}"
    return replace(larger, text=words, left=before.left, right=line.right, head=before.head, raised=raised)
