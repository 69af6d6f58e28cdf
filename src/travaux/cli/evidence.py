"""Where the commands of the evidence are found; without the extra `evidence` they say what is missing."""

import os

import click

from travaux.cli.missing import refusing

# Sums are added up in one order whatever the number of cores, so that the same seed gives the same bits; tables of a
# few hundred areas gain nothing from more. Must stand before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


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
    flows, project, data, facts = (
        refusing(name, missing, "evidence") for name in ("flows", "project", "data", "facts")
    )
