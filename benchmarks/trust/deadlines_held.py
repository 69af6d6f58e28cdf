"""The site's side of the drill on deadlines: papers are handed in at the door, second by second, on a clock of our own.

The requests pass through the whole site, middleware included. Only the machine's clock is ours: we set it, also back.
"""

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.test import Client

from secretariat.frame import clock
from secretariat.frame.serving import bring_up_to_date
from secretariat.inputs.models import Submission
from secretariat.jobs.models import Tick
from secretariat.jobs.services import times
from secretariat.participation.services import admit_entity, seat_person
from secretariat.people.access import DELEGATE, OFFICER, Actor
from secretariat.people.services import register_person
from secretariat.processes.models import Process
from secretariat.processes.services import open_process
from travaux.modalities import library_file

OPERATOR = Actor(role=OFFICER)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


class Careless(clock.Clock):
    """The control: a clock that follows the machine's wherever it is set."""

    def now(self) -> datetime:
        """Return the machine's time."""
        return self.machine()


@dataclass(slots=True)
class Machine:
    """A machine whose clock can be set, and whose steady seconds go on all the same."""

    time: datetime
    seconds: float = 0.0

    def until(self, at: datetime) -> None:
        """Let time pass until it is truly `at`, whatever the clock was set to since."""
        self.pass_by((at - self.time).total_seconds())

    def pass_by(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.time += timedelta(seconds=seconds)
        self.seconds += seconds

    def start(self, kind: type[clock.Clock]) -> None:
        """Start the site's process: its clock reads this machine's, and what the database kept."""
        clock.SITE = kind(machine=lambda: self.time, steady=lambda: self.seconds, kept=times.latest)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as a process file gives it, and the first moment that is too late."""

    zone: str
    day: str
    at: str
    end: datetime


def door(given: Deadline) -> tuple[Process, Client]:
    """Open a process whose inputs close at that deadline, and sign a delegate in."""
    made = Process.objects.count()
    text = library_file("gcm-2018").replace('key = "gcm-2018"', f'key = "drill-{made}"', 1)
    closes = f"closes = {given.day}" + (f"\ncloses_at = {given.at}" if given.at else "")
    text = text.replace("America/New_York", given.zone).replace("closes = 2018-01-31", closes, 1)
    opened = datetime(2017, 4, 10, tzinfo=UTC)
    process = open_process(text, by=OPERATOR, at=opened)
    bruma = admit_entity(
        process, code="BRU", name="Bruma", kind="state", region="latin_america", by=OPERATOR, at=opened
    )
    person = register_person(f"drill-{made}", name="D", password=None, by=OPERATOR, at=opened)
    seat_person(process, person=person, role=DELEGATE, entity=bruma, by=OPERATOR, at=opened)
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return process, client


def hands_in(process: Process, client: Client) -> bool:
    """Hand a paper in at the door; whether it was taken."""
    before = Submission.objects.filter(process=process).count()
    typed = {"entity": "BRU", "title": "Paper", "kind": "written_input", "language": "en", "text": f"Paper {before}."}
    client.post(f"/processes/{process.key}/inputs/file/", typed)
    return Submission.objects.filter(process=process).count() > before


def held(given: Deadline, *, kind: type[clock.Clock] = clock.Clock) -> list[bool]:
    """Hand in at seven moments; the first three are in time, and all after them too late.

    The last second; the last second by true time, with the clock set back an hour before the end; then the end by
    true time with the clock still back; the clock set back again; a restart with the clock back; a day later.
    """
    end = given.end
    machine = Machine(end - 2 * HOUR)
    Tick.objects.all().delete()
    machine.start(kind)
    process, client = door(given)
    taken = [hands_in(process, client)]
    machine.until(end - HOUR)
    taken.append(hands_in(process, client))
    machine.time -= HOUR
    machine.pass_by(HOUR.total_seconds() - 1)  # one second is left, while the clock shows an hour and one
    taken.append(hands_in(process, client))
    machine.pass_by(1)
    taken.append(hands_in(process, client))
    machine.time -= HOUR
    taken.append(hands_in(process, client))
    times.sweep()
    machine.start(kind)
    taken.append(hands_in(process, client))
    machine.until(end + 24 * HOUR)
    return [*taken, hands_in(process, client)]


def to_the_second(given: Deadline) -> list[bool]:
    """Hand in at the last second and at the next, on a clock that nobody set."""
    machine = Machine(given.end - SECOND)
    Tick.objects.all().delete()
    machine.start(clock.Clock)
    process, client = door(given)
    taken = [hands_in(process, client)]
    machine.pass_by(1)
    return [*taken, hands_in(process, client)]


def main(rows: list[list[str]]) -> None:
    """Print, for each deadline handed in as JSON, what was taken."""
    bring_up_to_date()
    for zone, day, at, end in rows:
        given = Deadline(zone, day, at, datetime.fromisoformat(end).replace(tzinfo=UTC))
        found = {"second": to_the_second(given), "held": held(given), "careless": held(given, kind=Careless)}
        print(json.dumps({"zone": zone, "day": day, **found}), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
