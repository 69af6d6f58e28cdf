from hypothesis import given
from hypothesis import strategies as st

from travaux.text.fold import Change, changes, folded, is_last, reversed_

STATES = st.dictionaries(
    st.tuples(st.sampled_from(["row", "edit"]), st.sampled_from("abc")),
    st.fixed_dictionaries({"wording": st.integers(0, 3)}),
)


def test_a_change_says_how_a_thing_stood_before_and_after():
    before = {("row", "1"): {"wording": "a"}, ("row", "2"): {"wording": "b"}}
    after = {("row", "1"): {"wording": "c"}, ("row", "2"): {"wording": "b"}, ("edit", "1"): {"start": 0}}
    assert changes(before, after) == [
        Change("edit", "1", None, {"start": 0}),
        Change("row", "1", {"wording": "a"}, {"wording": "c"}),
    ]


@given(st.lists(STATES, max_size=5), st.integers(0, 5))
def test_any_past_moment_is_the_fold_of_the_deeds_up_to_it(moments, when):
    deeds = [changes(one, other) for one, other in zip([{}, *moments], moments, strict=False)]
    past = ([{}, *moments])[min(when, len(moments))]
    assert folded(deeds[:when]) == past


@given(STATES, STATES)
def test_a_deed_taken_backwards_leads_back(before, after):
    deed = changes(before, after)
    assert folded([deed], before) == after
    assert folded([reversed_(deed)], after) == before
    assert is_last(deed, after)


@given(STATES, STATES)
def test_a_deed_is_the_last_only_while_nothing_of_it_changed(before, after):
    deed = changes(before, after)
    assert is_last(deed, before) is (before == after)
