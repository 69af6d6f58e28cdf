import pytest

from travaux.evidence.layouts import desa
from travaux.evidence.load import load
from travaux.evidence.table import DoubledColumn

HEAD_2020 = (
    "United Nations,,,,,,,,,\nTable 1. International migrant stock,,,,,,,,,\n"
    'Index,"Region, development group, country or area of destination",Notes of destination,'
    "Location code of destination,Type of data of destination,"
    '"Region, development group, country or area of origin",Location code of origin,'
    "1990,2020,1990,2020,1990,2020\n"
)
PAIRS_2020 = """1,WORLD,,900,,WORLD,900,30,40,15,20,15,20
2,Mexico,,484,C,Guatemala,320,10,20,4,8,6,12
3,Mexico,,484,C,Others,2003,1,2,..,..,..,..
4,Mexico,,484,C,Atlantis,777,1,2,1,1,0,1
5,Mexico,,484,C,Guatemala,320,10,20,4,8,6,12
6,Mexico,,484,C,Belize,84,-1,20,4,8,6,12
7,Mexico,,484,C
(a) a note under the table,,,,,,,,,,,,
"""

HEAD_2017 = (
    'United Nations,,,,,,,,,\n"Table 2. Migrant stock by origin, female",,,,,,,,,\n'
    'Year,Sort order,"Major area, region, country or area of destination",Notes,Code,Type of data (a),'
    "Total,Other North,Afghanistan,Atlantis,Viet Nam,\n"
)
ORIGINS_2017 = """2017,1,Germany,,276,C,100,1,90,3,..,
2017,2,Nowhere,,777,C,100,1,90,3,4,
2017,3,France,,250,C,100
"""


def test_the_layout_of_2020_has_a_row_for_each_pair_and_years_three_times():
    found = load((HEAD_2020 + PAIRS_2020).encode(), "stock.csv")
    assert (found.layout, found.read, found.taken, found.rows) == (desa.NAME, 7, 3, 18)
    assert [(each.line, each.reason) for each in found.rejected] == [
        (7, "the code “777” is no area of M49 or ISO 3166"),
        (8, "the same observation was given before"),
        (9, "-1 is below nought"),
        (10, "it has 5 cells, the head 13"),
    ]
    rows = set(zip(*list(found.columns.values())[:4], strict=True))
    assert {("GTM", "MEX", 1990, "both"), ("GTM", "MEX", 2020, "female"), ("2003", "MEX", 1990, "male")} <= rows
    assert found.columns["stock"][6:12] == (10, 20, 4, 8, 6, 12)


def test_the_order_of_the_columns_changes_nothing():
    turned = "\n".join(
        ",".join(reversed(line.split(",")))
        for line in ("Location code of origin,Location code of destination,x", "320,484,y")
    )
    head = "1990,Location code of destination,Location code of origin\n5,484,320\n"
    assert load(head.encode(), "s.csv").columns["residence"] == ("MEX",)
    assert load(turned.encode(), "s.csv").layout == desa.NAME


def test_the_layouts_to_2019_have_a_column_for_each_origin_and_the_sex_in_the_title():
    found = load((HEAD_2017 + ORIGINS_2017).encode(), "stock.csv")
    assert (found.layout, found.read, found.taken) == (desa.NAME, 4, 1)
    assert [(each.line, each.reason) for each in found.rejected] == [
        (3, "a column: no area of M49 is named “Atlantis”"),
        (5, "the code “777” is no area of M49 or ISO 3166"),
        (6, "it has 7 cells, the head 12"),
    ]
    assert list(zip(*found.columns.values(), strict=True))[:3] == [
        ("900", "DEU", 2017, "female", 100),
        ("OTHER NORTH", "DEU", 2017, "female", 1),
        ("AFG", "DEU", 2017, "female", 90),
    ]


