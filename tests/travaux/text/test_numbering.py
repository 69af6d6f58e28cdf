import pytest

from travaux.text.numbering import COMPACT, RESOLUTION, SECTIONS, Place, convention, letters, numbered, roman
from travaux.text.provision import Kind

TITLE, HEADING, OBJECTIVE, COMMITMENT, ACTION = (
    Place(kind) for kind in (Kind.TITLE, Kind.HEADING, Kind.OBJECTIVE, Kind.COMMITMENT, Kind.ACTION)
)
ITEM, OPERATIVE, PREAMBULAR = Place(Kind.ITEM), Place(Kind.OPERATIVE), Place(Kind.PREAMBULAR)


def test_a_compact_counts_paragraphs_through_and_letters_actions_anew():
    places = [TITLE, HEADING, COMMITMENT, OBJECTIVE, COMMITMENT, ACTION, ACTION, ITEM, OBJECTIVE, COMMITMENT, ACTION]
    assert numbered(places, COMPACT) == [
        *("", "", "1", "Objective 1.", "2", "2 (a)", "2 (b)", "2 (b) (i)", "Objective 2.", "3", "3 (a)"),
    ]


def test_a_resolution_counts_its_preamble_apart():
    places = [PREAMBULAR, PREAMBULAR, OPERATIVE, Place(Kind.SUBPARAGRAPH), Place(Kind.ANNEX), OPERATIVE]
    assert numbered(places, RESOLUTION) == ["PP1", "PP2", "1", "1 (a)", "Annex i", "1"]


def test_paragraphs_may_be_counted_by_section():
    assert numbered([HEADING, OPERATIVE, OPERATIVE, HEADING, OPERATIVE], SECTIONS) == ["", "1", "2", "", "1"]


def test_a_paragraph_added_between_circulated_ones_bears_bis_and_the_next_ter():
    places = [Place(Kind.OPERATIVE, "1"), OPERATIVE, OPERATIVE, Place(Kind.OPERATIVE, "2"), OPERATIVE]
    assert numbered(places, COMPACT) == ["1", "1 bis", "1 ter", "2", "2 bis"]


def test_behind_a_bis_that_was_circulated_comes_a_ter_and_no_mark_is_given_twice():
    bis, two = Place(Kind.OPERATIVE, "1 bis"), Place(Kind.OPERATIVE, "2")
    assert numbered([Place(Kind.OPERATIVE, "1"), bis, OPERATIVE, two], COMPACT) == ["1", "1 bis", "1 ter", "2"]
    assert numbered([Place(Kind.OPERATIVE, "1"), OPERATIVE, bis, two], COMPACT) == ["1", "1 ter", "1 bis", "2"]
    objectives = [Place(Kind.OBJECTIVE, "Objective 1."), Place(Kind.OBJECTIVE, "Objective 1 bis."), OBJECTIVE]
    assert numbered(objectives, COMPACT)[-1] == "Objective 1 ter."


def test_an_action_and_an_objective_added_bear_bis_too():
    places = [Place(Kind.OBJECTIVE, "Objective 1."), Place(Kind.COMMITMENT, "1"), Place(Kind.ACTION, "1 (a)"), ACTION]
    added = [OBJECTIVE, COMMITMENT, ACTION, ACTION]
    assert numbered([*places, *added], COMPACT) == [
        *("Objective 1.", "1", "1 (a)", "1 (a) bis", "Objective 1 bis.", "1 bis", "1 bis (a)", "1 bis (b)"),
    ]


def test_a_paragraph_added_ahead_of_the_first_says_so():
    assert numbered([OPERATIVE, Place(Kind.OPERATIVE, "1")], COMPACT) == ["1 ante", "1"]


def test_an_alternative_paragraph_bears_alt():
    alternative = Place(Kind.OPERATIVE, is_alternative=True)
    places = [Place(Kind.OPERATIVE, "1"), alternative, alternative, OPERATIVE]
    assert numbered(places, COMPACT) == ["1", "1 alt", "1 alt 2", "1 bis"]
    assert numbered([OPERATIVE, alternative, OPERATIVE], COMPACT) == ["1", "1 alt", "2"]


def test_more_additions_than_latin_has_names_for_are_still_told_apart():
    places = [Place(Kind.OPERATIVE, "1"), *([OPERATIVE] * 21)]
    assert numbered(places, COMPACT)[-2:] == ["1 bis 20", "1 bis 21"]


def test_an_action_without_a_paragraph_above_has_its_letter_alone():
    assert numbered([ACTION], COMPACT) == ["(a)"]


@pytest.mark.parametrize(
    ("ordinal", "lettered", "figured"), [(1, "a", "i"), (26, "z", "xxvi"), (28, "ab", "xxviii"), (49, "aw", "xlix")]
)
def test_letters_and_roman_figures(ordinal, lettered, figured):
    assert (letters(ordinal), roman(ordinal)) == (lettered, figured)


def test_what_bis_marks_is_data():
    alternative = Place(Kind.OPERATIVE, is_alternative=True)
    places = [Place(Kind.OPERATIVE, "1"), alternative, OPERATIVE, alternative]
    assert numbered(places, convention("compact")) == ["1", "1 alt", "1 bis", "1 alt 2"]
    assert numbered(places, convention("compact", "bis-alternative")) == ["1", "1 bis", "1 A", "1 ter"]


def test_marks_that_were_circulated_are_given_to_no_other_paragraph():
    alternative = Place(Kind.OPERATIVE, is_alternative=True)
    kept = [Place(Kind.OPERATIVE, "1"), Place(Kind.OPERATIVE, "1 alt 2", is_alternative=True), alternative, OPERATIVE]
    assert numbered(kept, COMPACT) == ["1", "1 alt 2", "1 alt 3", "1 bis"]


def test_footnotes_are_counted_apart():
    assert numbered([OPERATIVE, Place(Kind.FOOTNOTE), OPERATIVE, Place(Kind.FOOTNOTE)], COMPACT) == [
        *("1", "Footnote 1", "2", "Footnote 2"),
    ]
