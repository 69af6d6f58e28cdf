from datetime import UTC, datetime

import pytest

from secretariat.participation import services
from secretariat.participation.models import Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from travaux.modalities import library_file

AT = datetime(2018, 4, 5, 12, tzinfo=UTC)
OPERATOR = Actor(role=OFFICER)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def officer():
    return OPERATOR


@pytest.fixture
def process(db):  # noqa: ARG001 - a process is kept in the database
    return open_process(library_file("gcm-2018"), by=OPERATOR, at=datetime(2017, 4, 10, tzinfo=UTC))


@pytest.fixture
def admit(process):
    """Admit an entity, a State of Africa unless told otherwise."""

    def admitted(code, name, kind="state", region="africa", members=()):
        parts = {"code": code, "name": name, "kind": kind, "region": region, "members": members}
        return services.admit_entity(process, **parts, by=OPERATOR, at=AT)

    return admitted


@pytest.fixture
def as_officer(client, process):
    """A browser in which an officer of the process is signed in."""
    person = Person.objects.create_user("officer", name="Mira Okafor")
    Seat.objects.create(process=process, person=person, role=OFFICER, since=AT)
    client.force_login(person)
    return client
