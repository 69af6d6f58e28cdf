"""Where the commands of the evidence are found; without the extra `evidence` they say what is missing."""

import os

import click

from travaux.refusal import Unknown

# Sums are added up in one order whatever the number of cores, so that the same seed gives the same bits; tables of a
# few hundred areas gain nothing from more. Must stand before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class ExtraMissing(Unknown):
    """A command was called whose libraries are not installed."""

    asked = "You asked for “travaux {command}”."
    because = "It needs the library “{library}”, which is not installed."
    rule = "What reckons with large tables is an extra of its own, so that the rest stays small."
    remedy = "Type: pip install 'travaux[evidence]'"


def _missing(command: str, library: str) -> click.Command:
    """Return a command that takes anything and refuses."""

    @click.command(
        command,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
        help=f"Not installed: needs {library} (pip install 'travaux[evidence]').",
    )
    def refuse() -> None:
        raise ExtraMissing(command=command, library=library)

    return refuse


flows: click.Command
project: click.Command
data: click.Command
facts: click.Command
# The one place where the extra is looked for: names are imported at the head of every module, so that a missing
# library shows here, and a command that is merely listed must not fail.
try:
    from travaux.cli.evidence_data import data
    from travaux.cli.evidence_facts import facts
    from travaux.cli.evidence_flows import flows
    from travaux.cli.evidence_project import project
except ModuleNotFoundError as missing:
    if str(missing.name).startswith("travaux"):
        raise  # one of ours is not there: a bug, no missing extra
    flows, project, data, facts = (_missing(name, str(missing.name)) for name in ("flows", "project", "data", "facts"))
