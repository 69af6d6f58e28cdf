"""The published tables that are at hand, reproduced: differences by cell, and what happens when margins differ."""

from collections.abc import Iterator

import numpy as np

from benchmarks.figure import Figure
from travaux.evidence.accounting import Account, Demography, account
from travaux.evidence.differencing import drop_negatives, reverse_negatives
from travaux.evidence.flows import independence, minimum
from travaux.evidence.stocks import Matrix

# Abel (2013), Demographic Research 28, the example of four countries without births and deaths.
START = np.array([[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]], dtype=float)
END = np.array([[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]], dtype=float)
FLOWS = np.array([[0, 0, 50, 0], [35, 0, 25, 0], [10, 10, 0, 0], [10, 10, 0, 0]], dtype=float)
CLOSED_FORM, ROUNDED = 1e-9, 2e-3
"""The targets: closed forms, and figures from rounded sources."""
INDEPENDENCE = 880.638655
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
    grown, shrunk = np.maximum(END - START, 0), np.maximum(START - END, 0).T
    np.fill_diagonal(grown, 0)
    np.fill_diagonal(shrunk, 0)
    cells = int((drop_negatives(START, END) != grown).sum() + (reverse_negatives(START, END) != grown + shrunk).sum())
    yield Figure("differencing: cells that differ", str(cells), "0", met=cells == 0)
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
