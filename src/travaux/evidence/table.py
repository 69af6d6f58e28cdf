"""A table as it comes in a file: columns found by their names, in any order; nothing guessed."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from travaux.refusal import Invalid

SEPARATORS = ",;\t"
ONLY_PLAIN = frozenset("0123456789.+-eE")


class NotUtf8(Invalid):
    """The file is not written in UTF-8."""

    asked = "You gave the table “{file}”."
    because = "It is not written in UTF-8: the byte at place {place} cannot be read."
    rule = "Tables are read as UTF-8; another encoding is not guessed, since names of areas would come out wrong."
    remedy = "Save the file as CSV UTF-8."


class NoTable(Invalid):
    """The file has no line with the names of the columns, or no row under it."""

    asked = "You gave the table “{file}”."
    because = "It has no row under a line with the names of the columns."
    remedy = "Give a CSV file whose first line names the columns."


class DoubledColumn(Invalid):
    """Two columns of a table have the same name."""

    asked = "You gave the table “{file}”."
    because = "The column “{column}” stands in it more than once, and which of them is meant cannot be told."
    remedy = "Give every column a name of its own."


class RaggedRow(Invalid):
    """A row has more or fewer cells than there are columns."""

    asked = "You gave the table “{file}”."
    because = "Line {line} has {cells} cells where the table has {columns} columns."
    rule = "A row is read as a whole or not at all."
    remedy = "Look at that line: a comma inside a number or a name needs quotation marks around it."


class MissingColumn(Invalid):
    """A column that is needed is not there."""

    asked = "You gave the table “{file}”."
    because = "It has no column “{column}”; it has: {known}."
    rule = "Columns are found by their names, in any order, never by their place."
    remedy = "Name the column “{column}” in the first line."


class NotANumber(Invalid):
    """A cell that should hold a number holds something else."""

    asked = "You gave the table “{file}”."
    because = "Line {line} has “{value}” where a number of the column “{column}” should stand."
    rule = (
        "Numbers are written with a point and without separators of thousands; an empty cell is not taken for nought."
    )
    remedy = "Correct the line, or leave it out if nothing is known."


class NegativeNumber(Invalid):
    """A number of persons is below nought."""

    asked = "You gave the table “{file}”."
    because = "Line {line} has {value} in the column “{column}”: there are no fewer persons than none."
    remedy = "Correct the line."


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its file, its columns in lower case, and its rows with the lines on which they stand."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    def place(self, column: str) -> int:
        """Return where `column` stands, or raise MissingColumn."""
        if column not in self.columns:
            raise MissingColumn(file=self.file, column=column, known=", ".join(self.columns))
        return self.columns.index(column)

    def number(self, line: int, column: str, value: str) -> float:
        """Return `value` as a number of persons, or raise NotANumber or NegativeNumber."""
        number = plain_number(value)
        if number is None:
            raise NotANumber(file=self.file, line=line, column=column, value=value)
        if number < 0:
            raise NegativeNumber(file=self.file, line=line, column=column, value=value)
        return number


def plain_number(value: str) -> float | None:
    """Return a number written plainly (digits, point, sign, exponent), or nothing where it is not one."""
    if not ONLY_PLAIN.issuperset(value.strip()):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) != float("inf") else None


def written(cell: Any) -> Any:
    """Return a cell as a table is to have it: whole numbers without a needless fraction, what is open as nothing."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, with or without a mark at its head, or raise NotUtf8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(file=file, place=error.start) from error


def read_table(text: str, file: str) -> Table:
    """Read a table separated by commas, semicolons or tabs: whichever the line of names has most of.

    Raises NoTable, DoubledColumn, RaggedRow.
    """
    lines = _lines(text)
    head = next(lines, (0, []))[1]
    columns = tuple(name.strip().lower() for name in head)
    require_distinct(columns, file)
    rows = tuple(lines)
    if not rows:
        raise NoTable(file=file)
    for line, cells in rows:
        if len(cells) != len(columns):
            raise RaggedRow(file=file, line=line, cells=len(cells), columns=len(columns))
    return Table(file, columns, rows)


def require_distinct(columns: Sequence[str], file: str) -> None:
    """Raise DoubledColumn where two columns have the same name."""
    if doubled := [name for name, times in Counter(columns).items() if times > 1]:
        raise DoubledColumn(file=file, column=doubled[0])


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold anything, each with its number from 1."""
    first = text.lstrip("\n\r").partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count))
    yield from ((reader.line_num, cells) for cells in reader if any(map(str.strip, cells)))
