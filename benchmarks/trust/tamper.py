"""What an insider with every right over the database can change unseen: nine kinds of edits, held against a checkpoint.

    python -m benchmarks.trust.tamper [--short | --long]

Runs in a process of its own with a database of its own, on the sample. Each try is made in a transaction that is rolled
back. The insider is as good as can be: in half of the tries every leaf, node and checkpoint is computed anew, so that
the database is consistent in itself; only what outsiders hold is out of reach.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.trust.drill import main

TRIES = {"short": 2, "usual": 60, "long": 600}


def found(form: str) -> dict[str, list[int]]:
    """Run the drill apart, and return of each kind of edit how many were made and how many were found."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TRAVAUX_DATA": folder, "TRAVAUX_DEMO": "1"}
        command = [sys.executable, "-m", "benchmarks.trust.insider", str(TRIES[form])]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    result: dict[str, list[int]] = json.loads(done.stdout)
    return result


def figures(form: str = "usual") -> Iterator[Figure]:
    counted = found(form)
    controls = {name: counted.pop(name) for name in list(counted) if name.startswith("control: ")}
    for name, (made, caught) in counted.items():
        yield Figure(f"insider: {name}", f"{caught} of {made} found", f"{made}", met=caught == made > 0)
    for name, (made, caught) in controls.items():
        yield Figure(f"insider, {name}", f"{caught} of {made} found", "0", met=caught == 0 < made)


if __name__ == "__main__":
    main(figures)
