"""Grids of cells: CSV and Excel files as lists of lines, whatever stands above the table."""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import IO, Any

from travaux.deferred import deferred
from travaux.evidence.loading import Line
from travaux.evidence.table import SEPARATORS, decoded
from travaux.refusal import Invalid, Unknown

openpyxl = deferred("openpyxl")
"""What reads and writes Excel, an extra of its own (`sheets`): who loads CSV does without it."""

UNPACKED = 400 * 2**20
ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
BROKEN = (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What unpacking raises: cut off, damaged, packed in a way unknown here, locked with a password."""


class SheetsMissing(Unknown):
    """An Excel file was given, and the library that reads it is not installed."""

    asked = "You gave or asked for the Excel file “{file}”."
    because = "The library openpyxl, which reads and writes such files, is not installed."
    remedy = "Type: pip install 'travaux[sheets]', or use CSV."


class NotASheet(Invalid):
    """The file calls itself an Excel file and cannot be opened as one."""

    asked = "You gave the Excel file “{file}”."
    because = "It cannot be opened: {reason}."
    remedy = "Open it in a spreadsheet programme and save it anew, as .xlsx or as CSV."


class NotPacked(Invalid):
    """A packed file cannot be unpacked, or unpacks to too much."""

    asked = "You gave the packed file “{file}”."
    because = "It cannot be unpacked: {reason}."
    remedy = "Unpack it and give the file that is in it."


class NotATable(Invalid):
    """What is to be read as a table of text is none."""

    asked = "You gave a table of values separated by commas, semicolons or tabs."
    because = "It cannot be read as one: {reason}."
    rule = "A cell has 131,072 characters at most."
    remedy = "Look whether a quotation mark is opened and never closed, or whether the file is of another kind."


def make_ready() -> None:
    """Load what reads Excel, where it is installed: who raises walls can open no file of a library behind them."""
    getattr(openpyxl, "load_workbook", None)


def unpacked(content: bytes, file: str) -> bytes:
    """Return what is packed with gzip, or the only CSV of a zip (a data package), any other file as it is.

    Raises NotPacked.
    """
    try:
        inside = _inside(content, file)
        if inside is None:
            return content
        with inside:
            found = inside.read(UNPACKED + 1)
    except BROKEN as error:
        raise NotPacked(file=file, reason=error) from error
    if len(found) > UNPACKED:
        raise NotPacked(file=file, reason=f"it holds more than {UNPACKED // 2**20} MB")
    return found


def _inside(content: bytes, file: str) -> gzip.GzipFile | IO[bytes] | None:
    """Open what is packed; nothing of a workbook, which is a zip as well, or of what is broken."""
    if content.startswith(GZIP):
        return gzip.GzipFile(fileobj=io.BytesIO(content))
    if not content.startswith(ZIP) or not zipfile.is_zipfile(io.BytesIO(content)):
        return None
    packed = zipfile.ZipFile(io.BytesIO(content))
    tables = [name for name in packed.namelist() if name.lower().endswith(".csv")]
    if len(tables) > 1:
        raise NotPacked(file=file, reason=f"one table is read, and there are {len(tables)}: {', '.join(tables)}")
    return packed.open(tables[0]) if tables else None


def grids(content: bytes, file: str) -> Iterator[tuple[str, list[Line]]]:
    """Yield the name and the lines of each sheet; a CSV file is one sheet without a name."""
    if content.startswith(ZIP):
        yield from _workbook(content, file)
    else:
        yield "", lines_of(decoded(content, file))


def lines_of(text: str) -> list[Line]:
    """Return the lines of a CSV file that hold anything; the separator is the one that one line has most of.

    Raises NotATable.
    """
    head = text[: 2**16].splitlines()
    separator = max(SEPARATORS, key=lambda mark: max((line.count(mark) for line in head), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [(reader.line_num, tuple(cells)) for cells in reader if "".join(cells).strip()]
    except csv.Error as error:
        raise NotATable(reason=error) from None


def _workbook(content: bytes, file: str) -> Iterator[tuple[str, list[Line]]]:
    if openpyxl is None:
        raise SheetsMissing(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > UNPACKED:
            raise NotASheet(file=file, reason=f"it unpacks to {size // 2**20} MB")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotASheet(file=file, reason=str(error)) from error
    for sheet in book.worksheets:
        lines = ((number, [_cell(value) for value in row]) for number, row in enumerate(sheet.values, 1))
        filled = [(number, row) for number, row in lines if any(row)]
        width = max((len(row) for _, row in filled), default=0)  # empty cells at the end of a row are often not kept
        yield sheet.title, [(number, row + [""] * (width - len(row))) for number, row in filled]


def _cell(value: Any) -> str:
    """Write a cell as a CSV file would have it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat()[:10] if isinstance(value, date) else str(value).strip()


def write_workbook(sheets: Mapping[str, Iterable[Sequence[Any]]], file: str) -> bytes:
    """Write an Excel file with the rows of each sheet; words are never taken for formulas. Raises SheetsMissing."""
    if openpyxl is None:
        raise SheetsMissing(file=file)
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_as_words(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_words(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = openpyxl.cell.WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
