"""The site's side of the drill on jobs: told by lines on its input to fill the queue, to start workers, to count.

It forks each worker, so that thirty of them need Django's start only once. A worker told of a stage stands still there,
says so, and waits to be killed. Answers and signs are lines of JSON.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction

from secretariat.frame.cell import open_paper
from secretariat.frame.serving import bring_up_to_date
from secretariat.jobs.models import Job, Product
from secretariat.jobs.services import Worker, advance, enqueue, hand_back, handler, queue
from secretariat.jobs.services.registry import HANDLERS
from secretariat.jobs.services.transport import Folder

PATIENCE, POLL = 1.0, 0.05
KINDS = ("drill-row", "drill-paper", "drill-export", "drill-file", "")  # the last is a mail
WITHOUT_LEASE = ("drill-row", "drill-file", "")  # a worker without a lease hands nothing back
PAPER = b"# Statement\n\n1. A paper that is opened in a process of its own.\n"
FILES = Folder(settings.TRAVAUX_DATA / "files")
DELIVERED = settings.TRAVAUX_DATA / "delivered"
here: dict[str, str] = {"stage": ""}


def say(**words: object) -> None:
    os.write(1, (json.dumps(words) + "\n").encode())


def stand_still_at(stage: str) -> None:
    """Wait to be killed, if this worker was told to stand still here."""
    if here["stage"] == stage:
        say(here=stage, pid=os.getpid())
        signal.pause()


def leave_effect(job: Job) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO drill_effect (job) VALUES (%s)", [job.key])


@handler("drill-row")
def write_row(job: Job) -> None:
    leave_effect(job)
    stand_still_at("row")


@handler("drill-paper", long=True)
def read_paper(job: Job) -> Callable[[], dict[str, str]]:
    """Open a paper in a process of its own, and die before anything of it is put down."""
    found = open_paper(PAPER, "a.md")
    stand_still_at("paper")

    def put_down() -> dict[str, str]:
        leave_effect(job)
        return {"sha256": found.sha256}

    return put_down


@handler("drill-export", long=True)
def export(job: Job) -> Callable[[], None]:
    """Write a file, and die when it was handed back and the job is not yet done."""
    advance(job, 50)

    def put_down() -> None:
        hand_back(job, job.key.encode(), filename="a.txt", media_type="text/plain")
        leave_effect(job)
        stand_still_at("export")

    return put_down


@handler("drill-file", outside=True, was_done=lambda job: FILES.was_taken(str(job.uuid)))
def write_file(job: Job) -> Callable[[], None]:
    keep = FILES.open()

    def hand_over() -> None:
        stand_still_at("file-not-yet")
        keep(str(job.uuid), EmailMessage("drill", job.key, to=["drill@example.org"]))
        with DELIVERED.open("a") as file:
            file.write(f"{job.key}\n")
        stand_still_at("file")

    return hand_over


def fill(number: int, kinds: tuple[str, ...]) -> None:
    """Make the tables and put down `number` jobs of these kinds in turn."""
    bring_up_to_date()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS drill_effect")
        cursor.execute("CREATE TABLE drill_effect (job varchar(200))")
    Job.objects.all().delete()
    DELIVERED.write_text("")
    with transaction.atomic():
        for i in range(number):
            if kind := kinds[i % len(kinds)]:
                enqueue(kind, {}, key=f"{kind}-{i}")
            else:
                EmailMessage("drill", f"mail-{i}", to=["drill@example.org"]).send()


class MarksBefore:
    """The first control: a worker that calls a job done before it does it."""

    def run(self) -> None:
        """Do all there is to do."""
        while job := Job.objects.filter(state="waiting").order_by("id").first():
            Job.objects.filter(pk=job.pk).update(state="done", ended_at=job.run_after)
            with transaction.atomic():
                _careless(job)


class MarksAfter:
    """The second control: a worker that calls a job done after its effect was committed."""

    def run(self) -> None:
        """Do all there is to do."""
        while job := Job.objects.filter(state="waiting").order_by("id").first():
            stage, here["stage"] = here["stage"], ""
            _careless(job)
            here["stage"] = stage
            stand_still_at("row" if job.kind == "drill-row" else "file")
            Job.objects.filter(pk=job.pk).update(state="done", ended_at=job.run_after)


def _careless(job: Job) -> None:
    known = HANDLERS[job.kind]
    done = known.run(job)
    if known.outside:
        done()


WORKERS: dict[str, Callable[[], Any]] = {
    "ours": lambda: Worker(patience=PATIENCE, poll=POLL),
    "before": MarksBefore,
    "after": MarksAfter,
}


def start(kind: str, stage: str) -> None:
    """Fork a worker that stands still at `stage`, if any."""
    connection.close()
    pid = os.fork()
    if pid == 0:
        here["stage"] = stage
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # a worker waits for the processes that it starts
        try:
            WORKERS[kind]().run()
        finally:
            os._exit(0)
    say(started=pid)


def count() -> None:
    """Say how each job stands, and how often each was done in the database and in files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job FROM drill_effect")
        rows = Counter(row[0] for row in cursor.fetchall())
    handed_back = set(Product.objects.values_list("job__key", flat=True))
    rows = Counter({key: n for key, n in rows.items() if "export" not in key or key in handed_back})
    files = Counter(DELIVERED.read_text().split())
    jobs = {str(job.uuid): {"key": job.key, "kind": job.kind, "state": job.state} for job in Job.objects.order_by("id")}
    connection.close()
    say(jobs=jobs, effects=dict(rows + files))


def decide(uuid: str, taken: str) -> None:
    """Decide on a job in doubt, as an operator does who has asked the mail server."""
    job = Job.objects.get(uuid=uuid)
    (queue.drop if taken == "taken" else queue.retry)(job)
    say(decided=uuid)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    Path(settings.TRAVAUX_DATA).mkdir(parents=True, exist_ok=True)
    for line in sys.stdin:
        verb, *words = line.split()
        if verb == "fill":
            fill(int(words[0]), KINDS if words[1] == "ours" else WITHOUT_LEASE)
            say(filled=words[0])
        elif verb == "start":
            start(words[0], words[1] if len(words) > 1 else "")
        elif verb == "decide":
            decide(*words)
        else:
            count()


if __name__ == "__main__":
    main()
