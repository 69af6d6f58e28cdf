"""A large process, written into the installation of the environment: `python -m … ENTRIES PASSAGES MEGABYTES`."""

import hashlib
import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402, S311 - models can be imported only after Django is set up; what is drawn here is no secret
from django.db import transaction

from secretariat.demo.queries import sample
from secretariat.documents.models import Blob, Document
from secretariat.frame.serving import bring_up_to_date
from secretariat.inputs.models import Passage, Submission
from secretariat.participation.services import admit_entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process
from secretariat.processes.services import open_process
from secretariat.record.models import Entry
from secretariat.record.queries import entry_shape
from secretariat.record.services import sequence
from travaux.modalities import library_file
from travaux.record.entry import leaf_of

AT = datetime(2018, 4, 5, 12, tzinfo=UTC)
WORDS = ("the", "orderly", "movement", "of", "persons", "shall", "be", "supported", "by", "every", "delegation")
PAPER = 1 << 20  # bytes
IN_EACH = 100  # passages of a submission


class Writer:
    """Writes everything from one seed, so that the same numbers give the same rows."""

    def __init__(self, process: Process) -> None:
        self.process, self.chance = process, random.Random(1)

    def words(self, number: int) -> str:
        """Draw some words."""
        return " ".join(self.chance.choices(WORDS, k=number))

    def paper(self, number: int, size: int) -> Document:
        """File a paper of bytes that no compression makes smaller."""
        content = self.chance.randbytes(size)
        digest = hashlib.sha256(content).hexdigest()
        blob = Blob.objects.create(sha256=digest, size=size, content=content)
        given = {"title": f"Paper {number}", "filename": "p.pdf", "media_type": "application/pdf"}
        return Document.objects.create(blob=blob, filed_at=AT, **given)

    def passages(self, submission: Submission, number: int) -> Iterator[Passage]:
        """Cut a submission into passages."""
        for k in range(number):
            span = {"ordinal": k, "start": k * 1000, "end": k * 1000 + 600}
            yield Passage(submission=submission, kind="paragraph", text=self.words(IN_EACH), **span)

    def entry(self, number: int) -> Entry:
        """Write an entry, with its leaf."""
        facts = {"wording": self.words(20), "theme": "borders", "number": number}
        subject = f"passage:{UUID(int=self.chance.getrandbits(128), version=4)}"
        at = AT + timedelta(seconds=number, microseconds=number)
        row = Entry(deed="code_passage", process=self.process.key, actor="officer", subject=subject, facts=facts, at=at)
        row.leaf = leaf_of(entry_shape(row)).hex()
        return row


def write(entries: int, passages: int, megabytes: int) -> None:
    """Write the installation."""
    bring_up_to_date()
    by = Actor(role=OFFICER)
    process = open_process(library_file("gcm-2018"), by=by, at=datetime(2017, 4, 10, tzinfo=UTC))
    entity = admit_entity(process, **sample()["entity"][0], by=by, at=AT)
    writer = Writer(process)
    with transaction.atomic():
        for number in range(max(megabytes, 1)):
            paper = writer.paper(number, PAPER)
            given = {"number": number + 1, "key": f"s-{number}", "title": paper.title, "format": "pdf"}
            own = Submission.objects.create(
                process=process, entity=entity, document=paper, text=writer.words(800), filed_at=AT, **given
            )
            share = range(number, passages, max(megabytes, 1))
            Passage.objects.bulk_create(writer.passages(own, len(share)), batch_size=500)
        rows = (writer.entry(number) for number in range(entries - Entry.objects.count()))
        Entry.objects.bulk_create(rows, batch_size=400)
    sequence()


if __name__ == "__main__":
    write(*map(int, sys.argv[1:]))
