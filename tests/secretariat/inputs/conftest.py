"""A process in its consultations, four who take part, and a paper of each sort that is needed."""

from datetime import UTC, datetime

import pytest

from secretariat.inputs import services
from secretariat.participation.models import Seat
from secretariat.participation.services import admit_entity
from secretariat.people.access import COFACILITATOR, DELEGATE, FOCAL_POINT, OFFICER, Actor
from secretariat.people.models import Person
from travaux.formats.intake import opened

AT = datetime(2017, 6, 20, 12, tzinfo=UTC)
OPERATOR = Actor(role=OFFICER)
PAPER = """# Cities receive first

1. Cities ask for a seat for local authorities wherever cooperation on border management is planned.

Children should never be held in detention because of the status of their parents.[^1]

[^1]: See our paper of last year.
"""


@pytest.fixture
def at():
    return AT


@pytest.fixture
def cast(process):
    """Who takes part, by code."""
    rows = [
        ("ARL", "Arlandia", "state", "western"),
        ("BRU", "Bruma", "state", "latin_america"),
        ("HCN", "Harbour Cities Network", "local", "global"),
    ]
    return {
        code: admit_entity(process, code=code, name=name, kind=kind, region=region, by=OPERATOR, at=AT)
        for code, name, kind, region in rows
    }


@pytest.fixture
def actors(process, cast):
    """Those who sit in the process, by their role."""
    seats = {OFFICER: None, COFACILITATOR: None, DELEGATE: cast["BRU"], FOCAL_POINT: cast["HCN"]}
    found = {}
    for role, entity in seats.items():
        person = Person.objects.create_user(role)
        Seat.objects.create(process=process, person=person, role=role, entity=entity, since=AT)
        code, pk = (entity.code, entity.pk) if entity else ("", None)
        found[role] = Actor(person=person, role=role, entity=code, entity_id=pk)
    return found


@pytest.fixture
def filing(cast):
    """Make a paper to be filed, of the cities unless told otherwise."""

    def make(code="HCN", **parts):
        given = {
            "title": "Cities receive first",
            "content": PAPER.encode(),
            "filename": "cities.md",
            "kind": "position_paper",
            "themes": ["governance"],
            "media_type": "text/markdown",
            "language": "en",
        }
        given |= parts
        # What a process of its own would read, read here: starting one for each paper of each test would take minutes.
        given.setdefault("opened", opened(given["content"], given["filename"], given["media_type"]))
        return services.Filing(entity=cast[code], **given)

    return make


@pytest.fixture
def file(process, filing):
    """File a paper."""

    def done(code="HCN", *, by=OPERATOR, at=AT, **parts):
        return services.file_submission(process, filing=filing(code, **parts), by=by, at=at)

    return done


@pytest.fixture
def submission(file):
    return file()


@pytest.fixture
def suggested(submission):
    """The codes that the codebook suggests for the cities' paper."""
    return services.suggest_codes(submission, by=OPERATOR, at=AT)


@pytest.fixture
def signed_in(client, actors, _on_the_day):
    """A browser in which the one with this role is signed in, in the consultations."""

    def sign_in(role):
        client.force_login(actors[role].person)
        return client

    return sign_in
