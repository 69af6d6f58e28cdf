from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from secretariat.frame.middleware import POLICY, Refusals, clock, safe_headers
from travaux.refusal import Unknown


@pytest.fixture
def request_():
    return RequestFactory().get("/")


def test_the_clock_is_read_once_at_the_door(request_):
    before = datetime.now(UTC)
    clock(lambda _request: HttpResponse())(request_)
    assert before <= request_.at <= datetime.now(UTC)


def test_no_page_may_ask_another_host(request_):
    response = safe_headers(lambda _request: HttpResponse())(request_)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert "http" not in POLICY


@pytest.mark.django_db
def test_an_uncaught_refusal_becomes_a_page_and_a_bug_stays_a_bug(request_):
    guard = Refusals(lambda _request: HttpResponse("seen"))
    assert guard(request_).content == b"seen"
    assert guard.process_exception(request_, Unknown()).status_code == 404
    assert guard.process_exception(request_, ValueError()) is None
