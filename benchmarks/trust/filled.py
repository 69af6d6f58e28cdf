"""Run apart: fill the installation that the environment names with a process under negotiation, and print its cast."""

import json
import os
import re
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.conf import settings
from django.test import Client
from django.utils import timezone

from secretariat.frame.serving import bring_up_to_date
from secretariat.inputs.services import Filing, file_submission
from secretariat.negotiation import queries
from secretariat.negotiation import services as negotiation
from secretariat.participation.models import Entity
from secretariat.participation.services import admit_entity, seat_person
from secretariat.people.access import COFACILITATOR, DELEGATE, FACTOR, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.people.services import register_person
from secretariat.processes.models import Process
from secretariat.processes.services import open_process
from travaux.formats.intake import opened
from travaux.modalities import library_file

DELEGATIONS, PARAGRAPHS = 5, 5
OFFICE = Actor(role=OFFICER)
# The negotiations go on, so that the drill can be held on any day.
LASTING = re.compile(r'(key = "negotiations"(?:\n.+)*?\ncloses = )\d{4}-\d{2}-\d{2}')
PAPER = b"# Statement\n\n1. We welcome the summary.\n\n2. We ask for regular pathways, and for the dignity of all.\n"


def admitted(process: Process) -> list[Entity]:
    now = timezone.now()
    names = [(f"E{i}", f"Delegation {i}", "state") for i in range(DELEGATIONS)]
    return [admit_entity(process, code=c, name=n, kind=k, by=OFFICE, at=now) for c, n, k in names]


def seated(process: Process, username: str, role: str, entity: Entity | None = None) -> dict[str, Any]:
    """Open an account, give it its seat, sign it in; return the cookie and who it is."""
    now = timezone.now()
    staff = role == OFFICER
    person = register_person(username, name=username, password=None, staff=staff, by=OFFICE, at=now)
    seat_person(process, person=person, role=role, entity=entity, by=OFFICE, at=now)
    return {"role": role, "username": username, "session": signed_in(person)}


def signed_in(person: Person) -> str:
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[FACTOR] = str(person.pk)  # the second factor was shown
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def text_of(process: Process) -> list[str]:
    """Draft and present a short text; return the uuids of its paragraphs."""
    now = timezone.now()
    text = negotiation.open_text(process, key="compact", title="Compact", by=OFFICE, at=now)
    words = (f"We commit to paragraph {i}." for i in range(PARAGRAPHS))
    provisions = [
        negotiation.draft_provision(text, kind="operative", wording=each, by=OFFICE, at=now) for each in words
    ]
    negotiation.present_draft(text, by=OFFICE, at=now)
    return [str(provision.uuid) for provision in provisions]


def proposed(process: Process, provision: str, entity: Entity) -> str:
    """Put a proposal on the table, on which others may take positions."""
    now = timezone.now()
    by = Actor(role=DELEGATE, entity=entity.code, entity_id=entity.pk)
    found = negotiation.prepare_proposal(
        queries.provision_named(process, by, provision),
        wording="We commit to paragraph 0, and to more.",
        kind="",
        by=by,
        at=now,
    )
    return str(negotiation.table_proposal(found, by=by, at=now).uuid)


def filled() -> dict[str, Any]:
    bring_up_to_date()
    process = open_process(LASTING.sub(r"\g<1>2999-12-31", library_file("gcm-2018")), by=OFFICE, at=timezone.now())
    entities = admitted(process)
    provisions = text_of(process)
    name = "statement.md"
    filing = Filing(entity=entities[0], title="Statement", content=PAPER, opened=opened(PAPER, name), filename=name)
    paper = file_submission(process, filing=filing, by=OFFICE, at=timezone.now())
    people = [seated(process, f"delegate-{e.code.lower()}", DELEGATE, e) for e in entities]
    people += [seated(process, f"officer-{i}", OFFICER) for i in range(2)]
    people += [seated(process, "cofacilitator", COFACILITATOR)]
    return {
        "process": process.key,
        "provisions": provisions,
        "proposal": proposed(process, provisions[0], entities[0]),
        "paper": paper.key,
        "people": people,
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
    }


if __name__ == "__main__":
    json.dump(filled(), sys.stdout)
