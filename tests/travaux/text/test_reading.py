import pytest

from travaux.text.reading import (
    NEXT,
    AlreadyAdopted,
    Decision,
    Level,
    MayNotAdopt,
    OpenPlace,
    OutOfTurn,
    StillOpen,
    StillPending,
    check_adoption,
    check_agreed,
    check_open_to_change,
    check_pending,
    decide,
    holds,
)
from travaux.words.tokens import digest

PLACE = OpenPlace("19 (a)", "strengthen", "/p/19")


def test_a_decision_is_bound_to_the_exact_wording():
    decision = decide(Level.OPEN, Level.AD_REFERENDUM, "We act.")
    assert decision == Decision(Level.AD_REFERENDUM, digest("We act."))
    assert holds(decision, "We act.")
    assert not holds(decision, "We act. ")


def test_a_paragraph_that_was_reopened_no_longer_counts_as_agreed():
    assert not holds(decide(Level.AGREED, Level.REOPENED, "We act."), "We act.")


@pytest.mark.parametrize("level", list(Level))
def test_nothing_follows_adoption(level):
    with pytest.raises(OutOfTurn, match="Choose one of: none"):
        decide(Level.ADOPTED, level, "We act.")


def test_a_level_that_cannot_follow_is_refused_with_those_that_can():
    with pytest.raises(OutOfTurn, match="reopened, agreed in committee, agreed, adopted"):
        decide(Level.AD_REFERENDUM, Level.AGREED_IN_INFORMALS, "We act.")


def test_every_level_has_its_next_ones():
    assert set(NEXT) == set(Level)


def test_a_paragraph_with_an_open_bracket_is_not_agreed():
    check_agreed("19", [])
    with pytest.raises(StillOpen, match=r"paragraph 19 .* “strengthen”"):
        check_agreed("19", [PLACE])


def test_adoption_is_refused_while_brackets_are_open_and_lists_them():
    check_adoption([])
    with pytest.raises(MayNotAdopt) as refused:
        check_adoption([PLACE, OpenPlace("20", "shall")])
    assert refused.value.parts[1] == "Brackets still open, 2: 19 (a) “strengthen” (/p/19); 20 “shall”."


def test_what_waits_for_delegations_is_not_settled_without_them():
    with pytest.raises(StillPending, match="ARL, BRU"):
        check_pending("5", Level.AGREED, ["ARL", "BRU"])
    assert check_pending("5", Level.AD_REFERENDUM, ["ARL"]) is None
    assert check_pending("5", Level.AGREED, []) is None


def test_what_is_adopted_is_not_changed():
    with pytest.raises(AlreadyAdopted, match="paragraph 5"):
        check_open_to_change("5", Level.ADOPTED)
    assert check_open_to_change("5", Level.AGREED) is None
