"""What the work costs in the plain way: sweeps over the margins, and an array of origin, destination and birthplace.

This is how migest (R) goes about it. R is not to be had here, so the same steps stand in numpy, which is kind to them.
"""

import numpy as np

from travaux.evidence.accounting import Account
from travaux.evidence.stocks import Matrix


def swept(table: Matrix, rows: Matrix, columns: Matrix, sweeps: int, near: float = 1e-9) -> tuple[Matrix, int, float]:
    """Fit a table by sweeps; return it with the number of sweeps and how far the rows still are."""
    fitted, apart = table.copy(), float("inf")
    for sweep in range(1, sweeps + 1):
        fitted *= np.divide(rows, fitted.sum(axis=1), out=np.zeros_like(rows), where=rows > 0)[:, None]
        fitted *= np.divide(columns, fitted.sum(axis=0), out=np.zeros_like(columns), where=columns > 0)
        apart = float(np.abs(fitted.sum(axis=1) - rows).max() / rows.max())
        if apart < near:
            return fitted, sweep, apart
    return fitted, sweeps, apart


def cube(account: Account, sweeps: int = 20, near: float = 1e-6) -> Matrix:
    """Fit the array of all moves, with stayers on its diagonal, to both tables; return the sum over birthplaces."""
    stayers = np.minimum(account.start, account.end)
    size = len(account.areas)
    moves = np.ones((size, size, size))
    diagonal = np.arange(size)
    moves[diagonal, diagonal] = stayers.T
    off = np.ones((size, size, 1)) - np.eye(size)[:, :, None]
    leaving, arriving = (account.start - stayers).T, (account.end - stayers).T
    for _ in range(sweeps):
        along = (moves * off).sum(axis=1)
        moves *= np.where(
            off > 0, np.divide(leaving, along, out=np.zeros_like(along), where=along > 0)[:, None, :], 1.0
        )
        across = (moves * off).sum(axis=0)
        moves *= np.where(off > 0, np.divide(arriving, across, out=np.zeros_like(across), where=across > 0)[None], 1.0)
        if np.abs((moves * off).sum(axis=1) - leaving).max() < near * max(leaving.max(), 1.0):
            break
    flows: Matrix = (moves * off).sum(axis=2)
    return flows
