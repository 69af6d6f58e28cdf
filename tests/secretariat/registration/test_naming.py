from datetime import date, datetime

import pytest

from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.record.models import Entry
from secretariat.registration import queries, services
from secretariat.registration.access import NotYourPeople
from secretariat.registration.models import Meeting, Registration
from secretariat.registration.services import naming
from travaux.modalities import NotForRole

pytestmark = pytest.mark.django_db
DAYS = {"first": date(2018, 4, 3), "last": date(2018, 4, 6), "closes": datetime(2018, 4, 1, 18)}  # noqa: DTZ001 - as a clock shows it


def test_registration_closes_when_the_clocks_of_the_place_say_so(meeting):
    assert meeting.closes_at.isoformat() == "2018-04-01T22:00:00+00:00"
    assert Entry.objects.get(deed="open_registration").facts["key"] == "round-3"


@pytest.mark.parametrize("wrong", [{"last": date(2018, 4, 2)}, {"title": " "}])
def test_a_meeting_that_cannot_be_is_not_opened(process, officer, before, wrong):
    with pytest.raises(naming.WrongMeeting):
        services.open_registration(process, **{"key": "a", "title": "A", **DAYS, **wrong}, by=officer, at=before)


def test_a_meeting_is_opened_once(meeting, open_):
    with pytest.raises(naming.MeetingOpened):
        open_()
    assert Meeting.objects.get() == meeting


def test_an_entity_names_its_people_and_the_record_does_not_say_who_they_are(meeting, arl, name, row):
    made = name(meeting, arl, row(first_time="yes"), row("Bo", "Lind", consent="public"))
    assert [(each.state, each.entity.code, each.first_time, each.consent) for each in made] == [
        ("named", "ARL", True, "nobody"),
        ("named", "ARL", None, "public"),
    ]
    entry = Entry.objects.get(deed="register_people")
    assert entry.facts == {"people": 2, "doubles": 0, "entity": "ARL"}


def test_a_list_with_one_bad_row_registers_nobody(meeting, arl, name, row):
    with pytest.raises(naming.BadRows) as refused:
        name(meeting, arl, row(), row("Bo", "Lind", role="king"))
    assert ("row 3, role: not one of the choices" in str(refused.value), Registration.objects.count()) == (True, 0)


def test_a_focal_point_names_nobody_of_another_entity(meeting, arl, bru, name, row, before):
    with pytest.raises(naming.BadRows) as refused:
        name(meeting, arl, row(entity="BRU"))
    assert "row 2, entity" in str(refused.value)
    other = Entity.objects.get(pk=bru.entity_id)
    with pytest.raises(NotYourPeople):
        services.register_people(meeting, rows=[row()], entity=other, by=arl, at=before)


def test_a_forwarded_invitation_gives_no_right_to_name_anybody(meeting, row, before):
    with pytest.raises(NotForRole):
        services.register_people(meeting, rows=[row()], by=Actor(), at=before)
    with pytest.raises(naming.NobodyNamed):
        services.register_people(meeting, rows=[row()], by=Actor(role="focal_point"), at=before)


def test_the_secretariat_names_people_of_many_entities_also_after_the_end(meeting, arl, bru, officer, row, at):
    rows = [row(entity=arl.entity), row("Bo", "Lind", entity=bru.entity)]
    made = services.register_people(meeting, rows=rows, by=officer, at=at)
    assert [each.entity.code for each in made] == ["ARL", "BRU"]


def test_an_entity_names_nobody_once_registration_is_closed(meeting, arl, row):
    entity = Entity.objects.get(pk=arl.entity_id)
    with pytest.raises(naming.RegistrationOver):
        services.register_people(meeting, rows=[row()], entity=entity, by=arl, at=meeting.closes_at)


def test_an_empty_list_and_one_whose_person_is_registered_are_refused(meeting, arl, name, row, before):
    entity = Entity.objects.get(pk=arl.entity_id)
    with pytest.raises(naming.NobodyNamed):
        services.register_people(meeting, rows=[], entity=entity, by=arl, at=before)
    name(meeting, arl)
    with pytest.raises(naming.NamedBefore):
        name(meeting, arl, row("Anna", "Ruiz", email="ANA.RUIZ@example.org"))


def test_the_same_person_under_two_spellings_is_shown_and_not_merged(meeting, arl, bru, name, row):
    name(meeting, arl, row("José", "Ruíz"))
    entity = Entity.objects.get(pk=arl.entity_id)
    found = queries.check(meeting, arl, [row("Jose", "Ruiz", email="j@example.org")], entity)
    assert [(double.row, double.reason) for double in found.doubles] == [(2, "names alike")]
    other = Entity.objects.get(pk=bru.entity_id)
    assert queries.check(meeting, bru, [row("Jose", "Ruiz", email="j@example.org")], other).doubles == ()


def test_what_stands_on_the_badge_goes_back_to_the_secretariat_and_the_rest_does_not(ana, arl, row, before):
    same = services.amend_registration(ana, given=row(function="Envoy"), by=arl, at=before)
    assert (same.function, same.state) == ("Envoy", "approved")
    renamed = services.amend_registration(ana, given=row("Anna"), by=arl, at=before)
    assert (str(renamed), renamed.state) == ("Anna Ruiz", "named")
    facts = Entry.objects.filter(deed="amend_registration").latest("pk").facts
    assert facts == {"changed": ["email", "function", "given"], "state": "named"}


def test_an_amendment_is_checked_and_is_for_those_whose_person_it_is(ana, arl, bru, officer, row, before):
    with pytest.raises(naming.BadRows):
        services.amend_registration(ana, given=row(email="nobody"), by=arl, at=before)
    with pytest.raises(NotYourPeople):
        services.amend_registration(ana, given=row(), by=bru, at=before)
    services.withdraw_registration(ana, by=officer, at=before)
    with pytest.raises(naming.NotToBeAmended):
        services.amend_registration(ana, given=row(), by=arl, at=before)
