"""A data set in the formats that others read: CSV, Excel, Parquet, SDMX-CSV, JSON-stat, and a data package."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from travaux.evidence.registry import Dataset, sha256
from travaux.evidence.sheets import write_workbook
from travaux.evidence.table import written
from travaux.refusal import Invalid

Rows = Sequence[tuple[Any, ...]]
CELLS = 5_000_000
TYPES = {str: "string", int: "integer", float: "number"}


class NoMeasure(Invalid):
    """A cube is asked for of a table in which no column is a measure."""

    asked = "You asked for “{key}” as {form}."
    because = "None of its columns holds numbers that could be the value of a cell."
    remedy = "Choose CSV."


class TooWide(Invalid):
    """A cube would have far more cells than there are rows."""

    asked = "You asked for “{key}” as JSON-stat."
    because = "Its dimensions make {cells:,} cells for {rows:,} rows; at most {most:,} are written."
    remedy = "Choose CSV or SDMX-CSV, which write only what is there."


@dataclass(frozen=True, slots=True)
class Frame:
    """A data set with its rows. Columns of real numbers are measures, all others dimensions."""

    kept: Dataset
    names: tuple[str, ...]
    rows: Rows

    def kind(self, place: int) -> type:
        """Tell what stands in a column: whole numbers, numbers or words."""
        first = next((row[place] for row in self.rows if row[place] is not None), "")
        return type(first) if type(first) in TYPES else str

    @property
    def measures(self) -> list[int]:
        """The places of the columns of numbers."""
        return [place for place in range(len(self.names)) if self.kind(place) is float]

    @property
    def dimensions(self) -> list[int]:
        """The places of the columns that tell observations apart."""
        measures = self.measures
        return [place for place in range(len(self.names)) if place not in measures]


def to_csv(frame: Frame) -> bytes:
    """Write CSV: one line of names, then every row; what is not known is empty."""
    return _csv(frame.names, frame.rows)


def _csv(names: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def to_xlsx(frame: Frame) -> bytes:
    """Write an Excel file: the rows, and a sheet that says where they come from. Raises SheetsMissing."""
    source = frame.kept.source
    about = [
        (name, str(getattr(source, name)))
        for name in ("title", "publisher", "edition", "published", "licence", "notes")
    ]
    return write_workbook(
        {"data": [frame.names, *frame.rows], "about": [*about, ("sha256", frame.kept.sha256)]}, frame.kept.file
    )


def to_sdmx_csv(frame: Frame) -> bytes:
    """Write SDMX-CSV 1.0: DATAFLOW, the dimensions, TIME_PERIOD, OBS_VALUE; several measures become a dimension.

    Raises NoMeasure.
    """
    _require_measure(frame, "SDMX-CSV")
    source, measures = frame.kept.source, frame.measures
    several = len(measures) > 1
    names = [
        "TIME_PERIOD" if frame.names[place] == "year" else frame.names[place].upper() for place in frame.dimensions
    ]
    head = ["DATAFLOW", *names, *(["MEASURE"] if several else []), "OBS_VALUE"]
    flow = f"{source.publisher}:{source.key}({source.edition})"
    rows = [
        (flow, *(row[place] for place in frame.dimensions), *([frame.names[one].upper()] if several else []), row[one])
        for row in frame.rows
        for one in measures
    ]
    return _csv(head, rows)


def _require_measure(frame: Frame, form: str) -> None:
    if not frame.measures:
        raise NoMeasure(key=frame.kept.source.key, form=form)


def to_jsonstat(frame: Frame) -> bytes:
    """Write JSON-stat 2.0: a cube, only cells with a value; measures are a dimension. Raises NoMeasure, TooWide."""
    _require_measure(frame, "JSON-stat")
    labels = [_distinct(row[place] for row in frame.rows) for place in frame.dimensions]
    names = [frame.names[place] for place in frame.dimensions]
    labels.append({frame.names[place]: rank for rank, place in enumerate(frame.measures)})
    sizes = [len(label) for label in labels]
    if prod(sizes) > CELLS:
        raise TooWide(key=frame.kept.source.key, cells=prod(sizes), rows=len(frame.rows), most=CELLS)
    source = frame.kept.source
    cube = {
        "version": "2.0",
        "class": "dataset",
        "label": source.title,
        "source": source.publisher,
        "updated": source.published,
        "id": [*names, "measure"],
        "size": sizes,
        "role": {"metric": ["measure"], "time": [name for name in names if name == "year"]},
        "dimension": {
            name: {"category": {"index": label}} for name, label in zip([*names, "measure"], labels, strict=True)
        },
        "value": dict(_placed(frame, labels, sizes)),
        "extension": {"edition": source.edition, "licence": source.licence, "sha256": frame.kept.sha256},
    }
    return json.dumps(cube, ensure_ascii=False).encode()


def _distinct(cells: Any) -> dict[str, int]:
    ordered = sorted({cell for cell in cells if cell is not None}, key=lambda cell: (str(type(cell)), cell))
    return {str(cell): rank for rank, cell in enumerate(ordered)}


def _placed(frame: Frame, labels: Sequence[Mapping[str, int]], sizes: Sequence[int]) -> list[tuple[str, Any]]:
    found = []
    for row in frame.rows:
        place = 0
        for rank, column in enumerate(frame.dimensions):
            place = place * sizes[rank] + labels[rank].get(str(row[column]), 0)
        for rank, column in enumerate(frame.measures):
            if row[column] is not None:
                found.append((str(place * sizes[-1] + rank), written(row[column])))
    return found


def to_datapackage(frame: Frame, csv_name: str) -> bytes:
    """Write datapackage.json (Frictionless Data Package 2.0) for the rows as CSV beside it."""
    source, content = frame.kept.source, to_csv(frame)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": source.key,
        "title": source.title,
        "version": source.edition,
        "created": f"{source.published}T00:00:00Z",
        "description": source.notes,
        "licenses": [{"title": source.licence}],
        "sources": [{"title": f"{source.publisher}: {frame.kept.file}", "version": source.edition}],
        "contributors": [{"title": source.publisher, "roles": ["publisher"]}],
        "resources": [
            {
                "name": source.key,
                "path": csv_name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content)}",
                "schema": {
                    "fields": [
                        {"name": name, "type": TYPES[frame.kind(place)]} for place, name in enumerate(frame.names)
                    ],
                    "missingValues": [""],
                },
            }
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


FORMS: Mapping[str, Callable[[Frame], bytes]] = {
    "csv": to_csv,
    "xlsx": to_xlsx,
    "sdmx-csv": to_sdmx_csv,
    "json-stat": to_jsonstat,
}
"""The formats that are one file made of the rows; Parquet is there already, a data package goes with the CSV."""
