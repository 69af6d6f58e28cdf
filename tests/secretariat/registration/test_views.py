import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from secretariat.participation.models import Seat
from secretariat.people.models import Person
from secretariat.registration import queries
from secretariat.registration.models import Meeting, Registration
from secretariat.registration.views import people
from travaux.formats.tables import as_xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("process")]
HEAD = ["given", "family", "email", "role"]


def url(view, *args):
    return reverse(f"registration:{view}", args=["gcm-2018", *args])


@pytest.fixture(autouse=True)
def _before(monkeypatch, before):
    monkeypatch.setattr(timezone, "now", lambda: before)


@pytest.fixture
def as_arl(arl):
    client = Client()
    client.force_login(arl.person)
    return client


def sheet(*rows):
    return SimpleUploadedFile("people.xlsx", as_xlsx(HEAD, [list(row) for row in rows]))


def asked(client, address):
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_a_meeting_is_opened_and_shown(as_officer):
    given = {"key": "round-3", "title": "Third round", "first": "2018-04-03", "last": "2018-04-06"}
    page = as_officer.post(url("open"), given | {"closes": "2018-04-01T18:00", "for_all": "2"})
    assert (page.status_code, Meeting.objects.get().for_all) == (302, 2)
    assert b"Third round" in as_officer.get(url("overview")).content
    assert b"2 seats in all" in as_officer.get(url("meeting", "round-3")).content
    assert as_officer.post(url("open"), given).status_code == 422
    assert as_officer.get(url("meeting", "ball")).status_code == 404


@pytest.mark.usefixtures("meeting")
def test_a_person_is_named_by_the_entity_and_approved_by_the_secretariat(as_arl, as_officer, row):
    page = as_arl.post(url("name", "round-3"), row(consent="public", first_time="yes"))
    person = Registration.objects.get()
    assert page.headers["Location"] == url("person", person.uuid)
    assert b"The secretariat decides next" in as_arl.get(url("person", person.uuid)).content
    assert b"Ana Ruiz" in as_officer.get(url("decide", "round-3")).content
    assert as_officer.post(url("decide", "round-3"), {"decision": "approve"}).status_code == 422
    as_officer.post(url("decide", "round-3"), {"chosen": [str(person.uuid)], "decision": "approve"})
    assert b"ROUND-3-00001" in as_arl.get(url("badge", person.uuid)).content
    assert b"Ana Ruiz" in Client().get(url("meeting", "round-3")).content
    assert b"Nobody waits" in as_officer.get(url("decide", "round-3")).content


@pytest.mark.usefixtures("meeting")
def test_a_list_is_checked_first_each_bad_row_named_and_then_registered(as_arl):
    good, bad = ("Ana", "Ruiz", "a@example.org", "head"), ("Bo", "Lind", "nobody", "adviser")
    page = as_arl.post(url("roll", "round-3"), {"file": sheet(good, bad)})
    assert [word in page.content for word in (b"Rows that cannot be taken: 1", b"it is no mail address")] == [
        True,
        True,
    ]
    assert as_arl.post(url("roll", "round-3"), {"file": sheet(good, bad), "register": "yes"}).status_code == 422
    assert b"Nobody was registered" in as_arl.post(url("roll", "round-3"), {"file": sheet(good)}).content
    assert Registration.objects.count() == 0
    page = as_arl.post(url("roll", "round-3"), {"file": sheet(good), "register": "yes"})
    assert (page.status_code, Registration.objects.get().given) == (302, "Ana")
    again = as_arl.post(url("roll", "round-3"), {"file": sheet(("Ann", "Ruiz", "b@example.org", "adviser"))})
    assert b"one who is registered" in again.content
    broken = as_arl.post(url("roll", "round-3"), {"file": SimpleUploadedFile("a.csv", b"\xff\x00")})
    assert (broken.status_code, b"UTF-8" in broken.content) == (422, True)


@pytest.mark.usefixtures("meeting")
def test_the_empty_list_names_the_entity_for_the_secretariat_only(as_arl, as_officer):
    said = [client.get(url("empty", "round-3")).content.decode("utf-8-sig").strip() for client in (as_arl, as_officer)]
    assert said == [
        "given,family,email,role,function,gender,first_time,consent",
        "given,family,email,role,entity,function,gender,first_time,consent",
    ]


