"""What is told of a command whose libraries are not installed: it is listed, and refuses when it is called."""

from importlib.metadata import EntryPoint
from typing import Any

import click

from travaux.refusal import Unknown

OURS = ("travaux", "secretariat")


class ExtraMissing(Unknown):
    """A command was called whose libraries are not installed."""

    asked = "You asked for “travaux {command}”."
    because = "It needs the library “{library}”, which is not installed."
    rule = "What not everybody needs is an extra of its own, so that the rest stays small."
    remedy = "Type: pip install 'travaux[{extra}]'"


def told(command: str, missing: ModuleNotFoundError, extra: str) -> ExtraMissing:
    """Return what is said of the missing library; where a module of our own is missing, raise that: it is a bug."""
    library = str(missing.name)
    if library.partition(".")[0] in OURS:
        raise missing
    return ExtraMissing(command=command, library=library, extra=extra)


def refusing(command: str, missing: ModuleNotFoundError, extra: str) -> click.Command:
    """Return a command that takes anything and refuses, so that the list of commands has it all the same."""
    refusal = told(command, missing, extra)

    @click.command(
        command,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
        help=f"Not installed: needs {missing.name} (pip install 'travaux[{extra}]').",
    )
    def refuse() -> None:
        raise refusal

    return refuse


def load(point: EntryPoint) -> Any:
    """Load what an entry point names; without the site, its commands are some that say how to install it."""
    try:
        return point.load()
    except ModuleNotFoundError as missing:
        return refusing(point.name, missing, "site")
