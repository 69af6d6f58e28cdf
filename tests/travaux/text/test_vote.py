import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.vote import RULES, Cast, NobodyVoted, NoSuchRule, Tally, VotedTwice, is_carried, rule_named, tally


def test_a_vote_is_counted_by_column_and_read_out():
    counted = tally({Cast.IN_FAVOUR: ["ARL", "BRU"], Cast.AGAINST: ["COR"], Cast.ABSENT: ["DEL"]})
    assert counted == Tally(2, 1, 0, 1)
    assert counted.told == "2-1-0"


def test_nobody_votes_twice():
    with pytest.raises(VotedTwice, match="more than once: ARL"):
        tally({Cast.IN_FAVOUR: ["ARL"], Cast.ABSTAINING: ["ARL"]})


def test_a_vote_without_votes_is_none():
    with pytest.raises(NobodyVoted):
        tally({Cast.ABSENT: ["ARL"]})


@pytest.mark.parametrize(
    ("rule", "counted", "carried"),
    [
        ("simple", Tally(3, 3), False),
        ("simple", Tally(3, 2, 100, 80), True),
        ("simple", Tally(0, 0, 5), False),
        ("two_thirds", Tally(4, 2), True),
        ("two_thirds", Tally(3, 2), False),
        ("two_thirds", Tally(0, 0, 5), False),
        ("absolute", Tally(97, 0, 0, 96), True),
        ("absolute", Tally(96, 0, 1, 96), False),
        ("two_thirds_of_members", Tally(4, 0, 1, 1), True),
        ("unanimity", Tally(5, 0, 3), True),
        ("unanimity", Tally(5, 1), False),
    ],
)
def test_the_majority_is_that_of_the_rule(rule, counted, carried):
    assert is_carried(counted, rule_named(rule)) is carried


def test_a_rule_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(NoSuchRule, match="simple, two_thirds"):
        rule_named("golden")


@given(st.integers(0, 50), st.integers(0, 50), st.sampled_from(list(RULES.values())))
def test_a_vote_more_in_favour_never_loses_what_was_carried(favour, against, rule):
    assert is_carried(Tally(favour + 1, against), rule) or not is_carried(Tally(favour, against), rule)
