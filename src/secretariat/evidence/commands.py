"""The evidence on the command line."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from secretariat.evidence import services
from secretariat.evidence.models import Dataset
from secretariat.evidence.queries import checking, exporting, papers, register
from secretariat.frame.cell import open_paper
from secretariat.frame.cli import acting, show
from secretariat.participation.queries import door as door_of
from secretariat.processes.access import require
from travaux.cli.writing import NewFile
from travaux.evidence.load import LAYOUTS
from travaux.evidence.table import decoded
from travaux.formats.detect import MARKDOWN, TEXT, detect

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = NewFile()
ALTERED = 1


@click.group()
def evidence() -> None:
    """Register data sets in a process, state facts again, check texts, write reports out."""


@evidence.command("register")
@click.argument("file", type=FILE)
@click.option("--key", required=True, help="The same for all editions, for instance migrant-stock.")
@click.option("--edition", required=True, help="For instance 2020.")
@click.option("--title", required=True, help="Title.")
@click.option("--publisher", required=True, help="Who published it.")
@click.option("--licence", required=True, help="Under which terms.")
@click.option("--date", "published", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day of publication.")
@click.option("--notes", default="", help="Notes on method.")
@click.option("--unit", default="", help="Unit of its figures, for instance persons.")
@click.option("--layout", type=click.Choice(LAYOUTS), help="Layout; told from the head where none is named.")
@click.option("--older", is_flag=True, help="Register it although a newer edition is in use.")
@acting
def register_(  # noqa: PLR0913 - a command has these options
    *,
    file: Path,
    layout: str | None,
    published: datetime,
    older: bool,
    process: str,
    username: str,
    at: datetime,
    json_: bool,
    **said: str,
) -> None:
    """Register FILE as an edition of a data set of the process."""
    door = door_of(process, username=username, at=at)
    require(door.process, door.actor, "register_dataset", at=at)  # before the file is loaded, which takes its time
    prepared = services.prepare(file.read_bytes(), file.name, layout)
    described = services.Described(published=published.date(), **said)
    row = services.register_dataset(
        door.process, described=described, prepared=prepared, older=older, by=door.actor, at=at
    )
    show(_told(row), json_=json_)


@evidence.command("estimate")
@click.argument("key")
@click.option("--method", type=click.Choice(services.METHODS), default="pseudobayes", show_default=True, help="Method.")
@click.option("--draws", default=100, show_default=True, help="Draws for the bands, of pseudobayes only; 0 for none.")
@acting
def estimate(*, key: str, method: str, draws: int, process: str, username: str, at: datetime, json_: bool) -> None:
    """Estimate flows from the data set of stocks KEY, and register them as a data set."""
    door = door_of(process, username=username, at=at)
    require(door.process, door.actor, "register_dataset", at=at)  # before anything is estimated, which takes its time
    stocks = register.edition_named(door.process, key)
    described, prepared = services.estimated(stocks, services.Choice(method, draws), at=at)
    row = services.register_dataset(door.process, described=described, prepared=prepared, by=door.actor, at=at)
    show(_told(row), json_=json_)


@evidence.command("list")
@acting
def list_(*, process: str, username: str, at: datetime, json_: bool) -> None:
    """List the data sets of the process by edition."""
    door = door_of(process, username=username, at=at)
    show([_told(row) for row in register.datasets(door.process)], json_=json_)


@evidence.command("export")
@click.argument("key")
@click.option("--edition", default="", help="Edition; the newest in use where none is named.")
@click.option(
    "--format", "form", type=click.Choice(list(exporting.KINDS)), default="csv", show_default=True, help="Format."
)
@click.option("--out", required=True, type=OUT, help="File to write.")
@acting
def export(  # noqa: PLR0913 - a command has these options
    *, key: str, edition: str, form: str, out: Path, process: str, username: str, at: datetime, json_: bool
) -> None:
    """Write the data set KEY in another format, its source, or the list of rows that were not taken."""
    door = door_of(process, username=username, at=at)
    content, kind, _name = exporting.exported(register.edition_named(door.process, key, edition), form)
    out.write_bytes(content)
    show({"file": str(out), "kind": kind, "bytes": len(content)}, json_=json_)


@evidence.command("facts")
@acting
def facts(*, process: str, username: str, at: datetime, json_: bool) -> None:
    """Ask every fact of the process again, and say which are stale."""
    door = door_of(process, username=username, at=at)
    rows = register.checked(door.process)
    names = ("key", "state", "says", "now", "edition", "newest_edition", "newest", "because")
    show([{name: getattr(row, name) for name in names} for row in rows], json_=json_)


@evidence.command("restate")
@click.argument("key")
@acting
def restate(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """State the fact KEY again on the newest edition."""
    door = door_of(process, username=username, at=at)
    row = services.restate_fact(register.fact_named(door.process, key).fact, by=door.actor, at=at)
    show({"key": row.key, "edition": row.dataset.edition, "says": row.says}, json_=json_)


def _words(path: Path) -> str:
    """Return the words of a paper; of a plain text as they stand, so that its lines keep their numbers."""
    content = path.read_bytes()
    if detect(content, path.name).format in (TEXT, MARKDOWN):
        return decoded(content, path.name)
    return open_paper(content, path.name).reading.text


@evidence.command("check")
@click.argument("text", type=FILE)
@acting
def check(*, text: Path, process: str, username: str, at: datetime, json_: bool) -> None:
    """Compare the paper TEXT with the facts that it cites; ends with status 1 if a figure was altered.

    Word, OpenDocument, PDF, HTML, Markdown and plain text are read.
    """
    door = door_of(process, username=username, at=at)
    found = checking.cited_in(door.process, _words(text))
    rows = [
        {"line": each.line, "key": each.key, "intact": each.intact, "said": each.said, "should": each.should}
        for each in found
    ]
    show(rows, json_=json_)
    if not all(each.intact for each in found):
        raise click.exceptions.Exit(ALTERED)


@evidence.command("report")
@click.argument("key")
@click.option("--out", required=True, type=OUT, help="File to write.")
@click.option("--format", "form", default="", help="Format; told from the suffix of the file where none is named.")
@acting
def report(*, key: str, out: Path, form: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Write the report KEY out, every figure footnoted."""
    door = door_of(process, username=username, at=at)
    row = register.report_named(door.process, key, door.actor)
    content = papers.filed(row, register.sections_of(row), form or out.suffix.removeprefix("."))
    out.write_bytes(content)
    show({"file": str(out), "bytes": len(content)}, json_=json_)


def _told(row: Dataset) -> dict[str, Any]:
    return {
        "key": row.key,
        "edition": row.edition,
        "published": row.published.isoformat(),
        "publisher": row.publisher,
        "layout": row.layout,
        "rows": row.rows,
        "rejected": row.rejected,
        "retired": bool(row.retired_at),
        "sha256": row.source.blob_id,
        "uuid": str(row.uuid),
    }
