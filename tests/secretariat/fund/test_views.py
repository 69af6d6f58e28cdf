import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from secretariat.fund.models import Award, Contribution, Expense, Fund, Payment, Request
from tests.secretariat.fund.conftest import TERMS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("process")]


@pytest.fixture
def visitor():
    return Client()


def url(view, *args):
    return reverse(f"fund:{view}", args=["gcm-2018", *args])


@pytest.fixture(autouse=True)
def _now(monkeypatch, at):
    monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.fixture
def as_arl(arl):
    client = Client()
    client.force_login(arl.person)
    return client


def asked(client, address):
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_a_fund_is_opened_given_to_asked_and_accounted_for_in_the_browser(as_officer, as_arl, visitor):
    assert b"No trust fund is open" in visitor.get(url("overview")).content
    assert visitor.get(url("journal")).status_code == 404
    assert b"Voluntary trust fund" in as_officer.get(url("open")).content
    assert as_officer.post(url("open"), {"terms": "nothing"}).status_code == 422
    assert as_officer.post(url("open"), {"terms": TERMS}).status_code == 302
    assert as_officer.post(url("terms"), {"terms": Fund.objects.get().terms}).status_code == 302
    pledge = {"donor": "Cordovia", "amount": "1000.00", "currency": "CHF", "rate": "1.1", "on": "2018-04-01"}
    assert as_officer.post(url("pledge"), pledge).status_code == 302
    gift = Contribution.objects.get()
    assert as_officer.post(url("pay", gift.uuid), {"amount": "1000", "on": "2018-04-02"}).status_code == 302
    assert as_officer.get(url("pay", "00000000-0000-4000-8000-000000000000")).status_code == 404
    wish = {"traveller": "Ana Ruiz", "fact_group": "developing", "fare": "500", "days": "3", "place": "Geneva"}
    assert as_arl.post(url("apply"), wish).status_code == 302
    request = Request.objects.get()
    assert b"Place 1, with 0 points" in as_arl.get(url("request", request.uuid)).content
    assert b'value="800.00"' in as_officer.get(url("award", request.uuid)).content
    assert as_officer.post(url("award", request.uuid), {"amount": "800", "on": "2018-04-02"}).status_code == 302
    spent = {"amount": "700", "what": "fare", "on": "2018-04-02"}
    assert as_officer.post(url("spend", request.uuid), spent).status_code == 302
    assert as_officer.post(url("spend", request.uuid), spent).status_code == 422
    assert as_officer.post(url("close", request.uuid), {"on": "2018-04-03"}).status_code == 302
    assert Award.objects.get().closed is not None
    page = visitor.get(url("overview")).content.decode()
    assert [words in page for words in ("balanced to the cent", "400.00 USD today", "Ana")] == [True, True, False]
    rows = visitor.get(url("journal")).content.decode().splitlines()
    assert (rows[0].lstrip("\ufeff"), len(rows)) == ("day,what,account,amount", 11)
    assert visitor.get(url("requests")).status_code == 404


def test_a_request_is_known_to_its_entity_and_the_secretariat_and_withdrawn(ask, arl, bru, as_arl, as_officer, visitor):
    request = ask(arl, group="")
    other = Client()
    other.force_login(bru.person)
    for who, status in ((visitor, 404), (other, 404), (as_arl, 200), (as_officer, 200)):
        assert who.get(url("request", request.uuid)).status_code == status
    assert b"do not make it eligible" in as_arl.get(url("request", request.uuid)).content
    assert as_arl.post(url("withdraw", request.uuid)).status_code == 302
    assert b"Withdrawn" in as_arl.get(url("requests")).content


def test_the_secretariat_asks_for_others_and_sees_the_order(ask, arl, give, as_officer):
    give("500", "500")
    granted = ask(arl)
    as_officer.post(url("award", granted.uuid), {"amount": "400", "on": "2018-04-02"})
    wish = {"traveller": "Bo", "fact_group": "developing", "fare": "50", "days": "0", "entity": "ARL"}
    assert as_officer.post(url("apply"), wish).status_code == 302
    ask(arl, group=""), ask(arl, fare="9000")
    page = as_officer.get(url("requests")).content.decode()
    assert [words in page for words in (">granted<", ">not eligible<", ">waits for money<")] == [True] * 3


def test_pages_ask_as_often_for_one_request_as_for_three(ask, arl, give, as_officer, visitor):
    give(), ask(arl)
    pages = [(as_officer, url("requests")), (visitor, url("overview"))]
    before = [asked(*page) for page in pages]
    give(), give(), ask(arl), ask(arl)
    assert [asked(*page) for page in pages] == before


def test_what_was_entered_in_error_is_reversed_on_its_page_and_stays_to_be_seen(ask, arl, give, as_officer, as_arl):
    gift, paid, request = give("500", "500"), Payment.objects.get(), ask(arl)
    day, wrong = {"on": "2018-04-03"}, {"reason": "Entered twice.", "on": "2018-04-03"}
    for amount in ("400", "300"):
        assert as_officer.post(url("award", request.uuid), {"amount": amount, **day}).status_code == 302
        if amount == "400":
            assert b"Awarded in error" in as_officer.get(url("request", request.uuid)).content
            assert as_officer.post(url("reverse-award", request.uuid), wrong).status_code == 302
    assert as_officer.post(url("spend", request.uuid), {"amount": "9", "what": "fare", **day}).status_code == 302
    spent = Expense.objects.unscoped("looked at").get()
    assert as_officer.post(url("reverse-expense", request.uuid, spent.uuid), {"reason": " ", **day}).status_code == 422
    assert as_officer.post(url("reverse-expense", request.uuid, spent.uuid), wrong).status_code == 302
    assert as_arl.get(url("request", request.uuid)).content.count(b"Entered twice.") == 2
    assert as_officer.post(url("reverse-award", request.uuid), wrong).status_code == 302
    assert as_officer.get(url("reverse-award", request.uuid)).status_code == 404
    other = "00000000-0000-4000-8000-000000000000"
    assert as_officer.get(url("reverse-expense", request.uuid, other)).status_code == 404
    assert as_officer.get(url("reverse-payment", other)).status_code == 404
    assert as_officer.post(url("reverse-pledge", gift.uuid), wrong).status_code == 422
    assert as_officer.post(url("reverse-payment", paid.uuid), wrong).status_code == 302
    assert as_officer.post(url("reverse-pledge", gift.uuid), wrong).status_code == 302
    assert as_officer.get(url("pay", gift.uuid)).content.count(b"Entered twice.") == 2
    assert b"balanced to the cent" in as_officer.get(url("overview")).content
