"""Two people who do the same thing at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secretariat.negotiation import services
from secretariat.negotiation.models import BracketLifted
from secretariat.negotiation.services.settling import AlreadyLifted

from .conftest import words

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_lifting_the_same_bracket_at_once_lift_it_once(table):
    table.table("ARL", table.action, "Publish one official national website.")
    key, start = table.shown(table.action).brackets[0].key, Barrier(2)

    def lift(who):
        start.wait()
        try:
            return services.lift_bracket(
                table.action, bracket=key, wording="official", by=table.actors[who], at=table.now
            ).key
        except AlreadyLifted as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor() as both:
        results = sorted(both.map(lift, ["chair", "officer"]))
    assert results == sorted([key, "AlreadyLifted"])
    assert BracketLifted.objects.count() == 1


def test_of_two_people_who_send_the_same_bracket_at_once_the_second_is_shown_what_the_first_did(table, monkeypatch):
    table.table("ARL", table.action, "Publish one official national website.")
    monkeypatch.setattr(timezone, "now", lambda: table.now)
    key, start = table.shown(table.action).brackets[0].key, Barrier(2)
    address = reverse("negotiation:lift", args=["sample", table.action.uuid, key])
    seats = {"chair": Client(), "officer": Client()}
    for who, client in seats.items():
        client.force_login(table.actors[who].person)

    def lift(who):
        start.wait()
        try:
            return seats[who].post(address, {"choice": "own", "compromise": f"{who}-made"})
        finally:
            connection.close()

    with ThreadPoolExecutor() as both:
        first, second = sorted(both.map(lift, seats), key=lambda page: page.status_code)
    assert (first.status_code, second.status_code) == (302, 409)
    wording = table.row(table.action).wording
    assert f"The paragraph now reads: “{wording}”" in words(second)
    assert wording in words(second).partition("The paragraph as it now stands")[2]
    assert "Lift the bracket" not in words(second)
