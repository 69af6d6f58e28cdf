import gzip
from pathlib import Path

import pytest

from travaux.evidence.load import load
from travaux.evidence.table import DoubledColumn


def test_numbers_areas_and_years_are_told_by_the_columns():
    found = load(b"note,stock,year,iso3\nx,5,2020,484\ny,6.5,2020,MEX\n", "t.csv")
    assert dict(found.columns) == {"note": ["x", "y"], "year": [2020, 2020], "iso3": ["MEX", "MEX"], "stock": [5, 6.5]}


def test_rows_that_cannot_be_taken_are_listed():
    rows = "\n".join(f"{name},{1900 + rank},5" for rank, name in enumerate(["MEX"] * 40))
    found = load(
        f"area,year,stock\n{rows}\nQQQ,2000,1\nMEX,2001\nMEX,2002,-4\nMEX,2003,x\nMEX,1900,5\n".encode(), "t.csv"
    )
    assert (found.read, found.taken) == (45, 40)
    assert sorted((each.line, each.reason) for each in found.rejected) == [
        (42, "the code “QQQ” is no area of M49 or ISO 3166"),
        (43, "it has 2 cells, the head 3"),
        (44, "-4 is below nought"),
        (45, "“x” is no number"),
        (46, "the same observation was given before"),
    ]


def test_what_is_open_stays_open():
    found = load(b"area,rate\nMEX,..\nUSA,1\n", "t.csv")
    assert [str(value) for value in found.columns["rate"]] == ["nan", "1.0"]


def test_a_table_of_numbers_alone_has_rows_that_differ_as_a_whole():
    found = load(b"a,b\n1,2\n1,3\n1,2\n", "t.csv")
    assert (found.taken, len(found.rejected)) == (2, 1)


@pytest.mark.parametrize("cells", ["1e5,2\n3-4,2\n", "7,2\n..,2\n"])
def test_a_column_with_a_cell_that_is_no_number_is_looked_at_one_by_one(cells):
    found = load(b"rate,x\n" + b"".join(b"%d,2\n" % n for n in range(30)) + cells.encode(), "t.csv")
    assert found.read == 32


def test_names_given_twice_are_refused_and_missing_ones_made():
    with pytest.raises(DoubledColumn):
        load(b"a,A\n1,2\n", "t.csv")
    assert list(load(b"a,\n1,x\n", "t.csv").columns) == ["column 2", "a"]


def test_rows_without_any_whole_one_are_all_listed():
    assert load(b"a,b\n1\n2\n", "t.csv").taken == 0


def test_all_corridors_of_2020_are_loaded():
    table = Path(__file__).parents[5] / "shared" / "data" / "evidence" / "ims2020" / "ims2020_bilateral.csv.gz"
    if not table.exists():
        pytest.skip("the published stock stands in ../shared, which is not here")
    found = load(gzip.decompress(table.read_bytes()), "ims2020.csv")
    assert (found.read, found.taken, found.rejected) == (75_600, 75_600, ())


def test_titles_above_the_names_of_the_columns_are_listed():
    found = load(b"Title of the table,,\n,,\nnote,year,iso3\nx,2020,MEX\n", "t.csv")
    assert (dict(found.columns), found.read, found.taken) == ({"note": ["x"], "year": [2020], "iso3": ["MEX"]}, 2, 1)
    assert [(each.line, each.reason) for each in found.rejected] == [(1, "it stands above the names of the columns")]


def test_a_table_that_speaks_in_codes_of_its_own_keeps_them_as_words():
    own = load(b"residence,stock\nARL,1\nBRU,2\nMEX,3\n", "own.csv")
    assert (own.rejected, own.columns["residence"]) == ((), ["ARL", "BRU", "MEX"])
    official = load(b"residence,stock\nARL,1\nUSA,2\nMEX,3\n", "official.csv")
    assert [each.line for each in official.rejected] == [2]


def test_a_number_too_large_to_be_one_is_listed():
    found = load(b"area,stock\nMEX,1e999\nCAN,3\n", "t.csv")
    assert ([*found.columns["stock"]], [each.reason for each in found.rejected]) == ([3.0], ["“1e999” is no number"])


def test_a_column_of_persons_is_of_numbers_whatever_most_of_its_cells_hold():
    found = load(b"year;area;stock\n2020;MEX;100,5\n2020;USA;7,5\n2020;CAN;3\n", "t.csv")
    assert ([*found.columns["area"]], [each.reason for each in found.rejected]) == (
        ["CAN"],
        ["“100,5” is no number", "“7,5” is no number"],
    )
