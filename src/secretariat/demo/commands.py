"""`travaux demo`: the sample made if it is not there, and served."""

import click
from django.conf import settings
from django.db import connection

from secretariat.demo.services import make_sample
from secretariat.frame import clock
from secretariat.frame.serving import bring_up_to_date, listen, make_at_once, settle
from secretariat.frame.sqlite.library import require_sound
from travaux.refusal import Changed

DATABASE = "travaux.sqlite3"
BEGUN, COMPLETE = "sample-begun", "sample-complete"


class NotTheSample(Changed):
    """The folder holds an installation in earnest."""

    asked = "You asked for the sample in {folder}."
    because = "A database is there that is not a sample's; making the sample would throw it away."
    rule = "Nothing is thrown away but a sample."
    remedy = "Choose another folder with --data, or leave it out: the sample then has one of its own."


def demo(*, host: str, port: int, fresh: bool) -> None:
    """Open the sample; one that was not finished, or is to be made `fresh`, is thrown away first."""
    begun, complete = settings.TRAVAUX_DATA / BEGUN, settings.TRAVAUX_DATA / COMPLETE
    if (settings.TRAVAUX_DATA / DATABASE).exists() and not begun.exists():
        raise NotTheSample(folder=settings.TRAVAUX_DATA)
    settle()
    if fresh or not complete.exists():
        if connection.vendor == "sqlite":
            require_sound(connection.get_database_version())  # before anything is written
        begun.touch(mode=0o600)
        _throw_away()
        make_at_once()
        click.echo("Making the sample process: invented delegations, texts of our own.")
        _make()
        complete.touch(mode=0o600)
    bring_up_to_date()
    click.echo("Anyone who reaches the sample may be whom they like: it asks for no password and no second factor.")
    listen(host, port)


def _make() -> None:
    """Make the sample; one that is not finished is thrown away, so nothing waits for the disk until it is."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    make_sample(now=clock.now(), tell=lambda words: click.echo(f"  {words} …"))
    connection.close()  # the next connection waits for the disk again


def _throw_away() -> None:
    """Throw away what there is; an empty file takes its place, for one that is gone is never made anew by itself."""
    (settings.TRAVAUX_DATA / COMPLETE).unlink(missing_ok=True)
    for part in settings.TRAVAUX_DATA.glob(f"{DATABASE}*"):
        if part.suffix not in {".lock", ".gate"}:  # somebody may stand there; a new file would let two write at once
            part.unlink()
    (settings.TRAVAUX_DATA / DATABASE).touch(mode=0o600)
