"""PDF: the words of each page, its lines joined to paragraphs; running heads are counted, scans recognized."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any

from travaux.formats.detect import PDF, Damaged, Encrypted, Paper
from travaux.formats.reading import Draft, Reading
from travaux.passages.segment import Kind
from travaux.refusal import Invalid

pdfium: Any = import_module("pypdfium2") if find_spec("pypdfium2") else None
"""The library that opens PDFs, an extra (`travaux[pdf]`); None where it is not installed."""

_ONE_AT_A_TIME = Lock()  # pdfium may not be called from two threads
_LOCKED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2}")
_BEGINS = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|\([a-z]{1,5}\)|[•·▪◦‣\u2013\u2014-])\s+\S")
_ENDS = re.compile(r"[.:;!?؟。][\"”\u2019»)]*\s*$")
_SHORT = 0.8
_EDGE = 2
_OFTEN = 3


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


def read_pdf(paper: Paper) -> Reading:
    """Read a PDF; pages without words are counted in the warnings.

    Raises NoPdfReader, Encrypted, Damaged or Scanned.
    """
    if pdfium is None:
        raise NoPdfReader(filename=paper.filename)
    with _ONE_AT_A_TIME:
        pages, broken = _pages(paper)
    if broken and not pages:
        raise Damaged(filename=paper.filename, found=PDF, reason="none of its pages can be read")
    if not any(_WORD.search(line) for lines in pages for line in lines):
        raise Scanned(filename=paper.filename, pages=len(pages))
    draft = Draft()
    draft.note("pages that could not be opened", broken)
    draft.note("pages without words (pictures?)", sum(not any(map(_WORD.search, lines)) for lines in pages))
    for paragraph in _paragraphs(_without_heads(pages, draft)):
        draft.add(paragraph, Kind.PARAGRAPH)
    return draft.reading(PDF)


def _pages(paper: Paper) -> tuple[list[list[str]], int]:
    """Return the lines of the pages that can be opened, and how many cannot."""
    try:
        document = pdfium.PdfDocument(paper.content)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Encrypted(filename=paper.filename, found=PDF) from None
        raise Damaged(filename=paper.filename, found=PDF, reason=str(error).rstrip(".")) from None
    found = [_lines(document, number) for number in range(len(document))]
    document.close()
    pages = [lines for lines in found if lines is not None]
    return pages, len(found) - len(pages)


def _lines(document: Any, number: int) -> list[str] | None:
    """Return the lines of a page, None if it cannot be opened; a word divided at a line's end is put together again."""
    try:
        words = document[number].get_textpage().get_text_range()
    except pdfium.PdfiumError:
        return None
    return re.sub("[\u00ad\ufffe]\\s*", "", words).replace("\r\n", "\n").split("\n")


def _without_heads(pages: Sequence[list[str]], draft: Draft) -> list[list[str]]:
    """Leave out lines that stand at the edge of at least three pages, but for their numbers: running heads and feet."""
    shapes = Counter(shape for lines in pages for shape in {_shape(line) for line in _edges(lines)})
    often = {shape for shape, times in shapes.items() if shape and times >= _OFTEN}
    kept = []
    for lines in pages:
        heads = {index for index in _edge_places(lines) if _shape(lines[index]) in often}
        draft.note("running heads and feet, left out", len(heads))
        kept.append([line for index, line in enumerate(lines) if index not in heads])
    return kept


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line).strip()


def _edge_places(lines: Sequence[str]) -> list[int]:
    places = [index for index, line in enumerate(lines) if line.strip()]
    return sorted({*places[:_EDGE], *places[-_EDGE:]})


def _edges(lines: Sequence[str]) -> list[str]:
    return [lines[index] for index in _edge_places(lines)]


def _paragraphs(pages: Sequence[list[str]]) -> Iterator[str]:
    """Join lines to paragraphs: one ends at an empty line, before a number or bullet, or with a short finished line."""
    for lines in pages:
        full = max(map(len, lines), default=0)
        paragraph: list[str] = []
        for line in lines:
            if paragraph and (not line.strip() or _BEGINS.match(line)):
                yield " ".join(paragraph)
                paragraph = []
            paragraph.append(line.strip())
            if len(line) < _SHORT * full and _ENDS.search(line):
                yield " ".join(paragraph)
                paragraph = []
        yield " ".join(paragraph)
