"""The record on the command line."""

from base64 import b64encode
from typing import TextIO

import click

from secretariat.frame.cli import as_json, show
from secretariat.record import queries


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
    out.writelines(queries.exported(whole=whole))


@record.command()
@as_json
def checkpoint(*, json_: bool) -> None:
    """Print the checkpoint: keep it, and nobody can change what came before it unseen."""
    head = queries.checkpoint()
    if json_:
        show({"origin": head.origin, "size": head.size, "root": b64encode(head.root).decode()}, json_=True)
        return
    click.echo(head.text(), nl=False)
