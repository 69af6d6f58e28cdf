"""Any other table: one line of names, then rows; what is a number, an area or a year is told by the columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from travaux.evidence.areas import AREAS as KNOWN
from travaux.evidence.loading import (
    MISSING,
    Cell,
    Intake,
    Line,
    Loaded,
    Refused,
    Rejected,
    area_of,
    counted,
    measured,
    year_of,
)
from travaux.evidence.table import ONLY_PLAIN, plain_number, require_distinct

NAME = "plain"
AREAS = (
    "iso3",
    "m49",
    "area",
    "birthplace",
    "residence",
    "origin",
    "destination",
    "geo",
    "ref_area",
    "counterpart_area",
)
YEARS = frozenset({"year", "until", "time", "time_period"})
PERSONS = frozenset({"stock", "births", "deaths", "population", "flow", "male", "female"})
NUMBERS = 0.9
FEW = 3
SAMPLE = 1000
VALUE = "obs_value"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as read: its name, whether it tells observations apart, its cells, and the rows refused with reasons."""

    name: str
    is_key: bool
    cells: Sequence[Cell]
    refused: dict[int, str]


def load(lines: Sequence[Line], file: str) -> Loaded:
    """Read a table; titles above the names of the columns, which fill less than half as many cells, are listed.

    A column is of numbers where its name says so (stock, births …) or nine in ten of its cells are; other rows are
    rejected.

    Raises DoubledColumn.
    """
    widest = max(_filled(line) for line in lines[:SAMPLE])
    head = next(place for place, line in enumerate(lines) if _filled(line) * 2 >= widest)
    names = [cell.strip().lower() or f"column {rank + 1}" for rank, cell in enumerate(lines[head][1])]
    require_distinct(names, file)
    found = load_columns(NAME, names, lines[head + 1 :])
    titles = tuple(
        Rejected(line, "it stands above the names of the columns", ",".join(row)) for line, row in lines[:head]
    )
    return replace(found, read=found.read + head, rejected=titles + found.rejected)


def _filled(line: Line) -> int:
    return sum(not cell.isspace() for cell in line[1] if cell)


def load_columns(layout: str, names: Sequence[str], body: Sequence[Line]) -> Loaded:
    """Read rows under known names; columns that tell observations apart come first, numbers after them."""
    whole = [each for each in body if len(each[1]) == len(names)]
    read = [
        _column(name, cells)
        for name, cells in zip(names, zip(*[row for _, row in whole], strict=True), strict=bool(whole))
    ]
    columns = sorted(read, key=lambda column: not column.is_key)
    refused = {place: reason for column in columns for place, reason in column.refused.items()}
    keys = [column for column in columns if column.is_key] or columns
    if whole and len(whole) == len(body) and not refused and _differ(keys, len(whole)):
        return Loaded(layout, {column.name: column.cells for column in columns}, len(body), len(body), ())
    intake = Intake(layout, tuple(column.name for column in columns) or tuple(names))
    for line, row in body:
        if len(row) != len(names):
            intake.reject(line, row, f"it has {len(row)} cells, the head {len(names)}")
    observations = list(zip(*(column.cells for column in columns), strict=True))
    for place, ((line, row), observed) in enumerate(zip(whole, observations, strict=True)):
        if place in refused:
            intake.reject(line, row, refused[place])
        else:
            intake.take(line, row, (observed,), len(keys))
    return intake.done()


def _differ(keys: Sequence[_Column], rows: int) -> bool:
    """Whether no observation comes twice."""
    return len(set(zip(*(column.cells for column in keys), strict=True))) == rows


def _column(name: str, cells: Sequence[str]) -> _Column:
    if name in YEARS and all(map(str.isdecimal, map(str.strip, set(cells)))):
        return _read(name, cells, year_of, is_key=True)
    if any(name == end or name.endswith(f"_{end}") for end in AREAS) and not _has_codes_of_its_own(cells):
        return _read(name, cells, area_of, is_key=True)
    persons = name in PERSONS
    if name == VALUE or persons or _is_number(name, cells):
        if (ONLY_PLAIN - {"-"} if persons else ONLY_PLAIN).issuperset("".join(cells)) and (plain := _floats(cells)):
            return _Column(name, is_key=False, cells=plain, refused={})
        return _read(name, cells, counted if persons else measured, is_key=False)
    return _Column(name, is_key=True, cells=[cell.strip() for cell in cells], refused={})


def _has_codes_of_its_own(cells: Sequence[str]) -> bool:
    """Whether most codes of a column are none of M49 or ISO: a table of regions or of invented areas, as for stocks."""
    codes = set(map(str.strip, cells)) - {""}
    strange = sum(code.upper() not in KNOWN for code in codes)
    return len(codes) >= FEW and strange * 2 > len(codes)


def _is_number(name: str, cells: Sequence[str]) -> bool:
    said = [words for cell in cells[:: 1 + len(cells) // SAMPLE] if (words := cell.strip()).lower() not in MISSING]
    numbers = sum(plain_number(words) is not None for words in said)
    return name not in YEARS and bool(said) and numbers >= NUMBERS * len(said)


def _floats(cells: Sequence[str]) -> list[float] | None:
    """Return the numbers of a column at once, or nothing where one of them is to be looked at."""
    try:
        numbers = list(map(float, cells))
    except ValueError:
        return None
    return None if inf in numbers or -inf in numbers else numbers


def _read(name: str, cells: Sequence[str], reader: Callable[[str], Cell], *, is_key: bool) -> _Column:
    """Read each cell that differs once."""
    known: dict[str, Cell] = {}
    wrong: dict[str, str] = {}
    for words in set(cells):
        try:
            known[words] = reader(words)
        except Refused as reason:
            wrong[words] = str(reason)
            known[words] = None
    refused = {place: wrong[words] for place, words in enumerate(cells) if words in wrong} if wrong else {}
    return _Column(name, is_key, [known[words] for words in cells], refused)
