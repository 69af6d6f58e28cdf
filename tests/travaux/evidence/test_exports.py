import io
import json
import zipfile
from math import isnan

import openpyxl
import pytest

from travaux.evidence import exports
from travaux.evidence.exports import (
    FORMS,
    Frame,
    NoMeasure,
    TooWide,
    to_csv,
    to_datapackage,
    to_jsonstat,
    to_sdmx_csv,
    to_xlsx,
)
from travaux.evidence.load import load
from travaux.evidence.registry import Source, add, parquet_of, sha256
from travaux.evidence.store import Store

SOURCE = Source("stock", "2020", "Stock", "UN DESA", "CC BY", "2020-12-01", "by mid-year")


@pytest.fixture
def framed(tmp_path):
    def frame(content):
        kept = add(tmp_path, content, "stock.csv", SOURCE, layout=None, older=False)
        with Store(parquet_of(tmp_path, kept)) as store:
            return Frame(kept, *store.everything())

    return frame


ONE = b"area,year,stock\nMEX,2020,5\nUSA,2020,..\nUSA,2015,2.5\n"
TWO = b"area,male,female\nMEX,5,6\nUSA,7,8\n"


def test_csv_has_every_row_and_nothing_where_nothing_is_known(framed):
    assert to_csv(framed(ONE)) == b"area,year,stock\nMEX,2020,5\nUSA,2020,\nUSA,2015,2.5\n"


def test_excel_has_the_rows_and_where_they_come_from(framed):
    frame = framed(ONE)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(frame)))
    assert [row[0] for row in book["data"].values] == ["area", "MEX", "USA", "USA"]
    assert dict(book["about"].values)["sha256"] == frame.kept.sha256


def test_sdmx_csv_is_read_back_as_the_same_observations(framed):
    written = to_sdmx_csv(framed(ONE))
    assert written.splitlines()[0] == b"DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE"
    assert load(written, "s.csv").columns["obs_value"][::2] == [5, 2.5]


BANDS = b"""origin,destination,year,until,flow,low,high
MEX,USA,2010,2015,50.25,40,61.5
MEX,FRA,2010,2015,7,,
USA,MEX,2010,2015,0,0,3
FRA,USA,2015,2020,1000000,900000,1100000
"""
HEAD, *ROWS = [line.split(",") for line in BANDS.decode().splitlines()]
KEYS = 4


def tables(frame):
    """Return a table in each format of one file, and as a data package in one, with the names that they are given."""
    yield from ((f"t.{form.rpartition('-')[2]}", write(frame)) for form, write in FORMS.items())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("datapackage.json", to_datapackage(frame, "t.csv"))
        package.writestr("t.csv", to_csv(frame))
    yield "t.zip", packed.getvalue()


def observed(names, rows):
    """Return each figure that is known, under what tells it apart, however many of them stand in a row."""
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        at = tuple(str(cells[name] if name in cells else cells["time_period"]) for name in HEAD[:KEYS])
        for name in [cells["measure"].lower()] if "measure" in cells else HEAD[KEYS:]:
            figure = cells["obs_value" if "measure" in cells else name]
            if figure not in {None, ""} and not isnan(float(figure)):
                yield (*at, name, float(figure))


def test_flows_with_their_bands_are_read_back_from_every_format(framed):
    frame, known = framed(BANDS), sorted(observed(HEAD, ROWS))
    assert (len(known), sorted(observed(frame.names, frame.rows))) == (10, known)  # Parquet, as the store reads it
    for name, content in tables(frame):
        found = load(content, name)
        assert (name, found.rejected) == (name, ())
        assert (name, sorted(observed(found.columns, zip(*found.columns.values(), strict=True)))) == (name, known)


def test_several_measures_become_a_dimension(framed):
    assert to_sdmx_csv(framed(TWO)).splitlines()[1:3] == [
        b"UN DESA:stock(2020),MEX,MALE,5",
        b"UN DESA:stock(2020),MEX,FEMALE,6",
    ]


def test_json_stat_is_read_back_as_the_same_observations(framed):
    written = to_jsonstat(framed(ONE))
    assert json.loads(written)["value"] == {"1": 5, "2": 2.5}
    found = load(written, "c.json")
    rows = zip(*(found.columns[name] for name in ("area", "year", "obs_value")), strict=True)
    assert [row for row in rows if not isnan(row[2])] == [("MEX", 2020, 5), ("USA", 2015, 2.5)]


def test_a_cube_far_larger_than_its_rows_is_refused(framed, monkeypatch):
    monkeypatch.setattr(exports, "CELLS", 3)
    with pytest.raises(TooWide, match="make 4 cells for 3 rows"):
        to_jsonstat(framed(ONE))


@pytest.mark.parametrize("write", [to_sdmx_csv, to_jsonstat])
def test_a_table_without_a_measure_is_no_cube(framed, write):
    with pytest.raises(NoMeasure):
        write(framed(b"area,note\nMEX,x\n"))


def test_a_data_package_tells_the_types_and_the_digest(framed):
    frame = framed(ONE)
    package = json.loads(to_datapackage(frame, "stock.csv"))
    resource = package["resources"][0]
    assert resource["hash"] == f"sha256:{sha256(to_csv(frame))}"
    assert [(each["name"], each["type"]) for each in resource["schema"]["fields"]] == [
        ("area", "string"),
        ("year", "integer"),
        ("stock", "number"),
    ]
    assert list(FORMS) == ["csv", "xlsx", "sdmx-csv", "json-stat"]
