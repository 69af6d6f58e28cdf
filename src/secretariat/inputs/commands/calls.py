"""Calls for inputs on the command line."""

from datetime import datetime
from typing import Any

import click

from secretariat.frame.cli import Moment, acting, show
from secretariat.inputs import queries, services
from secretariat.inputs.commands.papers import submissions
from secretariat.inputs.models import Call
from secretariat.participation.queries import door as door_of
from secretariat.processes.access import modalities_of


@submissions.command("call")
@click.argument("title")
@click.option("--paragraph", required=True, metavar="NUMBER", help="The paragraph that mandates it.")
@click.option("--closes", type=Moment(), required=True, help="Until when, on the clock of the zone.")
@click.option("--zone", default="", help="Time zone of the deadline; without it that of the process.")
@click.option("--asks", default="", help="What is asked.")
@click.option("--theme", "themes", multiple=True, metavar="KEY", help="A theme; may be repeated.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="A kind of entity that may answer; repeated.")
@click.option("--language", "languages", multiple=True, metavar="CODE", help="A language it is answered in; repeated.")
@click.option("--words", default=0, type=click.IntRange(min=0), help="Length of an answer at most; 0 for any.")
@acting
def open_(*, process: str, username: str, at: datetime, json_: bool, **given: Any) -> None:
    """Open a call for inputs under TITLE."""
    door = door_of(process, username=username, at=at)
    given["zone"] = given["zone"] or modalities_of(door.process).timezone
    call = services.open_call(door.process, calling=services.Calling(**given), by=door.actor, at=at)
    show(_shown(call), json_=json_)


@submissions.command("calls")
@acting
def list_(*, process: str, username: str, at: datetime, json_: bool) -> None:
    """List the calls for inputs, with how many answered and who has not."""
    door = door_of(process, username=username, at=at)
    show([_shown(call) for call in queries.calls(door.process)], json_=json_)


@submissions.command("remind")
@click.argument("key")
@acting
def remind(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Remind those who have not answered the call KEY, by mail."""
    door = door_of(process, username=username, at=at)
    found = services.remind_of_call(queries.call_named(door.process, key), by=door.actor, at=at)
    show([{"entity": entity.code, "name": entity.name} for entity in found], json_=json_)


def _shown(call: Call) -> dict[str, Any]:
    return {
        "key": call.key,
        "title": call.title,
        "paragraph": call.paragraph,
        "closes": call.closes_at.isoformat(),
        "zone": call.zone,
        "answers": queries.answers(call).count(),
        "silent": " ".join(entity.code for entity in queries.silent(call)),
    }
