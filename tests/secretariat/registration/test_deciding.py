import pytest

from secretariat.record.models import Entry
from secretariat.registration import services
from secretariat.registration.access import NotYourPeople
from secretariat.registration.models import Registration
from secretariat.registration.services import deciding, naming

pytestmark = pytest.mark.django_db


def states(meeting):
    return list(Registration.objects.filter(meeting=meeting).order_by("pk").values_list("given", "state"))


def test_those_approved_get_numbers_in_the_order_of_approval(meeting, arl, name, approve, row):
    one, two = name(meeting, arl, row("One"), row("Two"))
    approve(meeting, two)
    approve(meeting, one)
    assert [Registration.objects.get(pk=each.pk).badge for each in (one, two)] == ["ROUND-3-00002", "ROUND-3-00001"]
    assert Entry.objects.filter(deed="decide_registrations").first().facts == {"decision": "approve", "people": 1}


def test_who_is_refused_is_told_why(meeting, arl, officer, name, before):
    (person,) = name(meeting, arl)
    given = {"chosen": [person.uuid], "by": officer, "at": before}
    with pytest.raises(deciding.RefusedWithoutReason):
        services.decide_registrations(meeting, decision="refuse", **given)
    (refused,) = services.decide_registrations(meeting, decision="refuse", reason="No letter.", **given)
    assert (refused.state, refused.reason, refused.badge) == ("refused", "No letter.", "")
    with pytest.raises(deciding.NothingToDecide):
        services.decide_registrations(meeting, decision="approve", **given)
    with pytest.raises(deciding.NoSuchDecision):
        services.decide_registrations(meeting, decision="perhaps", **given)


def test_beyond_the_seats_of_an_entity_people_wait_and_come_in_when_one_falls_free(
    open_, arl, bru, name, approve, row, before
):
    meeting = open_("small", for_an_entity=1, for_all=2)
    one, two = name(meeting, arl, row("One"), row("Two"))
    (other,) = name(meeting, bru, row("Other"))
    approve(meeting, one, two, other)
    assert states(meeting) == [("One", "approved"), ("Two", "waiting"), ("Other", "approved")]
    services.withdraw_registration(one, reason="Ill.", by=arl, at=before)
    assert states(meeting) == [("One", "withdrawn"), ("Two", "approved"), ("Other", "approved")]
    assert Entry.objects.get(deed="withdraw_registration").facts == {"before": "approved", "seated": 1}


def test_nobody_who_has_a_seat_loses_it_to_one_who_waits_longer(open_, arl, bru, name, approve, row, before):
    meeting = open_("small", for_an_entity=1, for_all=2)
    one, two = name(meeting, arl, row("One"), row("Two"))
    approve(meeting, one, two)
    (other,) = name(meeting, bru, row("Other"))
    approve(meeting, other)
    services.withdraw_registration(two, by=arl, at=before)
    assert states(meeting) == [("One", "approved"), ("Two", "withdrawn"), ("Other", "approved")]


def test_a_person_is_withdrawn_once_and_by_the_own_entity_or_the_secretariat(ana, arl, bru, before):
    with pytest.raises(NotYourPeople):
        services.withdraw_registration(ana, by=bru, at=before)
    services.withdraw_registration(ana, by=arl, at=before)
    with pytest.raises(naming.NotToBeAmended):
        services.withdraw_registration(ana, by=arl, at=before)
