from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.words.align import Edit, Run, applied, runs, script

WORDING = st.lists(
    st.sampled_from(["shall", "should", " ", "  ", ",", ".", "the", "[", "]", "移", "民", "حق"]), max_size=14
).map("".join)


@given(WORDING, WORDING)
def test_the_script_made_on_the_base_gives_the_new_wording(base, new):
    assert applied(base, script(base, new)) == new


@given(st.text(), st.text())
def test_the_script_holds_for_any_two_strings(base, new):
    assert applied(base, script(base, new)) == new


@given(WORDING, WORDING)
def test_changes_stand_in_order_and_never_touch(base, new):
    edits = script(base, new)
    assert all(one.end < other.start for one, other in pairwise(edits))
    assert all(edit.words != base[edit.start : edit.end] for edit in edits)


@given(WORDING)
def test_a_wording_does_not_differ_from_itself(wording):
    assert script(wording, wording) == []


@pytest.mark.parametrize(
    ("base", "new", "expected"),
    [
        ("We strengthen our efforts", "We further enhance our efforts", [Edit(3, 13, "further enhance")]),
        ("our efforts", "our joint efforts", [Edit(4, 4, "joint ")]),
        ("our joint efforts", "our efforts", [Edit(4, 10, "")]),
        ("costs and conditions.", "costs and conditions; and fees.", [Edit(20, 20, "; and fees")]),
        ("efforts", "All efforts", [Edit(0, 0, "All ")]),
        ("移民权利", "移徙者权利", [Edit(1, 2, "徙者")]),
        ("حقوق الطفل", "حقوق كل الطفل", [Edit(5, 5, "كل ")]),
        ("two  spaces", "two spaces", [Edit(4, 5, "")]),
    ],
)
def test_an_added_word_brings_its_space(base, new, expected):
    assert script(base, new) == expected


def test_words_are_shown_as_kept_removed_and_added():
    assert runs("We shall act", "We should act") == [
        Run("same", "We "),
        Run("removed", "shall"),
        Run("added", "should"),
        Run("same", " act"),
    ]
    assert runs("", "") == []


def test_wordings_longer_than_any_paragraph_are_changed_as_a_whole_between_their_differences():
    base = "Same. " + "a b " * 6000 + "end."
    new = "Same. " + "b a " * 6000 + "end."
    edits = script(base, new)
    assert (len(edits), applied(base, edits) == new, edits[0].start >= len("Same. ")) == (1, True, True)
