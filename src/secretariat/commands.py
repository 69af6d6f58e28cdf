"""The site's doors on the command line: one name for each matter, found by the `travaux` command as entry points."""

import os
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from secretariat.accreditation.commands import accreditation
from secretariat.demo.commands import demo
from secretariat.evidence.commands import evidence
from secretariat.exchange.commands import text
from secretariat.followup.commands import commitments
from secretariat.frame import clock
from secretariat.frame.doors import COMMAND, through
from secretariat.frame.outages import outage
from secretariat.frame.serving import BEFORE, BESIDE, make_tables, serve
from secretariat.fund.commands import trust_fund
from secretariat.inputs.commands import coding, submissions
from secretariat.jobs.commands import jobs, work
from secretariat.jobs.services.worker import beside
from secretariat.keeping.commands import backup, doctor, move, restore
from secretariat.outbox.commands import outbox
from secretariat.participation.commands import participation
from secretariat.people.commands import people
from secretariat.precedents.commands import agreed
from secretariat.processes.commands import process
from secretariat.public.commands import trace
from secretariat.record.commands import record
from secretariat.registration.commands import registration
from secretariat.registry.commands import documents
from secretariat.room.commands import before, room
from secretariat.room.commands import beside as beside_screens
from secretariat.stocktaking.commands import coverage, summary

DOORS: tuple[click.Command, ...] = (
    accreditation,
    agreed,
    coding,
    commitments,
    coverage,
    documents,
    evidence,
    jobs,
    outbox,
    participation,
    people,
    process,
    record,
    registration,
    room,
    submissions,
    summary,
    text,
    trace,
    trust_fund,
    work,
)
# These look after the installation itself: none of them makes tables where there are none.
KEEPING: tuple[click.Command, ...] = (backup, doctor, move, restore)
__all__ = [
    "DOORS",
    "KEEPING",
    "accreditation",
    "agreed",
    "backup",
    "coding",
    "commitments",
    "coverage",
    "demo",
    "doctor",
    "documents",
    "evidence",
    "jobs",
    "move",
    "outbox",
    "participation",
    "people",
    "process",
    "record",
    "registration",
    "restore",
    "room",
    "serve",
    "submissions",
    "summary",
    "text",
    "trace",
    "trust_fund",
    "work",
]

BESIDE.extend((beside, beside_screens))
BEFORE.append(before)


def _prepared(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Make the tables first where there are none, so that the first command on a new machine finds a home.

    The clock then goes on from the latest time that the installation has acknowledged.
    """

    @wraps(callback)
    def called(*args: Any, **kwargs: Any) -> Any:
        make_tables()
        clock.resume()
        return callback(*args, **kwargs)

    return called


def _told(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Tell an outage of the machine as the refusal that it is, and let the record know that a command did the deed."""

    @wraps(callback)
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            with through(COMMAND):
                return callback(*args, **kwargs)
        except Exception as error:
            if refusal := outage(error):
                raise refusal from error
            raise

    return called


def _all(command: click.Command) -> Iterator[click.Command]:
    """Walk a command and those below it."""
    yield command
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from _all(below)


for door in DOORS:
    if door.callback:
        door.callback = _prepared(door.callback)
for door in (*DOORS, *KEEPING):
    for each in _all(door):
        if each.callback:
            each.callback = _told(each.callback)
