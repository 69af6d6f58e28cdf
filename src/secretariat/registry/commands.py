"""The registry on the command line: documents and their symbols, a process copied, reminders."""

from datetime import datetime
from mimetypes import guess_type
from pathlib import PurePath
from typing import IO, Any

import click

from secretariat.frame.cli import acting, as_json, show, timed
from secretariat.participation.queries import door
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import modalities_of
from secretariat.processes.commands import process as process_
from secretariat.processes.queries import all_processes, process_named
from secretariat.registry import queries, services
from secretariat.registry.models import Issued

DAY = click.DateTime(["%Y-%m-%d"])
OPERATOR = Actor(role=OFFICER)


@click.group()
def documents() -> None:
    """Keep the register of documents: what is owed, what was issued under which symbol."""


@documents.command("list")
@click.option("--owed", is_flag=True, help="What the modalities ask for, instead of what was issued.")
@click.option("--series", is_flag=True, help="The series of symbols, with the next of each and the gaps.")
@acting
def list_(process: str, username: str, at: datetime, *, owed: bool, series: bool, json_: bool) -> None:
    """List the documents of the register in the order in which they were entered."""
    here = door(process, username=username, at=at)
    desk = queries.desk(here.process, modalities_of(here.process).day_of(at), here.actor)
    if owed:
        show([_owed(row) for row in desk.owed], json_=json_)
    elif series:
        show([_series(row) for row in desk.series], json_=json_)
    else:
        show([_issued(row) for row in desk.documents], json_=json_)


def _series(row: queries.Series) -> dict[str, Any]:
    return {"series": row.pattern, "given": row.count, "next": row.following, "gaps": ", ".join(row.gaps)}


def _owed(row: queries.Owed) -> dict[str, Any]:
    standing = row.standing
    return {
        "status": str(standing.status),
        "due": standing.due and standing.due.isoformat(),
        "paragraph": standing.paper.paragraph,
        "by": ", ".join(standing.paper.by),
        "key": standing.paper.key,
        "issued": ", ".join(each.symbol for each in row.issued),
        "missing": ", ".join(standing.missing),
    }


def _issued(row: Issued) -> dict[str, Any]:
    return {
        "symbol": row.symbol,
        "issued": row.issued_on.isoformat(),
        "distribution": "general" if row.is_general else row.distribution,
        "languages": ", ".join(each.language for each in row.versions.all()),
        "withdrawn": row.reason,
        "title": row.title,
    }


@documents.command("register")
@click.argument("title")
@click.option("--issued-by", "author", required=True, help="Who issues it.")
@click.option("--issued-on", type=DAY, required=True, help="Its day of issue.")
@click.option("--language", default="en", show_default=True, help="Code of its language.")
@click.option("--file", "file", type=click.File("rb"), help="Its file.")
@click.option("--symbol", default="", help="Its symbol; left out: the next of the series.")
@click.option("--series", default="", help="Pattern of the series, as the process file has it.")
@click.option("--owed", default="", metavar="KEY", help="As which document of the process file it was owed.")
@click.option("--distribution", default="general", type=click.Choice(Issued.Distribution.values), show_default=True)
@acting
def register(process: str, username: str, at: datetime, *, json_: bool, **given: Any) -> None:
    """Enter a document under TITLE in the register."""
    here = door(process, username=username, at=at)
    entering = services.Entering(
        title=given["title"],
        by=given["author"],
        issued_on=given["issued_on"].date(),
        files=[_file(given["language"], given["file"])],
        symbol=given["symbol"],
        series=given["series"],
        owed=given["owed"],
        distribution=given["distribution"],
    )
    row = services.register_document(here.process, entering=entering, by=here.actor, at=at)
    show({"symbol": row.symbol, "document": str(row.uuid), "title": row.title}, json_=json_)


@documents.command("distribute")
@click.argument("symbol")
@acting
def distribute(process: str, username: str, at: datetime, *, symbol: str, json_: bool) -> None:
    """Give general distribution to the document SYMBOL, which only some could see until now."""
    here = door(process, username=username, at=at)
    row = queries.document_under(here.process, symbol, here.actor)
    row = services.distribute_document(row, by=here.actor, at=at)
    show({"symbol": row.symbol, "document": str(row.uuid), "title": row.title}, json_=json_)


def _file(language: str, file: IO[bytes] | None) -> services.File:
    if file is None:
        return services.File(language)
    name = PurePath(file.name).name
    return services.File(language, name, file.read(), guess_type(name)[0] or "application/octet-stream")


@process_.command("copy")
@click.argument("source", metavar="KEY")
@click.argument("key", metavar="NEW")
@timed
@as_json
def copy(source: str, key: str, at: datetime, *, json_: bool) -> None:
    """Open a process under the key NEW with the file, the entities and the seats of the process KEY."""
    made = services.copy_process(process_named(source), key=key, by=OPERATOR, at=at)
    show({"key": made.key, "title": made.title, "symbol": made.symbol}, json_=json_)


@process_.command("remind")
@timed
@as_json
def remind(at: datetime, *, json_: bool) -> None:
    """Remind, in every process, those who owe something within the days of its file; the site does so once a day."""
    rows = [
        {"process": process.key, "obligation": key, "reminded": count}
        for process in all_processes().filter(is_sample=False)
        for key, count in services.remind_today(process, at=at).items()
    ]
    show(rows, json_=json_)
