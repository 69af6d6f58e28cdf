"""Papers on the command line."""

import mimetypes
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from secretariat.frame.cell import open_paper
from secretariat.frame.cli import Moment, acting, as_json, show
from secretariat.inputs import queries, services
from secretariat.inputs.models import Kind, Party, Submission
from secretariat.participation.models import Entity
from secretariat.participation.queries import door as door_of
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door
from secretariat.processes.models import Process


@click.group()
def submissions() -> None:
    """File papers, list and show them, withdraw and endorse them."""


@submissions.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--entity", required=True, metavar="CODE", help="Whose paper it is.")
@click.option("--title", required=True, help="Its title.")
@click.option("--kind", default=str(Kind.WRITTEN_INPUT), show_default=True, help="What it is.")
@click.option("--theme", "themes", multiple=True, metavar="KEY", help="A theme it is filed under; may be repeated.")
@click.option("--language", default="", metavar="CODE", help="Its language, such as en.")
@click.option("--joint", multiple=True, metavar="CODE", help="An entity that files it too; may be repeated.")
@click.option("--on-behalf-of", "behalf", multiple=True, metavar="CODE", help="A group for which; may be repeated.")
@click.option("--call", "call", default="", metavar="KEY", help="The call that it answers.")
@click.option("--replaces", default="", metavar="KEY", help="The paper in whose place it is put.")
@click.option("--until", type=Moment(), default=None, help="Under embargo until this time, in UTC.")
@acting
def add(  # noqa: PLR0913 - a command has these options
    *,
    file: Path,
    entity: str,
    title: str,
    kind: str,
    themes: tuple[str, ...],
    language: str,
    joint: tuple[str, ...],
    behalf: tuple[str, ...],
    call: str,
    replaces: str,
    until: datetime | None,
    process: str,
    username: str,
    at: datetime,
    json_: bool,
) -> None:
    """File the paper FILE and print its receipt."""
    door = door_of(process, username=username, at=at)
    content, media_type = file.read_bytes(), mimetypes.guess_type(file.name)[0] or ""
    filing = services.Filing(
        entity=entity_named(door.process, entity),
        title=title,
        content=content,
        opened=open_paper(content, file.name, media_type),
        filename=file.name,
        kind=kind,
        themes=themes,
        media_type=media_type,
        language=language,
        joint=_named(door.process, joint),
        behalf=_named(door.process, behalf),
        call=queries.call_named(door.process, call) if call else None,
    )
    show(_handed_in(door, filing, replaces, until), json_=json_)


@submissions.command("list")
@click.option("--theme", default="", metavar="KEY", help="Only those filed under this theme.")
@click.option("--withdrawn", is_flag=True, help="Those withdrawn too.")
@acting
def list_(*, theme: str, withdrawn: bool, process: str, username: str, at: datetime, json_: bool) -> None:
    """List the submissions."""
    door = door_of(process, username=username, at=at)
    rows = [
        {
            "key": row.key,
            "entity": row.entity.code,
            "kind": row.kind,
            "status": row.status,
            "passages": row.length,
            "themes": ", ".join(theme.key for theme in row.themes.all()),
            "title": row.title,
        }
        for row in queries.submissions(door.process, theme=theme, withdrawn=withdrawn)
    ]
    show(rows, json_=json_)


