"""A conference on the site, in a process of its own: 10,000 registrations, 2,000 applications for accreditation."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.figure import Figure

PEOPLE, APPLICATIONS, ROWS, ENTITIES, SEED = 10_000, 2_000, 500, 400, 8


def figures() -> Iterator[Figure]:
    size = f"{PEOPLE:,} registrations, {APPLICATIONS:,} applications, {ENTITIES} entities (seed {SEED})"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TRAVAUX_DATA": folder, "TRAVAUX_HOSTS": "testserver"}
        command = [sys.executable, "-m", "benchmarks.conference_apart"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    for page, took in found.items():
        goal = {"balance": 1.0, "import": 5.0}.get(page, 0.3)
        what = {"balance": "the balance report", "import": f"a list of {ROWS} people checked and registered"}
        yield Figure(f"{what.get(page, f'page: {page}')}: {size}", f"{took:.3f} s", f"{goal:g} s", met=took <= goal)
