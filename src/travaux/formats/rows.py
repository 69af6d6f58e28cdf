"""The rows of a list that somebody filled in with a spreadsheet: .xlsx or CSV, its first row the names of the columns.

Only words are read: of a formula its last result, of a date its number. A file that could overwhelm its reader is not
opened (`travaux.formats.guard`).
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from travaux.formats.detect import Paper
from travaux.formats.guard import parsed, unpacked, weighed
from travaux.formats.reading import Limits
from travaux.refusal import Invalid

MOST = 5_000
WIDEST = 60
LIMITS = Limits(size=4 * 1024 * 1024, unpacked=32 * 1024 * 1024)
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_FIRST, _SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
Row = dict[str, str]


class NoRows(Invalid):
    """There is no list in the file."""

    asked = "You handed in the list “{filename}”."
    because = "{reason}"
    rule = "A list is a spreadsheet (.xlsx) or CSV whose first row names its columns, with at most {most} rows."
    remedy = "Save it in that form, or take the empty list from the page and fill it in."


def read_rows(content: bytes, filename: str) -> tuple[Row, ...]:
    """Return the rows of a list by the names of its columns, in small letters; rows with nothing in them too.

    A row's place in the answer is its place in the list. Raises NoRows, TooLarge, Bomb or Damaged.
    """
    weighed(content, filename, LIMITS.size)
    read = _of_sheet if zipfile.is_zipfile(io.BytesIO(content)) else _of_csv
    lines = list(islice(read(content, filename), MOST + 2))
    head = [cell.strip().casefold() for cell in lines[0]] if lines else []
    if not any(head):
        raise _no_rows(filename, "It has no row that names columns.")
    if len(lines) > MOST + 1:
        raise _no_rows(filename, "It has more rows.")
    if doubled := sorted({name for name in head if name and head.count(name) > 1}):
        raise _no_rows(filename, f"Two of its columns are called “{doubled[0]}”.")
    return tuple({name: cell for name, cell in zip(head, line, strict=False) if name} for line in lines[1:])


def _no_rows(filename: str, reason: str) -> NoRows:
    return NoRows(filename=filename, reason=reason, most=MOST)


def _of_csv(content: bytes, filename: str) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_rows(filename, "It is no spreadsheet, and as text it is not in UTF-8.") from None
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        yield from (line[:WIDEST] for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise _no_rows(filename, "As CSV it breaks off in the middle of a cell.") from None


def _of_sheet(content: bytes, filename: str) -> Iterator[list[str]]:
    paper = Paper(content, filename, "an Excel file")
    # One sheet of a list has more tags than a paper; it is still bounded by what it may unpack to.
    limits = replace(LIMITS, marks=MOST * WIDEST * 4)
    parts = unpacked(paper, limits, ("xl/",))
    if _FIRST not in parts:
        raise _no_rows(filename, "It is packed, and holds no sheet of a spreadsheet.")
    shared = [_words(item) for item in parsed(parts[_SHARED], paper, limits)] if _SHARED in parts else []
    before = 0
    for row in parsed(parts[_FIRST], paper, limits).iter(f"{_SPACE}row"):
        place = _number(row.get("r"), before + 1)
        yield from ([] for _ in range(min(place - before - 1, MOST)))
        before = max(place, before + 1)
        yield _cells(row, shared)


def _cells(row: Iterable[etree._Element], shared: list[str]) -> list[str]:
    line: list[str] = []
    for cell in row:
        found = _PLACE.fullmatch(cell.get("r") or "")
        column = _column(found[1]) if found else len(line)
        if column < WIDEST:
            line += [""] * (column + 1 - len(line))
            line[column] = _value(cell, shared)
    return line


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: etree._Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _words(cell)
    value = (cell.findtext(f"{_SPACE}v") or "").strip()
    if cell.get("t") != "s":
        return value
    place = _number(value, -1)
    return shared[place] if 0 <= place < len(shared) else ""


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < len("10000000") else otherwise


def _words(item: etree._Element) -> str:
    """Return the words of a string, without how they are to be pronounced."""
    return "".join(
        part.text or ""
        for part in item.iter(f"{_SPACE}t")
        if (above := part.getparent()) is None or above.tag != f"{_SPACE}rPh"
    )
