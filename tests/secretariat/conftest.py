"""A process opened from the library, and those who act in it at a time `at` that each room sets for its tests."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone, translation

from secretariat.frame import clock
from secretariat.frame.scope import ScopedQuery
from secretariat.frame.serving import steps
from secretariat.participation.models import Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from travaux.modalities import library_file

HOUSE = str(Path(__file__).parents[2] / "src")
require_scope = ScopedQuery.require_scope


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):  # noqa: ARG001 - the database is made by the one of this name below
    """Note each migration as done where the tables were made at once, as a site notes it that makes them so."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        for step in steps() - recorder.applied_migrations().keys():
            recorder.record_applied(*step)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):  # noqa: ARG001 - as above
    """Make the tables at once, as a site does; that they are those of the migrations, a test of its own shows."""
    connection.settings_dict["TEST"]["MIGRATE"] = False


def asked_by_a_test():
    """Whether it is a test, and not the house, that looks at rows: the nearest caller that is neither Django's nor the
    scope's own."""
    frame = sys._getframe(2)  # noqa: SLF001 - how callers are known
    while frame.f_back:
        name = frame.f_code.co_filename
        if name.startswith(HOUSE) and not name.endswith("frame/scope.py"):
            return False
        if name.endswith(".py") and "/tests/" in name and "site-packages" not in name:
            return True
        frame = frame.f_back
    return True


@pytest.fixture(autouse=True)
def _tests_look_at_rows_themselves(monkeypatch):
    """What a test looks at to see what was done, it sees whole; the house is held to its scopes all the same."""
    monkeypatch.setattr(ScopedQuery, "require_scope", lambda query: asked_by_a_test() or require_scope(query))


class Traveller(clock.Clock):
    """A clock that follows the machine's also into the past, as an installation's must not."""

    def now(self):
        return self.machine()


@pytest.fixture(autouse=True)
def _travel_in_time(monkeypatch):
    """Let tests set the clock; those of the clock itself put one of the site's kind in its place."""
    monkeypatch.setattr(clock, "SITE", Traveller())


@pytest.fixture(autouse=True)
def _speak_english():
    """A page asked for in another language leaves that language to its thread, and so to the next test."""
    translation.deactivate()


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
