"""A process opened from the library, and those who act in it at a time `at` that each room sets for its tests."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from secretariat.frame import clock
from secretariat.participation.models import Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from travaux.modalities import library_file


@pytest.fixture(autouse=True)
def _clock_of_its_own(monkeypatch):
    """Give each test a clock that remembers no other's time: tests travel in time, which an installation must not."""
    monkeypatch.setattr(clock, "SITE", clock.Clock())


@pytest.fixture
def at():
    return datetime(2018, 4, 5, 12, tzinfo=UTC)


@pytest.fixture
def officer():
    """The operator of the site, on the command line."""
    return Actor(role=OFFICER)


@pytest.fixture
def process(db, officer):  # noqa: ARG001 - a process is kept in the database
    return open_process(library_file("gcm-2018"), by=officer, at=datetime(2017, 4, 10, tzinfo=UTC))


@pytest.fixture
def as_officer(client, process, at):
    """A browser in which an officer of the process is signed in."""
    person = Person.objects.create_user("officer", name="Mira Okafor")
    Seat.objects.create(process=process, person=person, role=OFFICER, since=at)
    client.force_login(person)
    return client


@pytest.fixture
def _on_the_day(monkeypatch, at):
    """Let it be that time at the door of every page."""
    monkeypatch.setattr(timezone, "now", lambda: at)
    monkeypatch.setattr(clock, "SITE", clock.Clock())  # one that has not seen the day on which the tests are run
