"""`travaux entities`: who takes part, under which names, and who is meant by a string."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from travaux.cli.tables import read_rows
from travaux.participation.entities import (
    KINDS,
    LANGUAGES,
    REGIONAL,
    STATUSES,
    Entity,
    NoSuchEntity,
    entity,
    groups_of,
    library,
    members,
    memberships,
    sources,
)
from travaux.participation.protocol import in_order
from travaux.participation.resolve import Reading, resolver
from travaux.refusal import Invalid, Unknown

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
JSON = click.option("--json", "json_", is_flag=True, help="Print JSON instead of a table.")
USUAL = frozenset({"input", "name", "entity"})
"""How the column with the strings is usually headed."""
DAY = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day for which it is asked; today if none.")


class NoSuchColumn(Unknown):
    """The file has no such column."""

    asked = "You asked for the column “{column}” of {file}."
    because = "The file has no such column; it has: {columns}."
    remedy = "Name one of these, as its head has it."


class NotReviewed(Invalid):
    """A file of reviewed answers has a row that cannot be used."""

    asked = "You gave reviewed answers in {file}."
    because = "Row {row} {reason}."
    rule = "Its columns are input, entities and on_behalf_of; the latter hold keys, separated by spaces or semicolons."
    remedy = (
        "Correct the row; `travaux entities list` shows the keys. `new:` and a name stand for what is in no library."
    )


@click.group()
def entities() -> None:
    """Show who takes part, under which names, in which groups; and read whom strings mean."""


@entities.command("list")
@click.option("--kind", type=click.Choice(tuple(KINDS)), help="Only entities of this kind.")
@click.option("--group", help="Only members of this group, such as LDC or AOSIS.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Names, and the order of protocol.")
@DAY
@JSON
def list_(*, kind: str | None, group: str | None, language: str, on: Any, json_: bool) -> None:
    """List entities in the order of protocol of a language, with the names that they bear on a day."""
    day = on.date() if on else date.today()  # noqa: DTZ011 - a day of the calendar, where the command is typed
    wanted = set(members(entity(group).key, on=day)) if group else set(library())
    chosen = [each.key for each in library().values() if each.key in wanted and kind in (None, each.kind)]
    rows = [_row(library()[key], language, day) for key in in_order(chosen, language, on=day)]
    if json_:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(f"{row['key']:<10} {row['m49']:<4} {row['kind']:<20} {row['name']}" for row in rows))


def _row(each: Entity, language: str, on: date) -> dict[str, Any]:
    groups = groups_of(each.key, on=on)
    return {
        "key": each.key,
        "name": each.called(language, on=on),
        "formal": each.called(language, formal=True),
        "kind": each.kind,
        "iso2": each.iso2,
        "m49": each.m49,
        "regional_group": next((group for group in groups if group in REGIONAL), ""),
        "status": [group for group in groups if group in STATUSES],
    }


@entities.command("show")
@click.argument("name")
@JSON
def show(*, name: str, json_: bool) -> None:
    """Show one entity with all its names, codes and memberships, each with its dates and source.

    NAME is a key, a code of ISO or M49, or any name.
    """
    found = _found(name)
    belongs = [asdict(each) for each in memberships() if found.key in (each.member, each.group)]
    told = {**asdict(found), "names": [asdict(each) for each in found.names], "memberships": belongs}
    if json_:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.key}: {found.name} ({KINDS[found.kind]}), M49 {found.m49 or '-'}, since {found.since or '-'}")
    for each in found.names:
        click.echo(f"  {each.language or '*':<3} {each.kind:<7} {each.words}{_span(each.since, each.until)}")
    for row in belongs:
        inside = row["member"] == found.key
        tie = f"member of {row['group']}" if inside else f"has member {row['member']}"
        click.echo(f"  {tie}{_span(row['since'], row['until'])}")
    for key in dict.fromkeys(each.source for each in found.names if each.source):
        click.echo(f"  source {key}: {sources()[key]}")


def _span(since: str, until: str) -> str:
    return f" ({since or '…'} to {until or 'today'})" if since or until else ""


def _found(name: str) -> Entity:
    try:
        return entity(name)
    except NoSuchEntity:
        parties = resolver().read(name).entities
        if len(parties) == 1 and parties[0].key in library():
            return library()[parties[0].key]
        raise


@entities.command("resolve")
@click.argument("file", type=FILE)
@click.option("--column", default="", help="The column with the strings; else input, name, entity, or the first.")
@click.option("--alias", type=FILE, help="Reviewed answers: CSV with the columns input, entities, on_behalf_of (keys).")
@click.option("--review", "only_review", is_flag=True, help="Only what a person should look at.")
@JSON
def resolve(*, file: Path, column: str, alias: Path | None, only_review: bool, json_: bool) -> None:
    """Read whom each string of a column of FILE (CSV or XLSX) means, and on whose behalf.

    What cannot be told beyond doubt is marked for review, with the reason, and never merged in silence. Answers that
    somebody reviewed come first (--alias). Each string that differs is read once, in the order of the file.
    """
    strings = list(dict.fromkeys(_column(file, column)))
    known = resolver(strings, aliases=_aliases(alias) if alias else None)
    readings = [reading for reading in map(known.read, strings) if reading.review or not only_review]
    if json_:
        click.echo(json.dumps([told(each) for each in readings], ensure_ascii=False, indent=2))
        return
    for each in readings:
        click.echo(_line(each))
    click.echo(f"{len(readings)} strings, {sum(each.review for each in readings)} for review", err=True)


def told(reading: Reading) -> dict[str, Any]:
    """Return a reading as the command prints it."""
    return {
        **asdict(reading),
        "entities": [asdict(each) for each in reading.entities],
        "on_behalf_of": [asdict(each) for each in reading.on_behalf_of],
    }


def _line(each: Reading) -> str:
    who = ", ".join(party.name for party in each.entities) or "-"
    whom = ", ".join(party.name for party in each.on_behalf_of)
    mark = "?" if each.review else " "
    because = f"  ({'; '.join(each.because)})" if each.because else ""
    return f"{mark} {each.input}\n    {who}{' on behalf of ' + whom if whom else ''}{because}"


def _column(file: Path, column: str) -> Iterable[str]:
    head, rows = read_rows(file)
    if not column and head:
        column = next((name for name in head if name.strip().casefold() in USUAL), head[0])
        click.echo(f"The column “{column}” is read.", err=True)
    if column not in head:
        raise NoSuchColumn(column=column, file=file.name, columns=", ".join(head))
    return (row[column] for row in rows)


def _aliases(file: Path) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found = {}
    for number, row in enumerate(read_rows(file)[1], start=2):
        words = row.get("input")
        if not words:
            raise NotReviewed(file=file.name, row=number, reason="has no input")
        keys = [_keys(row.get(column) or "", file.name, number) for column in ("entities", "on_behalf_of")]
        found[words] = (keys[0], keys[1])
    return found


def _keys(cell: str, file: str, number: int) -> tuple[str, ...]:
    named = [each.strip() for each in cell.split(";")] if ";" in cell or "new:" in cell else cell.split()
    for key in named:
        if key and key not in library() and not key.startswith("new:"):
            raise NotReviewed(file=file, row=number, reason=f"names the key {key}, which is in no library")
    return tuple(key for key in named if key)
