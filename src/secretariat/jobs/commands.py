"""Jobs, the worker and the clock on the command line."""

import signal
from typing import Any
from uuid import UUID

import click
from django.conf import settings

from secretariat.frame import clock as clocks
from secretariat.frame.cli import as_json, show
from secretariat.jobs import queries
from secretariat.jobs.models import Job
from secretariat.jobs.services import Worker, queue, times
from secretariat.jobs.services.transport import transport
from secretariat.record.services import Operator


@click.command()
def work() -> None:
    """Do the jobs that deeds left (mail) until stopped; `serve` and `demo` do so themselves."""
    transport()  # a way out that does not exist is refused now rather than with the first mail
    worker = Worker()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, worker.stop)
    click.echo(f"Working on the jobs of {settings.TRAVAUX_DATA} (stop with Ctrl-C)")
    worker.run()


@click.group()
def jobs() -> None:
    """Look after the jobs: list them, retry or drop those given up or in doubt, see to the clock."""


@jobs.command("list")
@click.option("--all", "ended", is_flag=True, help="Those done and dropped too.")
@as_json
def list_(*, ended: bool, json_: bool) -> None:
    """List the jobs that are waiting, in hand, given up or in doubt."""
    show([_shown(job) for job in queries.jobs(ended=ended)], json_=json_)


@jobs.command()
@click.argument("uuid", type=click.UUID)
@as_json
def retry(uuid: UUID, *, json_: bool) -> None:
    """Let the job UUID, given up or in doubt, be tried again: one in doubt may then be done twice."""
    show(_shown(queue.retry(queries.job_named(uuid))), json_=json_)


@jobs.command()
@click.argument("uuid", type=click.UUID)
@as_json
def drop(uuid: UUID, *, json_: bool) -> None:
    """Drop the job UUID, given up or in doubt."""
    show(_shown(queue.drop(queries.job_named(uuid))), json_=json_)


@jobs.command()
@click.option("--trust-machine", is_flag=True, help="Forget the times acknowledged; recorded. Stop the site before.")
@as_json
def clock(*, trust_machine: bool, json_: bool) -> None:
    """Show the site's clock beside the machine's: it never goes back unless told to trust the machine again."""
    if trust_machine:
        at = times.trust_machine(by=Operator(), at=clocks.SITE.machine())
        show({"site": at.isoformat()}, json_=json_)
        return
    behind = clocks.SITE.behind.total_seconds()
    found = {"site": clocks.now().isoformat(), "machine": clocks.SITE.machine().isoformat(), "seconds behind": behind}
    show(found, json_=json_)


def _shown(job: Job) -> dict[str, Any]:
    return {
        "uuid": str(job.uuid),
        "kind": job.kind,
        "state": job.state,
        "attempts": job.attempts,
        "since": job.enqueued_at.isoformat(timespec="seconds"),
        "next": job.run_after.isoformat(timespec="seconds") if job.state == Job.State.WAITING else "",
        "error": job.error,
    }
