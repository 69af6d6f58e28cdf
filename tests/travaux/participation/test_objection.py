from datetime import UTC, datetime, timedelta

import pytest

from travaux.participation.clock import Period
from travaux.participation.objection import (
    AlreadyCirculated,
    Basis,
    BasisMissing,
    Disclosure,
    Listing,
    ListRules,
    Name,
    NoObjection,
    NotAState,
    NothingToCirculate,
    NothingToDecide,
    NotOnTheList,
    NotOpen,
    ObjectedAlready,
    ObjectionLate,
    Resolution,
    Stage,
    StillOpen,
    Told,
    TwiceOnTheList,
    both_lists,
    circulate,
    close,
    decide,
    lift,
    object_to,
    propose,
    rename,
    share_basis,
    told,
    withdraw,
)

AT = datetime(2017, 4, 3, 15, tzinfo=UTC)
CLOSES = datetime(2017, 4, 11, 4, tzinfo=UTC)
LATER = CLOSES + timedelta(hours=1)
NAMES = (Name("g1", "Garden of Arlandia", "africa"), Name("h2", "House of Bruma"), Name("i3", "Inn of Cordovia"))


def rules(**more):
    return ListRules("preparatory", "6 (b)", Period("America/New_York", days=7), **more)


def circulated(**more):
    return circulate(propose(Listing(rules(**more)), NAMES), at=AT)


def objected(**more):
    return object_to(circulated(**more), "h2", by="DEL", at=AT, basis=" no statutes ")


def stages(listing):
    return [each.stage.value for each in listing.names]


def test_a_list_goes_from_proposal_to_the_final_names_and_both_are_kept():
    listing = close(objected(), at=CLOSES)
    proposed, final = both_lists(listing)
    assert [each.key for each in proposed] == ["g1", "h2", "i3"]
    assert [each.key for each in final] == ["g1", "i3"]
    assert listing.closing == CLOSES


def test_a_name_stands_once_on_a_list():
    with pytest.raises(TwiceOnTheList):
        propose(propose(Listing(rules()), NAMES), NAMES[:1])


def test_a_list_that_went_out_stays_as_it_is():
    with pytest.raises(AlreadyCirculated):
        propose(circulated(), (Name("j4", "Jetty"),))
    with pytest.raises(AlreadyCirculated):
        circulate(circulated(), at=AT)


def test_an_empty_list_or_one_of_names_withdrawn_is_not_circulated():
    with pytest.raises(NothingToCirculate):
        circulate(Listing(rules()), at=AT)
    with pytest.raises(NothingToCirculate):
        circulate(withdraw(propose(Listing(rules()), NAMES[:1]), "g1"), at=AT)


def test_a_name_withdrawn_before_stays_withdrawn_when_the_list_goes_out():
    assert stages(circulate(withdraw(propose(Listing(rules()), NAMES), "g1"), at=AT)) == [
        "withdrawn",
        "circulated",
        "circulated",
    ]


def test_only_a_member_state_objects():
    with pytest.raises(NotAState):
        object_to(circulated(), "h2", by="ORG", at=AT, relation="observer")


def test_an_objection_to_a_name_that_is_not_there_is_refused():
    with pytest.raises(NotOnTheList):
        object_to(circulated(), "zz", by="DEL", at=AT)


def test_an_objection_before_circulation_is_refused():
    with pytest.raises(NotOpen):
        object_to(propose(Listing(rules()), NAMES), "h2", by="DEL", at=AT)


def test_an_objection_a_second_before_the_close_counts_and_at_the_close_is_late():
    assert stages(object_to(circulated(), "g1", by="DEL", at=CLOSES - timedelta(seconds=1)))[0] == "objected"
    with pytest.raises(ObjectionLate):
        object_to(circulated(), "g1", by="DEL", at=CLOSES)


def test_an_objection_to_a_name_withdrawn_is_refused():
    with pytest.raises(NotOpen):
        object_to(withdraw(circulated(), "h2"), "h2", by="DEL", at=AT)


