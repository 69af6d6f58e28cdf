import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.contest import (
    Alternative,
    EditFate,
    Lifted,
    NotAsked,
    Outcome,
    ProvisionState,
    Scope,
    Tabled,
    brackets,
    fitted,
    lift,
    unmerged,
)
from travaux.text.nature import Nature
from travaux.text.proposal import Fate, edits_of
from travaux.words.align import Edit

BASE = "We strengthen our efforts for all."


def tabled(proposal, proposed, *proponents, base=BASE):
    return Tabled(proposal, proponents, tuple(edits_of(base, proposed)))


ENHANCE = tabled("p1", "We further enhance our efforts for all.", "BRU", "G12")
INTENSIFY = tabled("p2", "We intensify our efforts for all.", "COR")
DROP_ALL = tabled("p3", "We strengthen our efforts.", "DEL")


def state(*proposals, wording=BASE):
    return ProvisionState("key", wording, proposals)


def test_proposals_on_the_same_words_meet_in_one_bracket():
    [words, end] = brackets(state(ENHANCE, INTENSIFY, DROP_ALL))
    assert (words.base, words.start, words.end, words.proposals) == ("strengthen", 3, 13, ("p1", "p2"))
    assert words.alternatives == (
        Alternative("strengthen"),
        Alternative("further enhance", ("BRU", "G12"), ("p1",)),
        Alternative("intensify", ("COR",), ("p2",)),
    )
    assert end.alternatives == (Alternative(" for all"), Alternative("", ("DEL",), ("p3",)))


def test_the_same_words_from_two_delegations_are_one_alternative():
    [bracket] = brackets(state(INTENSIFY, Tabled("p4", ("ELN", "COR"), INTENSIFY.edits)))
    assert bracket.alternatives[1] == Alternative("intensify", ("COR", "ELN"), ("p2", "p4"))


def test_a_bracket_in_the_wording_is_open_with_its_options():
    [bracket] = brackets(state(wording="We [shall][should] act."))
    assert bracket.alternatives == (Alternative("shall"), Alternative("should"))


def test_a_proposal_on_words_in_a_literal_bracket_joins_it():
    wording = "We [shall] act."
    [bracket] = brackets(state(tabled("p1", "We [must] act.", "BRU", base=wording), wording=wording))
    assert bracket.alternatives == (Alternative("[shall]"), Alternative("[must]", ("BRU",), ("p1",)))


def test_a_new_paragraph_and_a_deletion_are_brackets_around_the_whole():
    new = Tabled("n", ("COR",), scope=Scope.NEW_PARAGRAPH)
    gone = Tabled("d", ("DEL",), scope=Scope.DELETE_PARAGRAPH)
    found = brackets(state(new, gone, INTENSIFY))
    assert [bracket.scope for bracket in found] == [Scope.NEW_PARAGRAPH, Scope.DELETE_PARAGRAPH, Scope.WORDS]
    assert found[0].alternatives == (Alternative(BASE, ("COR",), ("n",)), Alternative(""))
    assert found[1].alternatives == (Alternative("", ("DEL",), ("d",)), Alternative(BASE))


def test_the_key_of_a_bracket_changes_with_what_is_in_it():
    [before] = brackets(state(ENHANCE))
    [after] = brackets(state(ENHANCE, INTENSIFY))
    [again] = brackets(state(ENHANCE, INTENSIFY))
    assert before.key != after.key == again.key
    assert [len(key) for key in (before.key, after.key)] == [12, 12]


def test_a_paragraph_without_proposals_has_no_bracket():
    assert brackets(state()) == []


def test_lifting_a_bracket_with_an_alternative_settles_each_edit_in_it():
    now = state(ENHANCE, INTENSIFY, DROP_ALL)
    lifted = lift(now, brackets(now)[0], "intensify")
    assert lifted == Lifted(
        "We intensify our efforts for all.",
        is_struck=False,
        edits=(
            EditFate("p1", ENHANCE.edits[0], Outcome.NOT_RETAINED, ENHANCE.edits[0]),
            EditFate("p2", INTENSIFY.edits[0], Outcome.INCORPORATED, INTENSIFY.edits[0]),
            EditFate("p3", DROP_ALL.edits[0], Outcome.OPEN, Edit(24, 32, "")),
        ),
    )


def test_edits_before_the_bracket_stay_where_they_are():
    now = state(ENHANCE, DROP_ALL)
    lifted = lift(now, brackets(now)[1], " for everyone")
    assert lifted.edits[0] == EditFate("p1", ENHANCE.edits[0], Outcome.OPEN, ENHANCE.edits[0])
    assert lifted.edits[1].outcome is Outcome.INCORPORATED


