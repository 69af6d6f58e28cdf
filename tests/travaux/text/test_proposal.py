from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.proposal import (
    Carried,
    EmptyChange,
    Fate,
    Kind,
    NotASplit,
    carried,
    edits_of,
    kind_of,
    parts_of,
    placeholder,
    quoted,
)
from travaux.words.align import Edit, applied

WORDING = st.lists(st.sampled_from(["we ", "shall ", "should ", "act ", "now", ". "]), min_size=1, max_size=10).map(
    "".join
)
BASE = "We shall strengthen our efforts"


@pytest.mark.parametrize(
    ("proposed", "kind"),
    [
        ("We shall further strengthen our efforts", Kind.INSERT),
        ("We shall strengthen efforts", Kind.DELETE),
        ("We shall enhance our efforts", Kind.REPLACE),
        ("We strengthen our joint efforts", Kind.REPLACE),
    ],
)
def test_a_whole_proposed_wording_becomes_edits_of_a_kind(proposed, kind):
    edits = edits_of(BASE, proposed)
    assert applied(BASE, edits) == proposed
    assert kind_of(edits) is kind


@pytest.mark.parametrize("proposed", [BASE, f" {BASE}\n"])
def test_a_proposal_that_changes_nothing_is_refused(proposed):
    with pytest.raises(EmptyChange, match="nothing would change"):
        edits_of(BASE, proposed)


@pytest.mark.parametrize(
    ("edit", "new", "expected"),
    [
        (Edit(9, 19, "enhance"), BASE, Carried(Edit(9, 19, "enhance"), Fate.CLEAN)),
        (Edit(9, 19, "enhance"), "All of us shall strengthen efforts", Carried(Edit(16, 26, "enhance"), Fate.CLEAN)),
        (Edit(9, 19, "enhance"), "We shall enhance our efforts", Carried(Edit(9, 19, "enhance"), Fate.ORPHANED)),
        (Edit(3, 19, "enhance"), "We strengthen our efforts", Carried(Edit(3, 13, "enhance"), Fate.ADJUSTED)),
        (Edit(3, 19, "enhance"), "We shall do our efforts", Carried(Edit(3, 11, "enhance"), Fate.ADJUSTED)),
        (Edit(3, 19, "enhance"), "We will strengthen our efforts", Carried(Edit(3, 18, "enhance"), Fate.ADJUSTED)),
        (Edit(3, 19, "do"), "We shall further strengthen our efforts", Carried(Edit(3, 27, "do"), Fate.ADJUSTED)),
        (Edit(9, 19, ""), "We shall further strengthen our efforts", Carried(Edit(17, 27, ""), Fate.CLEAN)),
        (Edit(3, 9, ""), "We shall further strengthen our efforts", Carried(Edit(3, 9, ""), Fate.CLEAN)),
        (Edit(9, 9, "now "), "We shall strengthen", Carried(Edit(9, 9, "now "), Fate.CLEAN)),
        (Edit(9, 9, "now "), "We efforts", Carried(Edit(9, 9, "now "), Fate.ORPHANED)),
    ],
)
def test_an_edit_is_carried_clean_adjusted_or_orphaned(edit, new, expected):
    assert carried([edit], BASE, new) == [expected]


@given(WORDING, WORDING, WORDING)
def test_edits_carried_over_stay_in_order_and_inside_the_wording(base, proposed, new):
    edits = edits_of(base, proposed + "!")
    places = [each.edit for each in carried(edits, base, new) if each.fate is not Fate.ORPHANED]
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert all(0 <= edit.start <= edit.end <= len(new) for edit in places)


@given(WORDING, WORDING)
def test_edits_carried_to_the_same_wording_stay_clean(base, proposed):
    edits = edits_of(base, proposed + "!")
    assert carried(edits, base, base) == [Carried(edit, Fate.CLEAN) for edit in edits]


def test_a_paragraph_is_split_where_an_empty_line_stands():
    assert parts_of("We act. We report.", "We act.\n\n \nWe report.") == ("We act.", "We report.")


@pytest.mark.parametrize(("proposed", "why"), [("We act.", "no empty line"), ("We act.\n\nWe tell.", "not those")])
def test_a_split_keeps_every_word(proposed, why):
    with pytest.raises(NotASplit, match=why):
        parts_of("We act. We report.", proposed)


def test_a_placeholder_stands_in_brackets_whatever_was_typed():
    assert [placeholder(words) for words in ("finance", "[finance]", " [ finance ] ")] == ["[finance]"] * 3


def test_an_edit_is_anchored_to_the_words_it_removes_or_to_those_before_it():
    assert quoted(BASE, Edit(3, 8, "should")) == "shall"
    assert quoted(BASE, Edit(19, 19, "further ")) == "We shall strengthen"
