"""Tables as people hand them in: CSV with whatever separator, or the first sheet of an Excel file."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from travaux.evidence.sheets import ZIP, NotATable, grids
from travaux.evidence.table import decoded

SEPARATORS = ",;\t|"
NUL = b"\0"  # stands in no text of one byte a letter
WESTERN, WIDE = "cp1252", "utf-16"
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_rows(file: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the head of a table and its rows by column; empty rows are left out. Raises NotATable, NotASheet.

    The separator is the one of which the head has most: what stands in the rows, commas in names, does not count.
    """
    content = file.read_bytes()
    found = iter(_sheet(content, file.name) if content.startswith(ZIP) else _csv(text_of(content, file.name)))
    head = [cell.strip() for cell in next(found, [])]
    rows = [dict(zip(head, [*line, *[""] * len(head)], strict=False)) for line in found if "".join(line).strip()]
    return head, rows


def text_of(content: bytes, name: str) -> str:
    """Return the text of a file as spreadsheets save it: UTF-8, UTF-16 with its mark, or else Windows-1252.

    Raises NotUtf8 where it is none of them.
    """
    try:
        return content.decode(WIDE) if content.startswith(WIDE_MARKS) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return decoded(content, name) if NUL in content else content.decode(WESTERN)
    except UnicodeDecodeError:
        return decoded(content, name)


def _sheet(content: bytes, name: str) -> Iterator[Sequence[str]]:
    _title, lines = next(grids(content, name))
    yield from (line for _number, line in lines)


def _csv(text: str) -> Iterator[Sequence[str]]:
    plain = text.removeprefix("\ufeff")
    first = plain.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error as error:
        raise NotATable(reason=error) from None
