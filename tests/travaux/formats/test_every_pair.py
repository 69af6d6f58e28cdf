"""Every pair of suffixes that `travaux convert` takes, on real papers: what survives, not only that it ran."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from travaux.formats.convert import WRITERS, converted, document_of
from travaux.formats.detect import detect
from travaux.formats.document import Document, Role
from travaux.formats.reading import Limits
from travaux.formats.typeset import NoFont, NoTypesetter

DATA = Path(__file__).parents[3].parent / "shared" / "data"
LANGUAGES = ("English", "French", "Spanish", "Russian", "Arabic", "Chinese")
NOTES, ITEMS = "migration-chain/75-226/English.xml", "gcm-final/themes/gcms_long.md"
TABLE = "docx-tracked/TestFiles/RP/RP011-Multiple-Deleted-Rows-Rejected.docx"
REAL = {
    "xml": [f"migration-chain/75-226/{language}.xml" for language in LANGUAGES],
    "docx": [TABLE, "docx-tracked/TestFiles/RP/RP022-NumberingChange-Rejected.docx"],
    "md": [ITEMS],
    "pdf": ["paris-2015/23-oct-2015/11infnot.pdf"],
    **{suffix: [NOTES, TABLE, ITEMS] for suffix in ("odt", "txt", "html")},
}
"""Real papers of each format: six languages, notes, tables, lists, brackets. Of the last three formats there are none
at hand: papers of the others are written in them first, and go on from there."""
ENDS = [suffix for suffix in WRITERS if suffix != "akn"]
PAIRS = [(start, end) for start in REAL for end in ENDS if (start, end) != ("pdf", "pdf")]
NO_TABLES = {"txt", "pdf"}
FIGURES = 2
"""In a PDF the figure of a note or a line may be read as one of the text: two in a paper are let pass."""


def opened(content: bytes, name: str) -> Document:
    return document_of(detect(content, name), Limits())


def signs(document: Document) -> Counter[str]:
    """Return how often each letter, figure and bracket stands in a paper, its notes, tables and numbers."""
    said = [f"{each.number}{each.text}" for each in document.paragraphs]
    said += [run.text for note in document.notes for run in note.runs]
    return Counter(sign for sign in "".join(said) if sign.isalnum() or sign in "[]")


def shape(document: Document) -> dict[str, int]:
    """Return how many numbered paragraphs, calls of notes, rows and cells a paper has."""
    rows = [row for each in document.paragraphs for row in each.rows]
    heads = (Role.HEADING, Role.TITLE)
    return {
        "numbers": sum(bool(each.number) for each in document.paragraphs if each.role not in heads),
        "calls": sum(run.note is not None for each in document.paragraphs for run in each.runs),
        "rows": len(rows),
        "cells": sum(map(len, rows)),
    }


@cache
def paper(path: str, start: str) -> Document:
    """Return a real paper as it is read from a format; read once, since some are long."""
    content = (DATA / path).read_bytes()
    return opened(content if path.endswith(start) else WRITERS[start](opened(content, path)), f"a.{start}")


@pytest.mark.parametrize(("start", "end"), PAIRS, ids=map("-".join, PAIRS))
def test_no_word_is_lost_between_two_formats_and_numbers_notes_and_tables_stay(start, end):
    if not DATA.is_dir():
        pytest.skip("the real papers are not beside this checkout")
    for path in REAL[start]:
        try:
            before = paper(path, start)
            same = start == end == "xml"  # read and written in its own markup
            made = converted((DATA / path).read_bytes(), path, "b.xml").content if same else WRITERS[end](before)
            after = opened(made, f"b.{end}")
        except (NoTypesetter, NoFont) as missing:
            pytest.skip(str(missing))
        assert signs(before) - signs(after) == Counter(), path
        kept, came = shape(before), shape(after)
        if end in NO_TABLES:
            kept |= {"rows": 0, "cells": 0}
        if end != "pdf":
            # a plain text holds two notes of that PDF that no longer have marks of their own
            assert came == kept | ({"calls": 15} if (start, end) == ("pdf", "txt") else {}), path
            continue
        assert (signs(after) - signs(before)).total() <= FIGURES or path == TABLE, path
        assert all(abs(came[each] - kept[each]) <= FIGURES for each in kept), path
