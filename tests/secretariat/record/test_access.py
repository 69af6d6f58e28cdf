import pytest

from secretariat.record.access import is_sealed, may_name, may_read
from secretariat.record.models import Entry


@pytest.mark.parametrize(
    ("deed", "reference", "told"),
    [
        ("table_proposal", "visitor", True),
        ("prepare_proposal", "visitor", False),
        ("prepare_proposal", "delegate:BRU", False),
        ("prepare_proposal", "delegate:ARL", True),
        ("prepare_proposal", "officer", False),
    ],
)
def test_a_proposal_that_is_not_tabled_is_told_to_its_own_delegation_alone(deed, reference, told):
    assert may_read(Entry(deed=deed, actor="delegate:ARL"), reference=reference) is told


def test_that_a_proposal_was_dropped_before_it_was_tabled_is_told_to_nobody_else_either():
    dropped = Entry(deed="withdraw_proposal", actor="delegate:ARL", facts={"untabled": True})
    assert [may_read(dropped, reference=who) for who in ("delegate:ARL", "delegate:BRU", "officer")] == [
        True,
        False,
        False,
    ]
    assert is_sealed(dropped)
    assert not is_sealed(Entry(deed="withdraw_proposal", actor="delegate:ARL", facts={"left": 0}))


def test_a_deed_of_which_nothing_is_said_is_sealed_and_names_nothing():
    new = Entry(deed="weigh_paper", actor="officer")
    assert (is_sealed(new), may_name(new, sees={"text", "summary"})) == (True, False)


@pytest.mark.parametrize(("sees", "named"), [({"summary"}, True), ({"text"}, False), ((), False)])
def test_to_what_a_sealed_deed_was_done_is_told_to_those_who_see_such_things_in_every_state(sees, named):
    assert may_name(Entry(deed="open_summary", actor="cofacilitator"), sees=sees) is named
    assert may_name(Entry(deed="table_proposal", actor="delegate:ARL"), sees=sees)
