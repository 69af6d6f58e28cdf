from hypothesis import given
from hypothesis import strategies as st

from travaux.text.compare import Status, compare
from travaux.text.provision import Kind, Provision
from travaux.words.align import Run


def provisions(*rows):
    return [Provision(key, Kind.OPERATIVE, wording, number) for key, number, wording in rows]


OLD = provisions(("a", "1", "We act."), ("b", "2", "We wait."), ("c", "3", "We go."), ("d", "4", "We stay."))


def test_paragraphs_are_matched_by_identity_not_by_number():
    new = provisions(("a", "1", "We shall act."), ("c", "2", "We go."), ("x", "3", "We sing."), ("d", "4", "We stay."))
    rows = compare(OLD, new)
    assert [(row.status, row.renumbered, row.moved) for row in rows] == [
        (Status.EDITED, False, False),
        (Status.STRUCK, False, False),
        (Status.UNCHANGED, True, False),
        (Status.NEW, False, False),
        (Status.UNCHANGED, False, False),
    ]
    assert rows[0].runs == (Run("same", "We "), Run("added", "shall "), Run("same", "act."))


def test_the_fewest_paragraphs_that_explain_the_new_order_are_moved():
    rows = compare(OLD, [OLD[3], *OLD[:3]])
    assert [row.new.key for row in rows if row.moved] == ["d"]


def test_a_paragraph_struck_at_the_head_comes_first():
    assert [row.status for row in compare(OLD, OLD[1:])][:2] == [Status.STRUCK, Status.UNCHANGED]


def test_two_empty_versions_do_not_differ():
    assert compare([], []) == []


@given(st.permutations(OLD))
def test_what_is_not_moved_stands_in_the_old_order(new):
    kept = [row.new.key for row in compare(OLD, new) if not row.moved]
    assert kept == sorted(kept)
