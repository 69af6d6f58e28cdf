import pytest

from travaux.cli.tables import read_rows
from travaux.evidence.sheets import NotATable, write_workbook


def test_the_separator_is_that_of_the_head_whatever_stands_in_the_rows(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes('\ufeffname,of\r\n"a; b; c; d",x\r\n\r\nshort\r\n'.encode())
    assert read_rows(file) == (["name", "of"], [{"name": "a; b; c; d", "of": "x"}, {"name": "short", "of": ""}])


def test_an_excel_file_is_read_from_its_first_sheet(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(write_workbook({"one": [["name"], ["Ada"]], "two": [["x"]]}, "a.xlsx"))
    assert read_rows(file) == (["name"], [{"name": "Ada"}])


def test_an_empty_file_has_no_rows(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("")
    assert read_rows(file) == ([], [])


def test_a_cell_that_never_ends_is_refused(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('name\n"' + "x" * 140_000)
    with pytest.raises(NotATable):
        read_rows(file)
