"""Measures flows in a process of its own, one thread, so that its memory and its time are its own: prints JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks.evidence.peers import cube, swept
from benchmarks.evidence.sample import world
from travaux.evidence.accounting import account
from travaux.evidence.draws import HANDS, Doubt, draws
from travaux.evidence.flows import audit, independence, minimum, pseudo_bayes

PERIODS, SEXES = 6, 2
SWEEPS = 2000


def cpu(work: Callable[[], object], times: int) -> float:
    """Return the least processor time of several runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours() -> dict[str, float]:
    """Account, minimum with types, independence and pseudo-Bayes, of one period and of six by two sexes."""
    known = world()
    books = account(known)
    flows = minimum(books)
    lacking = float(np.abs(audit(flows.all, books)).max() / known.start.sum())

    def all_() -> None:
        one = account(known)
        least = minimum(one)
        pseudo_bayes(least.all, independence(one))

    one = cpu(all_, 7)
    worlds = [world(seed) for seed in range(PERIODS * SEXES)]

    def many() -> None:
        for each in worlds:
            books = account(each)
            pseudo_bayes(minimum(books).all, independence(books))

    start = time.perf_counter()
    many()
    return {"one": one, "many": time.perf_counter() - start, "memory": megabytes(), "lacking": lacking}


def drawn(count: int) -> dict[str, float | bool]:
    """Draw pseudo-Bayesian flows; the first again, alone, to see that it is the same to the last bit."""
    known = world()
    start, busy, total = time.perf_counter(), time.process_time(), np.zeros_like(known.start)
    first = None
    for flows in draws(known, Doubt(count, 7)):
        first = flows if first is None else first
        total += flows
    took, busy = time.perf_counter() - start, time.process_time() - busy
    again = next(draws(known, Doubt(2, 7), hands=1))
    same = bool(first is not None and np.array_equal(first, again))
    return {"seconds": took, "busy": busy, "hands": HANDS, "same": same}


def plain() -> dict[str, float]:
    """Do it the plain way: sweeps for the margins (as many as fit), then the array of N³."""
    known = world()
    books = account(known)
    start = time.process_time()
    _, sweeps, apart = swept(known.start, books.start.sum(axis=1), books.start.sum(axis=0), SWEEPS)
    fitting = time.process_time() - start
    start = time.process_time()
    flows = cube(books)
    fitted = time.process_time() - start
    same = float(np.abs(flows - minimum(books).all).max() / flows.max())
    return {
        "fitting": fitting,
        "sweeps": sweeps,
        "apart": apart,
        "cube": fitted,
        "memory": megabytes(),
        "differs": same,
    }


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    print(json.dumps(drawn(int(rest[0])) if kind == "drawn" else {"ours": ours, "plain": plain}[kind]()))
