"""A large process, in a process and a folder of their own: search, coverage, what became of an input.

TRAVAUX_PAPERS says how many papers of a hundred passages there are (10,000 for the goals, which takes some minutes to
write); TRAVAUX_SCALE names a folder in which they are kept for another time. With TRAVAUX_DATABASE_URL on PostgreSQL.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.figure import Figure

GOALS = {
    "search": 100,
    "search, the first after a deed": 100,
    "search as a page": 100,
    "coverage matrix": 1000,
    "what became of all papers of an entity, as a page": 300,
    "what became of a paper, as a page": 300,
}
PAPERS = "1000"


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get("TRAVAUX_SCALE", folder)
        environment = {**os.environ, "TRAVAUX_DATA": kept, "TRAVAUX_HOSTS": "localhost"}
        command = [sys.executable, "-m", "benchmarks.inputs.registers", os.environ.get("TRAVAUX_PAPERS", PAPERS)]
        done = subprocess.run([*command, "--json"], env=environment, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    size = f"{found['papers']:,} papers, {found['papers'] * found['each']:,} passages, {found['codes']:,} codes"
    yield Figure(f"{size} (seed {found['seed']}, {found['database']}), written", f"{found['written']:,.0f} s")
    for name, (half, most) in found["asked"].items():
        goal = GOALS.get(name)
        yield Figure(
            f"{name}: median, 95th percentile",
            f"{half:,.0f} ms, {most:,.0f} ms",
            f"{goal:,} ms" if goal else "",
            met=goal is None or most <= goal,
        )
