from datetime import UTC, datetime

import pytest

from secretariat.negotiation.models import NegotiatingText, Provision, ProvisionVersion, TextVersion, VersionStatus
from secretariat.people.access import OFFICER, Actor

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
def _conference(_on_the_day):
    """Every test of this room is on the last day of the conference."""
