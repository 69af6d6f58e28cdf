from datetime import UTC, datetime

import pytest

from secretariat.frame import clock
from secretariat.jobs.models import Job
from secretariat.jobs.services import once_a_day
from secretariat.participation import services as participation
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import Actor
from secretariat.people.models import Person
from secretariat.processes.services import MayNotOpen
from secretariat.record.models import Entry
from secretariat.registry import queries, services
from secretariat.registry.models import Reminder
from secretariat.registry.services import reminding

# Round 1 is on 20 February 2018; the zero draft is due on 7 February.

SOON = datetime(2018, 1, 26, 12, tzinfo=UTC)


@pytest.fixture
def people(process, officer, at):
    arl = participation.admit_entity(process, code="ARL", name="Arlandia", kind="state", by=officer, at=at)
    participation.admit_entity(process, code="G12", name="Group", kind="group", members=["ARL"], by=officer, at=at)
    made = {}
    for name, role, entity in (
        ("chair", "cofacilitator", None),
        ("arl", "delegate", arl),
        ("mute", "cofacilitator", None),
    ):
        email = "" if name == "mute" else f"{name}@example.org"
        made[name] = Person.objects.create_user(name, name=name, email=email)
        Seat.objects.create(
            process=process, person=made[name], role=role, entity=entity, since=at, administers=bool(entity)
        )
    return made


def test_who_owes_something_soon_is_reminded_once_by_mail_and_it_is_entered(process, people, mailoutbox):
    reminded = services.remind_today(process, at=SOON)
    assert reminded["zero-draft"] == 1
    assert services.remind_today(process, at=SOON) == {}
    mail = next(each for each in mailoutbox if "2018-02-07" in each.body)
    assert mail.to == ["chair@example.org"]
    assert "paragraph 27 of A/RES/71/280" in mail.body
    assert "/processes/gcm-2018/reminders/" in mail.body
    entry = Entry.objects.filter(deed="remind_of_obligations").last()
    assert entry.facts["reminded"]["zero-draft"] == 1
    assert queries.reminded(process, people["chair"]).filter(obligation="zero-draft").count() == 1


def test_who_wants_none_is_sent_none_until_they_want_them_again(process, people):
    chair = people["chair"]
    services.want_reminders(process, chair, wanted=False)
    assert queries.wants_none(process, chair)
    assert "zero-draft" not in services.remind_today(process, at=SOON)
    services.want_reminders(process, chair, wanted=True)
    assert services.remind_today(process, at=SOON)["zero-draft"] == 1


def test_without_days_in_the_file_nobody_is_reminded(process, people):
    assert people
    process.modalities = process.modalities.replace("remind = 14", "")
    assert list(queries.owing(process, SOON.date())) == []


def test_the_site_reminds_by_itself_once_a_day_and_puts_down_the_next(people, monkeypatch):
    assert people
    monkeypatch.setattr(clock.SITE, "machine", lambda: SOON)
    once_a_day()
    once_a_day()
    assert reminding.remind()["gcm-2018"] >= 1
    keys = Job.objects.filter(kind=reminding.KIND).order_by("key").values_list("key", flat=True)
    assert list(keys) == ["remind-of-obligations:2018-01-26", "remind-of-obligations:2018-01-27"]
    later = Job.objects.get(key="remind-of-obligations:2018-01-27")
    assert later.run_after == datetime(2018, 1, 27, 12, tzinfo=UTC)
    assert Reminder.objects.filter(obligation="zero-draft").count() == 1


def test_a_process_is_copied_with_its_file_entities_and_seats_and_nothing_of_its_history(process, people, officer, at):
    made = services.copy_process(process, key="exercise", by=officer, at=at)
    assert (made.modalities, made.themes.count(), made.editions.count()) == (process.modalities, 6, 1)
    rows = {row.code: row for row in Entity.objects.filter(process=made)}
    assert [member.code for member in rows["G12"].members.all()] == ["ARL"]
    seats = {
        seat.person.username: (seat.role, seat.entity and seat.entity.pk) for seat in Seat.objects.filter(process=made)
    }
    assert seats == {
        "chair": ("cofacilitator", None),
        "mute": ("cofacilitator", None),
        "arl": ("delegate", rows["ARL"].pk),
    }
    assert len(seats) == len(people)
    entry = Entry.objects.get(process="exercise")
    assert (entry.deed, entry.facts["from"], entry.facts["seats"]) == ("copy_process", "gcm-2018", 3)


def test_only_the_staff_copies_a_process(process, at):
    with pytest.raises(MayNotOpen):
        services.copy_process(process, key="exercise", by=Actor(role="delegate"), at=at)
