"""Registration on the command line: check a list, register it, see the balance."""

from datetime import datetime
from typing import IO

import click

from secretariat.frame.cli import acting, show
from secretariat.participation.queries import door
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import require
from secretariat.registration import queries, services
from secretariat.registration.access import require_own


@click.group()
def registration() -> None:
    """Check and register lists of people for a meeting."""


@registration.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--meeting", required=True, metavar="KEY", help="Key of the meeting.")
@click.option("--entity", "code", default="", help="Code of the entity whose people they are; else the rows name it.")
@click.option("--dry-run", is_flag=True, help="Check the list only, and name each row that cannot be taken.")
@acting
def import_(  # noqa: PLR0913 - click hands each over
    file: IO[bytes], meeting: str, code: str, process: str, username: str, at: datetime, *, dry_run: bool, json_: bool
) -> None:
    """Register the people of FILE (.xlsx or CSV), all or none."""
    here = door(process, username=username, at=at)
    found = queries.meeting_named(here.process, meeting)
    code = code or here.actor.entity
    entity = entity_named(here.process, code) if code else None
    require(here.process, here.actor, "register_people", at=at)
    if entity:
        require_own(here.actor, entity)
    rows = services.rows_apart(file.read(), file.name)
    checked = queries.check(found, here.actor, rows, entity)
    if not dry_run:
        services.register_people(found, rows=rows, entity=entity, by=here.actor, at=at)
    told = {
        "rows": len(rows),
        "good": len(checked.good),
        "registered": 0 if dry_run else len(checked.good),
        "problems": [
            {"row": each.row, "column": each.column, "reason": each.reason, "said": each.said}
            for each in checked.problems
        ],
        "doubles": [{"row": each.row, "other": each.other, "reason": each.reason} for each in checked.doubles],
    }
    show(told, json_=json_)


@registration.command("balance")
@click.option("--meeting", required=True, metavar="KEY", help="Key of the meeting.")
@acting
def balance(meeting: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Print the balance of those approved for a meeting."""
    here = door(process, username=username, at=at)
    tables = queries.balance_of(queries.meeting_named(here.process, meeting))
    rows = [
        {"by": table.attribute, "value": row.value or "not said", "count": "few" if row.count is None else row.count}
        for table in tables
        for row in table.rows
    ]
    show(rows, json_=json_)
