"""The projection against the published one: 201 countries from 2020 to 2100, from the inputs of the same edition."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure, seconds
from travaux.evidence.areas import ISO
from travaux.evidence.projection import People, project
from travaux.evidence.prospects import WANTED, Inputs, read_inputs
from travaux.evidence.stocks import Matrix

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "evidence" / "wpp2019"
MEDIAN, WORLD, SECONDS = 0.2, 0.25, 1
"""The targets: per cent, per cent, seconds."""
FIRST, LAST, MIDDLE = 2020, 2100, 6


def published(areas: tuple[str, ...]) -> Matrix:
    """Return the published totals by area and year, from the first year after the start."""
    totals = np.zeros((len(areas), (LAST - FIRST) // 5))
    place = {str(ISO[area].m49): rank for rank, area in enumerate(areas)}
    for name in ("popFprojMed", "popMprojMed"):
        lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        names = lines[0].split("\t")
        first, code = names.index(str(FIRST + 5)), names.index("country_code")
        for line in lines[1:]:
            cells = line.split("\t")
            if cells[code] in place:
                totals[place[cells[code]]] += [float(cell) for cell in cells[first : first + totals.shape[1]]]
    return totals


def figures() -> Iterator[Figure]:
    if not FOLDER.exists():
        yield Figure("projection: the public inputs stand in ../shared, which is not here", "not measured", met=False)
        return
    texts = {name: (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in WANTED}
    reading = seconds(lambda: read_inputs(texts, FIRST, LAST), times=2)
    yield from _judged(read_inputs(texts, FIRST, LAST), reading)


def _judged(known: Inputs, reading: float) -> Iterator[Figure]:
    took = seconds(lambda: project(known.start, known.rates), times=3)
    ours = np.array([each.total for each in _after(project(known.start, known.rates))]).T
    theirs = published(known.areas)
    median = float(np.median(np.abs(ours[:, MIDDLE - 1] / theirs[:, MIDDLE - 1] - 1))) * 100
    world = abs(float(ours[:, -1].sum() / theirs[:, -1].sum() - 1)) * 100
    count = len(known.areas)
    peer = "UN DESA, World Population Prospects 2019"
    yield Figure(
        f"{count} countries, 2050: median error", f"{median:.2f} %", "0.2 %", "as published", peer, met=median <= MEDIAN
    )
    yield Figure(
        f"{count} countries, 2100: error of the world",
        f"{world:.2f} %",
        "0.25 %",
        "as published",
        peer,
        met=world <= WORLD,
    )
    yield Figure(
        f"{count} countries to {LAST}: projection (and reading)",
        f"{took:.2f} s ({reading:.2f} s)",
        "1 s",
        met=took <= 1,
    )


def _after(people: list[People]) -> list[People]:
    return people[1:]
