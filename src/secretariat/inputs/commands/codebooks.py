"""The codebook on the command line."""

import csv
import io
from datetime import datetime
from pathlib import Path

import click

from secretariat.frame.cli import acting, show
from secretariat.inputs import services
from secretariat.inputs.commands.coding import NotCoded, coding
from secretariat.inputs.services.books import Entry, entries_of
from secretariat.participation.queries import door as door_of
from travaux.formats.tables import as_csv

COLUMNS = ("key", "title", "category", "parent", "words", "retired")
YES = ("1", "true", "yes")


@coding.command()
@click.option("--revise", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The next edition, CSV.")
@click.option("--note", default="", help="What was changed and why.")
@acting
def codebook(*, revise: Path | None, note: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Print the codebook as CSV or JSON, or adopt its next edition from a file of the same form."""
    door = door_of(process, username=username, at=at)
    if revise:
        entries = _entries(revise.read_bytes(), revise.name)
        edition = services.revise_codebook(door.process, entries=entries, note=note, by=door.actor, at=at)
        show({"edition": edition.number, "codes": len(entries)}, json_=json_)
        return
    rows = [
        {
            "key": entry.key,
            "title": entry.title,
            "category": entry.category,
            "parent": entry.parent,
            "words": ";".join(entry.words),
            "retired": "yes" if entry.retired else "",
        }
        for entry in entries_of(door.process)
    ]
    if json_:
        show(rows, json_=True)
    else:
        table = as_csv(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
        click.echo(table.decode("utf-8-sig"), nl=False)


def _entries(content: bytes, name: str) -> list[Entry]:
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        return [
            Entry(
                key=row["key"].strip(),
                title=row["title"].strip(),
                category=(row.get("category") or "theme").strip(),
                parent=(row.get("parent") or "").strip(),
                words=tuple(word.strip() for word in (row.get("words") or "").split(";") if word.strip()),
                retired=(row.get("retired") or "").strip().lower() in YES,
            )
            for row in rows
        ]
    except (ValueError, KeyError, AttributeError, TypeError, csv.Error) as error:
        raise NotCoded(name=name, why=f"It is not a codebook as it is exported ({type(error).__name__}).") from None
