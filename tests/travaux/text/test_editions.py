from hypothesis import given
from hypothesis import strategies as st

from travaux.text.contest import ProvisionState, Scope, Tabled
from travaux.text.editions import Beside, beside, clean, compilation, reading, streamlined
from travaux.text.proposal import edits_of
from travaux.text.rolling import rolling

BASE = "We strengthen our efforts for all."
ENHANCE = "We enhance our efforts for all."


def tabled(proposal, proposed, *proponents):
    return Tabled(proposal, proponents, tuple(edits_of(BASE, proposed)))


ONE, SAME = tabled("p1", ENHANCE, "ARL"), tabled("p2", ENHANCE, "BRU")
END = tabled("p3", "We strengthen our efforts.", "ARL")
STRIKE = Tabled("p4", ("COR",), scope=Scope.DELETE_PARAGRAPH)
SPLIT = Tabled("p5", ("DEL",), scope=Scope.SPLIT, asks="We strengthen\n\nour efforts for all.")
NEW = ProvisionState("new", "More.", (Tabled("p6", ("ELN",), scope=Scope.NEW_PARAGRAPH),))


def state(*proposals):
    return ProvisionState("5", BASE, proposals)


def test_a_compilation_lists_every_proposal_by_itself():
    [five, new] = compilation([state(ONE, STRIKE, SPLIT), NEW])
    assert [(each.proponents, each.reading) for each in five.entries] == [
        (("ARL",), ENHANCE),
        (("COR",), ""),
        (("DEL",), "We strengthen\n\nour efforts for all."),
    ]
    assert [(run.status, run.words) for run in new.entries[0].runs] == [("added", "More.")]


def test_the_streamlined_text_takes_together_what_asks_for_the_same():
    taken = streamlined(state(ONE, SAME, END))
    assert [(each.proposal, each.proponents) for each in taken.tabled] == [("p1", ("ARL", "BRU")), ("p3", ("ARL",))]
    assert rolling(taken).plain.count("ARL, BRU") == 2


def test_the_clean_text_is_what_stands():
    assert clean([state(ONE, STRIKE), NEW]) == [("5", BASE)]


def test_side_by_side_each_delegation_has_the_paragraph_as_it_would_have_it():
    assert beside([state(ONE, END, SAME, STRIKE)]) == [
        Beside("5", BASE, (("ARL", "We enhance our efforts."), ("BRU", ENHANCE), ("COR", "")))
    ]


def test_where_two_proposals_of_one_delegation_meet_the_first_stands():
    other = tabled("p7", "We intensify our efforts for all.", "ARL")
    assert reading(state(ONE, other), [ONE, other]) == ENHANCE


@given(st.lists(st.sampled_from([ONE, SAME, END, STRIKE, SPLIT]), unique=True))
def test_streamlining_changes_no_bracket_but_the_names_that_stand_together(proposals):
    before, after = rolling(state(*proposals)), rolling(streamlined(state(*proposals)))
    assert [bracket.base for bracket in before.brackets] == [bracket.base for bracket in after.brackets]
    assert _names(before) == _names(after)


def _names(shown):
    return {name for each in shown.brackets for choice in each.alternatives for name in choice.proponents}
