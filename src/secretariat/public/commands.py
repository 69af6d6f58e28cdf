"""The trace, and the record held against the rows, on the command line."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import as_json, show
from secretariat.people.access import OFFICER, Actor
from secretariat.public.queries.compare import disagreements
from secretariat.public.queries.thing import Thing
from secretariat.public.queries.trail import process_of
from secretariat.public.queries.trail import trail as trail_of
from secretariat.record.commands import record
from travaux.refusal import Changed


class RowsDiffer(Changed):
    """Rows of the site are not what the record says was done."""

    asked = "You asked whether the rows of the site are what the record says was done."
    because = "They are not, at {many} places."
    rule = "What a deed leaves, the record says in words and digests; rows are changed by deeds only."
    remedy = "Look at the entries named above: somebody changed the rows, or the record, behind the site."


@record.command("compare")
@as_json
def compare(*, json_: bool) -> None:
    """Hold the rows of the site against what the record says of them; status 2 where they differ."""
    found = list(disagreements())
    show([asdict(each) for each in found], json_=json_)
    if found:
        raise RowsDiffer(many=len(found))


@click.command()
@click.argument("uuid", type=click.UUID, metavar="ID")
@as_json
def trace(uuid: UUID, *, json_: bool) -> None:
    """Show what the paper, passage, sentence or paragraph ID rests on, and what became of it."""
    process, kind = process_of(uuid)
    found = trail_of(process, Actor(role=OFFICER), kind, uuid)
    rows = [_row(each, here=each.key == found.start.key) for each in found.things.values()]
    links = [[one, other] for one, others in found.graph.after.items() for other in others]
    show({"start": found.start.key, "things": rows, "links": links} if json_ else _told(rows), json_=json_)


def _row(each: Thing, *, here: bool) -> dict[str, Any]:
    return {
        "here": here,
        "stage": each.stage,
        "id": each.key,
        "by": [entity.code for entity in each.entities],
        "title": each.title,
        "words": each.words,
        "standing": each.standing,
    }


def _told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows for people: short, without identities."""
    return [
        {
            "": "→" if row["here"] else "",
            "stage": row["stage"],
            "by": " ".join(row["by"]),
            "title": row["title"][:60],
            "standing": row["standing"],
        }
        for row in rows
    ]
