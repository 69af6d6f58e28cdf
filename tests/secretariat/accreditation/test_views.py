import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.accreditation import services
from secretariat.accreditation.models import Application, Circulation, Name
from secretariat.people.models import Person
from tests.secretariat.accreditation.conftest import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("process", "_on_the_day")]
BEGUN = {"lists": ["listed-for-the-conference"], "name": "Quay Library", "contact": "Ana", "email": "quay@example.org"}


def url(view, *args):
    return reverse(f"accreditation:{view}", args=["gcm-2018", *args])


def browser(actor):
    client = Client()
    client.force_login(actor.person)
    return client


def asked(client, address):
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_an_application_goes_from_browser_to_record_without_an_account(client):
    page = client.post(url("begin"), BEGUN)
    address = page.headers["Location"]
    assert address in mail.outbox[0].body
    token = address.rstrip("/").rpartition("/")[2]
    for step, given in WHOLE.items():
        told = {**given, "name": "Quay Library", "contact": "Ana", "email": "quay@example.org"}
        assert client.post(url("step", token, step), told).status_code == 302
    assert b"Check and hand in" in client.get(address).content
    assert b"Reading rooms" in client.get(url("hand_in", token)).content
    client.post(url("hand_in", token))
    assert b"The secretariat looks at it next" in client.get(address).content
    assert client.get(url("step", token, "money")).status_code == 404
    client.post(url("withdraw", token))
    assert Application.objects.get().state == "withdrawn"


def test_a_form_that_is_refused_keeps_what_was_typed(client, begin):
    assert client.post(url("begin"), BEGUN | {"lists": []}).status_code == 422
    _, token = begin()
    page = client.post(url("hand_in", token))
    assert (page.status_code, b"still something missing" in page.content) == (422, True)


def test_the_secretariat_screens_circulates_and_closes(as_officer, hand_in, monkeypatch):
    application = hand_in()
    narrowed = url("applications") + "?state=handed_in&list=listed-for-the-conference&q=quay"
    assert b"Quay Library Network" in as_officer.get(narrowed).content
    assert as_officer.post(url("screen", application.uuid), {"outcome": "set_aside"}).status_code == 422
    as_officer.post(url("screen", application.uuid), {"outcome": "eligible"})
    assert (
        as_officer.post(
            url("circulate"), {"list_": "listed-for-the-conference", "closes": "2018-04-01T10:00"}
        ).status_code
        == 422
    )
    as_officer.post(url("circulate"), {"list_": "listed-for-the-conference", "closes": "2018-04-06T18:00"})
    circulation = Circulation.objects.get()
    address = url("list", circulation.uuid)
    assert "1 day, 10 hours left" in as_officer.get(address).content.decode().replace("\xa0", " ")
    assert as_officer.post(url("close", circulation.uuid)).status_code == 422
    monkeypatch.setattr("django.utils.timezone.now", lambda: circulation.closes_at)
    as_officer.force_login(Person.objects.get(username="officer"))
    assert b"The period is over" in as_officer.get(address).content
    as_officer.post(url("close", circulation.uuid))
    assert b"On the final list" in as_officer.get(address).content
    assert b"final" in as_officer.get(url("overview")).content


def test_a_delegation_objects_withdraws_and_asks_on_pages(name, arl, bru):
    address = url("list", name.circulation.uuid)
    mine, other = browser(arl), browser(bru)
    mine.post(url("object", name.uuid), {"basis": "Its funds."})
    assert [word in mine.get(address).content for word in (b"your objection", b"Its funds.")] == [True, True]
    assert b"Its funds." not in other.get(address).content
    other.post(url("ask", name.uuid))
    page = other.get(address).content
    assert (b"Its funds." in page, b"your objection" in page) == (True, False)
    mine.post(url("withdraw_objection", name.uuid))
    assert b"no basis was told" in other.get(address).content
    again = other.post(url("ask", name.uuid))
    assert (again.status_code, b"asked before" in again.content) == (422, True)


def test_the_names_are_handed_out_as_a_table(name, arl):
    response = browser(arl).get(url("export", name.circulation.uuid))
    assert (response.headers["Content-Type"], b"Quay Library Network" in response.content) == (
        "text/csv; charset=utf-8",
        True,
    )


def test_a_list_of_one_and_of_three_asks_the_database_as_often(eligible, circulate, arl, bru, at):
    eligible("One")
    short = circulate()
    for i in range(3):
        eligible(f"Name {i}", email=f"{i}@example.org")
    long = circulate()
    for name in Name.objects.all():
        services.object_to_name(name, basis="Its funds.", by=arl, at=at)
        services.ask_objection_basis(name, by=bru, at=at)
    client = browser(bru)
    assert asked(client, url("list", short.uuid)) == asked(client, url("list", long.uuid))


def test_one_application_and_three_ask_the_database_as_often(as_officer, hand_in):
    hand_in("One")
    first = asked(as_officer, url("applications"))
    for i in range(2):
        hand_in(f"Name {i}", email=f"{i}@example.org")
    assert asked(as_officer, url("applications")) == first


def test_the_decision_of_the_assembly_is_entered_on_the_page_of_the_list(eligible, circulate, as_officer):
    eligible()
    circulation = circulate()
    circulation.names.update(outcome="waits")
    name = circulation.names.get()
    assert b"Enter the decision" in as_officer.get(url("list", circulation.uuid)).content
    assert as_officer.post(url("decide", name.uuid), {"decision": "admitted"}).status_code == 422
    given = {"decision": "admitted", "source": "A decision"}
    assert as_officer.post(url("decide", name.uuid), given).status_code == 302
    assert b"On the final list" in as_officer.get(url("list", circulation.uuid)).content


def test_a_process_without_lists_says_so(process, client):
    process.modalities = process.modalities.replace('"non-objection"', '"invitation"')
    process.save()
    page = client.get(url("overview")).content.decode()
    assert ("know no list" in page, "Apply" in page) == (True, False)
