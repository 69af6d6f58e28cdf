"""Those who take part, on the command line."""

from datetime import datetime

import click

from secretariat.frame.cli import acting, show
from secretariat.participation import queries, services
from secretariat.participation.models import Entity, Kind, Region
from secretariat.people.queries import person_named


@click.group()
def participation() -> None:
    """List, admit and seat those who take part in a process."""


@participation.command("list")
@acting
def list_(process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List those who take part, by code."""
    door = queries.door(process, username=username, at=at)
    show([_row(entity) for entity in queries.list_of(door.process)], json_=json_)


@participation.command()
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice(Kind.values), required=True, help="What it is.")
@click.option("--region", type=click.Choice(Region.values), default=Region.GLOBAL.value, show_default=True)
@click.option("--member", "members", multiple=True, metavar="CODE", help="A State of the group; repeat for each.")
@acting
def admit(  # noqa: PLR0913, PLR0917 - an entity has these parts, and click hands each over
    code: str,
    name: str,
    kind: str,
    region: str,
    members: tuple[str, ...],
    process: str,
    username: str,
    at: datetime,
    *,
    json_: bool,
) -> None:
    """Admit an entity under CODE and NAME."""
    door = queries.door(process, username=username, at=at)
    entity = services.admit_entity(
        door.process, code=code, name=name, kind=kind, region=region, members=members, by=door.actor, at=at
    )
    show(_row(entity), json_=json_)


@participation.command("show")
@click.argument("code")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As it was on a day; without it, as it is.")
@acting
def show_(code: str, on: datetime | None, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Show what the entity CODE is called, of which kind it is, and who is in it, on a day."""
    found = queries.entity(queries.door(process, username=username, at=at).process, code)
    day = (on or at).date()
    name, kind = queries.called_on(found, day)
    show({"code": code, "name": name, "kind": kind, "members": queries.members_on(found, day)}, json_=json_)


@participation.command("rename")
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice(Kind.values), help="Of another kind from then on.")
@acting
def rename(code: str, name: str, kind: str | None, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Let the entity CODE go on as NAME, from the day of --at on."""
    door = queries.door(process, username=username, at=at)
    found = queries.entity(door.process, code)
    given = {"name": name, "kind": kind or found.kind, "region": found.region}
    show(_row(services.rename_entity(found, **given, since=at.date(), by=door.actor, at=at)), json_=json_)


@participation.command("members")
@click.argument("code")
@click.option("--join", "joined", multiple=True, metavar="CODE", help="Who joins; repeat for each.")
@click.option("--leave", "left", multiple=True, metavar="CODE", help="Who leaves; repeat for each.")
@acting
def members(
    code: str, joined: tuple[str, ...], left: tuple[str, ...], process: str, username: str, at: datetime, *, json_: bool
) -> None:
    """Let States join or leave the group CODE, on the day of --at."""
    door = queries.door(process, username=username, at=at)
    group = queries.entity(door.process, code)
    services.change_members(group, joined=joined, left=left, on=at.date(), by=door.actor, at=at)
    show(_row(group), json_=json_)


@participation.command()
@click.argument("account")
@click.option("--role", type=click.Choice(services.ROLES), required=True, help="Which seat.")
@click.option(
    "--entity", "code", default="", metavar="CODE", help="For whom; officers and co-facilitators sit for nobody."
)
@click.option("--administers", is_flag=True, help="Looks after the sign-in of the entity's people.")
@acting
def seat(  # noqa: PLR0913 - a seat has these parts, and click hands each over
    account: str,
    role: str,
    code: str,
    process: str,
    username: str,
    at: datetime,
    *,
    administers: bool,
    json_: bool,
) -> None:
    """Give the person who signs in as ACCOUNT a seat."""
    door = queries.door(process, username=username, at=at)
    person = person_named(account)
    entity = queries.entity(door.process, code) if code else None
    services.seat_person(
        door.process, person=person, role=role, entity=entity, administers=administers, by=door.actor, at=at
    )
    show({"account": account, "role": role, "entity": code}, json_=json_)


@participation.command()
@click.argument("account")
@acting
def vacate(account: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Take the seat of the person who signs in as ACCOUNT away."""
    door = queries.door(process, username=username, at=at)
    services.vacate_seat(door.process, person=person_named(account), by=door.actor, at=at)
    show({"account": account, "vacant": True}, json_=json_)


def _row(entity: Entity) -> dict[str, object]:
    return {
        "code": entity.code,
        "kind": entity.kind,
        "region": entity.region,
        "name": entity.name,
        "members": sorted(member.code for member in entity.members.all()),
    }
