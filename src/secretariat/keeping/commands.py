"""`travaux backup`, `restore`, `move` and `doctor`: what an operator types."""

import sys
from dataclasses import asdict
from pathlib import Path

import click
from django.utils import timezone

from secretariat.frame.addresses import database_at
from secretariat.frame.cli import as_json, show
from secretariat.frame.doctor import State
from secretariat.jobs.queries import in_doubt
from secretariat.keeping.queries.soundness import findings
from secretariat.keeping.services.restoring import move as moved
from secretariat.keeping.services.restoring import restore as restored
from secretariat.keeping.services.saving import backup as saved
from travaux.cli.writing import NewFile
from travaux.record.checkpoint import read_checkpoint

A_FILE = NewFile()
THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
BESIDE = (
    "Left out: who is signed in, attempts to sign in, links that set a password. "
    "Not in it, and to be kept apart: the secret of the installation (secret-key in the data folder, or "
    "TRAVAUX_SECRET_KEY), its settings, and the checkpoints that you hold outside. Whoever has the file can read "
    "everything: keep it as you keep the database."
)


def _tell(words: str) -> None:
    """Show how far it is, where somebody looks on; the line is written over."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words}", nl=False, err=True)


@click.command()
@click.argument("file", type=A_FILE)
def backup(file: Path) -> None:
    """Write a backup of everything into FILE, one file; the site may be in use meanwhile."""
    manifest = saved(file.absolute(), tell=_tell, at=timezone.now())
    rows = sum(each["rows"] for each in manifest.tables.values())
    size = file.stat().st_size
    click.echo(f"{file}: {rows} rows of {len(manifest.tables)} tables, {size} bytes. The checkpoint in it:")
    click.echo(manifest.checkpoint.text(), nl=False)
    click.echo(BESIDE)


@click.command()
@click.argument("file", type=THERE)
def restore(file: Path) -> None:
    """Bring the backup FILE into an empty installation; every row and the whole record are read through."""
    manifest = restored(file, tell=_tell)
    rows = sum(each["rows"] for each in manifest.tables.values())
    click.echo(f"Restored: {rows} rows as of {manifest.made}. The record is that of the checkpoint:")
    click.echo(manifest.checkpoint.text(), nl=False)
    click.echo(
        "Put the secret of the installation in its place: second factors are sealed with it. All must sign in again."
    )
    if doubt := in_doubt():
        click.echo(
            f"{doubt} jobs (mail) may have been done after the backup was made: decide on them, travaux jobs list."
        )


@click.command()
@click.option("--to", required=True, metavar="URL", help="postgresql://user:password@host/name, an empty database.")
def move(to: str) -> None:
    """Move the embedded database to PostgreSQL; nobody can write meanwhile, and here nobody any more afterwards."""
    head = moved(database_at(to), tell=_tell)
    click.echo("Moved, every row read back and compared. The record is that of the checkpoint:")
    click.echo(head.text(), nl=False)
    click.echo(
        "Set TRAVAUX_DATABASE_URL to this address and start the site anew. "
        "The embedded database is as it was, and refuses to be written."
    )


@click.command()
@click.option("--checkpoint", type=THERE, help="File with a checkpoint that you held outside this machine.")
@as_json
def doctor(checkpoint: Path | None, *, json_: bool) -> None:
    """Say whether the installation is sound, what is not, and what to do. Ends with status 1 if anything is broken."""
    held = read_checkpoint(checkpoint.read_text()) if checkpoint else None
    found = list(findings(held=held))
    if json_:
        show([asdict(one) for one in found], json_=True)
    else:
        for one in found:
            click.echo(f"{one.state:<8} {one.what}: {one.told}" + (f"\n         {one.remedy}" if one.remedy else ""))
    sys.exit(int(any(one.state == State.BROKEN for one in found)))
