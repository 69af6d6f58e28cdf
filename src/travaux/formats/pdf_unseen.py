"""What a PDF carries beside the words on its pages: notes in the margin, files, forms, programs, words not shown."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from travaux.formats.pdf_signs import raw
from travaux.formats.reading import Concern, Flag, flag

_SCRIPT = re.compile(rb"/JavaScript\b|/JS\s?[(<]")
_LINE = re.compile(r"[^\r\n]+")
_NOTES = (1, 3, 9, 10, 11, 12, 13, 14)
"""FPDF_ANNOT_TEXT, FREETEXT, HIGHLIGHT, UNDERLINE, SQUIGGLY, STRIKEOUT, STAMP and CARET."""
_FILE, _FIELD = 17, 20
_INVISIBLE = 3
_TEXT = 1
PICTURES = frozenset((3, 5))
"""What pages that were scanned are made of: pictures, and forms that hold them."""
_MOST_DRAWN = 200
_MOST_MARKS = 2_000
_MOST_LETTERS = 4_096


@dataclass(slots=True)
class Unseen:
    """What was found so far; `hidden` and `recognized` are words, and pages, that stand invisible on their page."""

    hidden: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    recognized: int = 0
    scripts: int = 0

    def flags(self) -> tuple[Flag, ...]:
        """Return what the author is to be warned of."""
        found = (
            flag(Concern.HIDDEN, self.hidden),
            flag(Concern.COMMENTS, self.notes),
            flag(Concern.MACROS, [""] * self.scripts),
        )
        return tuple(each for each in found if each is not None)

    def remarks(self) -> dict[str, int]:
        """Return what is not in the text, each with how many times."""
        return {
            "comments, left out": len(self.notes),
            "pages of words that a machine recognized in a picture": self.recognized,
            **self.counts,
        }


def of_document(document: Any, content: bytes) -> Unseen:
    """Return what a file carries as a whole; what stands on its pages is added page by page."""
    found = Unseen(scripts=raw.FPDFDoc_GetJavaScriptActionCount(document.raw))
    if not found.scripts and _SCRIPT.search(content):
        found.scripts = 1
    found.counts["files attached, left out"] = raw.FPDFDoc_GetAttachmentCount(document.raw)
    found.counts["a lock against changing or copying, which does not keep it from being read"] = int(
        raw.FPDF_GetSecurityHandlerRevision(document.raw) >= 0
    )
    return found


def add_page(found: Unseen, sheet: Any, text_page: Any, words: str) -> None:
    """Add what a page carries: its notes and fields, and lines that are drawn in no colour.

    A page of which all lines are so was scanned, and its words recognized: they are not hidden from anybody.
    """
    for kind, said in _marks(sheet.raw):
        if kind in _NOTES and (said.strip() or kind == _NOTES[0]):
            found.notes.append(said)
        elif kind == _FILE:
            found.counts["files attached, left out"] += 1
        elif kind == _FIELD and said.strip():
            found.counts["fields of a form that are filled in, left out"] += 1
    lines = [each for each in _LINE.finditer(words) if each.group().strip()]
    hidden = [each.group() for each in lines if _is_hidden(text_page.raw, each)]
    if len(hidden) < len(lines):
        found.hidden += hidden
    else:
        found.recognized += bool(lines)


def drawn(sheet: Any) -> frozenset[int]:
    """Return the kinds of what is drawn on a page, letters apart."""
    count = min(raw.FPDFPage_CountObjects(sheet.raw), _MOST_DRAWN)
    kinds = {raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(sheet.raw, number)) for number in range(count)}
    return frozenset(kinds - {_TEXT})


def _is_hidden(text_page: Any, line: re.Match[str]) -> bool:
    start = line.start() + len(line.group()) - len(line.group().lstrip())
    drawn = raw.FPDFText_GetTextObject(text_page, start)
    return bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE


def _marks(page: Any) -> Iterator[tuple[int, str]]:
    """Go through the marks on a page, each with what it says."""
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_MARKS)):
        mark = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(mark)
        if kind in (*_NOTES, _FILE, _FIELD):
            yield kind, _said(mark, b"V" if kind == _FIELD else b"Contents")
        raw.FPDFPage_CloseAnnot(mark)


def _said(mark: Any, key: bytes) -> str:
    """Return words that belong to a mark; the library counts them in bytes of UTF-16, with a zero behind."""
    size = min(raw.FPDFAnnot_GetStringValue(mark, key, None, 0), _MOST_LETTERS)
    room = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(mark, key, room, size)
    return bytes(room)[: max(size - 2, 0)].decode("utf-16-le", errors="replace")
