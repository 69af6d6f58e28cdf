from datetime import UTC, datetime

import pytest
from django.utils import timezone

from secretariat.negotiation.models import NegotiatingText, Provision, ProvisionVersion, TextVersion, VersionStatus
from secretariat.participation.models import Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from travaux.modalities import library_file

AT = datetime(2018, 12, 11, 12, tzinfo=UTC)
OPERATOR = Actor(role=OFFICER)
WORDS = [
    ("heading", "", "Objectives and commitments"),
    ("objective", "Objective 1", "Provide timely information"),
    ("commitment", "2", "We commit to give information in languages that people understand."),
    ("operative", "3", "Welcomes the offer of the host;"),
]


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
def draft(process):
    """A text on which nothing was decided yet, with one version that moves."""
    text = NegotiatingText.objects.create(process=process, key="compact", title="Compact", opened_at=AT)
    version = TextVersion.objects.create(text=text, ordinal=1, label="Working text")
    for ordinal, (kind, number, wording) in enumerate(WORDS):
        provision = Provision.objects.create(text=text, born_in=version)
        ProvisionVersion.objects.create(
            provision=provision, version=version, kind=kind, number=number, wording=wording, ordinal=ordinal
        )
    return text


@pytest.fixture
def text(draft):
    """The same text, adopted."""
    draft.versions.update(status=VersionStatus.ADOPTED, sha256="0" * 64, frozen_at=AT)
    return draft


@pytest.fixture
def uuids(text):
    rows = ProvisionVersion.objects.filter(version__text=text).order_by("ordinal")
    return [str(row.provision.uuid) for row in rows]


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    """Let it be the last day of the conference at the door of every page."""
    monkeypatch.setattr(timezone, "now", lambda: AT)


@pytest.fixture
def as_officer(client, process):
    """A browser in which an officer of the process is signed in."""
    person = Person.objects.create_user("officer")
    Seat.objects.create(process=process, person=person, role=OFFICER, since=AT)
    client.force_login(person)
    return client