@pytest.mark.parametrize(
    ("compromise", "outcomes"),
    [
        ("further enhance and intensify", [Outcome.INCORPORATED, Outcome.INCORPORATED]),
        ("strengthen and intensify", [Outcome.NOT_RETAINED, Outcome.NOT_RETAINED]),
        ("strengthen", [Outcome.NOT_RETAINED, Outcome.NOT_RETAINED]),
        ("step up", [Outcome.NOT_RETAINED, Outcome.NOT_RETAINED]),
    ],
)
def test_a_compromise_incorporates_the_edits_whose_words_it_holds(compromise, outcomes):
    now = state(ENHANCE, INTENSIFY)
    assert [each.outcome for each in lift(now, brackets(now)[0], compromise).edits] == outcomes


def test_a_compromise_may_drop_what_one_delegation_wanted_dropped():
    now = state(tabled("p1", "We our efforts for all.", "BRU"), INTENSIFY)
    lifted = lift(now, brackets(now)[0], "step up ")
    assert [each.outcome for each in lifted.edits] == [Outcome.INCORPORATED, Outcome.NOT_RETAINED]


def test_a_new_paragraph_is_accepted_as_it_reads_and_what_is_open_in_it_stays_open():
    now = state(Tabled("n", ("COR",), scope=Scope.NEW_PARAGRAPH), INTENSIFY)
    lifted = lift(now, brackets(now)[0], BASE)
    assert lifted.whole == (("n", Outcome.INCORPORATED),)
    assert not lifted.is_struck
    assert lifted.edits == (EditFate("p2", INTENSIFY.edits[0], Outcome.OPEN, INTENSIFY.edits[0]),)


def test_a_new_paragraph_may_be_accepted_in_other_words_and_edits_are_carried():
    now = state(Tabled("n", ("COR",), scope=Scope.NEW_PARAGRAPH), INTENSIFY)
    lifted = lift(now, brackets(now)[0], "We double our efforts for all.")
    assert lifted.wording == "We double our efforts for all."
    assert lifted.edits[0].fate is Fate.ORPHANED


@pytest.mark.parametrize(
    ("scope", "wording", "outcome", "is_struck"),
    [
        (Scope.NEW_PARAGRAPH, "", Outcome.NOT_RETAINED, True),
        (Scope.DELETE_PARAGRAPH, "", Outcome.INCORPORATED, True),
        (Scope.DELETE_PARAGRAPH, BASE, Outcome.NOT_RETAINED, False),
    ],
)
def test_a_whole_paragraph_is_kept_or_struck(scope, wording, outcome, is_struck):
    now = state(Tabled("w", ("DEL",), scope=scope), INTENSIFY)
    lifted = lift(now, brackets(now)[0], wording)
    assert (lifted.whole, lifted.is_struck, lifted.wording) == ((("w", outcome),), is_struck, BASE)
    assert lifted.edits[0].outcome is (Outcome.NOT_RETAINED if is_struck else Outcome.OPEN)


def test_striking_a_paragraph_settles_every_proposal_on_the_whole():
    now = state(Tabled("n", ("COR",), scope=Scope.NEW_PARAGRAPH), Tabled("d", ("DEL",), scope=Scope.DELETE_PARAGRAPH))
    assert lift(now, brackets(now)[1], "").whole == (("n", Outcome.NOT_RETAINED), ("d", Outcome.INCORPORATED))


def test_names_are_kept_once_in_the_order_they_come():
    assert unmerged(["b", "a"], ["a", "c"]) == ("b", "a", "c")


@pytest.mark.parametrize(
    ("wording", "proposed", "words", "expected"),
    [
        ("We act now.", "We will act now.", "shall", "shall "),
        ("We act now.", "We will act now.", " will", "will "),
        ("We act now.", "We act.", "at once", " at once"),
        ("We act now.", "We act.", "", ""),
        ("移民权利", "移徙者权利", "徙", "徙"),
        ("Act.", "Act, now.", ", at once", ", at once"),
    ],
)
def test_words_put_in_place_of_a_bracket_take_the_spaces_that_they_need(wording, proposed, words, expected):
    now = state(tabled("p1", proposed, "BRU", base=wording), wording=wording)
    assert fitted(wording, brackets(now)[0], words) == expected


WORDING = st.lists(st.sampled_from(["we", "shall", "act", "now", "[x]", "for all"]), min_size=1, max_size=8).map(
    " ".join
)


