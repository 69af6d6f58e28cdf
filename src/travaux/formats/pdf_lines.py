"""The lines of a PDF: their words and where they stand, as the library that opens it finds them."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

pdfium: Any = import_module("pypdfium2") if find_spec("pypdfium2") else None
"""The library that opens PDFs, an extra (`travaux[pdf]`); None where it is not installed."""

raw: Any = import_module("pypdfium2.raw") if find_spec("pypdfium2") else None

DIVIDED = "\ufffe"
"""Stands where a word was divided at the end of a line, or a hyphen of its own stood there."""

_DIVISION = re.compile("[\u00ad\ufffe\x02]")
_LEFT = re.compile("[A-Za-z\u00c0-\u052f\u3040-\u9fff]")
_MARKS = re.compile(r"\d+|\*{1,3}")
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRROR = str.maketrans("()[]{}«»", ")(][}{»«")
_OPENING = "([{«"
_BRACKETS = f"{_OPENING})]}}»"
_SMALL = 0.85
_SAME_LINE = 0.4
_RAISED = 0.6
_ROOM = 1.5
_SPACE = 0.2
_HEAVY = 600
_HIGH = 0.2
_LONG = 8
_LONGEST_MARK = 3
_ON_THEIR_SIDE = (90, 270)
_RARE = re.compile("[\U00010000-\U0010ffff]")
_FILLER = "\x00"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `left` and `right` from the side where reading begins, `base` its height, both in points.

    Where a word is divided the library gives two lines as one, with the sign DIVIDED in it: `head` is the height of the
    first. `raised` are the stretches of small raised figures and asterisks, which call footnotes.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    head: float
    is_bold: bool = False
    raised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines in the order of reading, its width, and whether it is read from right to left."""

    lines: tuple[Line, ...]
    width: float
    height: float
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class _Char:
    left: float
    right: float
    y: float


class _Probe:
    """Asks the library where characters stand; the places it writes into are made once."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.a, self.b, self.c, self.d = (ctypes.c_double() for _ in range(4))

    def at(self, index: int) -> _Char:
        """Return where a character stands: its left and right edge, and the line that it stands on."""
        raw.FPDFText_GetCharBox(self.page, index, self.a, self.b, self.c, self.d)
        left, right = self.a.value, self.b.value
        raw.FPDFText_GetCharOrigin(self.page, index, self.a, self.c)
        return _Char(left, right, self.c.value)

    def size(self, index: int) -> float:
        """Return how tall the letters are of which a character is one."""
        return float(raw.FPDFText_GetFontSize(self.page, index))

    def floats(self, index: int) -> bool:
        """Whether a sign of its own stands high above the line, as raised figures of a font do."""
        raw.FPDFText_GetCharBox(self.page, index, self.a, self.b, self.c, self.d)
        low = self.c.value
        raw.FPDFText_GetCharOrigin(self.page, index, self.a, self.c)
        return low - self.c.value > self.size(index) * _HIGH

    def is_bold(self, index: int) -> bool:
        """Whether a character is of a heavy font."""
        return bool(raw.FPDFText_GetFontWeight(self.page, index) >= _HEAVY)


class TooManyCharactersError(Exception):
    """A page holds more characters than are read."""


def page_of(document: Any, number: int, most: int) -> Page | None:
    """Return a page with its lines, None if it cannot be opened.

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
    width, height = sheet.get_size()
    if sheet.get_rotation() in _ON_THEIR_SIDE:
        width, height = height, width  # places are told as if the sheet lay as it was printed
    return _upright(list(_found(_Probe(text_page.raw), words)), words, width, height)


def _words(text_page: Any, length: int) -> str:
    """Return the characters of a page, one for each place that the library counts: rare signs have two."""
    words = _RARE.sub(_padded, str(text_page.get_text_range()))
    return words.ljust(length)[:length]


def _padded(found: re.Match[str]) -> str:
    return found.group() + _FILLER


def _found(probe: _Probe, words: str) -> Iterator[tuple[Line, float, float]]:
    """Go through the lines as they come, each with how far it runs to the right and up."""
    start = 0
    for part in words.split("\n"):
        text = part.rstrip()
        begin = start + len(text) - len(text.lstrip())
        end = start + len(text) - 1
        start += len(part) + 1
        if end >= begin:
            yield _line(probe, words[begin : end + 1], begin, end)


def _line(probe: _Probe, text: str, begin: int, end: int) -> tuple[Line, float, float]:
    first, last = probe.at(begin), probe.at(end)
    sizes = {place: probe.size(place) for place in (begin, (begin + end) // 2, end)}
    size = max(sizes.values())
    raised = tuple(_raised(probe, text, begin))
    place = last if sizes[end] >= size * _SMALL else first
    left, right = min(first.left, last.left), max(first.right, last.right)
    is_bold = probe.is_bold(begin) and probe.is_bold(end)
    line = Line(_DIVISION.sub(DIVIDED, text.replace(_FILLER, "")), left, right, place.y, size, first.y, is_bold, raised)
    return line, last.left - first.left, last.y - first.y


def _raised(probe: _Probe, text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Go through the stretches of figures that are smaller than what stands before them, and of asterisks."""
    for mark in _MARKS.finditer(text):
        start = mark.start()
        if mark.group().startswith("*") and start:
            yield mark.span()
            continue
        small = probe.size(begin + mark.end() - 1)
        while start < mark.end() and probe.size(begin + start) > small:
            start += 1
        if not start or mark.end() - start > _LONGEST_MARK:
            continue
        before = len(text[:start].rstrip()) - 1
        if small < probe.size(begin + before) * _SMALL or probe.floats(begin + start):
            yield start, mark.end()


def _upright(found: list[tuple[Line, float, float]], words: str, width: float, height: float) -> Page:
    """Turn a page that lies on its side or its head, and measure one that is read from the right from there."""
    rtl = len(_RIGHT.findall(words)) > len(_LEFT.findall(words))
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
    return Page(tuple(_facing(_joined(lines)) if rtl else _joined(lines)), width, height, rtl)


def _facing(lines: list[Line]) -> list[Line]:
    """Turn brackets that were mirrored for the eye, if the page then closes fewer that it never opened."""
    turned = [replace(line, text=line.text.translate(_MIRROR)) for line in lines]
    return turned if _unopened(turned) < _unopened(lines) else lines


def _unopened(lines: list[Line]) -> int:
    text = "".join(sign for line in lines for sign in line.text if sign in _BRACKETS)
    depth = count = 0
    for sign in text:
        depth += 1 if sign in _OPENING else -1
        count += depth < 0
        depth = max(depth, 0)
    return count


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
    raised = _MARKS.fullmatch(before.text) or _MARKS.fullmatch(line.text)
    near = abs(before.base - line.base) < max(before.size, line.size) * (_RAISED if raised else _SAME_LINE)
    return near and -1 < line.left - before.right < before.size * _ROOM


def _one(before: Line, line: Line) -> Line:
    gap = "" if line.left - before.right < before.size * _SPACE else " "
    shift = len(before.text) + len(gap)
    small = line.size < before.size * _SMALL and _MARKS.fullmatch(line.text)
    marks = ((0, len(line.text)),) if small else line.raised
    raised = (*before.raised, *((start + shift, end + shift) for start, end in marks))
    larger = before if before.size >= line.size else line
    words = f"{before.text}{gap}{line.text}"
    return replace(larger, text=words, left=before.left, right=line.right, head=before.head, raised=raised)
