"""Agreed language of the site on the command line; `travaux precedents` works on an index file, without a site."""

import mimetypes
from datetime import datetime
from pathlib import Path

import click

from secretariat.frame.cli import acting, show
from secretariat.participation.queries import door as door_of
from secretariat.precedents import queries, services


@click.group()
def agreed() -> None:
    """Keep the adopted texts of the site, and find in a wording what was agreed before."""


@agreed.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--symbol", default="", help="Symbol of the text, if the file does not say it.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="Day of adoption, if the file does not say it.")
@acting
def add(*, file: Path, symbol: str, date: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Add the adopted text FILE to those in which agreed language is looked for."""
    door = door_of(process, username=username, at=at)
    media_type = mimetypes.guess_type(file.name)[0] or ""
    reading = services.read_adopted(file.read_bytes(), file.name, media_type=media_type, symbol=symbol, date=date)
    row = services.add_precedents(door.process, reading=reading, by=door.actor, at=at)
    show({"symbol": row.symbol, "date": row.date, "sha256": row.sha256}, json_=json_)


@agreed.command("list")
@acting
def list_(*, process: str, username: str, at: datetime, json_: bool) -> None:
    """List the adopted texts of the site."""
    door_of(process, username=username, at=at)
    rows = [
        {"symbol": row.symbol, "date": row.date, "paragraphs": row.paragraph_count, "title": row.title}  # type: ignore[attr-defined] # counted by the query
        for row in queries.adopted_texts()
    ]
    show(rows, json_=json_)


@agreed.command()
@click.argument("wording")
@acting
def find(*, wording: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Find the runs of a WORDING that adopted texts of the site have, the weightiest first."""
    door_of(process, username=username, at=at)
    rows = [
        {"symbol": place.symbol, "paragraph": place.paragraph, "date": place.date, "words": each.text}
        for each in queries.agreed(wording).precedents
        for place in each.places
    ]
    show(rows, json_=json_)
