"""`travaux check` and `travaux calendar`: what a process file says."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from travaux.modalities import Line, Modalities, Standing, calendar_of, load_modalities, standings
from travaux.modalities.refusals import NotToml

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
AS_JSON = click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")


def read(file: Path) -> Modalities:
    """Read a process file; raises a ModalitiesError if it cannot be taken."""
    try:
        return load_modalities(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise NotToml(detail=str(error)) from None


@click.command()
@FILE
@AS_JSON
def check(file: Path, *, json_: bool) -> None:
    """Check a process file and say what it holds."""
    found = read(file)
    parts = ("paragraphs", "phases", "themes", "events", "obligations", "limits", "rules")
    held = {part: len(getattr(found, part)) for part in parts}
    if json_:
        _print({"key": found.key, "title": found.title, "symbol": found.symbol, **held, "warnings": found.warnings})
        return
    click.echo(f"{found.key}: {found.title} ({found.symbol})")
    click.echo(", ".join(f"{count} {part}" for part, count in held.items()))
    for warning in found.warnings:
        click.echo(f"Warning: {warning}")


@click.command()
@FILE
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Say what is past, going on, due and late on this day.")
@AS_JSON
def calendar(file: Path, *, on: datetime | None, json_: bool) -> None:
    """Print the calendar of a process file: phases, events and deadlines, each with its paragraph."""
    found = read(file)
    day = on.date() if on else None
    lines = [_line(line, day) for line in calendar_of(found)]
    owed = [_owed(standing) for standing in standings(found, on=day, met={})] if day else []
    if json_:
        _print({"key": found.key, "on": day, "calendar": lines, "obligations": owed})
        return
    _table(lines)
    if owed:
        click.echo()
        _table(owed)


def _line(line: Line, day: date | None) -> dict[str, Any]:
    seen = {"when": str(line.when(day))} if day else {}
    return {**seen, **asdict(line)}


def _owed(standing: Standing) -> dict[str, Any]:
    owed = standing.obligation
    return {
        "status": str(standing.status),
        "due": owed.due,
        "paragraph": owed.paragraph,
        "who": ", ".join(owed.addressees),
        "key": owed.key,
        "title": owed.title,
    }


def _print(what: Mapping[str, Any]) -> None:
    click.echo(json.dumps(what, default=str, ensure_ascii=False, indent=2))


def _table(rows: Iterable[Mapping[str, Any]]) -> None:
    cells = [[str(value) for value in row.values()] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
