"""`travaux balance`: who is on a list, a panel or in delegations, against the rule."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from travaux.cli.tables import read_rows
from travaux.evidence.protect import protected
from travaux.participation.balance import LEAST, Rule, Table, balance, picture, share
from travaux.participation.entities import REGIONAL, STATUSES, groups_of, library
from travaux.participation.resolve import resolver
from travaux.refusal import Invalid

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
USUAL = {
    "panel": ("regional_group", "gender"),
    "list": ("regional_group", "kind", "gender"),
    "delegations": ("regional_group", "status", "gender", "first_time"),
}


class NotARule(Invalid):
    """A rule of balance is not written as one."""

    asked = "You gave the rule of balance “{rule}”."
    because = "A rule is a column, a value (or *), >= or <=, and a share, such as gender:*>=0.4."
    remedy = "Write it so, between quotation marks."


@click.command("balance")
@click.argument("file", type=FILE)
@click.option("--of", type=click.Choice(tuple(USUAL)), default="list", help="What FILE is: which columns are counted.")
@click.option("--by", multiple=True, help="A column to count by, instead of the usual ones; may be given again.")
@click.option("--rule", "rules", multiple=True, help="A rule, such as 'gender:women>=0.5'; may be given again.")
@click.option("--entity", default="entity", help="The column that names the State; gives regional group and status.")
@click.option("--least", type=click.IntRange(1), default=LEAST, help="Personal counts below this are not told.")
@click.option("--picture", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write an SVG each here.")
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of tables.")
def balance_(  # noqa: PLR0913 - options of a command
    *,
    file: Path,
    of: str,
    by: tuple[str, ...],
    rules: tuple[str, ...],
    entity: str,
    least: int,
    folder: Path | None,
    json_: bool,
) -> None:
    """Count the people of FILE (CSV or XLSX, a row each) by what is asked, against the rules.

    Small numbers of a personal kind (gender, first time, language, age) are not told. Where a column names the State
    of each, the regional group and status of that State need no columns of their own. Ends with status 1 if a rule is
    not met.
    """
    head, people = read_rows(file)
    told = _with_groups(people, entity) if entity in head else people
    attributes = by or tuple(name for name in USUAL[of] if not told or name in told[0])
    tables = balance(told, attributes, tuple(map(_rule, rules)), protect=protected, least=least)
    for table in tables if folder else ():
        _draw(folder or Path(), table)
    click.echo(
        json.dumps([_plain(table) for table in tables], ensure_ascii=False, indent=2) if json_ else _text(tables)
    )
    if any(judged.met is False for table in tables for judged in table.judged):
        raise click.exceptions.Exit(1)


def _with_groups(people: list[dict[str, str]], column: str) -> list[dict[str, str]]:
    known = resolver()
    keys: dict[str, tuple[str, ...]] = {}
    for name in {person[column] for person in people}:
        reading = known.read(name)
        sure = [each.key for each in reading.entities if each.key in library() and not reading.review]
        keys[name] = groups_of(sure[0], on=date.today()) if len(sure) == 1 else ()  # noqa: DTZ011 - today's groups
    return [{**_of_state(keys[person[column]]), **person} for person in people]


def _of_state(groups: tuple[str, ...]) -> dict[str, str]:
    return {
        "regional_group": next((group for group in groups if group in REGIONAL), ""),
        "status": " ".join(group for group in groups if group in STATUSES),
    }


def _rule(words: str) -> Rule:
    column, _colon, rest = words.partition(":")
    for sign in (">=", "<="):
        value, found, part = rest.partition(sign)
        if found and column and value:
            limit = share(part)
            return Rule(column, value, least=limit) if sign == ">=" else Rule(column, value, most=limit)
    raise NotARule(rule=words)


def _draw(folder: Path, table: Table) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(mark if mark.isalnum() else "_" for mark in table.attribute)
    (folder / f"{name}.svg").write_text(picture(table, title=table.attribute), encoding="utf-8")


def _plain(table: Table) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(table), default=_number))  # type: ignore[no-any-return] # what was just written


def _number(value: Fraction) -> float:
    return round(float(value), 4)


def _text(tables: Iterable[Table]) -> str:
    lines = []
    for table in tables:
        lines.append(f"{table.attribute} ({table.total}){' small numbers not told' if table.protected else ''}")
        for row in table.rows:
            part = "" if row.share is None else f"{float(row.share):7.1%}"
            lines.append(f"  {row.value or '(not said)':<30} {'–' if row.count is None else row.count:>6} {part}")  # noqa: RUF001 - a dash for what is not told
        for judged in table.judged:
            met = {True: "met", False: f"NOT met: {', '.join(judged.falls_short)}", None: "nobody said"}[judged.met]
            lines.append(f"  rule for {judged.rule.value}: {met}")
    return "\n".join(lines)
