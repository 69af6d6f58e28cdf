from math import isnan
from pathlib import Path

import pytest

from travaux.evidence.layouts import wpp
from travaux.evidence.load import load

LONG = """SortOrder,LocID,ISO3_code,LocTypeName,Location,Variant,Time,PopMale,PopFemale,PopTotal,PopDensity
1,900,,World,World,Medium,2024,4,4,8,1.5
2,484,MEX,Country/Area,Mexico,Medium,2024,1,1,2,
3,484,MEX,Country/Area,Mexico,Medium,2024,1,1,2,3
4,777,,Country/Area,Atlantis,Medium,2024,1,1,2,3
5,484,MEX
"""
BY_AGE = "LocID,Variant,Time,AgeGrp,Sex,Value\n484,Medium,2024,0-4,Female,12\n484,Medium,2024,0-4,Male,13\n"
WIDE = "country_code\tname\tage\t1950-1955\t1955-1960\n484\tMexico\t0\t0.1\tNA\n4\tAfghanistan\t0\tx\t0.1\n"


def test_the_long_layout_has_measures_of_each_sex():
    found = load(LONG.encode(), "WPP2024_TotalPopulationBySex.csv")
    assert (found.layout, found.read, found.taken, len(found.rejected)) == ("wpp", 5, 2, 3)
    rows = list(zip(*found.columns.values(), strict=True))
    assert rows[:3] == [
        ("900", "Pop", "Medium", "male", "", 2024, 4),
        ("900", "Pop", "Medium", "female", "", 2024, 4),
        ("900", "Pop", "Medium", "both", "", 2024, 8),
    ]
    assert (rows[3][1:4], isnan(rows[7][-1])) == (("PopDensity", "Medium", "both"), True)
    assert found.rejected[2].reason == "it has 3 cells, the head 11"


def test_the_sex_of_a_row_is_kept():
    rows = list(zip(*load(BY_AGE.encode(), "w.csv").columns.values(), strict=True))
    assert rows == [
        ("MEX", "Value", "Medium", "female", "0-4", 2024, 12),
        ("MEX", "Value", "Medium", "male", "0-4", 2024, 13),
    ]


def test_a_wide_table_has_the_name_of_its_file_as_measure():
    found = load(WIDE.encode(), "mxF.txt")
    assert next(zip(*found.columns.values(), strict=True)) == ("MEX", "mxF", "", "", "0", 1950, 0.1)
    assert [each.reason for each in found.rejected] == ["“x” is no number"]


def test_every_row_of_the_published_tables_is_loaded():
    table = Path(__file__).parents[5] / "shared" / "data" / "evidence" / "wpp2019" / "tfr.txt"
    if not table.exists():
        pytest.skip("the published tables stand in ../shared, which is not here")
    found = load(table.read_bytes(), table.name)
    assert (found.read, found.taken) == (249, 249)


SHEET = """United Nations,,,,,
Index,Variant,"Region, subregion, country or area *",Location code,Year,"Total population (thousands)"
1,Estimates,Mexico,484,2020,...
2,Estimates,Mexico,484,2021,126
"""


def test_the_head_of_an_excel_sheet_stands_under_titles_and_has_other_names():
    found = load(SHEET.encode(), "WPP2024_GEN.csv")
    assert [row[:2] + row[5:6] for row in zip(*found.columns.values(), strict=True)] == [
        ("MEX", "Total population (thousands)", 2020),
        ("MEX", "Total population (thousands)", 2021),
    ]


def test_lines_without_the_head_are_passed_by():
    intake = wpp.Intake(wpp.NAME, wpp.COLUMNS)
    wpp.load([(1, ["notes"])], intake)
    assert intake.read == 0


def test_the_sheets_of_2019_have_a_column_for_each_year_under_titles():
    text = (
        "United Nations\nPopulation Division\n"
        'Index,Variant,"Region, subregion, country or area *",Notes,Country code,Type,Parent code,1950,1951\n'
        "1,Estimates,WORLD,,900,World,0,2536431,2584034\n2,Estimates,Mexico,,484,Country/Area,1,27945,28000\n"
    )
    found = load(text.encode(), "WPP2019_POP_F01_1_TOTAL.csv")
    assert list(zip(*found.columns.values(), strict=True))[2:] == [
        ("MEX", "WPP2019_POP_F01_1_TOTAL", "Estimates", "", "", 1950, 27945),
        ("MEX", "WPP2019_POP_F01_1_TOTAL", "Estimates", "", "", 1951, 28000),
    ]
