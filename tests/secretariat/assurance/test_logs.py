"""What the operator's log says, where it goes, and that nobody else can write in it."""

import logging

import pytest
from django.test import Client

from secretariat import settings

pytestmark = pytest.mark.django_db


def test_the_log_goes_to_the_error_stream_and_nowhere_else():
    kinds = {handler["class"] for handler in settings.LOGGING["handlers"].values()}
    assert kinds == {"logging.StreamHandler"}


def test_a_wrong_host_and_a_missing_token_are_logged(caplog):
    with caplog.at_level(logging.WARNING):
        Client().get("/", headers={"host": "elsewhere.example"})
        Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "ada"})
    names = {line.name for line in caplog.records}
    assert {"django.security.DisallowedHost", "django.security.csrf"} - names == set()


def test_an_address_with_a_line_end_makes_one_line_of_the_log(caplog, client):
    with caplog.at_level(logging.WARNING):
        client.get("/nowhere%0AERROR%20everything%20is%20lost/")
    lines = [line.getMessage() for line in caplog.records]
    assert (len(lines), [sign in "".join(lines) for sign in "\r\n"]) == (1, [False, False])