@submissions.command("show")
@click.argument("key")
@acting
def show_(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Show the submission KEY with its receipt, its passages and their codes."""
    door = door_of(process, username=username, at=at)
    submission = queries.submission_named(door.process, key)
    passages: list[dict[str, Any]] = [
        {
            "uuid": str(row.uuid),
            "kind": row.kind,
            "number": row.number,
            "start": row.start,
            "end": row.end,
            "codes": {code.theme.key: code.status for code in row.seen},
            "text": row.text,
        }
        for row in queries.passages_of(submission, door.actor)
    ]
    if json_:
        show(_shown(submission) | {"text": submission.text, "passages": passages}, json_=True)
        return
    show(_shown(submission), json_=False)
    show([row | {"text": " ".join(row["text"].split())[:90]} for row in passages], json_=False)


@submissions.command()
@click.argument("key")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", required=True, metavar="CODE", help="Its language, such as fr.")
@acting
def version(*, key: str, file: Path, language: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Add the submission KEY in another language, from FILE."""
    door = door_of(process, username=username, at=at)
    submission = queries.submission_named(door.process, key)
    content, media_type = file.read_bytes(), mimetypes.guess_type(file.name)[0] or ""
    filing = services.Filing(
        entity=submission.entity,
        title=submission.title,
        content=content,
        opened=open_paper(content, file.name, media_type),
        filename=file.name,
        media_type=media_type,
        language=language,
    )
    row = services.add_language_version(submission, filing=filing, by=door.actor, at=at)
    show({"key": key, "language": row.language, "sha256": row.document.blob_id}, json_=json_)


@submissions.command("index")
@as_json
def index(*, json_: bool) -> None:
    """Put down the words of papers that were filed before there was a search."""
    show({"papers": services.post_all()}, json_=json_)


@submissions.command()
@click.argument("key")
@click.option("--reason", default="", help="Why; it stays in the record.")
@acting
def withdraw(*, key: str, reason: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Withdraw the submission KEY."""
    door = door_of(process, username=username, at=at)
    submission = queries.submission_named(door.process, key)
    done = services.withdraw_submission(submission, reason=reason, by=door.actor, at=at)
    show({"key": done.key, "status": done.status}, json_=json_)


@submissions.command()
@click.argument("key")
@click.option("--entity", "codes", multiple=True, metavar="CODE", help="An entity that takes part; may be repeated.")
@click.option("--name", "names", multiple=True, help="One who does not, as it is written; may be repeated.")
@acting
def endorse(
    *, key: str, codes: tuple[str, ...], names: tuple[str, ...], process: str, username: str, at: datetime, json_: bool
) -> None:
    """Enter who stands behind the submission KEY."""
    door = door_of(process, username=username, at=at)
    submission = queries.submission_named(door.process, key)
    for code in codes:
        services.endorse_submission(submission, entity=entity_named(door.process, code), by=door.actor, at=at)
    for name in names:
        services.endorse_submission(submission, name=name, by=door.actor, at=at)
    show([{"key": key, "name": row.name} for row in queries.endorsements_of(submission)], json_=json_)


def _handed_in(door: Door, filing: services.Filing, replaces: str, until: datetime | None) -> dict[str, Any]:
    """File a paper, put it in the place of another, or keep it closed until its hour."""
    if until:
        hour = until.replace(tzinfo=UTC)
        row = services.seal_submission(door.process, filing=filing, until=hour, by=door.actor, at=door.at)
        return {"sealed": str(row.uuid), "until": hour.isoformat()}
    if replaces:
        before = queries.submission_named(door.process, replaces)
        return _shown(services.replace_submission(before, filing=filing, by=door.actor, at=door.at))
    return _shown(services.file_submission(door.process, filing=filing, by=door.actor, at=door.at))


def _named(process: Process, codes: tuple[str, ...]) -> list[Entity]:
    return [entity_named(process, code) for code in codes]


def _shown(submission: Submission) -> dict[str, Any]:
    """Return a submission with its receipt as it is printed."""
    receipt, parties = queries.receipt_of(submission), list(queries.parties_of(submission))
    return {
        "key": submission.key,
        "uuid": str(submission.uuid),
        "title": submission.title,
        "entity": submission.entity.code,
        "kind": submission.kind,
        "status": submission.status,
        "late": submission.late,
        "themes": [theme.key for theme in submission.themes.all()],
        "joint": [row.entity.code for row in parties if row.part == Party.Part.JOINT],
        "on behalf of": [row.entity.code for row in parties if row.part == Party.Part.BEHALF],
        "call": submission.call.key if submission.call else "",
        "replaces": submission.replaces.key if submission.replaces else "",
        "languages": [submission.document.language, *(row.language for row in submission.renderings.all())],
        "endorsed": [row.name for row in queries.endorsements_of(submission)],
        "format": submission.format,
        "sha256": submission.document.blob_id,
        "passages": submission.passages.count(),
        "not read": submission.warnings,
        "receipt": {"entry": receipt.entry, "leaf": receipt.leaf} if receipt else None,
    }
