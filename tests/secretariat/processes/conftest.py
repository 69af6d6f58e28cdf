from datetime import UTC, datetime

import pytest

from secretariat.participation.models import Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes import services
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
    return services.open_process(library_file("gcm-2018"), by=OPERATOR, at=datetime(2017, 4, 10, tzinfo=UTC))


@pytest.fixture
def as_officer(client, process):
    """A browser in which an officer of the process is signed in."""
    person = Person.objects.create_user("officer")
    Seat.objects.create(process=process, person=person, role=OFFICER, since=AT)
    client.force_login(person)
    return client
