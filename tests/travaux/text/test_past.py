import pytest

from travaux.text.contest import ProvisionState, Scope, Tabled, brackets
from travaux.text.past import Closing, Lifting, Past, Rewording, Tabling, replayed
from travaux.words.align import Edit

BASE = "We commit to inform migrants."
ALL = Tabling("1", ("ARL",), BASE, "We commit to inform all migrants.")
EARLY = Tabling("2", ("BRU",), BASE, "We commit to inform migrants early.")


def keys(past):
    return [bracket.key for bracket in brackets(past.state)]


def proposals(past):
    return [tabled.proposal for tabled in past.state.tabled]


def test_what_was_tabled_stands_until_it_is_closed():
    assert proposals(replayed("p", BASE, [ALL, EARLY])) == ["1", "2"]
    assert proposals(replayed("p", BASE, [ALL, EARLY, Closing("1")])) == ["2"]


def test_a_redraft_carries_proposals_over_and_says_which_lost_their_words():
    moved = replayed("p", BASE, [ALL, EARLY, Rewording("We all commit to inform migrants.")])
    assert moved.state.tabled[0].edits == (Edit(24, 24, "all "),)
    gone = replayed("p", BASE, [Tabling("3", ("COR",), BASE, "We decide to inform migrants."), Rewording("Inform!")])
    assert (gone.state.tabled, gone.lost) == ((), ("3",))
    assert replayed("p", BASE, [*[ALL], Rewording("Inform!"), Closing("1")]).lost == ()


def test_a_bracket_is_lifted_as_it_was_and_what_is_elsewhere_stays_open():
    before = replayed("p", BASE, [ALL, EARLY])
    after = replayed("p", BASE, [ALL, EARLY, Lifting(keys(before)[0], "all ", "We commit to inform all migrants.")])
    assert after.state.wording == "We commit to inform all migrants."
    assert after.state.tabled == (Tabled("2", ("BRU",), (Edit(32, 32, " early"),)),)


def test_an_unknown_bracket_leaves_the_wording_that_stood_after_it():
    after = replayed("p", BASE, [EARLY, Lifting("unknown", "x", "We commit to inform all migrants.")])
    assert (after.state.wording, proposals(after)) == ("We commit to inform all migrants.", ["2"])


def test_a_new_paragraph_that_is_taken_up_loses_its_proposal_and_keeps_those_on_its_words():
    new = Tabling("0", ("COR",), "", BASE, Scope.NEW_PARAGRAPH)
    before = replayed("p", BASE, [new, ALL])
    after = replayed("p", BASE, [new, ALL, Lifting(keys(before)[0], BASE, BASE)])
    assert proposals(after) == ["1"]
    reworded = replayed("p", BASE, [new, ALL, Lifting(keys(before)[0], "Inform!", "Inform!")])
    assert (proposals(reworded), reworded.lost) == ([], ("1",))


def test_a_lifting_on_words_leaves_what_is_asked_for_the_whole_paragraph():
    strike = Tabling("9", ("COR",), BASE, "", Scope.DELETE_PARAGRAPH)
    before = replayed("p", BASE, [strike, ALL])
    after = replayed("p", BASE, [strike, ALL, Lifting(keys(before)[1], "", BASE)])
    assert proposals(after) == ["9"]
    assert proposals(replayed("p", BASE, [strike, Rewording("Inform!")])) == ["9"]


def test_a_struck_paragraph_has_nothing_on_it_any_more():
    strike = Tabling("9", ("COR",), BASE, "", Scope.DELETE_PARAGRAPH)
    before = replayed("p", BASE, [strike])
    after = replayed("p", BASE, [strike, Lifting(keys(before)[0], "", BASE)])
    assert after == Past(ProvisionState("p", BASE), (), is_struck=True)


def test_a_proposal_on_a_wording_that_is_not_known_is_carried_to_the_one_that_is():
    past = replayed("p", "We all commit to inform migrants.", [ALL])
    assert past.state.tabled[0].edits == (Edit(24, 24, "all "),)


def test_what_is_no_deed_is_a_mistake():
    with pytest.raises(TypeError):
        replayed("p", BASE, ["lift it"])
