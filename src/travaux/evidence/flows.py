"""Flows from the two tables of an account: minimum, independence, pseudo-Bayes; outward, return and transit."""

from dataclasses import dataclass

import numpy as np

from travaux.evidence.accounting import Account
from travaux.evidence.balance import SAME, Margins, fit
from travaux.evidence.differencing import without_diagonal
from travaux.evidence.stocks import Matrix, named
from travaux.refusal import Invalid

CRUMB = 1e-12
WEIGHT = 0.87
"""The weight of the minimum in the pseudo-Bayesian flows (Azose & Raftery 2019, PNAS 116(1))."""


class BirthplacesDiffer(Invalid):
    """The two tables do not have the same total of a birthplace."""

    asked = "You asked for flows between two tables of an account."
    because = "The totals of {areas} differ between the tables."
    rule = "Nobody changes the birthplace: after deaths and before births the totals are the same (Abel 2013)."
    remedy = "Balance the account first, closed or open."


class BadWeight(Invalid):
    """The weight of the minimum is no share."""

    asked = "You asked for pseudo-Bayesian flows with the weight {weight}."
    because = "The weight of the minimum is a share between 0 and 1."
    remedy = "Give a number between 0 and 1; the published one is 0.87."


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Flows from each area (row) to each (column), in persons; and those of three types, which sum to it.

    Outward: away from the birthplace. Return: to it. Transit: between two others.
    """

    all: Matrix
    outward: Matrix
    returning: Matrix
    transit: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class _Movers:
    """Who must have moved: of each birthplace (row), those missing where they were and those new where they are."""

    leaving: Matrix
    arriving: Matrix
    totals: Matrix


def _movers(account: Account) -> _Movers:
    stayers = np.minimum(account.start, account.end)
    leaving, arriving = account.start - stayers, account.end - stayers
    totals = leaving.sum(axis=1)
    people = np.maximum(np.abs(account.start).sum(axis=1), 1.0)
    if (apart := np.flatnonzero(np.abs(totals - arriving.sum(axis=1)) > SAME * people)).size:
        raise BirthplacesDiffer(areas=named(account.areas[place] for place in apart))
    crumbs = totals <= CRUMB * people  # what is left where two equal sums were added in another order
    leaving[crumbs], arriving[crumbs], totals[crumbs] = 0.0, 0.0, 0.0
    return _Movers(leaving, arriving, totals)


def _share(numbers: Matrix, totals: Matrix) -> Matrix:
    """Divide each row by its total; rows without people stay nought."""
    return numbers * np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)[:, None]


def minimum(account: Account) -> Flows:
    """Find the fewest moves that explain both tables, spread evenly: F = X0ᵀ·diag(1/t)·X1.

    With s = min(A1, A2): X0 = A1 - s, X1 = A2 - s, t their totals by birthplace. This is the fixed point of the
    log-linear model with a uniform seed: those who leave an area and those who arrive there are of different
    birthplaces, so that the empty diagonal never binds. Raises BirthplacesDiffer. Abel (2013), Demographic Research 28;
    Abel & Sander (2014), Science 343.
    """
    movers = _movers(account)
    shares = _share(movers.leaving, movers.totals)
    outward = np.diagonal(shares)[:, None] * movers.arriving
    returning = shares.T * np.diagonal(movers.arriving)
    return _typed(shares.T @ movers.arriving, outward, returning)


def _typed(every: Matrix, outward: Matrix, returning: Matrix) -> Flows:
    """Take transit as the rest; sums of the same numbers in another order leave no crumbs below nought."""
    every = without_diagonal(every)
    outward, returning = without_diagonal(outward), without_diagonal(returning)
    rest = every - outward - returning
    rest[np.abs(rest) <= SAME * every] = 0.0
    return Flows(every, outward, returning, rest)


def minimum_from(account: Account, seed: Matrix) -> Flows:
    """As `minimum`, the moves spread after a seed (origin by destination), for instance one over the distance.

    Fitted for each birthplace on the rows and columns where people of it leave and arrive. Raises BirthplacesDiffer,
    MarginsCannotBeMet where the seed is empty between areas that need a flow. Abel (2013).
    """
    movers = _movers(account)
    every, outward, returning = (np.zeros_like(seed) for _ in range(3))
    for birthplace in np.flatnonzero(movers.totals > 0):
        leaving, arriving = movers.leaving[birthplace], movers.arriving[birthplace]
        rows, columns = np.flatnonzero(leaving > 0), np.flatnonzero(arriving > 0)
        margins = Margins(
            leaving[rows],
            arriving[columns] * (leaving.sum() / arriving.sum()),
            tuple(account.areas[place] for place in rows),
            tuple(account.areas[place] for place in columns),
            f"moves of those born in {account.areas[birthplace]}",
        )
        moves = np.zeros_like(seed)
        moves[np.ix_(rows, columns)] = fit(seed[np.ix_(rows, columns)], margins)
        every += moves
        outward[birthplace] += moves[birthplace]
        returning[:, birthplace] += moves[:, birthplace]
    return _typed(every, outward, returning)


def independence(account: Account) -> Matrix:
    """Flows if nobody tended to stay: F = A1ᵀ·diag(1/t)·A2, the diagonal left out.

    The other component of the pseudo-Bayesian flows. Azose & Raftery (2019), PNAS 116(1).
    """
    return without_diagonal(account.start.T @ _share(account.end, account.end.sum(axis=1)))


def pseudo_bayes(least: Matrix, even: Matrix, weight: float = WEIGHT) -> Matrix:
    """Weigh minimum and independence: F = w·F_min + (1 - w)·F_ind. Raises BadWeight. Azose & Raftery (2019)."""
    if not 0 <= weight <= 1:
        raise BadWeight(weight=weight)
    return weight * least + (1 - weight) * even


def audit(flows: Matrix, account: Account) -> Matrix:
    """Say what the books lack, by area: arrivals less departures less the change between the tables (ΔP - B + D).

    Nought for every method that keeps the books; for others, by how much each area misses. Persons.
    """
    change = account.end.sum(axis=0) - account.start.sum(axis=0)
    lacking: Matrix = flows.sum(axis=0) - flows.sum(axis=1) - change
    return lacking
