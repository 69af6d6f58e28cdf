"""Data sets and facts: loading, a question, and a thousand facts asked again. Charts."""

import csv
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import numpy as np

from benchmarks.evidence.sample import SEED
from benchmarks.figure import Figure, seconds
from travaux.evidence.areas import ISO
from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.moves import chord
from travaux.evidence.facts import Desk, Fact, check
from travaux.evidence.registry import Source, add, dataset, parquet_of
from travaux.evidence.store import Store
from travaux.evidence.wording import Rule

LOADING, ASKING, CHECKING, DRAWING, SIZE = 1, 0.03, 5, 0.1, 150
"""The targets, in seconds; the last in kilobytes."""
CORRIDORS, YEARS, FACTS, CHORD = 75_600, range(1990, 2021, 5), 1000, 30
SOURCE = Source("corridors", "2020", "Corridors of a made world", "Travaux", "CC0", "2020-12-01")
QUESTION = (
    "SELECT residence, sum(stock) FROM data WHERE birthplace = $origin AND year = 2020 GROUP BY ALL ORDER BY 2 DESC"
)


def corridors() -> bytes:
    """Return a table as large as the stock of 2020: corridors by birthplace, residence and year, of both sexes."""
    chance = np.random.default_rng(SEED)
    codes = sorted(ISO)[:232]
    pairs = [(a, b) for a in codes for b in codes if a != b]
    chosen = chance.choice(len(pairs), CORRIDORS // len(YEARS), replace=False)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["year", "birthplace", "residence", "stock", "male", "female"])
    for year in YEARS:
        for place in chosen:
            male, female = chance.integers(0, 5000, 2)
            writer.writerow([year, *pairs[place], male + female, male, female])
    return out.getvalue().encode()


def both(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the shortest time on the clock and of the processor: on a machine that others use, they lie apart."""
    start = time.process_time()
    took = seconds(work, times)
    return took, (time.process_time() - start) / times


def figures() -> Iterator[Figure]:
    content = corridors()
    with tempfile.TemporaryDirectory() as root:
        folders = (Path(root) / str(number) for number in count())
        took, busy = both(lambda: add(next(folders), content, "c.csv", SOURCE, layout=None, older=False), times=4)
        yield Figure(
            f"{CORRIDORS:,} corridors read, checked and kept as Parquet (seed {SEED})",
            f"{took:.2f} s ({busy:.2f} s CPU)",
            "1 s",
            met=took <= LOADING,
        )
        folder = Path(root) / "0"
        kept = dataset(folder, SOURCE.key)
        with Store(parquet_of(folder, kept)) as store:
            asked = seconds(lambda: store.ask(QUESTION, {"origin": "MEX"}))
        yield Figure("a question of a corridor", f"{asked * 1000:.1f} ms", "30 ms", met=asked <= ASKING)
        yield rechecked(folder)
    yield drawn()


def rechecked(folder: Path) -> Figure:
    facts = tuple(
        Fact(
            f"fact-{rank}",
            "In 2020, {people} people from {code} lived elsewhere.",
            f"SELECT sum(stock) AS people, {rank} AS code FROM data WHERE year = 2020 AND birthplace = '{code}'",  # noqa: S608 - codes of ISO
            SOURCE.key,
            SOURCE.edition,
            {"people": Rule("hedged", "thousand", 1), "code": Rule("plain")},
        )
        for rank, code in enumerate((sorted(ISO)[:200] * 5)[:FACTS])
    )

    def again() -> None:
        with Desk(folder) as desk:
            states = {one.state for one in check(desk, facts)}
        if states != {"current"}:
            raise ValueError(states)

    took, busy = both(again, times=2)
    return Figure(f"{FACTS:,} facts asked again", f"{took:.2f} s ({busy:.2f} s CPU)", "5 s", met=took <= CHECKING)


def drawn() -> Figure:
    chance = np.random.default_rng(SEED)
    names = [area.name for area in ISO.values()][:CHORD]
    pairs = [(origin, destination) for origin in names for destination in names if origin != destination]
    flows = dict(zip(pairs, chance.gamma(0.3, 1000, len(pairs)).tolist(), strict=True))
    took = seconds(lambda: chord(Words("Flows", "between thirty areas"), flows))
    size = len(chord(Words("Flows", "between thirty areas"), flows).svg.encode()) / 1000
    return Figure(
        f"chord of {CHORD} areas, all flows, no script (seed {SEED})",
        f"{took * 1000:.0f} ms, {size:.0f} KB",
        "100 ms, 150 KB",
        met=took <= DRAWING and size <= SIZE,
    )
