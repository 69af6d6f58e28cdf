import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.guard import Bomb, TooLarge
from travaux.formats.rows import LIMITS, MOST, NoRows, read_rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows, shared=None, name="xl/worksheets/sheet1.xml"):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')
        if shared is not None:
            packed.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return whole.getvalue()


def test_csv_is_read_by_the_names_of_its_columns_whatever_stands_between_cells():
    for mark in ",;\t":
        text = f"\ufeffGiven {mark}FAMILY\nAna{mark}Ruiz\n".encode()
        assert read_rows(text, "list.csv") == ({"given": "Ana", "family": "Ruiz"},)


def test_a_row_of_csv_that_is_empty_keeps_its_place_and_one_that_is_longer_loses_what_no_column_names():
    assert read_rows(b"given\n\nAna,too,much\n", "list.csv") == ({}, {"given": "Ana"})


def test_a_spreadsheet_is_read_with_its_shared_words_inline_words_and_results():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>role</t></is></c><c r="D1"/></row>'
        '<row r="3"><c r="B3" t="str"><f>A1</f><v> head </v></c><c r="AZZ3"><v>1</v></c></row>'
        '<row><c><v>7</v></c><c t="s"><v>9</v></c></row>'
    )
    found = read_rows(sheet(rows, "<si><t>gi</t><r><t>ven</t></r><rPh><t>x</t></rPh></si>"), "list.xlsx")
    assert found == ({}, {"given": "", "role": "head"}, {"given": "7", "role": ""})


def test_a_spreadsheet_without_shared_words_is_read():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>given</t></is></c></row>'
    assert read_rows(sheet(rows), "list.xlsx") == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no row that names columns"),
        (b"\n,,\n", "no row that names columns"),
        (b"a,A\n1,2\n", "called “a”"),
        (b"a\n" * (MOST + 2), "more rows"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b'a\n"' + b"x" * 200_000, "breaks off"),
        (sheet("", name="word/document.xml"), "no sheet"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(content, reason):
    with pytest.raises(NoRows) as refused:
        read_rows(content, "list")
    assert reason in str(refused.value)


def test_a_list_that_could_overwhelm_its_reader_is_not_opened():
    with pytest.raises(TooLarge):
        read_rows(b"a" * (LIMITS.size + 1), "list.csv")
    with pytest.raises(Bomb):
        read_rows(sheet(f'<row r="1">{"<c/>" * 900_000}</row>'), "list.xlsx")


def test_a_row_that_claims_a_place_far_below_makes_no_end_of_rows():
    with pytest.raises(NoRows):
        read_rows(sheet('<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row><row r="9999999"/>'), "list.xlsx")


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1, max_size=5, unique=True))
def test_whatever_csv_holds_comes_back(values):
    table = "name,more\n" + "".join(f'"{value.replace(chr(34), chr(34) * 2)}",1\n' for value in values)
    assert [row["name"] for row in read_rows(table.encode(), "list.csv")] == values
