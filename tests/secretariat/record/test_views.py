from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from secretariat.people.access import Actor
from secretariat.record import views
from secretariat.record.models import Entry
from secretariat.record.services import sequence
from secretariat.record.views import deeds

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)


def kept(*deeds, actor="delegate:ARL"):
    for i, name in enumerate(deeds):
        Entry.objects.create(deed=name, process="p", actor=actor, subject="proposal:7c1f", leaf=f"{i:064x}", at=NOON)
    sequence()


def page(address="/", actor=None):
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    process = SimpleNamespace(
        key="p", title="A process", sights=lambda _thing, _eyes: ()
    )  # the process's floor is above
    request.door = SimpleNamespace(process=process, actor=actor or Actor())
    return deeds.entries(request).content.decode()


def test_a_deed_is_told_in_words_with_the_capacity_and_the_thing():
    kept("register_person")
    shown = page()
    assert [part in shown for part in ("account opened", "Delegate", ">ARL<", "proposal", "2018-04-05 12:00")] == [
        True
    ] * 5


def test_a_deed_that_this_release_does_not_know_is_named_as_it_stands():
    kept("tune_organ")
    assert "tune_organ" in page()


def test_a_withheld_line_keeps_its_place_and_digest_and_says_nothing_else():
    kept("prepare_proposal")
    mine, theirs = page(actor=Actor(role="delegate", entity="ARL")), page()
    assert ["7c1f" in shown for shown in (mine, theirs)] == [True, False]
    assert "Not told until it is made public" in theirs


def test_the_page_shows_the_checkpoint_in_the_form_that_can_be_kept():
    kept("register_person", "register_person")
    assert "travaux\n2\n" in page()


def test_the_newest_deeds_stand_on_the_first_page():
    kept(*["register_person"] * 51)
    first, second = page(), page("/?page=2")
    assert ["51 deeds" in shown for shown in (first, second)] == [True, True]
    assert [f"{50:064x}"[:12] in first, f'title="{0:064x}"' in first, f'title="{0:064x}"' in second] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_a_longer_record_takes_no_more_queries(many):
    kept(*["register_person"] * many)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page()
    assert len(asked) <= 4


def test_every_page_can_show_the_head_of_the_log():
    kept("register_person")
    assert views.head(RequestFactory().get("/"))["checkpoint"]["size"] == 1
