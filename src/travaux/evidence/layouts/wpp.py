"""World Population Prospects: CSV and Excel files of 2022 and 2024, and the wide tables that go with them in R."""

from collections.abc import Iterator, Sequence

from travaux.evidence.loading import Cell, Intake, Line, Refused, area_of, measured, year_of

NAME = "wpp"
COLUMNS = ("area", "indicator", "variant", "sex", "age", "year", "value")
KEYS = 6
LONG = {"locid", "time", "variant"}
WIDE = "country_code"
OF_2019 = {"country code", "variant", "parent code"}
ALSO = {"location code": "locid", "year": "time"}
"""Names in the Excel files, by those of the CSV files; those of 2019 have a column for each year."""
OF_THE_ROW = frozenset(
    [
        "sortorder",
        "locid",
        "notes",
        "iso3_code",
        "iso2_code",
        "sdmx_code",
        "loctypeid",
        "loctypename",
        "parentid",
        "location",
        "varid",
        "variant",
        "time",
        "midperiod",
        "agegrp",
        "agegrpstart",
        "agegrpspan",
        "sex",
        "last.observed",
        "name",
        "country",
        "country_code",
        "age",
        "indicator",
        "index",
        "region, subregion, country or area *",
        "iso3 alpha-code",
        "iso2 alpha-code",
        "sdmx code**",
        "type",
        "parent code",
        "country code",
        "reference date (as of 1 july)",
    ]
)
SEXES = (("female", "female"), ("male", "male"), ("total", "both"))


def claims(lines: Sequence[Line]) -> bool:
    """Whether one of the first lines is the head of one of the layouts."""
    return _head(lines) is not None


def _head(lines: Sequence[Line]) -> int | None:
    """Find the head: the first line of a CSV file, or a line under the titles of a sheet."""
    for place, (_, row) in enumerate(lines[:40]):
        names = {_plain(cell) for cell in row}
        if names >= LONG or ((WIDE in names or names >= OF_2019) and any(name[:4].isdecimal() for name in names)):
            return place
    return None


def _plain(cell: str) -> str:
    name = " ".join(cell.lower().split())
    return ALSO.get(name, name)


def load(lines: Sequence[Line], intake: Intake, stem: str = "") -> None:
    """Read a file; in a wide one the measure has the name of the file, `stem`."""
    head = _head(lines)
    if head is None:
        return
    names = [cell.strip() for cell in lines[head][1]]
    place = {_plain(name): rank for rank, name in enumerate(names)}
    values = [(rank, name) for rank, name in enumerate(names) if name and _plain(name) not in OF_THE_ROW]
    observe = _long if place.keys() >= LONG else _wide
    for line, row in lines[head + 1 :]:
        if len(row) != len(names):
            intake.reject(line, row, f"it has {len(row)} cells, the head {len(names)}")
            continue
        try:
            rows = list(observe(row, place, values, stem))
        except Refused as reason:
            intake.reject(line, row, str(reason))
        else:
            intake.take(line, row, rows, KEYS)


def _long(
    row: Sequence[str], place: dict[str, int], values: Sequence[tuple[int, str]], _stem: str
) -> Iterator[tuple[Cell, ...]]:
    area, year = area_of(row[place["locid"]]), year_of(row[place["time"]])
    variant = row[place["variant"]].strip()
    said = _said(row, place, "sex").lower() or None
    age = _said(row, place, "agegrp")
    for rank, name in values:
        measure, sex = _split(name) if said is None else (name, said)
        yield area, measure, variant, sex, age, year, measured(row[rank])


def _wide(
    row: Sequence[str], place: dict[str, int], values: Sequence[tuple[int, str]], stem: str
) -> Iterator[tuple[Cell, ...]]:
    code = row[place[WIDE if WIDE in place else "country code"]]
    area, age, variant = area_of(code), _said(row, place, "age"), _said(row, place, "variant")
    for rank, name in values:
        yield area, stem, variant, "", age, year_of(name), measured(row[rank])


def _said(row: Sequence[str], place: dict[str, int], name: str) -> str:
    return row[place[name]].strip() if name in place else ""


def _split(name: str) -> tuple[str, str]:
    """Split the sex off the name of a measure: PopMale is Pop of males."""
    lowered = name.lower()
    return next(
        ((name[: -len(end)], sex) for end, sex in SEXES if lowered.endswith(end) and lowered != end), (name, "both")
    )