def test_a_person_is_amended_and_withdrawn(ana, as_arl, row):
    assert as_arl.post(url("person", ana.uuid), row(email="x")).status_code == 422
    as_arl.post(url("person", ana.uuid), row(function="Envoy", consent="nobody"))
    assert b"Envoy" in as_arl.get(url("person", ana.uuid)).content
    as_arl.post(url("withdraw", ana.uuid), {"reason": "Ill."})
    page = as_arl.get(url("person", ana.uuid)).content
    assert (b"Ill." in page, b"Amend" in page) == (True, False)
    assert as_arl.get(url("badge", ana.uuid)).status_code == 404
    assert as_arl.post(url("withdraw", ana.uuid)).status_code == 422


def test_the_door_lets_in_by_code_and_hands_out_what_works_without_a_network(ana, client, monkeypatch, at, process):
    monkeypatch.setattr(timezone, "now", lambda: at)
    from_desk = _officer(client, process, at)
    code = queries.badge_code(ana)
    page = from_desk.post(url("door", "round-3"), {"code": code}, follow=True)
    assert [word in page.content for word in (b"Let in: Ana Ruiz", b"1 person came")] == [True, True]
    assert from_desk.post(url("door", "round-3"), {"code": code}).status_code == 422
    said = json.loads(from_desk.get(url("door_list", "round-3")).content)
    assert said["badges"] == [{"number": "ROUND-3-00001", "entity": "ARL", "opens": True}]
    assert said["key"] == queries.badge_key().hex()


def _officer(client, process, at):

    person = Person.objects.create_user("desk")
    Seat.objects.create(process=process, person=person, role="officer", since=at)
    client.force_login(person)
    return client


@pytest.mark.usefixtures("ana")
def test_the_balance_is_shown_with_pictures_and_tables(client):
    page = client.get(url("balance", "round-3")).content
    assert [word in page for word in (b"Africa", b"few", b"<svg")] == [True, True, True]
    Registration.objects.update(state="named")
    assert b"Nobody is approved yet" in client.get(url("balance", "round-3")).content


def test_one_person_and_three_ask_the_database_as_often(meeting, arl, as_officer, name, row):
    name(meeting, arl)
    pages = (url("meeting", "round-3") + "?state=named&q=r", url("decide", "round-3"))
    first = [asked(as_officer, page) for page in pages]
    name(meeting, arl, row("Bo", "Rind"), row("Cy", "Rabe"))
    assert [asked(as_officer, page) for page in pages] == first


def test_a_family_name_is_looked_for_by_post_and_never_in_an_address(meeting, arl, name, row, as_arl):
    name(meeting, arl, row(family="Ruiz"), row("Bo", family="Holm"))
    page = as_arl.post(url("meeting", "round-3"), {"q": "holm", "state": "named"}).content.decode()
    assert ("Bo Holm" in page, "Ana Ruiz" in page) == (True, False)
    page = as_arl.get(url("meeting", "round-3") + "?q=holm").content.decode()
    assert ("Bo Holm" in page, "Ana Ruiz" in page, 'method="post"' in page) == (True, True, True)


def test_names_that_are_found_are_turned_over_without_an_address(meeting, arl, name, row, as_arl):
    name(
        meeting, arl, *(row(f"A{chr(97 + number // 26)}{chr(97 + number % 26)}", family="Holm") for number in range(51))
    )
    first = as_arl.post(url("meeting", "round-3"), {"q": "holm"}).content.decode()
    second = as_arl.post(url("meeting", "round-3"), {"q": "holm", "page": "2"}).content.decode()
    assert ("Further names" in first, "Previous names" in second, second.count("<bdi>A")) == (True, True, 1)


@pytest.mark.parametrize("reason", sorted(people.REASONS))
def test_each_reason_of_the_check_has_words(reason):
    numbered = f"{reason} 7" if reason.endswith("row") else reason
    assert people.in_words(numbered) == people.REASONS[reason] % {"row": "7"}


@pytest.mark.usefixtures("meeting")
def test_a_row_that_cannot_be_taken_is_told_in_words(as_arl):
    file = sheet(["Ana", "Ruiz", "a@example.org", "adviser"], ["Bo", "Holm", "a@example.org", "adviser"])
    page = as_arl.post(url("roll", "round-3"), {"file": file}).content.decode()
    assert "the same address stands in row 2" in page
