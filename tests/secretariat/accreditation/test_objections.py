from datetime import timedelta

import pytest

from secretariat.accreditation import queries, services
from secretariat.accreditation.models import Basis, Objection
from secretariat.accreditation.services import objections
from secretariat.people.access import Actor
from secretariat.processes.access import Door
from secretariat.record.access import is_withheld
from secretariat.record.models import Entry
from travaux.modalities import NotForRole

pytestmark = pytest.mark.django_db


def bases(name, actor, at):
    door = Door(name.circulation.process, actor, at)
    return [basis.words for found in queries.bases_of(name.circulation, door).values() for basis in found]


def known(name, actor, at):
    door = Door(name.circulation.process, actor, at)
    (row,) = queries.names_of(name.circulation, door)
    return [objection.entity.code for objection in row.known_objections]


def test_a_state_objects_without_telling_why(name, arl, at):
    services.object_to_name(name, by=arl, at=at)
    assert (Objection.objects.count(), Basis.objects.count()) == (1, 0)
    entry = Entry.objects.get(deed="object_to_name")
    assert (entry.actor, entry.facts, is_withheld(entry)) == ("delegate:ARL", {"basis": False}, True)


def test_only_the_state_itself_and_the_office_know_who_objects(name, arl, bru, officer, at):
    services.object_to_name(name, basis="Its funds.", by=arl, at=at)
    assert [known(name, actor, at) for actor in (arl, bru, officer)] == [["ARL"], [], ["ARL"]]
    assert [bases(name, actor, at) for actor in (arl, bru, officer)] == [["Its funds."], [], ["Its funds."]]


def test_a_state_that_asks_reads_the_basis_and_not_whose_it_is_and_the_request_is_logged(name, arl, bru, at):
    services.object_to_name(name, basis="Its funds.", by=arl, at=at)
    services.ask_objection_basis(name, by=bru, at=at)
    assert (bases(name, bru, at), known(name, bru, at)) == (["Its funds."], [])
    entry = Entry.objects.get(deed="ask_objection_basis")
    assert (entry.actor, entry.facts) == ("delegate:BRU", {"told": 1})
    with pytest.raises(objections.AskedBefore):
        services.ask_objection_basis(name, by=bru, at=at)


def test_what_is_told_after_one_asked_is_shared_too(name, arl, bru, at):
    services.ask_objection_basis(name, by=bru, at=at)
    services.object_to_name(name, basis="Its funds.", by=arl, at=at)
    assert bases(name, bru, at) == ["Its funds."]


def test_to_have_asked_of_one_name_opens_no_other(name, eligible, circulate, arl, bru, at):
    eligible("Another", email="b@example.org")
    other = circulate().names.get()
    services.object_to_name(other, basis="Its rules.", by=arl, at=at)
    services.ask_objection_basis(name, by=bru, at=at)
    assert bases(other, bru, at) == []


def test_an_objection_is_taken_until_the_last_second_and_refused_at_the_end(name, arl, bru):
    end = name.circulation.closes_at
    services.object_to_name(name, by=arl, at=end - timedelta(seconds=1))
    with pytest.raises(objections.PeriodOver) as refused:
        services.object_to_name(name, by=bru, at=end)
    assert "until 2018-04-20 21:00:00 UTC; your objection came at 2018-04-20 21:00:00 UTC" in str(refused.value)


def test_a_state_objects_once_withdraws_and_may_object_again(name, arl, at):
    services.object_to_name(name, by=arl, at=at)
    with pytest.raises(objections.ObjectedBefore):
        services.object_to_name(name, by=arl, at=at)
    services.withdraw_objection(name, by=arl, at=at)
    with pytest.raises(objections.NoObjection):
        services.withdraw_objection(name, by=arl, at=at)
    services.object_to_name(name, basis="Its funds.", by=arl, at=at)
    assert Objection.objects.filter(withdrawn_at=None).count() == 1


def test_a_withdrawn_objection_keeps_nobody_out_and_tells_no_basis(name, arl, bru, officer, at, after):
    services.object_to_name(name, basis="Its funds.", by=arl, at=at)
    services.withdraw_objection(name, by=arl, at=at)
    services.ask_objection_basis(name, by=bru, at=at)
    services.close_list(name.circulation, by=officer, at=after)
    name.refresh_from_db()
    assert (name.outcome, bases(name, bru, at)) == ("final", [])


def test_a_group_or_an_observer_objects_to_nothing_and_a_focal_point_still_less(name, seat, at):
    observer = seat("OBS", "observer")
    with pytest.raises(objections.NotAMemberState):
        services.object_to_name(name, by=observer, at=at)
    with pytest.raises(objections.NotAMemberState):
        services.ask_objection_basis(name, by=seat("G12", "group"), at=at)
    with pytest.raises(NotForRole):
        services.object_to_name(name, by=Actor(role="focal_point"), at=at)


def test_the_list_itself_is_for_member_states_and_the_office(name, arl, seat, officer, visitor, at):
    actors = (arl, officer, seat("OBS", "observer"), visitor)
    process = name.circulation.process
    assert [queries.circulations(Door(process, actor, at)).count() for actor in actors] == [1, 1, 0, 0]
    with pytest.raises(queries.NoSuchList):
        queries.circulation_named(Door(process, visitor, at), name.circulation.uuid)
    with pytest.raises(queries.NoSuchList):
        queries.name_named(Door(process, visitor, at), name.uuid)
