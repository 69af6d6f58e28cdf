"""PDF: the words of each page, its lines joined to paragraphs; running heads are counted, scans recognized."""

import re
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from travaux.formats import pdf_lines
from travaux.formats.detect import PDF, Damaged, Encrypted, Paper
from travaux.formats.document import Document, reading
from travaux.formats.guard import Bomb
from travaux.formats.pdf_layout import sheets
from travaux.formats.pdf_lines import WORD, Page, TooManyCharactersError, page_of
from travaux.formats.pdf_paragraphs import assembled
from travaux.formats.pdf_unseen import PICTURES, Unseen, of_document
from travaux.formats.reading import Limits, Overlong, Reading, Remark
from travaux.refusal import Invalid

_ONE_AT_A_TIME = Lock()  # pdfium may not be called from two threads
_LOCKED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_LETTER = re.compile(r"[^\W\d_]")


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
    return reading(document_of_pdf(paper, limits), PDF, longest=limits.text)


def document_of_pdf(paper: Paper, limits: Limits) -> Document:
    """Return the paper that a PDF holds: paragraphs, headings, numbers and footnotes told by where they stand.

    Raises as `read_pdf` does.
    """
    if pdf_lines.pdfium is None:
        raise NoPdfReader(filename=paper.filename)
    with _ONE_AT_A_TIME:
        pages, broken, unseen = _pages(paper, limits)
    if broken and not pages:
        raise Damaged(filename=paper.filename, found=PDF, reason="none of its pages can be read")
    if _is_scanned(pages):
        raise Scanned(filename=paper.filename, pages=len(pages))
    told = sheets(pages)
    counts = {
        "pages that could not be opened": broken,
        "pages without words (pictures?)": sum(not any(WORD.search(ln.text) for ln in page.lines) for page in pages),
        "numbers of lines, left out": sum(sheet.counted for sheet in told),
        "running heads and feet, left out": sum(sheet.heads for sheet in told),
        **unseen.remarks(),
    }
    remarks = tuple(Remark(what, count) for what, count in counts.items() if count)
    return replace(assembled(told), remarks=remarks, flags=unseen.flags())


def _is_scanned(pages: Sequence[Page]) -> bool:
    """Whether pages show pictures instead of words; the single letters of a small table are words, too."""
    lines = [line.text for page in pages for line in page.lines]
    if any(map(WORD.search, lines)):
        return False
    kinds = frozenset[int]().union(*(page.drawn for page in pages))
    return bool(kinds & PICTURES if any(map(_LETTER.search, lines)) else kinds or lines)


def _pages(paper: Paper, limits: Limits) -> tuple[list[Page], int, Unseen]:
    """Return the pages that can be opened, how many cannot, and what the file carries beside their words."""
    try:
        document = pdf_lines.pdfium.PdfDocument(paper.content)
    except pdf_lines.pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Encrypted(filename=paper.filename, found=PDF) from None
        raise Damaged(filename=paper.filename, found=PDF, reason=str(error).rstrip(".")) from None
    if len(document) > limits.pages:
        reason = f"It claims {len(document)} pages, more than any paper."
        raise Bomb(filename=paper.filename, found=PDF, reason=reason)
    found, left, unseen = [], limits.text, of_document(document, paper.content)
    for number in range(len(document)):
        try:
            page = page_of(document, number, left, unseen)
        except TooManyCharactersError:
            raise Overlong(limit=left) from None
        left -= sum(len(line.text) for line in page.lines) if page else 0
        found.append(page)
    document.close()
    pages = [page for page in found if page is not None]
    return pages, len(found) - len(pages), unseen
