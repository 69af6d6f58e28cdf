"""The registers, in a process of their own: a large rolling text as a page, and the road on the seeds by deeds."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.rolling import DELEGATIONS, PROPOSALS, PROVISIONS, SEED


def figures() -> Iterator[Figure]:
    size = f"{PROVISIONS} provisions, {PROPOSALS:,} proposals, {DELEGATIONS} delegations (seed {SEED})"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TRAVAUX_DATA": folder, "TRAVAUX_HOSTS": "testserver"}
        command = [sys.executable, "-m", "benchmarks.house"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    cold = found["page"]
    yield Figure(f"rolling text as a page, cold, from the database: {size}", f"{cold:.2f} s", "1 s", met=cold < 1)
    yield Figure("the same page, its size", f"{found['bytes']:,} bytes")
    yield Figure("the same page, queries", f"{found['queries']}")
    if "road" in found:
        yield Figure("the road on the seeds, by deeds: filed, coded, confirmed", f"{found['road']:.2f} s")
