from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from travaux.evidence.protect import protected
from travaux.participation.balance import Judged, NoSuchAttribute, NotAShare, Row, Rule, balance, picture, share

PANEL = [
    *({"region": "africa", "gender": "woman"} for _ in range(6)),
    *({"region": "europe", "gender": "man"} for _ in range(12)),
    {"region": "asia", "gender": "self"},
    {"region": "", "gender": ""},
]


def table(attribute, rules=(), people=PANEL):
    return balance(people, [attribute], rules, protect=protected)[0]


def test_an_attribute_is_counted_from_the_largest_with_silence_last():
    assert table("region").rows == (
        Row("europe", 12, Fraction(12, 20)),
        Row("africa", 6, Fraction(6, 20)),
        Row("asia", 1, Fraction(1, 20)),
        Row("", 1, Fraction(1, 20)),
    )


def test_small_numbers_of_a_personal_kind_and_what_gives_them_away_are_not_told():
    found = table("gender")
    assert found.protected
    assert [(row.value, row.count) for row in found.rows] == [("man", 12), ("woman", None), ("self", None), ("", None)]


def test_a_rule_is_judged_on_the_true_numbers_of_those_who_said():
    least = Rule("region", "africa", least=Fraction(1, 3), paragraph="17")
    most = Rule("region", "europe", most=Fraction(1, 2))
    assert table("region", [least, most]).judged == (
        Judged(least, met=False, falls_short=("africa",)),
        Judged(most, met=False, falls_short=("europe",)),
    )
    assert table("region", [Rule("region", "africa", least=Fraction(6, 19))]).judged[0].met is True


def test_a_rule_for_all_values_finds_those_that_are_not_there_at_all():
    every = Rule("region", least=Fraction(1, 10), values=("africa", "oceania"))
    assert table("region", [every]).judged == (Judged(every, met=False, falls_short=("oceania", "asia")),)


def test_a_rule_of_spread_names_those_left_behind():
    rule = Rule("region", spread=6)
    assert table("region", [rule]).judged[0].falls_short == ("asia",)


def test_a_rule_of_which_nobody_spoke_is_neither_met_nor_broken():
    rule = Rule("gender", "woman", least=Fraction(1, 2))
    assert table("gender", [rule], [{"gender": ""}]).judged == (Judged(rule, None),)


def test_rules_of_other_attributes_are_left_to_these():
    assert table("region", [Rule("gender", "woman", least=Fraction(1, 2))]).judged == ()


def test_a_list_of_nobody_has_a_table_of_nothing():
    empty = table("gender", people=[])
    assert (empty.total, empty.rows) == (0, ())


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(NoSuchAttribute):
        table("shoes")


@pytest.mark.parametrize("words", ["half", "1/0", "-0.1", "1.5"])
def test_what_is_no_share_is_refused(words):
    with pytest.raises(NotAShare):
        share(words)


def test_a_share_is_a_decimal_or_a_fraction():
    assert [share("0.4"), share(" 1/3 ")] == [Fraction(2, 5), Fraction(1, 3)]


def test_a_picture_has_a_bar_for_each_value_and_no_number_that_is_not_told():
    drawn = etree.fromstring(picture(table("gender"), title="Women & men <of the panel>").encode())
    texts = [each.text for each in drawn.iter("{*}text")]
    assert drawn[0].text == "Women & men <of the panel>"
    assert texts == ["man", "12", "woman", "few", "self", "few", "not said", "few"]
    assert len(list(drawn.iter("{*}rect"))) == 4


def test_a_picture_of_nobody_is_a_picture():
    assert etree.fromstring(picture(table("gender", people=[]), title="None").encode()).tag.endswith("svg")


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=1, max_size=60))
def test_all_are_counted_once_and_no_small_number_is_told(values):
    people = [{"gender": value, "region": value} for value in values]
    open_, hidden = balance(people, ["region", "gender"], protect=protected)
    assert sum(row.count for row in open_.rows) == len(values)
    assert all(row.count is None or row.count >= 5 for row in hidden.rows)
