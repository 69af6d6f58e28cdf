"""The `travaux` command: the engines' own commands, and those that an installed site adds."""

import json
import os
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click

from travaux import __version__
from travaux.cli.missing import load
from travaux.refusal import Refusal

REFUSED = 2
COMMANDS = "travaux.commands"


class Doors(click.Group):
    """A group whose commands are named by the packages that are installed, and loaded only when called.

    So whoever serves the site waits for no reader of documents.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Name the engines' commands and those of the site, in the order of the alphabet."""
        return sorted(entry_points(group=COMMANDS).names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Find the command, loading what it needs; the site only if it is one of the site's."""
        found = entry_points(group=COMMANDS, name=cmd_name)
        return next((load(point) for point in found), None)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal is told on the error stream, as JSON if that was asked for, with status 2."""
        json_ = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(_told(refusal, json_=json_), err=True)
            sys.exit(REFUSED)


def _told(refusal: Refusal, *, json_: bool) -> str:
    if json_:
        parts = zip(("asked", "because", "rule", "remedy"), refusal.parts, strict=True)
        return json.dumps({"refused": refusal.code, **dict(parts)}, ensure_ascii=False, indent=2)
    return "\n".join(part for part in refusal.parts if part)


def _keep_data_in(_ctx: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    """Name the folder while options are read: the site takes it up when a command is looked for, which comes next."""
    if folder is not None:
        os.environ["TRAVAUX_DATA"] = str(folder)


@click.group(cls=Doors)
@click.version_option(__version__, prog_name="travaux")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_keep_data_in,
    expose_value=False,
    help="Folder of the embedded database and the site's secret (instead of TRAVAUX_DATA).",
)
def main() -> None:
    """Run a multilateral preparatory process, from its modalities to the adopted text."""
