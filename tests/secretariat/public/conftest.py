"""A road of which each stage holds one thing that went on and one that did not."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from secretariat.documents.models import Blob, Document
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.negotiation.models import (
    Decision,
    NegotiatingText,
    Proposal,
    Provenance,
    Provision,
    ProvisionVersion,
    Sponsorship,
    TextVersion,
)
from secretariat.participation.models import Entity
from secretariat.processes.models import Process, Theme
from secretariat.stocktaking.models import Citation, Sentence, Summary
from travaux.modalities import library_file
from travaux.passages.recommending import asking

NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)


@dataclass
class Road:
    """What the tests ask about."""

    process: Process
    cordovia: Entity
    bruma: Entity
    paper: Submission
    heard: Passage
    unheard: Passage
    sentence: Sentence
    text: NegotiatingText
    version: TextVersion
    provision: Provision
    row: ProvisionVersion


def entity(process, code, name, **more):
    return Entity.objects.create(process=process, code=code, name=name, kind="state", admitted_at=NOON, **more)


def passage(paper, ordinal, text):
    at = ordinal * 100
    return Passage.objects.create(
        submission=paper,
        ordinal=ordinal,
        kind="paragraph",
        start=at,
        end=at + len(text),
        text=text,
        asks=list(asking(text).words),
    )


def paper(process, owner, number):
    blob, _ = Blob.objects.get_or_create(sha256=f"{number:064x}", defaults={"size": 1, "content": b"x"})
    document = Document.objects.create(title="t", filename="f.md", media_type="text/markdown", blob=blob, filed_at=NOON)
    return Submission.objects.create(
        process=process,
        number=number,
        key=f"IN-{number}",
        entity=owner,
        title="Rights at every stage",
        document=document,
        text="x" * 999,
        filed_at=NOON,
    )


def proposal(road, kind, status, owner, **more):
    row = Proposal.objects.create(
        text=road.text,
        provision=road.provision,
        kind=kind,
        status=status,
        proponent=owner,
        wording="Open clinics to all, by night too.",
        prepared_at=NOON,
        tabled_at=NOON,
        **more,
    )
    Sponsorship.objects.create(proposal=row, entity=owner, since=NOON)
    return row


@pytest.fixture
def process(db):  # noqa: ARG001 - opens the database
    text = library_file("gcm-2018")
    return Process.objects.create(
        key="p", title="A sample process", symbol="A/RES/71/280", modalities=text, is_sample=True, opened_at=NOON
    )


@pytest.fixture
def road(process):
    cordovia, bruma = entity(process, "COR", "Cordovia"), entity(process, "BRU", "Bruma", ordinal=1)
    theme = Theme.objects.create(
        process=process, key="human-rights", title="Human rights", paragraph="15 (a)", ordinal=1
    )
    submission = paper(process, cordovia, 1)
    heard = passage(submission, 1, "Clinics should be open to every migrant.")
    unheard = passage(submission, 2, "Ferries should carry books.")
    Code.objects.create(passage=heard, theme=theme, status="confirmed", decided_at=NOON)
    summary = Summary.objects.create(
        process=process, number=1, key="SUM-1", title="Summary", status="issued", opened_at=NOON, issued_at=NOON
    )
    sentence = Sentence.objects.create(
        summary=summary, ordinal=1, wording="Care without fear was asked for.", written_at=NOON
    )
    Citation.objects.create(sentence=sentence, passage=heard)
    text = NegotiatingText.objects.create(process=process, key="compact", title="Compact", opened_at=NOON)
    version = TextVersion.objects.create(
        text=text, ordinal=1, label="Zero draft", status="frozen", sha256="a" * 64, frozen_at=NOON
    )
    provision = Provision.objects.create(text=text, born_in=version)
    row = ProvisionVersion.objects.create(
        provision=provision, version=version, kind="action", ordinal=1, number="7 (a)", wording="Open clinics to all."
    )
    Provenance.objects.create(provision=provision, sentence=sentence)
    return Road(process, cordovia, bruma, submission, heard, unheard, sentence, text, version, provision, row)


@pytest.fixture
def negotiated(road):
    """The same road after a negotiation: one proposal taken up, one not, the paragraph agreed and adopted."""
    proposal(road, "insert", "incorporated", road.bruma)
    proposal(road, "delete", "not_retained", road.bruma)
    adopted = TextVersion.objects.create(
        text=road.text, ordinal=2, label="Adopted", symbol="S/1", status="adopted", sha256="b" * 64, frozen_at=NOON
    )
    ProvisionVersion.objects.create(
        provision=road.provision,
        version=adopted,
        kind="action",
        ordinal=1,
        number="9",
        wording="Open clinics to all, by night too.",
        level="adopted",
    )
    Decision.objects.create(
        provision=road.provision,
        version=road.version,
        level="ad_referendum",
        wording_sha256="c" * 64,
        by="cofacilitator",
        at=NOON,
    )
    return road
