"""A small process of our own invention: two phases of a text, three delegations, a group, and those who lead."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secretariat.documents.services import keep
from secretariat.inputs.models import Passage, Submission
from secretariat.negotiation import queries, services
from secretariat.participation.models import Entity, Seat
from secretariat.people.access import COFACILITATOR, DELEGATE, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.models import Process
from secretariat.stocktaking.models import Sentence, Summary
from travaux.modalities import library_file

DRAFTING = datetime(2018, 1, 10, 9, tzinfo=UTC)
TABLE = datetime(2018, 3, 1, 9, tzinfo=UTC)
CONFERENCE = datetime(2018, 12, 10, 12, tzinfo=UTC)
COMMITMENT = "We commit to strengthen our efforts to inform all migrants."
ACTION = "Publish one national website."


@dataclass
class Room:
    """The process with those in the room, and a clock that goes on a minute with each deed."""

    process: Process
    actors: dict[str, Actor]
    entities: dict[str, Entity]
    text: object = None
    now: datetime = DRAFTING

    def at(self, when=None):
        self.now = when or self.now + timedelta(minutes=1)
        return self.now

    def row(self, provision):
        return queries.working_row(provision)

    def shown(self, provision):
        return queries.paragraph(queries.row_of(provision))

    def draft(self, wording, kind="operative", **more):
        return services.draft_provision(
            self.text, kind=kind, wording=wording, by=self.actors["chair"], at=self.at(), **more
        )

    def prepare(self, code, provision, wording="", **more):
        return services.prepare_proposal(provision, wording=wording, by=self.actors[code], at=self.at(), **more)

    def table(self, code, provision, wording="", **more):
        proposal = self.prepare(code, provision, wording, **more)
        return services.table_proposal(proposal, by=self.actors[code], at=self.at())

    def lift(self, provision, wording, bracket=None, **more):
        bracket = bracket or self.shown(provision).brackets[0].key
        return services.lift_bracket(
            provision, bracket=bracket, wording=wording, by=self.actors["chair"], at=self.at(), **more
        )

    def agree(self, provision, **more):
        return services.agree_provision(provision, by=self.actors["chair"], at=self.at(), **more)

    def redraft(self, provision, wording, reason="Plainer."):
        return services.redraft_provision(
            provision, wording=wording, reason=reason, by=self.actors["chair"], at=self.at()
        )

    def do(self, deed, *given, by="chair", **more):
        return getattr(services, deed)(*given, by=self.actors[by], at=self.at(), **more)

    def wordings(self):
        rows = queries.paragraphs(queries.current(self.text))
        return [each.row.wording for each in rows if not each.is_struck]

    def freeze(self, **more):
        return services.freeze_version(self.text, by=self.actors["chair"], at=self.at(), **more)


def _entity(process, code, name, ordinal, kind="state"):
    return Entity.objects.create(
        process=process, code=code, name=name, kind=kind, ordinal=ordinal, admitted_at=DRAFTING
    )


def _actor(process, username, role, entity=None):
    person = Person.objects.create(username=username, name=f"Person of {username}")
    Seat.objects.create(process=process, person=person, role=role, entity=entity, since=DRAFTING)
    return Actor(person, role, entity.code if entity else "", entity.pk if entity else None)


@pytest.fixture
def room(db):  # noqa: ARG001 - the rows need the database
    process = Process.objects.create(
        key="sample",
        title="Sample compact",
        symbol="A/RES/71/280",
        modalities=library_file("gcm-2018"),
        opened_at=DRAFTING,
    )
    names = {"ARL": "Arlandia", "BRU": "Bruma", "COR": "Cordovia", "DEL": "Delmar"}
    entities = {code: _entity(process, code, name, i) for i, (code, name) in enumerate(names.items())}
    entities["G12"] = _entity(process, "G12", "Group of Twelve", 4, "group")
    entities["G12"].members.add(entities["BRU"], entities["DEL"])
    actors = {code: _actor(process, code.lower(), DELEGATE, entities[code]) for code in names}
    actors |= {"chair": _actor(process, "chair", COFACILITATOR), "officer": _actor(process, "officer", OFFICER)}
    actors |= {"visitor": Actor()}
    return Room(process, actors, entities)


@pytest.fixture
def drafted(room):
    """A text with a title, an objective, a commitment and two actions; not yet presented."""
    room.text = services.open_text(
        room.process, key="compact", title="Draft compact", by=room.actors["chair"], at=room.at()
    )
    room.title = room.draft("Sample compact", "title")
    room.objective = room.draft("Inform all migrants", "objective")
    room.commitment = room.draft(COMMITMENT, "commitment")
    room.action = room.draft(ACTION, "action")
    room.desk = room.draft("Set up desks for newcomers.", "action")
    return room


@pytest.fixture
def table(drafted):
    """The same text, presented, in the phase of negotiations."""
    services.present_draft(drafted.text, by=drafted.actors["chair"], at=drafted.at(TABLE))
    return drafted


@pytest.fixture
def conference(table):
    """The same text on the day of the conference."""
    table.negotiations = table.now
    table.at(CONFERENCE)
    return table


@pytest.fixture
def sources(drafted):
    """A passage of Arlandia's paper, and a sentence of the summary that rests on it."""
    at = drafted.at()
    paper = keep(b"Inform us.", filename="a.txt", media_type="text/plain", title="Paper", by=None, at=at)
    submission = Submission.objects.create(
        process=drafted.process,
        number=1,
        key="S1",
        entity=drafted.entities["ARL"],
        title="Paper",
        document=paper,
        text="Inform us.",
        filed_at=at,
    )
    passage = Passage.objects.create(
        submission=submission, ordinal=1, kind="paragraph", start=0, end=10, text="Inform us."
    )
    issued = {"status": "issued", "opened_at": at, "issued_at": at}
    summary = Summary.objects.create(process=drafted.process, number=1, key="sum", title="Summary", **issued)
    sentence = Sentence.objects.create(summary=summary, ordinal=1, wording="Many asked to inform.", written_at=at)
    return passage, sentence


@pytest.fixture
def site(room, monkeypatch):
    """The site as seen by one of those in the room, at the time that the room's clock shows."""
    monkeypatch.setattr(timezone, "now", lambda: room.now)

    class Site:
        def __init__(self):
            self.client = Client()

        def as_(self, who):
            self.client.logout()
            if room.actors[who].person:
                self.client.force_login(room.actors[who].person)
            return self

        def get(self, name, *args, **query):
            return self.client.get(reverse(f"negotiation:{name}", args=["sample", *args]), query)

        def post(self, name, *args, **given):
            return self.client.post(reverse(f"negotiation:{name}", args=["sample", *args]), given, follow=True)

    return Site()


def words(response):
    """The text of a page without its tags, spaces taken together."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", response.content.decode())).split())
