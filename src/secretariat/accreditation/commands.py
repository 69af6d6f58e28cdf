"""Accreditation on the command line: applications, lists of names, objections."""

from datetime import datetime
from typing import IO
from uuid import UUID

import click

from secretariat.accreditation import queries, services
from secretariat.accreditation.models import Application, Circulation
from secretariat.frame.cli import acting, show
from secretariat.participation.queries import door
from travaux.formats.tables import as_csv

Local = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.group()
def accreditation() -> None:
    """Screen applications, circulate lists of names, object, close and export."""


@accreditation.command("applications")
@click.option("--state", type=click.Choice(Application.State.values), default=None, help="Only those in this state.")
@acting
def applications(state: str | None, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List the applications."""
    here = door(process, username=username, at=at)
    rows = queries.applications(here, state=state or "")
    show([{"uuid": str(row.uuid), "state": row.state, "name": row.name} for row in rows], json_=json_)


@accreditation.command()
@click.argument("application", type=click.UUID)
@click.option("--outcome", type=click.Choice(services.SCREENED), required=True, help="What the secretariat finds.")
@click.option("--reason", default="", help="Why; the applicant reads it.")
@acting
def screen(
    application: UUID, outcome: str, reason: str, process: str, username: str, at: datetime, *, json_: bool
) -> None:
    """Screen APPLICATION, by its uuid."""
    here = door(process, username=username, at=at)
    found = queries.application_named(here, application)
    done = services.screen_application(found, outcome=outcome, reason=reason, by=here.actor, at=at)
    show({"uuid": str(done.uuid), "state": done.state}, json_=json_)


@accreditation.command()
@click.option(
    "--list", "list_", default="", help="Key of the list in the process file; need not be said of the only one."
)
@click.option("--closes", type=Local, required=True, help="End of the period, as the clocks of the zone show it.")
@click.option("--zone", default="", help="Time zone of --closes; that of the process without it.")
@acting
def circulate(
    list_: str, closes: datetime, zone: str, process: str, username: str, at: datetime, *, json_: bool
) -> None:
    """Put all eligible names that wait for a list before Member States."""
    here = door(process, username=username, at=at)
    made = services.circulate_list(here.process, list_=list_, closes=closes, zone=zone, by=here.actor, at=at)
    show(_row(made), json_=json_)


@accreditation.command("lists")
@acting
def lists(process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List the lists that whoever asks may read."""
    here = door(process, username=username, at=at)
    show([_row(each) for each in queries.circulations(here)], json_=json_)


@accreditation.command("object")
@click.argument("name", type=click.UUID)
@click.option("--basis", default="", help="The general basis; need not be told.")
@acting
def object_(name: UUID, basis: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Object to NAME, by its uuid, for the Member State for which one sits."""
    here = door(process, username=username, at=at)
    found = queries.name_named(here, name)
    services.object_to_name(found, basis=basis, by=here.actor, at=at)
    show({"name": found.name, "objected": True}, json_=json_)


@accreditation.command()
@click.argument("list_", metavar="LIST", type=click.UUID)
@acting
def close(list_: UUID, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Make LIST final, by its uuid, once the period for objections is over."""
    here = door(process, username=username, at=at)
    done = services.close_list(queries.circulation_named(here, list_), by=here.actor, at=at)
    show(_row(done), json_=json_)


@accreditation.command()
@click.argument("name", type=click.UUID)
@click.argument("decision", type=click.Choice(["admitted", "left-out"]))
@click.option("--source", required=True, help="Where the decision stands: a symbol, or the meeting.")
@acting
def decide(name: UUID, decision: str, source: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Enter what the General Assembly decided of NAME, by its uuid, which was objected to."""
    here = door(process, username=username, at=at)
    admitted = decision == "admitted"
    done = services.decide_name(queries.name_named(here, name), admitted=admitted, source=source, by=here.actor, at=at)
    show({"name": done.name, "outcome": done.outcome}, json_=json_)


@accreditation.command()
@click.argument("list_", metavar="LIST", type=click.UUID)
@click.option("--out", type=click.File("wb"), required=True, help="Where the CSV goes.")
@acting
def export(list_: UUID, out: IO[bytes], process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Write the names of LIST as CSV; nothing of objections."""
    here = door(process, username=username, at=at)
    circulation = queries.circulation_named(here, list_)
    head, *rows = queries.table_of(circulation)
    out.write(as_csv(head, rows))
    show({"list": str(circulation.uuid), "names": len(rows)}, json_=json_)


def _row(circulation: Circulation) -> dict[str, object]:
    return {
        "uuid": str(circulation.uuid),
        "list": circulation.list,
        "number": circulation.number,
        "closes": circulation.closes_at.isoformat(),
        "zone": circulation.zone,
        "state": "final" if circulation.closed_at else "proposed",
    }
