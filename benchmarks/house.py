"""What `benchmarks.registers` runs apart: fill the database that the environment names, measure, print JSON."""

import json
import os
import random
import sys
from datetime import UTC, datetime
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figure import seconds
from benchmarks.road import SEEDS
from benchmarks.rolling import DELEGATIONS, SEED, negotiation
from secretariat.frame.scope import unscoped
from secretariat.frame.serving import bring_up_to_date
from secretariat.inputs import services as inputs
from secretariat.inputs.models import Code
from secretariat.negotiation import queries
from secretariat.negotiation import services as deeds
from secretariat.negotiation.models import (
    Edit,
    NegotiatingText,
    Proposal,
    ProposalStatus,
    ProvisionVersion,
    Sponsorship,
)
from secretariat.participation.models import Entity
from secretariat.participation.services import admit_entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process
from secretariat.processes.services import open_process
from travaux.formats.intake import opened
from travaux.modalities import library_file
from travaux.text.proposal import edits_of

OFFICE = Actor(role=OFFICER)
WHY = "the benchmark fills the table"
OPENED, FILED, TABLED = (datetime(*day, tzinfo=UTC) for day in ((2017, 4, 10), (2018, 1, 15), (2018, 4, 5)))


def delegations(process: Process) -> list[Entity]:
    rows = [
        Entity(process=process, code=f"D{i:03}", name=f"Delegation {i}", kind="state", ordinal=i, admitted_at=OPENED)
        for i in range(DELEGATIONS)
    ]
    return Entity.objects.bulk_create(rows)


def text_of(process: Process) -> NegotiatingText:
    """Draft and present a text of the size of Rio+20, then put its proposals on the table row by row."""
    entities, numbers = delegations(process), count()
    drafted = negotiation(random.Random(SEED))  # noqa: S311 - a sample that can be made again, no secret
    text = deeds.open_text(process, key="large", title="Large text", by=OFFICE, at=FILED)
    for wording, _ in drafted[:1]:
        deeds.draft_provision(text, kind="operative", wording=wording, by=OFFICE, at=FILED)
    first = unscoped(queries.working(text).rows, WHY).get()
    for i, (wording, _) in enumerate(drafted[1:], start=2):
        provision = text.provisions.create(born_in=first.version)
        provision.versions.create(
            version=first.version, kind="operative", ordinal=first.ordinal + i, number=str(i), wording=wording
        )
    deeds.present_draft(text, by=OFFICE, at=FILED)
    for row, (_, proposed) in zip(rows_of(text), drafted, strict=True):
        for who, wording in proposed:
            table(text, row.provision_id, row.wording, wording, entities[int(who[1:])], next(numbers))
    return text


def rows_of(text: NegotiatingText) -> QuerySet[ProvisionVersion]:
    return unscoped(queries.working(text).rows, WHY).order_by("ordinal")


def table(text: NegotiatingText, provision: int, base: str, wording: str, entity: Entity, number: int) -> None:
    proposal = Proposal.objects.create(
        text=text,
        provision_id=provision,
        kind="replace",
        status=ProposalStatus.TABLED,
        proponent=entity,
        base=base,
        wording=wording,
        reason=f"No. {number}",
        prepared_at=TABLED,
        tabled_at=TABLED,
    )
    Sponsorship.objects.create(proposal=proposal, entity=entity, since=TABLED)
    edits = [
        Edit(proposal=proposal, ordinal=i, start=edit.start, end=edit.end, words=edit.words)
        for i, edit in enumerate(edits_of(base, wording))
    ]
    Edit.objects.bulk_create(edits)


def road(process: Process) -> None:
    """File the seeds, code them by the codebook, confirm every code."""
    for number, path in enumerate(sorted(SEEDS.glob("*.txt"))):
        entity = admit_entity(process, code=f"S{number}", name=path.name, kind="agency", by=OFFICE, at=FILED)
        content = path.read_bytes()
        read = opened(content, path.name)
        filing = inputs.Filing(entity=entity, title=path.name, content=content, opened=read, filename=path.name)
        paper = inputs.file_submission(process, filing=filing, by=OFFICE, at=FILED)
        inputs.suggest_codes(paper, by=OFFICE, at=FILED)
        suggested = Code.objects.unscoped("the office confirms every code")
        for code in suggested.filter(passage__submission=paper).order_by("id"):
            inputs.confirm_code(code, by=OFFICE, at=FILED)


def measure() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    bring_up_to_date()
    process = open_process(library_file("gcm-2018"), by=OFFICE, at=OPENED)
    text_of(process)
    connection.close()  # what is measured waits for the disk, as in earnest
    address = f"/processes/{process.key}/text/"
    with CaptureQueriesContext(connection) as asked:
        size = len(Client().get(address).content)
    found: dict[str, float] = {"bytes": size, "queries": len(asked)}  # counted now: the next request forgets them
    found["page"] = seconds(lambda: Client().get(address), times=3)
    return {**found, "road": seconds(lambda: road(process), times=1)} if SEEDS.is_dir() else found


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
