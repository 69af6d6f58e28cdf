"""Life tables in groups of five years: what share of each group lives to see the next."""

import numpy as np

from travaux.evidence.stocks import Matrix

RATES, GROUPS = 22, 21
"""Rates at ages 0, 1–4, 5–9, … 95–99, 100 and over; groups 0–4, 5–9, … 100 and over."""  # noqa: RUF001 - spans of ages
SPANS = np.array([1.0, 4.0, *[5.0] * 19, np.inf])
LATE, TINY = 0.107, 1e-12
INFANT = {
    "female": ((0.053, 2.8), 0.35, (1.522, -1.518), 1.361),
    "male": ((0.045, 2.684), 0.33, (1.651, -2.816), 1.352),
}
"""Years lived by those who die in the first and in the next four years (Coale & Demeny West, after Preston et al.)."""


def survival(rates: Matrix, sex: str) -> Matrix:
    """Return survival ratios from death rates: to the first group from birth, to each group from the one below.

    `rates` has the axes (area, 22 ages, period), the ratios (area, 21 groups, period); the last is of those who are 95
    and over. Years lived by the dying: Coale & Demeny (1983) below 5, Greville (1943) above.
    Preston, Heuveline & Guillot (2001), Demography, chapters 3 and 6.
    """
    lived = _lived_by_dying(rates, sex)
    spans = SPANS[None, :-1, None]
    closed = rates[:, :-1]
    dying = np.clip(spans * closed / (1 + (spans - lived) * closed), 0.0, 1.0)
    alive = np.concatenate([np.ones_like(rates[:, :1]), np.cumprod(1 - dying, axis=1)], axis=1)
    years = spans * alive[:, 1:] + lived * (alive[:, :-1] - alive[:, 1:])
    last = alive[:, -1:] / np.maximum(rates[:, -1:], TINY)
    groups = np.concatenate([years[:, :1] + years[:, 1:2], years[:, 2:], last], axis=1)
    ratios = np.empty_like(groups)
    ratios[:, 0] = groups[:, 0] / 5
    ratios[:, 1:-1] = groups[:, 1:-1] / np.maximum(groups[:, :-2], TINY)
    ratios[:, -1] = groups[:, -1] / np.maximum(groups[:, -1] + groups[:, -2], TINY)
    return ratios


def _lived_by_dying(rates: Matrix, sex: str) -> Matrix:
    """Return the years that those who die within a group live in it."""
    slope0, late0, slope1, late1 = INFANT[sex]
    infant = rates[:, 0]
    lived = np.full_like(rates[:, :-1], 2.5)
    lived[:, 0] = np.where(infant < LATE, slope0[0] + slope0[1] * infant, late0)
    lived[:, 1] = np.where(infant < LATE, slope1[0] + slope1[1] * infant, late1)
    safe = np.maximum(rates, TINY)
    growth = np.log(safe[:, 4:21] / safe[:, 2:19]) / 10
    lived[:, 3:20] = np.clip(2.5 - 25 / 12 * (rates[:, 3:20] - growth), 0.5, 4.5)
    return lived
