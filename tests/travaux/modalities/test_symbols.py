import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import symbols
from travaux.modalities.symbols import Numbered

CONF = "A/CONF.231/{number}"
CRP = "A/CONF.231/CRP.{number}"
OF_A_YEAR = "{number}/2017"


@pytest.mark.parametrize(
    ("pattern", "so"),
    [(CONF, True), (OF_A_YEAR, True), ("A/CONF.231", False), ("{number}/{number}", False), ("{year}/{number}", False)],
)
def test_a_pattern_has_the_place_of_the_number_once(pattern, so):
    assert symbols.is_pattern(pattern) is so


@pytest.mark.parametrize(
    ("pattern", "written", "found"),
    [
        (CONF, "A/CONF.231/3", Numbered(3)),
        (CONF, "A/CONF.231/3/Rev.1/Corr.2", Numbered(3, "/Rev.1/Corr.2")),
        (CONF, "A/CONF.231/3/INF", None),
        (CONF, "A/CONF.231/03", None),
        (CONF, "A/CONF.231/L.3", None),
        (CONF, "A/CONF.230/3", None),
        (OF_A_YEAR, "28/2017", Numbered(28)),
        (OF_A_YEAR, "28/2018", None),
    ],
)
def test_a_symbol_is_read_in_its_series(pattern, written, found):
    assert symbols.read(pattern, written) == found


def test_a_symbol_is_of_the_most_particular_series_that_fits():
    patterns = ("A/{number}", "A/CONF.{number}", CONF)
    assert symbols.series_of(patterns, "A/CONF.231/3") == CONF
    assert symbols.series_of(patterns, "A/CONF.231") == "A/CONF.{number}"
    assert symbols.series_of(patterns, "B/3") == ""


def test_the_next_number_follows_the_highest_and_the_gaps_are_named():
    given_ = ["A/CONF.231/1", "A/CONF.231/4/Add.1", "A/CONF.231/CRP.9"]
    assert (symbols.following(CONF, given_), symbols.gaps(CONF, given_)) == (5, (2, 3))
    assert (symbols.following(CRP, given_), symbols.gaps(CONF, [])) == (10, ())


@given(st.lists(st.integers(1, 300), min_size=1, unique=True))
def test_what_was_given_and_the_gaps_are_together_all_numbers_up_to_the_last(numbers):
    written = [symbols.symbol(CONF, number) for number in numbers]
    assert sorted([*numbers, *symbols.gaps(CONF, written)]) == list(range(1, symbols.following(CONF, written)))
