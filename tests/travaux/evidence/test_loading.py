from math import isnan

import pytest

from travaux.evidence.loading import Intake, Refused, area_of, counted, measured, year_of


def test_every_row_is_taken_or_listed_with_the_reason():
    intake = Intake("test", ("area", "value"))
    intake.take(2, ["MEX", "1"], [("MEX", 1.0)], 1)
    intake.take(3, ["MEX", "2"], [("MEX", 2.0)], 1)
    intake.take(4, ["USA", "2", "3"], [("USA", 2.0), ("USA", 3.0)], 1)
    intake.reject(5, ["?", "2"], "no area")
    found = intake.done()
    assert (found.read, found.taken, found.rows) == (4, 1, 1)
    assert [(each.line, each.reason) for each in found.rejected] == [
        (3, "the same observation was given before"),
        (4, "the same observation was given before"),
        (5, "no area"),
    ]
    assert (found.rejected[2].said, found.columns) == ("?,2", {"area": ("MEX",), "value": (1.0,)})


def test_a_file_of_which_nothing_is_taken_has_columns_without_rows():
    found = Intake("test", ("a", "b")).done()
    assert (dict(found.columns), found.rows) == ({"a": (), "b": ()}, 0)


@pytest.mark.parametrize("words", ["", "..", " NA ", "-", "NaN"])
def test_what_the_source_leaves_open_is_not_a_number_and_not_nought(words):
    assert isnan(measured(words))


@pytest.mark.parametrize(("words", "number"), [("12", 12), ("1 234.5", 1234.5), ("1\u00a0234", 1234), ("-3", -3)])
def test_numbers_may_be_grouped_by_spaces(words, number):
    assert measured(words) == number


@pytest.mark.parametrize("words", ["1,234", ">95", "N", "12*"])
def test_a_number_with_a_comma_or_a_sign_is_refused(words):
    with pytest.raises(Refused, match="is no number"):
        measured(words)


def test_fewer_persons_than_none_are_refused():
    assert counted("3") == 3
    with pytest.raises(Refused, match="below nought"):
        counted("-3")


@pytest.mark.parametrize(
    ("words", "year"), [("2020", 2020), ("2015-2020", 2015), ("2020.0", 2020), ("1990\u20131995", 1990)]
)
def test_a_year_or_the_first_of_a_period_is_read(words, year):
    assert year_of(words) == year


@pytest.mark.parametrize("words", ["", "20", "year", "20201", "2020Q1"])
def test_what_is_no_year_is_refused(words):
    with pytest.raises(Refused):
        year_of(words)


@pytest.mark.parametrize(
    ("code", "iso3"),
    [
        ("484", "MEX"),
        ("mex", "MEX"),
        ("4.0", "AFG"),
        ("900", "900"),
        ("150", "150"),
        ("034", "34"),
        ("1834", "1834"),
        ("62", "62"),
    ],
)
def test_areas_and_the_numbers_of_groups_are_known(code, iso3):
    assert area_of(code) == iso3


@pytest.mark.parametrize(
    ("code", "reason"), [("QQQ", "“QQQ” is no area"), ("777", "“777” is no area"), (" ", "names no area")]
)
def test_other_codes_are_refused(code, reason):
    with pytest.raises(Refused, match=reason):
        area_of(code)
