"""The published tables that are at hand, reproduced: differences by cell, and what happens when margins differ."""

from collections.abc import Iterator

import numpy as np

from benchmarks.figure import Figure
from travaux.evidence.accounting import Account, Demography, account
from travaux.evidence.differencing import drop_negatives, reverse_negatives, rogers
from travaux.evidence.estimate import closure_of
from travaux.evidence.flows import independence, minimum
from travaux.evidence.stocks import Matrix

# Abel (2013), Demographic Research 28, the example of four countries without births and deaths.
START = np.array([[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]], dtype=float)
END = np.array([[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]], dtype=float)
FLOWS = np.array([[0, 0, 50, 0], [35, 0, 25, 0], [10, 10, 0, 0], [10, 10, 0, 0]], dtype=float)
CLOSED_FORM, ROUNDED = 1e-9, 2e-3
"""The targets: closed forms, and figures from rounded sources."""
INDEPENDENCE = 880.638655
LATER = np.array([[1060, 60, 10, 10], [45, 540, 40, 0], [70, 75, 770, 70], [30, 30, 20, 230]], dtype=float)
SMALL = np.array([[100, 10, 10, 0], [20, 55, 25, 10], [10, 40, 140, 65], [20, 25, 20, 200]], dtype=float)
SMALL_LATER = np.array([[75, 25, 5, 0], [20, 45, 30, 15], [30, 40, 150, 60], [30, 30, 20, 230]], dtype=float)
# Stocks, births, deaths and the flows between A-D row by row, as the reference prints them (to seven digits).
WITH_BIRTHS = {
    "Abel 2013, open": (
        (START, LATER, [80, 20, 40, 60], [70, 30, 50, 10]),
        [
            [0, 8.502866, 0, 3.695332],
            [26.42296, 0, 0.4234563, 9.855274],
            [0, 34.183358, 0, 25.077888],
            [11.46761, 10.933241, 1.3928875, 0],
        ],
    ),
    "Abel & Sander 2014, closed": (
        (START, LATER, [80, 20, 60, 60], [70, 30, 50, 10]),
        [
            [0, 3.328563, 0, 3.24299],
            [34.120952, 0, 0.583874, 9.809336],
            [0.004366, 27.127753, 0, 25.711331],
            [12.44612, 9.058478, 2.259526, 0],
        ],
    ),
    "Abel 2018, closed": (
        (SMALL, SMALL_LATER, [10, 50, 25, 60], [30, 10, 40, 10]),
        [[0, 8.126216, 0, 0], [15.45535, 0, 18.081832, 5.712864], [0, 1.125679, 0, 0], [17.66941, 0, 8.043363, 0]],
    ),
}
NOBODY = np.zeros(4)


def books(end: Matrix) -> Account:
    return account(Demography(tuple("ABCD"), START, end, NOBODY, NOBODY))


def figures() -> Iterator[Figure]:
    flows = minimum(books(END)).all
    apart = float(np.abs(flows - FLOWS).max())
    yield Figure("Abel 2013, four areas: minimum, largest gap", f"{apart:.1g}", "1e-09", met=apart <= CLOSED_FORM)
    apart = abs(float(independence(books(END)).sum()) - INDEPENDENCE)
    yield Figure(
        "Abel 2013: total of independence, difference (rounded source)", f"{apart:.1g}", "2e-03", met=apart <= ROUNDED
    )
    for name, ((start, end, births, deaths), wanted) in WITH_BIRTHS.items():
        known = Demography(tuple("ABCD"), start, end, np.array(births, dtype=float), np.array(deaths, dtype=float))
        apart = float(np.abs(minimum(account(known, closure_of(known))).all - np.array(wanted)).max())
        yield Figure(f"{name}, births and deaths: largest gap", f"{apart:.1g}", "2e-03", met=apart <= ROUNDED)
    yield from differencing()
    off = END.copy()
    off[0, 0] += 1e-3 * off[0].sum()
    notes = books(off).notes
    yield Figure(
        "a margin that differs by 1e-3",
        f"balanced, and says so in {len(notes)} notes" if notes else "says nothing",
        "refused or balanced, and said",
        "proportions instead of people",
        "migest (R; not installable here: as the issue has it)",
        met=bool(notes),
    )


def differencing() -> Iterator[Figure]:
    grown, shrunk = np.maximum(END - START, 0), np.maximum(START - END, 0).T
    np.fill_diagonal(grown, 0)
    np.fill_diagonal(shrunk, 0)
    cells = int((drop_negatives(START, END) != grown).sum() + (reverse_negatives(START, END) != grown + shrunk).sum())
    yield Figure("differencing: cells that differ", str(cells), "0", met=cells == 0)
    after = np.array([[75, 25, 5, 15], [20, 45, 30, 15], [30, 40, 150, 35], [10, 50, 5, 200]], dtype=float)
    published = [0, 26.58462, -10.22741, 24.16653, 3.474032, 0, 11.71799, 20.12425, 34.09761, -0.125662, 0, -51.8513]
    apart = float(np.abs(rogers(SMALL, after).ravel() - [*published, -12.047899, 38.857311, -24.36993, 0]).max())
    yield Figure("Rogers & von Rabenau 1971: largest gap", f"{apart:.1g}", "2e-03", met=apart <= ROUNDED)
