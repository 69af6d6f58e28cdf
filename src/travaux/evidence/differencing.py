"""Flows read straight off two stock tables: differences of the stock, and rates."""

import numpy as np

from travaux.evidence.stocks import Matrix
from travaux.refusal import Invalid


class NoMigrants(Invalid):
    """The first stock table holds nobody who lives away from the birthplace."""

    asked = "You asked for flows in proportion to the stocks of migrants."
    because = "The first table holds no migrant, so that there is no proportion to take."
    remedy = "Choose another method."


class NoTransitions(Invalid):
    """The first stock table cannot be inverted: two birthplaces are spread over the areas alike."""

    asked = "You asked for flows by the method of Rogers and von Rabenau."
    because = "The first table of stocks cannot be inverted: birthplaces in it are spread alike, or hold nobody."
    rule = "Rogers & von Rabenau (1971): the transition matrix is S1⁻¹·S2."
    remedy = "Choose another method; this one serves as a diagnosis only."


def drop_negatives(start: Matrix, end: Matrix) -> Matrix:
    """Take growth of a stock of migrants as a flow from the birthplace; shrinking stocks are left out.

    F[k, j] = max(S2[k, j] - S1[k, j], 0), the diagonal left out. Rows birthplace, columns residence; persons.
    Beine & Parsons (2015), The Scandinavian Journal of Economics 117(2).
    """
    return without_diagonal(np.maximum(end - start, 0.0))


def reverse_negatives(start: Matrix, end: Matrix) -> Matrix:
    """As `drop_negatives`, and a stock that shrank is a flow back to the birthplace.

    F = max(D, 0) + max(-D, 0)ᵀ with D = S2 - S1. Bertoli & Fernández-Huertas Moraga (2015), Regional Science and
    Urban Economics 50.
    """
    change = end - start
    return without_diagonal(np.maximum(change, 0.0) + np.maximum(-change, 0.0).T)


def dennett(start: Matrix, net: Matrix) -> Matrix:
    """Share out the sum of absolute net migration in proportion to the stocks of migrants.

    F = M·S1/ΣS1, the diagonal left out, with M = Σ|net|; `net` has one number for each area. Raises NoMigrants.
    Dennett (2016), Population and Development Review 42: “Estimating an annual time series of global migration flows”.
    """
    abroad = without_diagonal(start)
    if not abroad.any():
        raise NoMigrants
    shared: Matrix = np.abs(net).sum() * abroad / abroad.sum()
    return shared


def rogers(start: Matrix, end: Matrix) -> Matrix:
    """Take the transitions that turn one stock table into the other, for all birthplaces alike.

    F[i, j] = G[i, j]·Σ_k S1[k, i] with G = S1⁻¹·S2, the diagonal left out. May be negative: a diagnosis, no estimate.
    Raises NoTransitions. Rogers & von Rabenau (1971), Demography 8(1).
    """
    try:
        transitions = np.linalg.solve(start, end)
    except np.linalg.LinAlgError as error:
        raise NoTransitions from error
    return without_diagonal(transitions * start.sum(axis=0)[:, None])


def without_diagonal(matrix: Matrix) -> Matrix:
    """Return the matrix with nought on its diagonal: nobody moves from an area to itself."""
    moved = matrix.copy()
    np.fill_diagonal(moved, 0.0)
    return moved
