"""A table as CSV, JSON or a spreadsheet; no cell of it is ever run as a formula."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from travaux.deferred import deferred
from travaux.refusal import Invalid

openpyxl = deferred("openpyxl")
"""The library that writes spreadsheets, an extra (`travaux[sheets]`); None where it is not installed."""

Value = str | int | float | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LONGEST = 32_767  # what a cell of a spreadsheet may hold
_SHEET = 31


class NoSpreadsheets(Invalid):
    """The library that writes spreadsheets is not installed."""

    asked = "You asked for a table as a spreadsheet."
    because = "This installation does not write .xlsx."
    rule = "Spreadsheets are written by an extra of the software."
    remedy = "Install travaux[sheets], or take the table as .csv or .json."


def inert(value: Value) -> Value:
    """Return a value that no spreadsheet runs: words that begin as a formula does get an apostrophe before them.

    A number is a number, also a negative one.
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as CSV in UTF-8 with the mark by which spreadsheets know it."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerows([[inert(value) for value in row] for row in (columns, *rows)])
    return sink.getvalue().encode("utf-8-sig")


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as a list of objects; values are as they are, since nothing runs them."""
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2).encode()


def as_xlsx(columns: Sequence[str], rows: Sequence[Sequence[Value]], title: str = "Table") -> bytes:
    """Return a table as a spreadsheet whose cells are words and numbers only. Raises NoSpreadsheets."""
    if openpyxl is None:
        raise NoSpreadsheets
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("".join(sign for sign in title if sign not in r"[]:*?/\'")[:_SHEET] or "Table")
    for row in (columns, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _cell(sheet: Any, value: Value) -> Any:
    if not isinstance(value, str):
        return value
    words = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell = openpyxl.cell.WriteOnlyCell(sheet, words)
    cell.data_type = "s"  # words, also where they begin with =
    return cell


WRITERS: Mapping[str, Callable[[Sequence[str], Sequence[Sequence[Value]]], bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
"""What writes a table, by suffix."""
