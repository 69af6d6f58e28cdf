"""`travaux demo` and `travaux serve`: the site, where it is installed."""

import gc
import os
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import click

from travaux.cli.missing import told

SITE = "travaux.site"


def address(command: Callable[..., None]) -> Callable[..., None]:
    """Add --host and --port."""
    command = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))(command)
    return click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")(command)


@click.command()
@address
@click.option("--fresh", is_flag=True, help="Throw the sample away and make it anew.")
def demo(host: str, port: int, *, fresh: bool) -> None:
    """Open a sample process with invented delegations, part-way through; anyone may sign in as anyone."""
    os.environ["TRAVAUX_DEMO"] = "1"
    os.environ.setdefault("TRAVAUX_DATA", str(Path.home() / ".local" / "share" / "travaux-demo"))
    _site("demo")(host=host, port=port, fresh=fresh)


@click.command()
@address
def serve(host: str, port: int) -> None:
    """Serve the site until stopped; the database is made or brought up to date first."""
    gc.disable()  # of what is being loaded nothing is garbage; the site looks for it again once it is there
    try:
        _site("serve")(host=host, port=port)
    finally:
        gc.enable()


def _site(name: str) -> Callable[..., None]:
    [point] = entry_points(group=SITE, name=name)
    try:
        opened: Callable[..., None] = point.load()
    except ModuleNotFoundError as missing:
        raise told(name, missing, "site") from missing
    return opened
