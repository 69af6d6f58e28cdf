"""Series of the Sustainable Development Goals: the CSV of the global database (UNSD), and its DDF form."""

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.evidence.loading import Cell, Intake, Line, Refused, area_of, measured, year_of

NAME = "sdg"
COLUMNS = ("series", "area", "year", "dimensions", "nature", "unit", "value")
KEYS = 6
OFFICIAL = {"seriescode", "geoareacode", "timeperiod", "value"}
DDF = {"geo_area", "year"}
NOT_DIMENSIONS = frozenset(
    [
        "goal",
        "target",
        "indicator",
        "seriescode",
        "seriesdescription",
        "geoareacode",
        "geoareaname",
        "timeperiod",
        "value",
        "time_detail",
        "timecoverage",
        "upperbound",
        "lowerbound",
        "baseperiod",
        "source",
        "geoinfourl",
        "footnote",
        "geo_area",
        "year",
        "nature",
        "units",
        "[nature]",
        "[units]",
        "[reporting type]",
        "observation",
        "status",
    ]
)


def claims(lines: Sequence[Line]) -> bool:
    """Whether the first line is the head of one of the two forms."""
    names = {cell.strip().lower() for cell in lines[0][1]}
    return names >= OFFICIAL or names >= DDF


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns stand; `series` is the name of the last column in DDF, nothing in the official form."""

    area: int
    year: int
    value: int
    code: int | None
    series: str
    nature: int | None
    unit: int | None
    dimensions: tuple[tuple[int, str], ...]


def _head(row: Sequence[str]) -> _Head:
    names = [cell.strip().lower() for cell in row]
    place = {name: rank for rank, name in enumerate(names)}
    official = place.keys() >= OFFICIAL
    value = place["value"] if official else len(names) - 1
    return _Head(
        area=place["geoareacode" if official else "geo_area"],
        year=place["timeperiod" if official else "year"],
        value=value,
        code=place["seriescode"] if official else None,
        series="" if official else names[value].upper(),
        nature=place.get("[nature]" if official else "nature"),
        unit=place.get("[units]" if official else "units"),
        dimensions=tuple(
            (rank, name.strip("[]")) for rank, name in enumerate(names) if rank != value and name not in NOT_DIMENSIONS
        ),
    )


def load(lines: Sequence[Line], intake: Intake) -> None:
    """Read a file: each row is an observation; what tells it apart (age, sex, …) is kept as “name=value; …”."""
    head, width = _head(lines[0][1]), len(lines[0][1])
    for line, row in lines[1:]:
        if len(row) != width:
            intake.reject(line, row, f"it has {len(row)} cells, the head {width}")
            continue
        try:
            observed = _observation(row, head)
        except Refused as reason:
            intake.reject(line, row, str(reason))
        else:
            intake.take(line, row, [observed], KEYS)


def _observation(row: Sequence[str], head: _Head) -> tuple[Cell, ...]:
    series = head.series if head.code is None else row[head.code].strip()
    said = [(name, row[rank].strip()) for rank, name in head.dimensions]
    dimensions = "; ".join(f"{name}={words}" for name, words in said if words)
    nature, unit = ("" if rank is None else row[rank].strip() for rank in (head.nature, head.unit))
    when = year_of(row[head.year])
    return series, area_of(row[head.area]), when, dimensions, nature, unit, measured(row[head.value])
