"""International Migrant Stock of the Population Division (UN DESA), editions 2015 to 2024.

2020 and 2024 have a row for each pair of areas and columns of years, three times: both sexes, males, females. 2017 and
2019 have a row for each destination and year and a column for each origin; 2015 has a sheet for each year, which its
title names. The sex stands in the name of the sheet or above the table. The tables by destination alone are read as of
all origins (900). Heads of two lines, as all editions to 2019 have them, are read as one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from travaux.evidence.loading import Cell, Intake, Line, Refused, area_of, counted, year_of
from travaux.evidence.names import by_name

NAME = "desa-migrant-stock"
COLUMNS = ("birthplace", "residence", "year", "sex", "stock")
KEYS = 4
SEXES = ("both", "male", "female")
DESTINATION = ("location code of destination", "code of destination")
ORIGIN = ("location code of origin", "code of origin")
ALONE = ("location code", "country code", "code")
WORLD = "900"
OF_STOCKS, NOT_OF_STOCKS = "migrant stock", ("percent", "rate of change", "refugee", "per cent", "median age")


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TABLE = "table"


def claims(lines: Sequence[Line]) -> bool:
    """Whether the lines have the head of one of the layouts."""
    return _head(lines) is not None


def load(lines: Sequence[Line], intake: Intake, sheet: str = "") -> None:
    """Read one sheet; notes above and below the table are passed by, rows within it are taken or rejected."""
    head = _head(lines)
    if head is None:
        return
    place, printed = head
    names = _lowered(printed)
    body = [(line, row) for line, row in lines[place + 1 :] if sum(map(bool, row)) > 2]  # noqa: PLR2004 - notes have one or two cells
    if "total" in names:
        above = [cell for _, row in lines[:place] for cell in row]
        _by_origin((lines[place][0], printed), body, intake, _sex(" ".join([sheet, *above])), _year_above(above))
    else:
        _by_years(names, body, intake)


def _head(lines: Sequence[Line]) -> tuple[int, list[str]] | None:
    """Return the line under which the rows stand, and the names of the columns: of that line, or of it and the last."""
    for place, (_, row) in enumerate(lines[:40]):
        if _is_head(_lowered(row), lines[:place]):
            return place, list(row)
        both = _together(lines[place - 1][1], row) if place else []
        if _is_head(_lowered(both), lines[:place]):
            return place, both
    return None


def _lowered(names: Sequence[str]) -> list[str]:
    return [name.strip().lower() for name in names]


def _together(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Read two lines of a head as one: a name that spans both stands in the upper one."""
    return [under if under.strip() else over for over, under in zip_longest(upper, lower, fillvalue="")]


def _is_head(names: Sequence[str], above: Sequence[Line]) -> bool:
    known = set(names)
    pairs = known & set(DESTINATION) and known & set(ORIGIN)
    origins = any("destination" in name for name in known) and {"total", "other north"} <= known
    alone = known & set(ALONE) and any(_years(names)) and _of_stocks(above)
    return bool(pairs or origins or alone)


def _year_above(words: Sequence[str]) -> str:
    """Return the year that the title of a table names, nothing where it names none or several."""
    years = {year for cell in words if cell.strip().lower().startswith(TABLE) for year in YEAR.findall(cell)}
    return years.pop() if len(years) == 1 else ""


def _of_stocks(above: Sequence[Line]) -> bool:
    """Whether the title of a table by destination says that it holds stocks, and not shares or rates of them.

    Above it stands the name of the whole edition, which speaks of stocks in every table.
    """
    cells = [cell.strip().lower() for _, row in above for cell in row]
    words = " ".join([cell for cell in cells if cell.startswith(TABLE)] or cells)
    return OF_STOCKS in words and not any(other in words for other in NOT_OF_STOCKS)


def _sex(words: str) -> str:
    """Tell the sex from the name of a sheet or a title; female holds the letters of male."""
    lowered = words.lower()
    if "both sexes" in lowered or ("female" in lowered and lowered.replace("female", "").find("male") >= 0):
        return SEXES[0]
    return next((sex for sex in SEXES[:0:-1] if sex in lowered), SEXES[0])


def _by_years(names: Sequence[str], body: Sequence[Line], intake: Intake) -> None:
    destination = next(place for place, name in enumerate(names) if name in (*DESTINATION, *ALONE))
    origin = next((place for place, name in enumerate(names) if name in ORIGIN), None)
    years = list(_years(names))
    for line, row in body:
        if len(row) < len(names):
            intake.reject(line, row, f"it has {len(row)} cells, the head {len(names)}")
            continue
        try:
            pair = WORLD if origin is None else area_of(row[origin]), area_of(row[destination])
            rows: list[tuple[Cell, ...]] = [(*pair, year, sex, counted(row[place])) for place, year, sex in years]
        except Refused as reason:
            intake.reject(line, row, str(reason))
        else:
            intake.take(line, row, rows, KEYS)


def _years(names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the columns of years: each time that they begin anew, they are of the next sex."""
    found = [(place, int(name[:4])) for place, name in enumerate(names) if name[:4].isdecimal() and len(name) <= 6]  # noqa: PLR2004 - as long as 1990.0
    block = 0
    for rank, (place, year) in enumerate(found):
        block += bool(rank) and year <= found[rank - 1][1]
        yield place, year, SEXES[min(block, 2)]


def _by_origin(head: Line, body: Sequence[Line], intake: Intake, sex: str, above: str) -> None:
    """Read a row for each destination; `above` is the year of the whole table, where it has no column of years."""
    names = _lowered(head[1])
    code = next((place for place, name in enumerate(names) if "code" in name), None)
    year = next((place for place, name in enumerate(names) if name == "year"), None)
    origins = _origins(head, intake)
    for line, row in body:
        if code is None or (year is None and not above) or len(row) < len(names):
            whole = f"it has {len(row)} cells, the head {len(names)}"
            intake.reject(line, row, whole if len(row) < len(names) else "the table has no column of codes or of years")
            continue
        try:
            residence, when = area_of(row[code]), year_of(above if year is None else row[year])
            rows = [(origin, residence, when, sex, counted(row[place])) for place, origin in origins.items()]
        except Refused as reason:
            intake.reject(line, row, str(reason))
        else:
            intake.take(line, row, rows, KEYS)


def _origins(head: Line, intake: Intake) -> dict[int, str]:
    """Return the code of each column of an origin; one that names no area is listed, and what is in it left out."""
    line, names = head
    first = next(place for place, name in enumerate(names) if name.strip().lower() == "total")
    found = {}
    for place in range(first, len(names)):
        if names[place].strip():
            try:
                found[place] = _origin(names[place])
            except Refused as reason:
                intake.reject(line, [names[place]], f"a column: {reason}")
    return found


def _origin(name: str) -> str:
    """Return the code of an origin that the head of a column names; sums are kept under names of their own."""
    lowered = name.strip().lower()
    if lowered == "total":
        return "900"
    return lowered.upper() if lowered.startswith("other") else by_name(name)
