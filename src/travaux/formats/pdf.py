"""PDF: the words of each page, its lines joined to paragraphs; running heads are counted, scans recognized."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile
from threading import Lock
from typing import Any

from travaux.formats.detect import PDF, Damaged, Encrypted, Paper
from travaux.formats.guard import Bomb
from travaux.formats.reading import Draft, Limits, Overlong, Reading
from travaux.passages.segment import Kind
from travaux.refusal import Invalid

pdfium: Any = import_module("pypdfium2") if find_spec("pypdfium2") else None
"""The library that opens PDFs, an extra (`travaux[pdf]`); None where it is not installed."""

_ONE_AT_A_TIME = Lock()  # pdfium may not be called from two threads
_LOCKED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_DIVIDED = re.compile("[\u00ad\ufffe]\\s*")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2}")
_AGAIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)?"
_BEGINS = re.compile(rf"\s*(?:\d{{1,3}}(?:\.\d{{1,3}})*{_AGAIN}[.)]|\([a-z]{{1,5}}\)|[•·▪◦‣\u2013\u2014-])\s+\S")
_LABEL = re.compile(rf"\s*[^\W\d_]{{1,3}}\d{{1,3}}{_AGAIN}[.:)]?\s\W*[A-Z]")  # Pp1 Recalling; OP12bis. Decides
_PAUSES = re.compile(r"\W")
_ENDS = re.compile(r"[.:;!?؟。][\"”\u2019»)\]]*\s*$")
_OPENS = re.compile(r"[\s\[({\"“\u2018«]*([^\W\d_])")
_SHORT = 0.8
_FULL = 0.9
_EDGE = 2
_DEEP = 8
_OFTEN = 3
_SHARE = 3


class NoPdfReader(Invalid):
    """The library that opens PDFs is not installed."""

    asked = "You handed in “{filename}”, which is PDF."
    because = "This installation has no reader of PDF."
    rule = "PDF is read by an extra of the software."
    remedy = "Install travaux[pdf], or hand the paper in as .docx, .html, .md or .txt."


class Scanned(Invalid):
    """The PDF holds pictures of pages and no words."""

    asked = "You handed in “{filename}”, which is PDF."
    because = (
        "Its pages are pictures ({pages} in all): there are no words in it that could be read, searched or quoted."
    )
    rule = "A submission keeps a paper with words in it."
    remedy = "Hand in the file from which it was printed, or run text recognition (OCR) over the scan first."


def read_pdf(paper: Paper, limits: Limits) -> Reading:
    """Read a PDF; pages without words are counted in the warnings.

    Raises NoPdfReader, Encrypted, Damaged, Bomb, Overlong or Scanned.
    """
    if pdfium is None:
        raise NoPdfReader(filename=paper.filename)
    with _ONE_AT_A_TIME:
        pages, broken = _pages(paper, limits)
    if broken and not pages:
        raise Damaged(filename=paper.filename, found=PDF, reason="none of its pages can be read")
    if not any(_WORD.search(line) for lines in pages for line in lines):
        raise Scanned(filename=paper.filename, pages=len(pages))
    draft = Draft(longest=limits.text)
    draft.note("pages that could not be opened", broken)
    draft.note("pages without words (pictures?)", sum(not any(map(_WORD.search, lines)) for lines in pages))
    for paragraph in _paragraphs(_without_heads(pages, draft)):
        draft.add(paragraph, Kind.PARAGRAPH)
    return draft.reading(PDF)


def _pages(paper: Paper, limits: Limits) -> tuple[list[list[str]], int]:
    """Return the lines of the pages that can be opened, and how many cannot."""
    try:
        document = pdfium.PdfDocument(paper.content)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Encrypted(filename=paper.filename, found=PDF) from None
        raise Damaged(filename=paper.filename, found=PDF, reason=str(error).rstrip(".")) from None
    if len(document) > limits.pages:
        reason = f"It claims {len(document)} pages, more than any paper."
        raise Bomb(filename=paper.filename, found=PDF, reason=reason)
    found, left = [], limits.text
    for number in range(len(document)):
        lines = _lines(document, number, left)
        left -= sum(map(len, lines or ()))
        found.append(lines)
    document.close()
    pages = [lines for lines in found if lines is not None]
    return pages, len(found) - len(pages)


def _lines(document: Any, number: int, most: int) -> list[str] | None:
    """Return the lines of a page, None if it cannot be opened; a word divided at a line's end is put together again.

    Raises Overlong where they have more than `most` characters.
    """
    try:
        page = document[number].get_textpage()
        length = page.count_chars()
        words = page.get_text_range() if length <= most else ""
    except pdfium.PdfiumError:
        return None
    if length > most:
        raise Overlong(limit=most)
    return _DIVIDED.sub("", words).replace("\r\n", "\n").split("\n")


def _without_heads(pages: Sequence[list[str]], draft: Draft) -> list[list[str]]:
    """Leave out running heads and feet.

    A head is the stretch of lines from the top of a page of which each stands near the top of other pages too, but for
    its numbers; the first line that does not ends it. The two outermost lines must stand on three pages, the lines
    further in (at most eight in all) on a third of the pages besides, since words of the text recur there. A foot is
    the same from below.
    """
    heads = _stretches(pages)
    feet = _stretches([lines[::-1] for lines in pages])
    kept = []
    for lines, head, foot in zip(pages, heads, feet, strict=True):
        left = {*head, *(len(lines) - 1 - place for place in foot)}
        draft.note("running heads and feet, left out", len(left))
        kept.append([line for index, line in enumerate(lines) if index not in left])
    return kept


def _stretches(pages: Sequence[list[str]]) -> list[list[int]]:
    """Return the places of the lines that repeat from the first line of each page on."""
    near = [[index for index, line in enumerate(lines) if line.strip()][:_DEEP] for lines in pages]
    shapes = [[_shape(lines[index]) for index in places] for lines, places in zip(pages, near, strict=True)]
    times = Counter(shape for found in shapes for shape in set(found))
    deep = max(_OFTEN, len(pages) / _SHARE)
    lengths = (
        sum(1 for _ in takewhile(lambda at: times[at[1]] >= (_OFTEN if at[0] < _EDGE else deep), enumerate(found)))
        for found in shapes
    )
    return [places[:length] for places, length in zip(near, lengths, strict=True)]


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line).strip()


def _paragraphs(pages: Sequence[list[str]]) -> Iterator[str]:
    """Join lines to paragraphs.

    One ends at an empty line; before a number, a bullet, or a label (Pp1) behind a comma or the like; with a short
    finished line; and with a line behind which the next word had room, if it begins as a sentence or a title does.
    """
    for lines in pages:
        full = _full(lines)
        paragraph: list[str] = []
        for line in lines:
            if paragraph and (not line.strip() or _begins(line, paragraph[-1]) or _broken(paragraph[-1], line, full)):
                yield " ".join(paragraph)
                paragraph = []
            paragraph.append(line.strip())
            if len(line) < _SHORT * full and _ENDS.search(line):
                yield " ".join(paragraph)
                paragraph = []
        yield " ".join(paragraph)


def _full(lines: Sequence[str]) -> int:
    """Return how long a full line is; a few are longer, where a divided word was put together again."""
    lengths = sorted(map(len, lines))
    return lengths[int(_FULL * len(lengths))] if lengths else 0


def _begins(line: str, before: str) -> bool:
    """Whether a number or a bullet stands at the head of the line, or a label where the line `before` paused."""
    return bool(_BEGINS.match(line) or (_LABEL.match(line) and _PAUSES.match(before[-1:])))


def _broken(before: str, line: str, full: int) -> bool:
    """Whether the line `before` was ended on purpose: the next word had room, and begins no sentence midway."""
    opens = _OPENS.match(line)
    room = len(before) + 1 + len(line.split(maxsplit=1)[0]) < _SHORT * full
    return room and opens is not None and not opens[1].islower()
