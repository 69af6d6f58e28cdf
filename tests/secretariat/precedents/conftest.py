"""A process in its negotiations, adopted texts beside it, and a text with a proposal on it."""

from hashlib import sha256

import pytest

from secretariat.negotiation import services as negotiation
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import COFACILITATOR, DELEGATE, Actor
from secretariat.people.models import Person
from secretariat.precedents.services import Reading, add_precedents
from travaux.text.precedents.shapes import Adopted, Paragraph

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"


@pytest.fixture(autouse=True)
def _negotiations(_on_the_day):
    """Every test of this room is on a day of the negotiations."""


@pytest.fixture
def add(process, officer, at):
    """Add an adopted text of these paragraphs."""

    def added(*wordings, symbol="A/RES/70/1", date="2015-09-25"):
        paragraphs = tuple(Paragraph(str(number), wording) for number, wording in enumerate(wordings, 1))
        digest = sha256(repr((symbol, wordings)).encode()).hexdigest()
        reading = Reading(Adopted(symbol, date, paragraphs), digest, "A title")
        return add_precedents(process, reading=reading, by=officer, at=at)

    return added


@pytest.fixture
def delegate(process, at):
    entity = Entity.objects.create(
        process=process, code="ARL", name="Arlandia", kind="state", ordinal=1, admitted_at=at
    )
    person = Person.objects.create_user("arl", name="Person of Arlandia")
    Seat.objects.create(process=process, person=person, role=DELEGATE, entity=entity, since=at)
    return Actor(person, DELEGATE, "ARL", entity.pk)


@pytest.fixture
def provision(process, at):
    chair = Actor(role=COFACILITATOR)
    text = negotiation.open_text(process, key="compact", title="Compact", by=chair, at=at)
    negotiation.draft_provision(text, kind="title", wording="Compact", by=chair, at=at)
    wording = AGREED.replace("positive", "useful")
    provision = negotiation.draft_provision(text, kind="operative", wording=wording, by=chair, at=at)
    negotiation.present_draft(text, by=chair, at=at)
    return provision


@pytest.fixture
def proposal(provision, delegate, at):
    prepared = negotiation.prepare_proposal(provision, wording=AGREED, by=delegate, at=at)
    return negotiation.table_proposal(prepared, by=delegate, at=at)