@given(WORDING, st.lists(WORDING, max_size=4), st.data())
def test_lifting_every_bracket_in_any_order_with_any_alternative_leaves_none(base, proposals, data):
    tabled_now = tuple(Tabled(str(i), (str(i),), tuple(edits_of(base, f"{w}!"))) for i, w in enumerate(proposals))
    now = ProvisionState("key", base, tabled_now)
    while found := brackets(now):
        bracket = data.draw(st.sampled_from(found))
        choice = data.draw(st.sampled_from([*bracket.alternatives, Alternative("anew")]))
        lifted = lift(now, bracket, choice.words.replace("[", "").replace("]", ""))
        left = tuple(
            Tabled(
                each.proposal,
                each.proponents,
                tuple(f.after for f in lifted.edits if f.proposal == each.proposal and f.outcome is Outcome.OPEN),
            )
            for each in now.tabled
        )
        now = ProvisionState("key", lifted.wording, left)
    assert "[" not in now.wording


@pytest.mark.parametrize(
    ("wording", "words", "after"),
    [
        ("We commit to [fully] end it.", "", "We commit to end it."),
        ("We end it [fully].", "", "We end it."),
        ("[Fully] we end it.", "", "we end it."),
        ("[Fully]", "", ""),
        ("We [fully] end it.", "fully", "We fully end it."),
        ("[Fully] we end it.", "Fully", "Fully we end it."),
    ],
)
def test_where_no_words_are_put_one_of_the_two_spaces_goes_too(wording, words, after):
    now = state(wording=wording)
    assert lift(now, brackets(now)[0], words).wording == after


def asked(proposal, scope, words="", *proponents):
    return Tabled(proposal, proponents, scope=scope, asks=words)


def test_an_alternative_paragraph_stands_in_a_bracket_of_its_own():
    [bracket] = brackets(state(asked("p1", Scope.ALTERNATIVE, "", "ARL")))
    assert (bracket.scope, bracket.alternatives) == (
        Scope.ALTERNATIVE,
        (Alternative(BASE, ("ARL",), ("p1",)), Alternative("")),
    )
    assert lift(state(asked("p1", Scope.ALTERNATIVE)), bracket, BASE).whole == (("p1", Outcome.INCORPORATED),)


@pytest.mark.parametrize("scope", [Scope.MOVE, Scope.SPLIT, Scope.MERGE])
def test_paragraphs_are_rearranged_as_somebody_asked_or_not_at_all(scope):
    here = state(asked("p1", scope, "one way", "ARL"), asked("p2", scope, "another", "BRU"), ENHANCE)
    bracket = next(bracket for bracket in brackets(here) if bracket.scope is scope)
    assert [choice.words for choice in bracket.alternatives] == ["one way", "another", ""]
    assert bracket.is_collision
    edit = EditFate("p1", ENHANCE.edits[0], Outcome.OPEN, ENHANCE.edits[0])
    lifted = lift(here, bracket, "another")
    assert lifted.wording == BASE
    assert lifted.whole == (("p1", Outcome.NOT_RETAINED), ("p2", Outcome.INCORPORATED))
    assert [(fate.outcome, fate.after) for fate in lifted.edits] == [(edit.outcome, edit.after)]
    with pytest.raises(NotAsked):
        lift(here, bracket, "a third")


RETAIN = asked("r", Scope.RETAIN, "", "COR")


def test_whoever_would_retain_a_paragraph_stands_behind_its_words_in_every_bracket():
    delete = asked("d", Scope.DELETE_PARAGRAPH, "", "DEL")
    whole, words, end = brackets(state(delete, ENHANCE, DROP_ALL, RETAIN))
    assert whole.alternatives[-1] == Alternative(BASE, ("COR",), ("r",))
    assert words.alternatives[0] == Alternative("strengthen", ("COR",), ("r",))
    assert not words.is_collision
    assert end.proposals == ("r", "p3")
    assert brackets(state(RETAIN)) == []


def test_retaining_is_won_with_the_last_bracket_and_lost_with_the_first_changed_word():
    here = state(ENHANCE, DROP_ALL, RETAIN)
    words, _ = brackets(here)
    assert lift(here, words, "strengthen").whole == ()
    assert lift(here, words, "step up").whole == (("r", Outcome.NOT_RETAINED),)
    assert lift(state(ENHANCE, RETAIN), words, "strengthen").whole == (("r", Outcome.INCORPORATED),)
    delete = state(asked("d", Scope.DELETE_PARAGRAPH), RETAIN)
    [whole] = brackets(delete)
    assert lift(delete, whole, BASE).whole == (("d", Outcome.NOT_RETAINED), ("r", Outcome.INCORPORATED))
    assert lift(delete, whole, "").whole == (("d", Outcome.INCORPORATED), ("r", Outcome.NOT_RETAINED))


def test_a_bracket_in_the_wording_keeps_what_is_to_be_settled_in_it():
    natures = [bracket.nature for bracket in brackets(state(wording="by [2030], [X] or [a]b] all"))]
    assert natures == [Nature.DATE, Nature.PLACEHOLDER, Nature.CONTESTED, Nature.CONTESTED]
    assert brackets(state(wording="[a]]"))[0].nature is Nature.ALTERNATIVES
