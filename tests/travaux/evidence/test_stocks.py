import numpy as np
import pytest

from travaux.evidence.stocks import (
    DoubledRow,
    NativesMissing,
    NoCode,
    OtherUnit,
    UnknownArea,
    named,
    read_births,
    read_deaths,
    read_seed,
    read_stocks,
    require_natives,
    same_areas,
    within,
)
from travaux.evidence.table import MissingColumn, read_table


def stocks(text, file="s.csv"):
    return read_stocks(read_table(text, file))


PAIR = "birthplace,residence,stock\nA,A,10\nA,B,2\nB,A,1\nB,B,20\n"


def test_the_order_of_columns_and_rows_changes_nothing():
    other = "stock;residence;birthplace\n20;B;B\n1;A;B\n2;B;A\n10;A;A\n"
    assert stocks(other).cells == stocks(PAIR).cells
    assert stocks(PAIR).matrix(("A", "B")).tolist() == [[10, 2], [1, 20]]


def test_a_pair_that_is_given_twice_is_refused():
    with pytest.raises(DoubledRow, match="A → B"):
        stocks(PAIR + "A,B,2\n")


@pytest.mark.parametrize(("row", "column"), [(" ,B,2", "birthplace"), ("B,,2", "residence")])
def test_a_row_without_an_area_is_refused(row, column):
    with pytest.raises(NoCode, match=column):
        stocks(PAIR + row)


def test_a_table_without_stocks_is_refused():
    with pytest.raises(MissingColumn):
        stocks("birthplace,residence,flow\nA,B,1")


def test_a_code_that_iso_does_not_know_is_refused_where_the_others_are_of_iso():
    with pytest.raises(UnknownArea, match="QQQ, which M49"):
        stocks("birthplace,residence,stock\nMEX,USA,1\nDEU,QQQ,1\n")


def test_codes_of_ones_own_are_taken_where_none_is_of_iso():
    assert stocks(PAIR).areas == {"A", "B"}


def test_columns_that_are_not_used_are_listed():
    assert stocks("birthplace,residence,year,stock\nA,B,2020,1").unused == ("year",)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("birthplace,residence,stock (thousands)\nA,B,1", "thousands"),
        ("birthplace,residence,stock,unit\nA,B,1,Persons\nB,A,1,persons", "persons"),
        (PAIR, ""),
    ],
)
def test_the_unit_is_read_where_it_is_said(text, unit):
    assert stocks(text).unit == unit


def test_a_table_of_two_units_is_refused():
    with pytest.raises(OtherUnit, match="“persons”, while other rows of it count in “thousands”"):
        stocks("birthplace,residence,stock,unit\nA,B,1,persons\nB,A,1,thousands")


def test_two_stocks_in_different_units_are_refused():
    with pytest.raises(OtherUnit, match=r"a unit that it does not name, while “s\.csv” counts in “thousands”"):
        same_areas(
            stocks("birthplace,residence,stock (thousands)\nA,B,1"),
            stocks("birthplace,residence,stock\nA,B,1", "t.csv"),
        )


def test_an_area_that_one_stock_does_not_know_is_refused():
    small = stocks("birthplace,residence,stock\nA,A,1\nA,B,1\n")
    large = stocks(PAIR + "C,A,1\n", "t.csv")
    for pair in ((small, large), (large, small)):
        with pytest.raises(UnknownArea, match="C, which"):
            same_areas(*pair)


def test_births_and_deaths_speak_of_the_areas_of_the_stocks():
    found = within(read_births(read_table("residence,births\nB,3\nA,2", "b.csv")), stocks(PAIR))
    assert found.tolist() == [[2, 0], [0, 3]]
    deaths = read_deaths(read_table("birthplace,residence,deaths\nB,A,1\nB,B,4", "d.csv"))
    assert (deaths.by_birthplace, within(deaths, stocks(PAIR)).tolist()) == (True, [[0, 0], [1, 4]])
    assert not read_deaths(read_table("residence,deaths\nA,1", "d.csv")).by_birthplace


@pytest.mark.parametrize("rows", ["A,1\nB,1\nC,1", "A,1"])
def test_births_of_other_areas_are_refused(rows):
    with pytest.raises(UnknownArea):
        within(read_births(read_table(f"residence,births\n{rows}", "b.csv")), stocks(PAIR))


def test_a_seed_has_weights():
    assert read_seed(read_table("origin,destination,weight\nA,B,0.5", "w.csv")).cells == {("A", "B"): 0.5}


def test_areas_without_their_native_born_are_named():
    with pytest.raises(NativesMissing, match="were born in B"):
        require_natives(stocks(PAIR), stocks("birthplace,residence,stock\nA,A,1\nA,B,1"))


def test_a_long_list_of_codes_is_cut():
    assert named(map(str, range(10))) == "0, 1, 2, 3, 4, 5, 6, 7 and 2 more"


def test_pairs_that_are_not_given_are_nobody():
    assert np.count_nonzero(stocks("birthplace,residence,stock\nA,B,1").matrix(("A", "B"))) == 1
