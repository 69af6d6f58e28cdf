# ruff: noqa: RUF001 - the words of six languages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.summary.convergence import Asked, clusters, turns

ASKED = [
    Asked("1", "ARL", "children", "States should end the detention of migrant children."),
    Asked("2", "BRU", "children", "End the detention of migrant children in all States."),
    Asked("3", "COR", "children", "We do not wish to end the detention of migrant children."),
    Asked("4", "ARL", "children", "Schools are open to every pupil."),
    Asked("5", "DEL", "visas", "End the detention of migrant children."),
    Asked("6", "ARL", "children", "States should end the detention of migrant children everywhere and at once."),
]


def test_recommendations_that_ask_for_the_same_stand_together_with_who_asks():
    found = clusters(ASKED)
    assert [(one.theme, one.asking.entities, [asked.passage for asked in one.asking.asked]) for one in found] == [
        ("children", ("ARL", "BRU"), ["1", "2", "6"]),
        ("children", ("ARL",), ["4"]),
        ("visas", ("DEL",), ["5"]),
    ]


def test_who_asks_for_the_contrary_is_shown_with_the_words_that_say_so():
    first, *others = clusters(ASKED)
    assert first.contrary is not None
    assert (first.contrary.entities, first.contrary.turns, first.is_divergent) == (("COR",), {"3": ("not",)}, True)
    assert [one.is_divergent for one in others] == [False, False]


def test_where_most_say_no_the_one_who_says_yes_is_the_contrary():
    found = clusters(
        [Asked(str(n), code, "t", "Do not return anyone by force.") for n, code in enumerate("AB")]
        + [Asked("9", "C", "t", "Return anyone by force.")]
    )
    assert [(one.asking.entities, one.contrary.entities) for one in found] == [(("A", "B"), ("C",))]


def test_the_quotation_is_the_one_most_like_the_others():
    assert clusters(ASKED)[0].asking.quoted.passage == "1"


@pytest.mark.parametrize(
    "text",
    [
        "States should refrain from it",
        "Les États ne doivent pas",
        "Los Estados no deben",
        "Не следует",
        "لا ينبغي",
        "各国不应",
    ],
)
def test_words_that_turn_a_recommendation_round_are_known_in_six_languages(text):
    assert len(turns(text)) == 1


def test_words_that_only_look_so_are_not_taken():
    assert turns("Note the notable nature of this") == ()


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("tu"), st.text("ab c", max_size=8)), max_size=12))
def test_no_recommendation_is_lost_or_counted_twice(given_):
    asked = [Asked(str(place), *one) for place, one in enumerate(given_)]
    sides = [side for one in clusters(asked) for side in (one.asking, one.contrary) if side]
    assert sorted(one.passage for side in sides for one in side.asked) == sorted(one.passage for one in asked)
