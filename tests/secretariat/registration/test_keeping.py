from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secretariat.jobs.models import Job
from secretariat.record.models import Entry
from secretariat.registration import queries, services
from secretariat.registration.access import NotYourPeople
from secretariat.registration.models import Registration
from secretariat.registration.services import keeping, naming

pytestmark = pytest.mark.django_db


def who(person):
    person.refresh_from_db()
    return (person.given, person.family, person.function, person.gender, person.first_time, person.consent)


def test_a_person_is_erased_at_their_wish_and_who_waits_is_seated(open_, arl, bru, name, row, approve, at):
    meeting = open_(for_all=1)
    first, second = name(meeting, arl, row(gender="f"), row("Bo"))
    approve(meeting, first, second)
    with pytest.raises(NotYourPeople):
        services.erase_registration(first, by=bru, at=at)
    done = services.erase_registration(first, by=arl, at=at)
    second.refresh_from_db()
    assert (who(done), done.state, done.number, second.state) == (
        ("", "", "", "", None, "nobody"),
        "withdrawn",
        1,
        "approved",
    )
    assert (str(done), done.email) == ("–", f"{done.uuid}@erased.invalid")  # noqa: RUF001 - as above
    with pytest.raises(naming.NotToBeAmended):
        services.erase_registration(done, by=arl, at=at)
    entry = Entry.objects.get(deed="erase_registration")
    assert entry.facts == {"seated": 1}


def test_one_who_was_withdrawn_is_erased_as_well(ana, arl, at):
    services.withdraw_registration(ana, reason="Ill.", by=arl, at=at)
    done = services.erase_registration(ana, by=arl, at=at)
    assert (done.state, done.reason) == ("withdrawn", "Erased.")


def test_people_are_forgotten_by_themselves_when_their_time_is_over(ana, officer, at, monkeypatch):
    services.check_in(ana.meeting, code=queries.badge_code(ana), by=officer, at=at)
    over = ana.meeting.last + timedelta(days=366)
    for day, forgotten in ((over - timedelta(days=1), 0), (over, 1), (over, 0)):
        monkeypatch.setattr(timezone, "now", lambda day=day: at.replace(year=day.year, month=day.month, day=day.day))
        assert keeping.forget() == {"people": forgotten}
    assert who(ana)[:2] == ("", "")
    assert (queries.came(ana.meeting, at.date()), Registration.objects.get().state) == (1, "approved")


def test_the_first_sign_in_of_a_day_puts_the_job_down(arl):
    for _each in range(2):
        Client().force_login(arl.person)
    assert Job.objects.filter(kind=keeping.KIND).count() == 1


def test_all_that_is_kept_of_a_person_is_handed_out_and_erased_in_the_browser(ana, arl, bru, at, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at)

    def url(view):
        return reverse(f"registration:{view}", args=["gcm-2018", ana.uuid])

    client, other = Client(), Client()
    client.force_login(arl.person), other.force_login(bru.person)
    told = client.get(url("data")).json()
    assert (told["given"], told["meeting"], told["kept_until"]) == ("Ana", "round-3", "2019-04-06")
    assert [other.get(url(view)).status_code for view in ("data", "erase")] == [404, 404]
    assert client.get(url("erase")).status_code == 200
    assert client.post(url("erase")).status_code == 302
    assert client.post(url("erase")).status_code == 422
