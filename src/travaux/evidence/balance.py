"""Fitting a table to given margins, its proportions kept: by Newton's method on the dual.

Plain iterative fitting needs thousands of sweeps on stock tables, whose weight lies on the diagonal; the convex dual
is solved in a handful of steps. Margins that no table with these empty cells can have are found and named.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.evidence.stocks import Matrix, named
from travaux.refusal import Invalid

NEAR = 1e-10
SAME = 1e-9
STEPS = 80
FLOOR = 1e-14
LONGEST = 8.0


class MarginsDiffer(Invalid):
    """The sums of the two margins are not the same."""

    asked = "You asked for a table to be fitted to its margins ({what})."
    because = "The rows are to sum to {rows} and the columns to {columns}."
    rule = "Both margins of a table have the same total."
    remedy = "Balance the margins first."


class MarginsCannotBeMet(Invalid):
    """No table with the empty cells of the given one has these margins."""

    asked = "You asked for a table to be fitted to its margins ({what})."
    because = "{areas} would have to sum to {wanted}, and the cells that are not empty can give them at most {most}."
    rule = "An empty cell stays empty: who was nowhere counted is not put there."
    remedy = "Look at the stocks, births and deaths of these areas: one of the tables leaves somebody out."


@dataclass(frozen=True, slots=True)
class Margins:
    """What the rows and the columns are to sum to, and the names of both."""

    rows: Matrix
    columns: Matrix
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    what: str


def fit(table: Matrix, margins: Margins) -> Matrix:
    """Return diag(x)·table·diag(y) with the given margins, exact to 1e-10. Raises MarginsDiffer, MarginsCannotBeMet.

    The biproportional table nearest to the given one (Deming & Stephan 1940; Sinkhorn 1967); solved on the columns of
    the convex dual, the rows being met at every step.
    """
    total = float(margins.rows.sum())
    if abs(total - float(margins.columns.sum())) > SAME * max(total, 1.0):
        raise MarginsDiffer(what=margins.what, rows=_said(total), columns=_said(float(margins.columns.sum())))
    fitted = np.zeros_like(table)
    open_ = _without_settled(np.where(table > 0, table, 0.0), margins)
    rows: NDArray[np.bool_] = np.any(open_ > 0, axis=1)
    columns: NDArray[np.bool_] = np.any(open_ > 0, axis=0)
    if rows.any():
        fitted[np.ix_(rows, columns)] = _newton(open_[np.ix_(rows, columns)], _part(margins, rows, columns))
    return fitted


def _part(margins: Margins, rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> Margins:
    return Margins(
        rows=margins.rows[rows],
        columns=margins.columns[columns],
        row_names=tuple(name for name, kept in zip(margins.row_names, rows, strict=True) if kept),
        column_names=tuple(name for name, kept in zip(margins.column_names, columns, strict=True) if kept),
        what=margins.what,
    )


def _without_settled(table: Matrix, margins: Margins) -> Matrix:
    """Empty the cells that must be empty, and refuse beforehand what one look at the margins rules out.

    A row or column that is to hold nobody is emptied. One with a single cell gives that cell its whole sum: where this
    is more than the other margin of the cell, nothing can help; where it is just that, the rest across is empty.
    """
    near = SAME * max(float(margins.rows.max(initial=0.0)), 1.0)
    open_ = np.where((margins.rows > 0)[:, None] & (margins.columns > 0)[None, :], table, 0.0)
    across = _names(margins.row_names, margins.column_names)
    _settle(open_, (margins.rows, margins.columns), across, margins.what, near)
    _settle(open_.T, (margins.columns, margins.rows), across[::-1], margins.what, near)
    return open_


def _names(rows: tuple[str, ...], columns: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return [f"born in {name}" for name in rows], [f"living in {name}" for name in columns]


def _settle(
    table: Matrix, sums: tuple[Matrix, Matrix], names: tuple[list[str], list[str]], what: str, near: float
) -> None:
    filled = (table > 0).sum(axis=0)
    if (empty := np.flatnonzero((filled == 0) & (sums[1] > near))).size:
        raise _unmet(what, [names[1][place] for place in empty], float(sums[1][empty].sum()), 0.0)
    for column in np.flatnonzero(filled == 1):
        row = int(np.argmax(table[:, column]))
        if sums[1][column] > sums[0][row] + near:
            raise _unmet(what, [names[1][column]], float(sums[1][column]), float(sums[0][row]))
        if sums[1][column] >= sums[0][row] - near:
            alone = table[row, column]
            table[row, :] = 0.0
            table[row, column] = alone


def _unmet(what: str, areas: list[str], wanted: float, most: float) -> MarginsCannotBeMet:
    return MarginsCannotBeMet(what=what, areas=named(areas), wanted=_said(wanted), most=_said(most))


def _said(number: float) -> str:
    return f"{number:,.6g}" if abs(number) < 1e6 else f"{number:,.0f}"  # noqa: PLR2004 - beyond a million, whole persons


def _newton(table: Matrix, margins: Margins) -> Matrix:
    """Minimize Σ r·log(table·exp(v)) - c·v over v, damped; the rows follow from v."""
    weights = np.zeros(table.shape[1])
    value, fitted = _dual(table, weights, margins)
    for _ in range(STEPS):
        slope = fitted.sum(axis=0) - margins.columns
        if np.all(np.abs(slope) <= NEAR * margins.columns):
            return fitted
        step = _step(fitted, slope, margins)
        tried, candidate = _dual(table, weights - step, margins)
        while tried > value + NEAR * abs(value) and np.abs(step).max() > NEAR:
            step = step / 2
            tried, candidate = _dual(table, weights - step, margins)
        weights, value, fitted = weights - step, tried, candidate
    raise _too_much_asked(table, margins, weights)


def _dual(table: Matrix, weights: Matrix, margins: Margins) -> tuple[float, Matrix]:
    scaled = table * np.exp(weights)
    across = scaled.sum(axis=1)
    scaled *= (margins.rows / across)[:, None]
    return float(margins.rows @ np.log(across) - margins.columns @ weights), scaled


def _step(fitted: Matrix, slope: Matrix, margins: Margins) -> Matrix:
    """Solve the Schur complement on the columns; a trace on its diagonal stands for the free constant."""
    along = fitted.sum(axis=0)
    scaled = fitted / np.sqrt(margins.rows)[:, None]
    curvature: Matrix = -(scaled.T @ scaled)
    curvature[np.diag_indices_from(curvature)] += along * (1.0 + FLOOR) + FLOOR * along.max()
    step = np.asarray(np.linalg.solve(curvature, slope), dtype=np.float64)
    step -= step.mean()
    return step * min(1.0, LONGEST / max(float(np.abs(step).max()), FLOOR))


def _too_much_asked(table: Matrix, margins: Margins, weights: Matrix) -> MarginsCannotBeMet:
    """Name the columns that ask for more than the rows which reach them hold: those whose weights run away (Hall)."""
    order = np.argsort(-weights, kind="stable")
    wanted = np.cumsum(margins.columns[order])
    reached = np.maximum.accumulate(table[:, order] > 0, axis=1)
    most = margins.rows @ reached
    worst = int(np.argmax(wanted - most))
    names = _names(margins.row_names, margins.column_names)[1]
    return _unmet(
        margins.what, [names[place] for place in order[: worst + 1]], float(wanted[worst]), float(most[worst])
    )
