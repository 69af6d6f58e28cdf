"""The record on the command line."""

from base64 import b64encode
from datetime import datetime
from typing import TextIO
from uuid import UUID

import click

from secretariat.frame.cli import as_json, show, timed
from secretariat.record import queries
from secretariat.record.models import Entry
from secretariat.record.services import BASES, Operator, erase_personal_data


@click.group()
def record() -> None:
    """Show the record of all deeds: list it, export it, print its checkpoint."""


@record.command("list")
@click.option("--process", default="", metavar="KEY", help="Only the deeds of this process.")
@click.option("--last", default=50, show_default=True, help="How many, counted from the newest.")
@as_json
def list_(process: str, last: int, *, json_: bool) -> None:
    """List the newest entries."""
    rows = [
        {"position": e.position, "at": e.at.isoformat(), "deed": e.deed, "actor": e.actor, "subject": e.subject}
        for e in queries.entries(process)[:last]
    ]
    show(rows, json_=json_)


@record.command()
@click.argument("out", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--whole", is_flag=True, help="Unsealed, for the archive: also what outsiders are not told.")
def export(out: TextIO, *, whole: bool) -> None:
    """Write the record to OUT, one entry a line, for `travaux verify`; what outsiders are not told is sealed."""
    out.writelines(queries.archive(whole=whole))


@record.command()
@as_json
def checkpoint(*, json_: bool) -> None:
    """Print the checkpoint: keep it, and nobody can change what came before it unseen."""
    head = queries.checkpoint()
    if json_:
        show({"origin": head.origin, "size": head.size, "root": b64encode(head.root).decode()}, json_=True)
        return
    click.echo(queries.signed(head), nl=False)


@record.command()
def key() -> None:
    """Print the key by which everybody can tell the checkpoints of this site (C2SP signed-note)."""
    click.echo(queries.public_key())


@record.command()
@click.argument("entry", type=click.UUID)
@click.option("--size", type=click.IntRange(min=1), help="For a checkpoint over that many entries, instead of today's.")
def receipt(entry: UUID, size: int | None) -> None:
    """Print the receipt of ENTRY, for `travaux verify --receipt`; what outsiders are not told is sealed."""
    found = queries.receipt_of(_entry(entry), reference="", size=size)
    if found is None:
        raise queries.NotYetInLog
    click.echo(found.text(queries.signed(found.head)), nl=False)


@record.command()
@click.argument("old", type=int)
def consistency(old: int) -> None:
    """Print the proof that today's log continues that of OLD entries, for `travaux verify --consistency`."""
    found = queries.consistency(old)
    if found is None:
        raise queries.NoSuchSize(size=old)
    click.echo(found, nl=False)


@record.command("erase-personal")
@click.argument("entry", type=click.UUID)
@click.option("--name", "names", multiple=True, help="Only the private value of this name; can be given again.")
@click.option("--basis", type=click.Choice(BASES), required=True, help="Why it is erased.")
@timed
def erase_personal(entry: UUID, names: tuple[str, ...], basis: str, at: datetime) -> None:
    """Erase the private values beside ENTRY; the log stays whole, and that something was erased is recorded.

    Rows of the rooms above, and backups made before, can hold the same data: they are erased apart.
    """
    many = erase_personal_data(_entry(entry), names=names, basis=basis, by=Operator(), at=at)
    click.echo(f"{many} erased")


def _entry(uuid: UUID) -> Entry:
    found = Entry.objects.filter(uuid=uuid).first()
    if found is None:
        raise queries.NoSuchEntry
    return found
