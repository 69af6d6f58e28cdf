"""`travaux demo`: the sample made if it is not there, and served."""

import click
from django.conf import settings
from django.db import connection
from django.utils import timezone

from secretariat.demo.services import make_sample
from secretariat.frame.serving import bring_up_to_date, listen

DATABASE = "travaux.sqlite3"
COMPLETE = "sample-complete"


def demo(*, host: str, port: int, fresh: bool) -> None:
    """Open the sample; one that was not finished, or is to be made `fresh`, is thrown away first."""
    complete = settings.TRAVAUX_DATA / COMPLETE
    if fresh or not complete.exists():
        _throw_away()
        bring_up_to_date()
        click.echo("Making the sample process: invented delegations, texts of our own.")
        _make()
        complete.touch()
    bring_up_to_date()
    listen(host, port)


def _make() -> None:
    """Make the sample; one that is not finished is thrown away, so nothing waits for the disk until it is."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    make_sample(now=timezone.now(), tell=lambda words: click.echo(f"  {words} …"))
    connection.close()  # the next connection waits for the disk again


def _throw_away() -> None:
    (settings.TRAVAUX_DATA / COMPLETE).unlink(missing_ok=True)
    for part in settings.TRAVAUX_DATA.glob(f"{DATABASE}*"):
        part.unlink()
