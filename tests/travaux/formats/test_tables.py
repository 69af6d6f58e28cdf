import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats import tables

COLUMNS = ("entity", "count")
ROWS = (("=1+1", 2), ("@cmd", -3.5), ("Arlandia", None), ("  -x", True))


def test_no_cell_of_a_csv_is_run_as_a_formula_and_numbers_stay_numbers():
    text = tables.as_csv(COLUMNS, ROWS).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["entity", "count"],
        ["'=1+1", "2"],
        ["'@cmd", "-3.5"],
        ["Arlandia", ""],
        ["'  -x", "True"],
    ]


@given(st.text())
def test_words_never_begin_as_a_formula_does(words):
    assert not str(tables.inert(words)).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_gives_values_as_they_are():
    assert json.loads(tables.as_json(COLUMNS, ROWS))[0] == {"entity": "=1+1", "count": 2}


def test_cells_of_a_spreadsheet_are_words_or_numbers_never_formulas():
    openpyxl = pytest.importorskip("openpyxl", reason="spreadsheets are written by an extra of the software")
    made = tables.as_xlsx(COLUMNS, [*ROWS, ("a\x00b", 1)], "A/78: [x]")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["entity", "count"],
        ["=1+1", 2],
        ["@cmd", -3.5],
        ["Arlandia", None],
        ["  -x", True],
        ["ab", 1],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b", "inlineStr"}
    assert sheet.title == "A78 x"


def test_without_the_library_a_spreadsheet_is_refused_with_what_to_take(monkeypatch):
    monkeypatch.setattr(tables, "openpyxl", None)
    with pytest.raises(tables.NoSpreadsheets, match=r"travaux\[sheets\].*\.csv"):
        tables.as_xlsx(COLUMNS, ROWS)


def test_a_table_is_written_by_its_suffix():
    assert [name for name, write in tables.WRITERS.items() if name != "xlsx" and write(COLUMNS, ROWS)] == [
        "csv",
        "json",
    ]
