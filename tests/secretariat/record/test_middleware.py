from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from secretariat.inputs.models import Submission
from secretariat.participation.services import admit_entity
from secretariat.record.models import Entry
from secretariat.record.services import asked_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_the_day")]
CODE = "ARL"


@pytest.fixture
def _arlandia(process, officer, at):
    admit_entity(process, code=CODE, name="Arlandia", kind="state", by=officer, at=at)


@pytest.fixture
def address(process):
    return reverse("participation:admit", kwargs={"process": process.key})


def form(code="BRU", **more):
    return {"code": code, "name": f"Name of {code}", "kind": "state", "region": "global", **more}


def admitted():
    return list(Entry.objects.filter(deed="admit_entity").order_by("id").values_list("facts__code", flat=True))


def test_a_form_that_is_sent_twice_is_done_once_and_the_second_answer_is_the_receipt(as_officer, address):
    first = as_officer.post(address, form(once="k1"))
    second = as_officer.post(address, form(once="k1"))
    entry = Entry.objects.get(deed="admit_entity")
    assert (first.status_code, second.status_code, second.url) == (302, 303, entry.get_absolute_url())
    assert admitted() == ["BRU"]
    assert "This was done already, at " in as_officer.get(second.url).content.decode()


def test_a_machine_says_so_in_the_header(as_officer, address):
    answers = [as_officer.post(address, form(), headers={"Idempotency-Key": "k2"}).status_code for _ in range(2)]
    assert (answers, admitted()) == ([302, 303], ["BRU"])


def test_the_token_against_forgery_may_differ_between_the_two(as_officer, address):
    answers = [as_officer.post(address, form(once="k", csrfmiddlewaretoken=t)).status_code for t in "ab"]
    assert answers == [302, 303]


def test_the_same_key_with_something_else_is_refused(as_officer, address):
    as_officer.post(address, form(once="k"))
    other = as_officer.post(address, form("COR", once="k"))
    assert (other.status_code, "Name of COR" in other.content.decode(), admitted()) == (422, True, ["BRU"])


@pytest.mark.usefixtures("_arlandia")
def test_a_key_that_was_refused_can_be_used_again(as_officer, address):
    again = form(CODE, once="k")
    assert [as_officer.post(address, sent).status_code for sent in (again, again)] == [422, 422]
    assert as_officer.post(address, form("BRU", once="k")).status_code == 302


def test_the_key_of_another_person_or_another_address_is_another_key(as_officer, address, process):
    as_officer.post(address, form(once="k"))
    seat = reverse("participation:seat", kwargs={"process": process.key})
    assert as_officer.post(seat, {"once": "k"}).status_code == 422
    assert Client().post(address, form(once="k")).status_code == 403


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_what_is_no_key_is_refused(as_officer, address, key):
    assert as_officer.post(address, form(), headers={"Idempotency-Key": key}).status_code == 422
    assert admitted() == []


def test_without_a_key_nothing_is_remembered(as_officer, address):
    as_officer.post(address, form())
    assert Entry.objects.get(deed="admit_entity").once is None
    assert asked_once.get() is None


@pytest.mark.usefixtures("_arlandia")
def test_a_paper_is_known_by_its_bytes(as_officer, process):
    address = reverse("inputs:file", kwargs={"process": process.key})

    def send(words):
        paper = SimpleUploadedFile("paper.txt", words, content_type="text/plain")
        return as_officer.post(
            address, {"entity": CODE, "title": "A paper", "kind": "statement", "paper": paper, "once": "k"}
        ).status_code

    assert [send(b"Some words."), send(b"Some words."), send(b"Other words.")] == [302, 303, 422]
    assert Submission.objects.count() == 1


def test_what_a_machine_sends_otherwise_is_known_by_its_bytes_too(as_officer, address):
    key = {"Idempotency-Key": "k"}
    as_officer.post(address, form(), headers=key)
    sent = as_officer.post(address, '{"code": "COR"}', content_type="application/json", headers=key)
    assert (sent.status_code, admitted()) == (422, ["BRU"])


@pytest.mark.django_db(transaction=True)
def test_of_two_that_arrive_at_once_one_is_done_and_both_are_answered(as_officer, address):
    def send(_):
        browser = Client()
        browser.cookies = as_officer.cookies
        try:
            return browser.post(address, form(once="k")).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(send, range(4)))
    assert (sorted(answers), admitted()) == ([302, 303, 303, 303], ["BRU"])
