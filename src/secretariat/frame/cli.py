"""What the site's commands share: their options, and how they print."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import click
from django.core.serializers.json import DjangoJSONEncoder

from secretariat.frame import clock

F = TypeVar("F", bound=Callable[..., Any])


class Moment(click.DateTime):
    """A time in UTC; of a bare day its noon, which is that day in nearly every zone."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the time."""
        found = super().convert(value, param, ctx)
        return found if "T" in str(value) else found.replace(hour=12)


def _moment(_ctx: click.Context, _param: click.Parameter, given: datetime | None) -> datetime:
    """Read the site's clock at the door, unless the command names the time (taken as UTC)."""
    return given.replace(tzinfo=UTC) if given else clock.now()


def acting(command: F) -> F:
    """Add the options of a command that acts in a process: --process, --as, --at, --json."""
    options = (
        click.option("--process", "process", required=True, metavar="KEY", help="Key of the process."),
        click.option("--as", "username", default="", help="Account that acts; without it the operator, as an officer."),
        timed,
        as_json,
    )
    for option in reversed(options):
        command = option(command)
    return command


def timed(command: F) -> F:
    """Add --at."""
    return click.option(
        "--at",
        type=Moment(),
        callback=_moment,
        help="Time of the deed in UTC, instead of now; noon of a bare day.",
    )(command)


def as_json(command: F) -> F:
    """Add --json."""
    return click.option("--json", "json_", is_flag=True, help="Print JSON instead of a table.")(command)


def show(rows: Sequence[Mapping[str, Any]] | Mapping[str, Any], *, json_: bool) -> None:
    """Print rows as JSON, or as a table whose columns are the keys of the first row; one mapping as lines."""
    if json_:
        click.echo(json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    elif isinstance(rows, Mapping):
        for key, value in rows.items():
            click.echo(f"{key}: {value}")
    else:
        _table(rows)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        click.echo(_line(line, widths))


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
