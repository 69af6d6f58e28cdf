import gzip
import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from travaux.evidence import sheets
from travaux.evidence.sheets import (
    NotASheet,
    NotATable,
    NotPacked,
    SheetsMissing,
    grids,
    lines_of,
    unpacked,
    write_workbook,
)


def workbook(rows, name="Table 1"):
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_a_csv_file_would_have_it():
    content = workbook([["a", 2020.0, None], [], [1.5, datetime(2020, 1, 2), " x "]])  # noqa: DTZ001 - a cell has no zone
    assert list(grids(content, "t.xlsx")) == [("Table 1", [(1, ["a", "2020", ""]), (3, ["1.5", "2020-01-02", "x"])])]


def test_a_whole_number_written_with_a_point_is_a_whole_number():
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([[1990]]))) as whole, zipfile.ZipFile(packed, "w") as changed:
        for part in whole.namelist():
            changed.writestr(part, whole.read(part).replace(b"<v>1990</v>", b"<v>1990.0</v>"))
    assert next(iter(grids(packed.getvalue(), "t.xlsx")))[1] == [(1, ["1990"])]


def test_a_csv_file_is_one_sheet_without_a_name():
    assert list(grids(b"title\na;b\n\n1;2\n", "t.csv")) == [("", [(1, ("title",)), (2, ("a", "b")), (4, ("1", "2"))])]
    assert lines_of("") == []


def test_a_broken_workbook_is_refused():
    with pytest.raises(NotASheet):
        list(grids(b"PK\x03\x04 and nothing", "t.xlsx"))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "no sheet")
    with pytest.raises(NotASheet):
        list(grids(other.getvalue(), "t.xlsx"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "UNPACKED", 10)
    with pytest.raises(NotASheet, match="unpacks to"):
        list(grids(workbook([["a"]]), "t.xlsx"))


def test_words_are_written_as_words_and_never_as_formulas():
    content = write_workbook({"data": [("a", 1.5), ("=1+1", None)]}, "t.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cell = book["data"]["A2"]
    assert (cell.value, cell.data_type, book["data"]["B1"].value) == ("=1+1", "s", 1.5)


def test_without_the_library_excel_is_refused_and_csv_is_not(monkeypatch):
    given = workbook([["a"]])
    monkeypatch.setattr(sheets, "openpyxl", None)
    assert list(grids(b"a\n1\n", "t.csv")) == [("", [(1, ("a",)), (2, ("1",))])]
    with pytest.raises(SheetsMissing, match="openpyxl"):
        list(grids(given, "t.xlsx"))
    assert sheets.make_ready() is None
    with pytest.raises(SheetsMissing, match="openpyxl"):
        write_workbook({}, "t.xlsx")


def test_a_packed_file_is_unpacked_within_bounds(monkeypatch):
    packed = gzip.compress(b"a,b\n1,2\n")
    assert (unpacked(packed, "t.csv.gz"), unpacked(b"a", "t.csv")) == (b"a,b\n1,2\n", b"a")
    for broken in (packed[:-4], b"\x1f\x8b and nothing", packed[:12] + b"xxxx" + packed[16:]):
        with pytest.raises(NotPacked):
            unpacked(broken, "t.csv.gz")
    monkeypatch.setattr(sheets, "UNPACKED", 3)
    with pytest.raises(NotPacked, match="more than 0 MB"):
        unpacked(packed, "t.csv.gz")


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("_", "."), content)
    return out.getvalue()


def test_the_only_table_of_a_zip_is_read(monkeypatch):
    one = zipped(datapackage_json="{}", Stock_CSV="a,b\n1,2\n")
    assert unpacked(one, "t.zip") == b"a,b\n1,2\n"
    for other in (zipped(a_txt="1"), b"PK\x03\x04 and nothing"):
        assert unpacked(other, "t.zip") is other
    with pytest.raises(NotPacked, match=r"there are 2: a\.csv, b\.csv"):
        unpacked(zipped(a_csv="1", b_csv="2"), "t.zip")
    with pytest.raises(NotPacked):
        unpacked(one.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), "t.zip")
    monkeypatch.setattr(sheets, "UNPACKED", 3)
    with pytest.raises(NotPacked, match="more than 0 MB"):
        unpacked(one, "t.zip")


def test_a_row_may_end_where_its_cells_are_empty():
    content = write_workbook({"data": [("a", "b", "c"), (1, None, None), (2, 3, 4)]}, "t.xlsx")
    assert next(grids(content, "t.xlsx"))[1] == [(1, ["a", "b", "c"]), (2, ["1", "", ""]), (3, ["2", "3", "4"])]


def test_a_cell_without_an_end_is_refused():
    with pytest.raises(NotATable, match="field larger than field limit"):
        lines_of("[" * 200_000)
