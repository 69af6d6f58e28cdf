import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.document import Run
from travaux.formats.ranks import Ranks, parted, split, value
from travaux.text.numbering import roman


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Decides", "1.", "Decides"),
        ("12 bis. Decides", "12 bis.", "Decides"),
        ("4.1 Text", "4.1", "Text"),
        ("(a) the first", "(a)", "the first"),
        ("a) le premier", "a)", "le premier"),
        ("(xviii) last", "(xviii)", "last"),
        ("(أ) النص", "(أ)", "النص"),
        ("10 - النص", "10 -", "النص"),
        ("\u0661\u0662- النص", "\u0661\u0662-", "النص"),
        ("\u0430) текст", "\u0430)", "текст"),
        ("(一)决定", "(一)", "决定"),
        ("一、决定", "一、", "决定"),
        ("\uff08a\uff09决定", "\uff08a\uff09", "决定"),
        ("OP12bis. Decides", "OP12bis.", "Decides"),
        ("PP3 Recalling", "PP3", "Recalling"),
        ("2018 was a year", "", "2018 was a year"),
        ("1 January", "", "1 January"),
        ("1.", "", "1."),
        ("(see) this", "", "(see) this"),
        ("Decides 1. to", "", "Decides 1. to"),
    ],
)
def test_a_printed_number_is_told_from_the_words(text, number, rest):
    assert split(text) == (number, rest)


def test_ranks_follow_the_numbers_and_the_ninth_letter_is_no_roman_one():
    numbers = [
        "1.",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(c)",
        "2.",
        "(g)",
        "(h)",
        "(i)",
        "(j)",
        "II.",
        "(i)",
        "(ii)",
        "1.1",
        "(一)",
        "一、",
        "A.",
        "OP3",
    ]
    ranks = Ranks()
    assert [ranks.rank(number) for number in numbers] == [0, 1, 1, 2, 2, 1, 0, 1, 1, 1, 1, 0, 2, 2, 1, 1, 0, 0, 0]


def test_figures_in_quotes_stand_below_letters():
    assert Ranks().rank("\u20191\u2018") == 2


def test_the_rank_that_a_format_knows_is_taken_and_no_number_has_none():
    ranks = Ranks()
    assert (ranks.rank("(i)", 1), ranks.rank("", 0), ranks.rank("\u2013")) == (1, 0, 0)


@given(st.integers(1, 39))
def test_a_roman_number_counts_what_it_was_written_from(ordinal):
    assert value(roman(ordinal).lower()) == ordinal


def test_a_number_is_taken_out_of_dressed_runs():
    runs = (Run("("), Run("a", italic=True), Run(") The "), Run("", note=0), Run("first", bold=True))
    assert parted(runs) == ("(a)", (Run("The "), Run("", note=0), Run("first", bold=True)))
    assert parted(runs[3:]) == ("", runs[3:])
