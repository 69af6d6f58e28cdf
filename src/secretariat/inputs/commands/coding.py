"""Coding on the command line: suggestions, single codes, two blind coders and how far they agree."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import acting, as_json, show, timed
from secretariat.inputs import queries, services
from secretariat.inputs.models import Code
from secretariat.participation.queries import door as door_of
from secretariat.processes.models import Process
from travaux.cli.writing import NewFile
from travaux.formats.tables import as_csv
from travaux.passages.agreement import Mark
from travaux.passages.agreement import agreement as agreed
from travaux.refusal import Invalid

TWO = 2
READ_IN_VAIN = (ValueError, KeyError, TypeError, AttributeError, csv.Error)


class NotCoded(Invalid):
    """A file of codes is not what it should be."""

    asked = "You asked to take in codes from “{name}”."
    because = "{why}"
    rule = "A file of codes is CSV or JSON with the columns “passage” (its uuid) and “themes” (keys, apart by ;)."
    remedy = "Export the codes to see the form, and take the file in again."


@click.group()
def coding() -> None:
    """Suggest, confirm, reject and set the themes of passages."""


@coding.command()
@click.argument("key")
@acting
def suggest(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Suggest themes for the passages of the submission KEY, by what was learned from the coders and the codebook."""
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


@coding.command()
@click.argument("passage", type=click.UUID)
@click.argument("themes", nargs=-1)
@acting
def judge(*, passage: UUID, themes: tuple[str, ...], process: str, username: str, at: datetime, json_: bool) -> None:
    """Say, unseen by the other coder, that PASSAGE (its uuid) is on THEMES; on none where none is given."""
    door = door_of(process, username=username, at=at)
    found = queries.passage_named(passage, door.process)
    row = services.judge_passage(found, themes=themes, by=door.actor, at=at)
    show({"passage": str(passage), "themes": ";".join(row.themes), "settled": bool(row.settled_at)}, json_=json_)


@coding.command()
@click.argument("passage", type=click.UUID)
@click.argument("themes", nargs=-1)
@acting
def settle(*, passage: UUID, themes: tuple[str, ...], process: str, username: str, at: datetime, json_: bool) -> None:
    """Settle that PASSAGE (its uuid), on which two coders differ, is on THEMES; on none where none is given."""
    door = door_of(process, username=username, at=at)
    found = queries.passage_named(passage, door.process)
    codes = services.settle_passage(found, themes=themes, by=door.actor, at=at)
    show({"passage": str(passage), "themes": ";".join(code.theme.key for code in codes)}, json_=json_)


@coding.command("export")
@click.option("--judgements", is_flag=True, help="What each of two coders said, where both have.")
@click.option("--out", type=NewFile(), help="A file, instead of printing.")
@acting
def export(*, judgements: bool, out: Path | None, process: str, username: str, at: datetime, json_: bool) -> None:
    """Export the coding as CSV or JSON: a line a passage with its confirmed themes."""
    door = door_of(process, username=username, at=at)
    rows = queries.judged_rows(door.process, door.actor) if judgements else queries.coded_rows(door.process)
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n" if json_ else _csv(rows, queries.COLUMNS[judgements])
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(f"{out}: {len(rows)}")


@coding.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@acting
def import_(*, file: Path, process: str, username: str, at: datetime, json_: bool) -> None:
    """Take in from FILE (CSV or JSON, as exported) what the coder who acts said of passages, blind to the other's."""
    door = door_of(process, username=username, at=at)
    rows = [(queries.passage_named(uuid, door.process), themes) for uuid, themes in _rows(file.read_bytes(), file.name)]
    number = services.import_judgements(door.process, rows=rows, by=door.actor, at=at)
    show({"passages": number, "left as settled": len(rows) - number}, json_=json_)


@coding.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--process", "process", default="", metavar="KEY", help="Key of the process, where no FILE is given.")
@click.option("--as", "username", default="", help="Account that acts; without it the operator, as an officer.")
@timed
@as_json
def agreement(*, file: Path | None, process: str, username: str, at: datetime, json_: bool) -> None:
    """Print how far coders agree, theme by theme: Cohen's kappa and Krippendorff's alpha.

    FILE is CSV or JSON with the columns passage, coder and themes (keys, apart by ;), as `export --judgements` writes;
    without it, it is the coders of the process.
    """
    if file:
        marks = _marks(file.read_bytes(), file.name)
        found = agreed(marks, sorted({theme for mark in marks for theme in mark.themes}))
        rows = [
            _figures(row.theme, row.passages, row.found - row.disputed, row.disputed, row.kappa, row.alpha)
            for row in found
        ]
    elif process:
        door = door_of(process, username=username, at=at)
        rows = [
            _figures(row.theme, row.units, row.both, row.one, row.kappa, row.alpha)
            for row in queries.agreement_of(door.process, door.actor)
        ]
    else:
        raise click.UsageError("Give a FILE, or --process KEY.")  # noqa: EM101, TRY003 - click's own way
    show(rows, json_=json_)


def _figures(theme: str, units: int, both: int, one: int, kappa: float | None, alpha: float | None) -> dict[str, Any]:
    return {
        "theme": theme,
        "passages": units,
        "both": both,
        "one only": one,
        "kappa": None if kappa is None else round(kappa, 4),
        "alpha": None if alpha is None else round(alpha, 4),
    }


def _marks(content: bytes, name: str) -> list[Mark]:
    try:
        given = [(row["coder"], row["passage"], row["themes"]) for row in _read(content)]
        marks = [
            Mark(str(coder).strip(), str(passage).strip(), frozenset(_keys(said))) for coder, passage, said in given
        ]
    except READ_IN_VAIN as error:
        raise NotCoded(name=name, why=f"A line of it cannot be read ({type(error).__name__}).") from None
    if len({mark.coder for mark in marks}) < TWO:
        raise NotCoded(name=name, why="It holds what fewer than two coders said; a column “coder” tells them apart.")
    return marks


def _csv(rows: list[dict[str, str]], columns: tuple[str, ...]) -> str:
    return as_csv(columns, [[row[name] for name in columns] for row in rows]).decode("utf-8-sig")


def _rows(content: bytes, name: str) -> list[tuple[UUID, list[str]]]:
    try:
        return [(UUID(row["passage"]), _keys(row["themes"])) for row in _read(content)]
    except READ_IN_VAIN as error:
        raise NotCoded(name=name, why=f"A line of it cannot be read ({type(error).__name__}).") from None


def _read(content: bytes) -> list[Any]:
    text = content.decode("utf-8-sig")
    return list(json.loads(text)) if text.lstrip()[:1] == "[" else list(csv.DictReader(io.StringIO(text)))


def _keys(said: str | list[str] | None) -> list[str]:
    given = said if isinstance(said, list) else (said or "").split(";")
    return [key.strip() for key in given if key.strip()]


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
