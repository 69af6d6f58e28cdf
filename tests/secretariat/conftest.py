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


class Traveller(clock.Clock):
    """A clock that follows the machine's also into the past, as an installation's must not."""

    def now(self):
        return self.machine()


@pytest.fixture(autouse=True)
def _travel_in_time(monkeypatch):
    """Let tests set the clock; those of the clock itself put one of the site's kind in its place."""
    monkeypatch.setattr(clock, "SITE", Traveller())


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
