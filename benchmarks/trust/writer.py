"""Run apart: one of several writers, who does deeds by the services, in a process and a connection of its own.

It waits for a line on its standard input, so that all begin at once; it prints what it did and how long each took.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.db import DatabaseError, connection
from django.utils import timezone

from secretariat.inputs.queries import submission_named
from secretariat.inputs.services import endorse_submission
from secretariat.negotiation import queries
from secretariat.negotiation import services as negotiation
from secretariat.negotiation.models import Proposal, Provision
from secretariat.negotiation.services.steps import ProvisionChanged
from secretariat.participation.models import Entity
from secretariat.people.access import COFACILITATOR, DELEGATE, OFFICER, Actor
from secretariat.processes.queries import process_named
from travaux.words.tokens import digest

WHY = "a drill writes as everybody"


@dataclass(slots=True)
class Tally:
    """What one writer did: words of deeds done, (word, digest seen, digest written) of edits, refusals, failures.

    `ended` is when it was through, by the clock that all on the machine share, in seconds.
    """

    done: list[str] = field(default_factory=list)
    edits: list[tuple[str, str, str]] = field(default_factory=list)
    stale: int = 0
    errors: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    ended: float = 0.0


class Writer:
    """One writer, with what it writes about."""

    def __init__(self, cast: dict[str, Any], number: int) -> None:
        self.cast, self.number, self.tally = cast, number, Tally()
        self.process = process_named(cast["process"])
        entity = Entity.objects.get(code=f"E{number % 5}")
        self.delegate = Actor(role=DELEGATE, entity=entity.code, entity_id=entity.pk)
        self.chance = random.Random(number)  # noqa: S311 - a drill that can be held again, no secret

    def timed(self, word: str, deed: Callable[[str], object]) -> None:
        """Do a deed, with how long it took and what it failed by; a failure of the database is what is looked for."""
        start = time.perf_counter()
        try:
            deed(word)
            self.tally.done.append(word)
        except ProvisionChanged:
            self.tally.stale += 1
        except DatabaseError as error:
            self.tally.errors.append(f"{type(error).__name__}: {error}"[:200])
        self.tally.waits.append(time.perf_counter() - start)

    def deeds(self, number: int) -> None:
        """Do deeds of four kinds in turn, as a request does them: what they are about is read first."""
        kinds = (self.position, self.endorse, self.prepare, self.redraft)
        for i in range(number):
            self.timed(f"w{self.number}-{i}", kinds[(i + self.number) % len(kinds)])

    def position(self, word: str) -> None:
        """Take a position, the word as its note."""
        proposal = Proposal.objects.unscoped(WHY).select_related("text__process").get(uuid=self.cast["proposal"])
        negotiation.take_position(proposal, stance="support", note=word, by=self.delegate, at=timezone.now())

    def endorse(self, word: str) -> None:
        """Endorse a paper under the word as a name."""
        paper = submission_named(self.process, self.cast["paper"])
        endorse_submission(paper, name=word, by=Actor(role=OFFICER), at=timezone.now())

    def prepare(self, word: str) -> None:
        """Prepare a proposal with the word in its wording."""
        wording = f"We commit to {word}."
        place = self.provision()
        negotiation.prepare_proposal(place, wording=wording, reason=word, by=self.delegate, at=timezone.now())

    def redraft(self, word: str) -> None:
        """Word a paragraph anew, whatever stands there."""
        self.worded(word, self.provision(), "")

    def provision(self) -> Provision:
        """Choose one of the few paragraphs."""
        uuid = self.chance.choice(self.cast["provisions"])
        return Provision.objects.unscoped(WHY).select_related("text__process").get(uuid=uuid)

    def worded(self, word: str, provision: Provision, seen: str) -> None:
        """Word a paragraph anew, saying what was seen."""
        negotiation.redraft_provision(
            provision,
            wording=f"We commit to {word}.",
            reason=word,
            seen=seen,
            by=Actor(role=COFACILITATOR),
            at=timezone.now(),
        )

    def edits(self, number: int, *, blind: bool = False) -> None:
        """Read one of the few paragraphs, word it anew as it was seen; `blind` leaves out what was seen."""
        for i in range(number):
            self.timed(f"e{self.number}-{i}", lambda word: self.edited(word, blind=blind))

    def edited(self, word: str, *, blind: bool) -> None:
        """Read a paragraph and word it anew."""
        provision = self.provision()
        seen = queries.working_row(provision).sha256
        self.worded(word, provision, "" if blind else seen)
        self.tally.edits.append((word, seen, digest(f"We commit to {word}.")))


def work(what: str, number: int, deeds: int) -> Tally:
    writer = Writer(json.loads(sys.stdin.readline()), number)
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    if what == "deeds":
        writer.deeds(deeds)
    else:
        writer.edits(deeds, blind=what == "blind")
    writer.tally.ended = time.monotonic()  # one clock for all that run on a machine
    return writer.tally


if __name__ == "__main__":
    json.dump(asdict(work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))), sys.stdout)
