"""Inputs on the command line."""

import mimetypes
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cell import open_paper
from secretariat.frame.cli import acting, show
from secretariat.inputs import queries, services
from secretariat.inputs.models import Code, Kind, Submission
from secretariat.participation.queries import door as door_of
from secretariat.participation.queries import entity as entity_named
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
@acting
def add(  # noqa: PLR0913 - a command has these options
    *,
    file: Path,
    entity: str,
    title: str,
    kind: str,
    themes: tuple[str, ...],
    language: str,
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
    )
    filed = services.file_submission(door.process, filing=filing, by=door.actor, at=at)
    show(_shown(filed), json_=json_)


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


@click.group()
def coding() -> None:
    """Suggest, confirm, reject and set the themes of passages."""


@coding.command()
@click.argument("key")
@acting
def suggest(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Let the codebook suggest themes for the passages of the submission KEY."""
    door = door_of(process, username=username, at=at)
    submission = queries.submission_named(door.process, key)
    found = services.suggest_codes(submission, by=door.actor, at=at)
    show([_code(code) for code in found], json_=json_)


@coding.command()
@click.argument("passage", type=click.UUID, required=False)
@click.argument("theme", default="")
@click.option("--all-of", default="", metavar="KEY", help="Every suggestion for this submission, one by one.")
@acting
def confirm(
    *, passage: UUID | None, theme: str, all_of: str, process: str, username: str, at: datetime, json_: bool
) -> None:
    """Confirm that PASSAGE (its uuid) is on THEME, as suggested; or with --all-of, every suggestion for a paper."""
    door = door_of(process, username=username, at=at)
    if all_of:
        codes = queries.suggested(queries.submission_named(door.process, all_of))
    elif passage and theme:
        codes = [_named(door.process, passage, theme)]
    else:
        raise click.UsageError("Give a PASSAGE and a THEME, or --all-of KEY.")  # noqa: EM101, TRY003 - click's own way
    show([_code(services.confirm_code(code, by=door.actor, at=at)) for code in codes], json_=json_)


@coding.command()
@click.argument("passage", type=click.UUID)
@click.argument("theme")
@acting
def reject(*, passage: UUID, theme: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Reject the code THEME of PASSAGE (its uuid)."""
    door = door_of(process, username=username, at=at)
    code = services.reject_code(_named(door.process, passage, theme), by=door.actor, at=at)
    show(_code(code), json_=json_)


@coding.command("set")
@click.argument("passage", type=click.UUID)
@click.argument("theme")
@acting
def set_(*, passage: UUID, theme: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Code PASSAGE (its uuid) to THEME."""
    door = door_of(process, username=username, at=at)
    found = queries.passage_named(passage, door.process)
    show(_code(services.code_passage(found, theme=theme, by=door.actor, at=at)), json_=json_)


@coding.command("list")
@click.option("--theme", default="", metavar="KEY", help="Only the codes of this theme.")
@acting
def codes(*, theme: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """List the confirmed codes, theme by theme."""
    door = door_of(process, username=username, at=at)
    show([_code(code) for code in queries.coded(door.process, theme=theme)], json_=json_)


def _named(process: Process, passage: UUID, theme: str) -> Code:
    return queries.code_named(queries.passage_named(passage, process), theme)


def _code(code: Code) -> dict[str, Any]:
    return {
        "submission": code.passage.submission.key,
        "passage": str(code.passage.uuid),
        "theme": code.theme.key,
        "status": code.status,
        "why": ", ".join(code.why),
    }


def _shown(submission: Submission) -> dict[str, Any]:
    """Return a submission with its receipt as it is printed."""
    receipt = queries.receipt_of(submission)
    return {
        "key": submission.key,
        "uuid": str(submission.uuid),
        "title": submission.title,
        "entity": submission.entity.code,
        "kind": submission.kind,
        "status": submission.status,
        "late": submission.late,
        "themes": [theme.key for theme in submission.themes.all()],
        "endorsed": [row.name for row in queries.endorsements_of(submission)],
        "format": submission.format,
        "sha256": submission.document.blob_id,
        "passages": submission.passages.count(),
        "not read": submission.warnings,
        "receipt": {"entry": receipt.entry, "leaf": receipt.leaf} if receipt else None,
    }
