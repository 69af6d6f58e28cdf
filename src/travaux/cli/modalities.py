"""`travaux check` and `travaux calendar`: what a process file says, what stands open, what would follow."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from travaux.modalities import (
    Line,
    Modalities,
    Standing,
    accounts,
    as_of,
    calendar_of,
    icalendar,
    json_schema,
    load_modalities,
    rooms,
    standings,
    unaccounted,
    what_if,
)
from travaux.modalities.refusals import NotToml

PATH = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = click.argument("file", type=PATH)
AS_JSON = click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
DAY = click.DateTime(["%Y-%m-%d"])
PARTS = (
    *("paragraphs", "phases", "themes", "events", "obligations", "limits", "organs", "speaking", "participation"),
    *("documents", "decisions", "outcomes", "interpretation", "funding", "deferred", "amendments", "rules"),
)


class NoFile(click.UsageError):
    """Neither a file nor the schema was asked for."""

    def __init__(self) -> None:
        super().__init__("Give a process FILE, or --schema.")


class KeyAndDay(click.ParamType[tuple[str, date]]):
    """A key and a day, such as conference=2018-12-10."""

    name = "KEY=DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, date]:
        """Read the key and the day."""
        key, _, day = str(value).partition("=")
        try:
            return key, date.fromisoformat(day)
        except ValueError:
            self.fail(f"“{value}” is no key and day, such as conference=2018-12-10.", param, ctx)


KEY_AND_DAY = KeyAndDay()


def read(file: Path) -> Modalities:
    """Read a process file; raises a ModalitiesError if it cannot be taken."""
    try:
        return load_modalities(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise NotToml(detail=str(error)) from None


@click.command()
@click.argument("file", type=PATH, required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of process files instead.")
@click.option("--paragraphs", is_flag=True, help="Say of each paragraph what rests on it, or why nothing does.")
@AS_JSON
def check(file: Path | None, *, schema: bool, paragraphs: bool, json_: bool) -> None:
    """Check a process file and say what it holds."""
    if schema:
        _print(json_schema())
        return
    if file is None:
        raise NoFile
    found = read(file)
    rows = [asdict(row) for row in accounts(found)] if paragraphs else []
    held = {part: len(getattr(found, part)) for part in PARTS}
    if json_:
        head = {"key": found.key, "title": found.title, "symbol": found.symbol}
        silent = unaccounted(found)
        extra = {"accounts": rows} if paragraphs else {}
        _print({**head, **held, "warnings": found.warnings, "unaccounted": silent, **extra})
        return
    click.echo(f"{found.key}: {found.title} ({found.symbol})")
    click.echo(", ".join(f"{count} {part}" for part, count in held.items() if count))
    for row in rows:
        click.echo(f"{row['number']}: {_account(row)}")
    for warning in found.warnings:
        click.echo(f"Warning: {warning}")


def _account(row: Mapping[str, Any]) -> str:
    rests = "; ".join(f"{part}: {title}" for part, title in row["parts"])
    return rests or (f"no rule, because: {row['because']}" if row["because"] else "—")


@click.command()
@FILE
@click.option("--on", type=DAY, help="Say what is past, going on, due, late and impossible on this day.")
@click.option("--met", type=KEY_AND_DAY, multiple=True, help="An obligation that was met, and when.")
@click.option("--as-of", type=DAY, help="The calendar as it was known on this day, without later decisions.")
@click.option("--move", type=KEY_AND_DAY, multiple=True, help="What would follow if this event began on that day.")
@click.option("--ics", is_flag=True, help="Print it as iCalendar.")
@AS_JSON
def calendar(
    file: Path,
    *,
    on: datetime | None,
    met: Sequence[tuple[str, date]],
    as_of: datetime | None,
    move: Sequence[tuple[str, date]],
    ics: bool,
    json_: bool,
) -> None:
    """Print the calendar of a process file: phases, events and deadlines, each with its paragraph."""
    found = _asked(read(file), as_of)
    if move:
        _what_if(found, dict(move), json_=json_)
        return
    if ics:
        stamp = datetime.combine(found.phases[0].opens, datetime.min.time(), UTC)
        feed = icalendar(calendar_of(found), name=found.short_title, home=f"travaux://{found.key}", stamp=stamp)
        click.echo(feed, nl=False)
        return
    _calendar(found, on.date() if on else None, dict(met), json_=json_)


def _asked(found: Modalities, day: datetime | None) -> Modalities:
    return as_of(found, day.date()) if day else found


def _calendar(found: Modalities, day: date | None, met: Mapping[str, date], *, json_: bool) -> None:
    lines = [_line(line, day) for line in calendar_of(found)]
    owed = [_owed(standing) for standing in standings(found, on=day, met=met)] if day else []
    short = [room for room in rooms(found, on=day) if room.is_short] if day else []
    rows = [
        {"phase": room.phase.key, "paragraph": room.phase.paragraph, "needed": room.needed, "left": room.room}
        for room in short
    ]
    if json_:
        _print({"key": found.key, "on": day, "calendar": lines, "obligations": owed, "short": rows})
        return
    _table(lines)
    for part in filter(None, (owed, rows)):
        click.echo()
        _table(part)


def _what_if(found: Modalities, moved: Mapping[str, date], *, json_: bool) -> None:
    follows = what_if(found, moved)
    falls, breaches = ([asdict(each) for each in rows] for rows in (follows.falls, follows.breaches))
    if json_:
        _print({"key": found.key, "moved": moved, "falls": falls, "breaches": breaches})
        return
    click.echo("What falls with it:" if falls else "Nothing falls with it.")
    _table(falls)
    click.echo("What would be broken:" if breaches else "No paragraph would be broken.")
    _table(breaches)


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