def test_a_matrix_without_years_is_listed_and_not_guessed():
    text = "Country of destination,Code,Total,Other North,Mexico\nGermany,276,5,1,4\n"
    assert [each.reason for each in load(text.encode(), "s.csv").rejected] == [
        "the table has no column of codes or of years"
    ]


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        ("both sexes combined", "both"),
        ("Table 2 males", "male"),
        ("female", "female"),
        ("male and female", "both"),
        ("", "both"),
    ],
)
def test_the_sex_is_told_from_the_title(words, sex):
    text = f'"{words}"\nYear,destination,Code,Total,Other North\n2015,Germany,276,5,1\n'
    assert set(load(text.encode(), "s.csv").columns["sex"]) == {sex}


def test_a_sheet_of_notes_is_passed_by():
    intake = desa.Intake(desa.NAME, desa.COLUMNS)
    desa.load([(1, ["notes"])], intake)
    assert intake.read == 0


BY_DESTINATION = """{title},,,,,,
Index,"Region, development group, country or area",Location code,1990,2020,1990,2020
1,Mexico,484,5,6,2,3
"""


def test_the_tables_by_destination_are_of_all_origins():
    found = load(BY_DESTINATION.format(title="International migrant stock at mid-year").encode(), "s.csv")
    assert list(zip(*found.columns.values(), strict=True))[::3] == [
        ("900", "MEX", 1990, "both", 5),
        ("900", "MEX", 2020, "male", 3),
    ]


ABOVE = "United Nations\nTrends in International Migrant Stock: The 2015 Revision (POP/DB/MIG/Stock/Rev.2015)\n"
HEAD_2015 = (
    '"Table 16. Total migrant stock at mid-year by origin and by area of destination, 2015"\n'
    '"Sort\norder","Major area, region, country or area of destination",Notes,Country code,Type of data (a),'
    "Country of origin,,,\n"
    ",,,,,Total,Other North,Other South,Afghanistan\n"
)


def test_a_head_of_two_lines_is_read_as_one_and_the_year_of_the_title_is_that_of_the_table():
    found = load((ABOVE + HEAD_2015 + "2,Germany,(1),276,B,100,1,2,3\n").encode(), "s.csv")
    assert list(zip(*found.columns.values(), strict=True)) == [
        ("900", "DEU", 2015, "both", 100),
        ("OTHER NORTH", "DEU", 2015, "both", 1),
        ("OTHER SOUTH", "DEU", 2015, "both", 2),
        ("AFG", "DEU", 2015, "both", 3),
    ]


def test_a_title_of_two_years_names_none():
    head = HEAD_2015.replace(", 2015", ", 1990-2015")
    assert [each.reason for each in load((ABOVE + head + "2,Germany,,276,B,1,1,2,3\n").encode(), "s.csv").rejected] == [
        "the table has no column of codes or of years"
    ]


def test_of_the_totals_of_2019_the_stocks_are_read_and_the_population_is_not():
    head = (
        "Sort order,Region or area,Notes,Code,Type of data,International migrant stock (both sexes),,(male),\n"
        ",,,,,1990,2019,1990,2019\n1,Mexico,,484,C,3,5,1,3\n"
    )
    stock = "Table 1 - International migrant stock at mid-year by sex\n"
    found = load((ABOVE + stock + head).encode(), "s.csv")
    assert list(zip(*found.columns.values(), strict=True))[1:3] == [
        ("900", "MEX", 2019, "both", 5),
        ("900", "MEX", 1990, "male", 1),
    ]
    for other in ("Table 2 - Total population at mid-year\n", "Table 3 - Migrant stock as a percentage\n"):
        assert load((ABOVE + other + head).encode(), "s.csv").layout != desa.NAME


def test_shares_and_rates_of_the_stock_are_no_stocks():
    title = "Migrant stock as a percentage of the population"
    with pytest.raises(DoubledColumn):
        load(BY_DESTINATION.format(title=title).encode(), "s.csv")
