"""Commitments on the command line."""

from datetime import datetime

import click

from secretariat.followup import queries, services
from secretariat.frame.cli import acting, show
from secretariat.negotiation.queries import text_named
from secretariat.participation.queries import door as opened


@click.group()
def commitments() -> None:
    """List what an adopted text commits to; register it."""


@commitments.command("list")
@acting
def list_(process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List the commitments that were registered."""
    door = opened(process, username=username, at=at)
    rows = [
        {
            "text": row.provision.text.key,
            "number": row.number,
            "provision": str(row.provision.uuid),
            "wording": row.wording,
        }
        for row in queries.commitments(door.process)
    ]
    show(rows, json_=json_)


@commitments.command()
@click.argument("text", metavar="TEXT")
@acting
def suggest(text: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List the paragraphs of the adopted TEXT that seem to hold commitments, and why; nothing is registered."""
    door = opened(process, username=username, at=at)
    found = text_named(door.process, door.actor, text)
    rows = [
        {"provision": each.key, "number": each.row.number, "why": each.why, "wording": each.row.wording}
        for each in queries.candidates(found)
        if each.why
    ]
    show(rows, json_=json_)


@commitments.command()
@click.argument("text", metavar="TEXT")
@click.option(
    "--provision", "provisions", multiple=True, metavar="UUID", help="A paragraph to register; repeat for each."
)
@click.option("--suggested", is_flag=True, help="Confirm all that `suggest` lists.")
@acting
def register(
    text: str, provisions: tuple[str, ...], process: str, username: str, at: datetime, *, suggested: bool, json_: bool
) -> None:
    """Register paragraphs of the adopted TEXT as commitments."""
    door = opened(process, username=username, at=at)
    found = text_named(door.process, door.actor, text)
    confirmed = [each.key for each in queries.candidates(found) if each.why] if suggested else []
    made = services.register_commitments(found, provisions=[*provisions, *confirmed], by=door.actor, at=at)
    show([{"number": row.number, "wording": row.wording} for row in made], json_=json_)
