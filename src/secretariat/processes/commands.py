"""Processes on the command line, where the operator acts as an officer."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from secretariat.frame.cli import as_json, show, timed
from secretariat.people.access import OFFICER, Actor
from secretariat.processes import queries, services
from secretariat.processes.access import modalities_of
from travaux.modalities import Difference, library_file

OPERATOR = Actor(role=OFFICER)


@click.group("process")
def process() -> None:
    """Open processes, see how they stand, mark obligations as met."""


@process.command("open")
@click.argument("source", metavar="FILE|KEY")
@click.option("--key", default="", help="Key of the process, instead of the one in the file.")
@timed
@as_json
def open_(source: str, key: str, at: datetime, *, json_: bool) -> None:
    """Open a process from a process FILE, or from the one of the library that has KEY."""
    text = _text(Path(source))
    opened = services.open_process(text, key=key, by=OPERATOR, at=at)
    show({"key": opened.key, "title": opened.title, "symbol": opened.symbol}, json_=json_)


def _text(path: Path) -> str:
    """Return the text of the file; what is no UTF-8 in it is marked, for the reading of it to refuse."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else library_file(str(path))


@process.command()
@click.argument("key")
@click.argument("source", metavar="FILE|KEY")
@click.option("--yes", is_flag=True, help="Take them in; without it, what would change is shown and nothing is done.")
@timed
@as_json
def renew(key: str, source: str, at: datetime, *, yes: bool, json_: bool) -> None:
    """Take the rules of a later edition into the process KEY: those of a process FILE, or of one of the library.

    A process keeps the rules that it was opened with until somebody does this.
    """
    found, text = queries.process_named(key), _text(Path(source))
    rows = services.renewal(found, text, by=OPERATOR)
    show([_difference(row) for row in rows], json_=json_)
    if yes:
        services.renew_modalities(found, text, by=OPERATOR, at=at)
    if not json_:
        click.echo("Taken in." if yes else "Nothing was done; with --yes they are taken in.")


def _difference(row: Difference) -> dict[str, Any]:
    return {"part": row.part, "key": row.key, "before": " | ".join(row.before), "after": " | ".join(row.after)}


@process.command("list")
@as_json
def list_(*, json_: bool) -> None:
    """List the processes of this site, the newest first."""
    rows = [
        {"key": row.key, "symbol": row.symbol, "opened": row.opened_at.isoformat(), "title": row.title}
        for row in queries.all_processes()
    ]
    show(rows, json_=json_)


@process.command("show")
@click.argument("key")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day, instead of today.")
@timed
@as_json
def show_(key: str, on: datetime | None, at: datetime, *, json_: bool) -> None:
    """Show how a process stands on a day: its phases, and who must do what by when."""
    found = queries.process_named(key)
    board = queries.board(found, on.date() if on else modalities_of(found).day_of(at))
    tasks = [_task(task) for task in (*board.pressing, *board.ahead, *board.done)]
    phases = [phase.key for phase in board.phases]
    if json_:
        show({"key": found.key, "day": board.day.isoformat(), "phases": phases, "tasks": tasks}, json_=True)
        return
    click.echo(f"{found.title}: {board.day}, {', '.join(phases) or 'no phase'}")
    show(tasks, json_=False)


def _task(task: queries.Task) -> dict[str, Any]:
    owed = task.obligation
    return {
        "status": str(task.standing.status),
        "due": owed.due.isoformat(),
        "paragraph": owed.paragraph,
        "who": ", ".join(owed.addressees),
        "key": owed.key,
        "title": owed.title,
        "evidence": task.evidence,
    }


@process.command()
@click.argument("key")
@click.argument("obligation")
@click.argument("evidence")
@timed
@as_json
def fulfil(key: str, obligation: str, evidence: str, at: datetime, *, json_: bool) -> None:
    """Mark an OBLIGATION of the process KEY as met, with the EVIDENCE that shows it.

    The operator acts, as an officer; whoever holds a seat marks it on the page of the process.
    """
    found = queries.process_named(key)
    row = services.fulfil_obligation(found, obligation=obligation, evidence=evidence, by=OPERATOR, at=at)
    show({"obligation": row.obligation, "met": row.met_at.isoformat(), "evidence": row.evidence}, json_=json_)