def test_a_state_objects_once_and_another_may_too():
    with pytest.raises(ObjectedAlready):
        object_to(objected(), "h2", by="DEL", at=AT)
    both = object_to(objected(), "h2", by="ELN", at=AT)
    assert [each.by for each in both.names[1].objections] == ["DEL", "ELN"]


def test_the_basis_is_voluntary_unless_the_rules_ask_for_it():
    assert object_to(circulated(), "g1", by="DEL", at=AT, basis="  ").names[0].objections[0].basis is None
    with pytest.raises(BasisMissing):
        object_to(circulated(basis=Basis.REQUIRED), "g1", by="DEL", at=AT)


def test_an_objection_withdrawn_sets_the_name_free_when_no_other_stands():
    both = object_to(objected(), "h2", by="ELN", at=AT)
    once = lift(both, "h2", by="DEL", at=AT)
    assert once.names[1].stage is Stage.OBJECTED
    again = lift(once, "h2", by="ELN", at=AT)
    assert again.names[1].stage is Stage.CIRCULATED
    assert len(again.names[1].objections) == 2


def test_nobody_withdraws_what_they_did_not_make_or_when_all_is_over():
    with pytest.raises(NoObjection):
        lift(objected(), "h2", by="ELN", at=AT)
    with pytest.raises(NotOpen):
        lift(close(objected(), at=LATER), "h2", by="DEL", at=LATER)


def test_a_list_closes_when_its_period_is_over_and_once():
    with pytest.raises(StillOpen):
        close(circulated(), at=CLOSES - timedelta(seconds=1))
    with pytest.raises(NotOpen):
        close(close(circulated(), at=CLOSES), at=LATER)
    with pytest.raises(NotOpen):
        close(Listing(rules()), at=AT)


@pytest.mark.parametrize("resolution", [Resolution.CONSULTED, Resolution.ASSEMBLY, Resolution.BROUGHT])
@pytest.mark.parametrize(("admitted", "stage"), [(True, Stage.FINAL), (False, Stage.EXCLUDED)])
def test_where_somebody_decides_a_name_waits_and_goes_where_it_is_sent(resolution, admitted, stage):
    closed = close(objected(resolution=resolution), at=CLOSES)
    assert stages(closed) == ["final", "pending", "final"]
    lifted = lift(closed, "h2", by="DEL", at=LATER)
    assert lifted.names[1].stage is Stage.PENDING
    assert decide(lifted, "h2", admitted=admitted).names[1].stage is stage


def test_nothing_is_decided_of_a_name_that_does_not_wait():
    with pytest.raises(NothingToDecide):
        decide(close(objected(), at=CLOSES), "h2", admitted=True)


def test_an_entity_that_changes_its_name_keeps_its_place_and_what_it_was_called():
    renamed = rename(objected(), "h2", "House of New Bruma", at=AT)
    assert renamed.names[1].name == "House of New Bruma"
    assert renamed.names[1].formerly == (("House of Bruma", AT),)
    assert renamed.names[1].stage is Stage.OBJECTED


def test_an_applicant_is_not_told_of_an_objection_while_the_period_runs():
    assert told(objected(), "h2") == told(circulated(), "h2") == Told("circulated", CLOSES)


def test_in_the_end_an_applicant_is_told_what_the_rules_allow_and_never_by_whom():
    assert told(close(objected(), at=CLOSES), "h2") == Told("excluded")
    assert told(close(objected(resolution=Resolution.ASSEMBLY), at=CLOSES), "h2") == Told("circulated")
    more = close(objected(resolution=Resolution.ASSEMBLY, applicant_told="objection"), at=CLOSES)
    assert told(more, "h2") == Told("pending", None, objected=True)
    assert told(more, "g1") == Told("final", None, objected=False)


def test_a_state_that_asks_is_told_the_bases_and_not_who_objected():
    both = object_to(objected(), "h2", by="ELN", at=AT)
    assert share_basis(both, "h2", asked_by="ARL", relation="member_state", at=AT) == Disclosure(
        "h2", "ARL", AT, ("no statutes",), 1
    )


def test_who_is_not_named_by_the_rules_is_told_no_basis():
    with pytest.raises(NotAState):
        share_basis(objected(), "h2", asked_by="ORG", relation="applicant", at=AT)
