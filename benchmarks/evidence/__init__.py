"""Figures of the evidence: flows, draws, projection, data sets, facts, charts."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.evidence import keeping, projecting, published
from benchmarks.evidence.sample import AREAS, SEED
from benchmarks.figure import Figure

ROOT = Path(__file__).parents[2]
DRAWS = 1000
CPU, MEMORY, PERIODS, GAP, DRAWING = 0.05, 150, 3, 1e-9, 90
"""The targets: seconds and megabytes of one period, seconds of all, the gap of an area, seconds of the draws."""
PEER = "numpy, sweeps and an array of N³ (as migest does; R is not to be had here)"


def apart(*words: str) -> dict[str, Any]:
    """Run a measure in a process of its own, with one thread: more only wait for each other on tables of this size."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-m", "benchmarks.evidence.flows", *words]
    told = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def figures() -> Iterator[Figure]:
    yield from published.figures()
    yield from flows()
    yield from projecting.figures()
    yield from keeping.figures()


def flows() -> Iterator[Figure]:
    ours, plain = apart("ours"), apart("plain")
    what = f"{AREAS} areas (seed {SEED}): account, minimum with types, independence, pseudo-Bayes"
    theirs = f"{(plain['fitting'] * 2 + plain['cube']) * 1000:.0f} ms, {plain['memory']:.0f} MB"
    yield Figure(
        what,
        f"{ours['one'] * 1000:.0f} ms CPU, {ours['memory']:.0f} MB",
        "50 ms, 150 MB",
        theirs,
        PEER,
        met=ours["one"] <= CPU and ours["memory"] <= MEMORY,
    )
    yield Figure("the same, six periods by two sexes", f"{ours['many']:.2f} s", "3 s", met=ours["many"] <= PERIODS)
    yield Figure(
        "the books: largest gap of an area, share of all",
        f"{ours['lacking']:.0e}",
        "1e-09",
        met=ours["lacking"] <= GAP,
    )
    drawn = apart("drawn", str(DRAWS))
    bits = "the same bits again" if drawn["same"] else "OTHER BITS"
    yield Figure(
        f"{DRAWS:,} pseudo-Bayes draws of {AREAS} areas, {drawn['hands']} at a time",
        f"{drawn['seconds']:.0f} s ({drawn['busy']:.0f} s CPU), {bits}",
        "90 s, the same bits",
        met=drawn["seconds"] <= DRAWING and drawn["same"],
    )
