"""Net migration: from what is left over when births and deaths are counted, and as flows that net figures imply."""

import numpy as np

from travaux.evidence.differencing import without_diagonal
from travaux.evidence.stocks import Matrix
from travaux.refusal import Invalid

NEAR, STEPS, FLOOR, LONGEST = 1e-10, 80, 1e-14, 2.0


class NetDoesNotSum(Invalid):
    """Net migration of a closed world does not sum to nought."""

    asked = "You asked for flows that give net migration."
    because = "Net migration sums to {total} over the areas instead of nought."
    rule = "In a closed world everybody who leaves arrives."
    remedy = "Balance net migration first."


class NetCannotBeMet(Invalid):
    """The seed has no flow by which an area could gain or lose what it is to gain or lose."""

    asked = "You asked for flows that give net migration."
    because = "The seed has no flows between the areas that are to gain and those that are to lose."
    remedy = "Give a seed with flows between all areas that are to exchange people."


def from_vital_statistics(before: Matrix, after: Matrix, births: Matrix, deaths: Matrix) -> Matrix:
    """Return net migration as the change that births and deaths do not explain: (P1 - P0) - (B - D), by area.

    United Nations (1970), Manual VI: Methods of measuring internal migration.
    """
    return (after - before) - (births - deaths)


def from_survival(before: Matrix, after: Matrix, living: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Return net migration of cohorts by survival ratios: forward, in reverse, and the mean of the two.

    Forward P1 - s·P0 (migrants at the end), in reverse P1/s - P0 (at the start). United Nations (1970), Manual VI.
    """
    forward = after - living * before
    reverse = after / living - before
    return forward, reverse, (forward + reverse) / 2


def flows_from_net(net: Matrix, seed: Matrix) -> Matrix:
    """Return the flows nearest to a seed that give net migration: F[i, j] = a[i]·m[i, j]/a[j], the diagonal left out.

    `net` is arrivals less departures. Newton's method on the convex dual. Raises NetDoesNotSum, NetCannotBeMet.
    Plane (1981), Papers of the Regional Science Association 47; Willekens (1999).
    """
    size = float(np.abs(net).sum())
    if abs(float(net.sum())) > NEAR * max(size, 1.0):
        raise NetDoesNotSum(total=f"{net.sum():,.6g}")
    likely, weights = without_diagonal(seed), np.zeros(len(net))
    value = float("inf")
    for _ in range(STEPS):
        flows = likely * np.exp(weights[:, None] - weights[None, :])
        slope = flows.sum(axis=1) - flows.sum(axis=0) + net
        if float(np.abs(slope).max()) <= NEAR * max(size, 1.0):
            return flows
        value, weights = _descended(likely, net, weights, _step(flows, slope), value)
    raise NetCannotBeMet


def _step(flows: Matrix, slope: Matrix) -> Matrix:
    curvature = -(flows + flows.T)
    turnover = flows.sum(axis=1) + flows.sum(axis=0)
    curvature[np.diag_indices_from(curvature)] += turnover + FLOOR * max(float(turnover.max()), FLOOR) + FLOOR
    step = np.linalg.lstsq(curvature, slope, rcond=None)[0]
    return np.asarray(step * min(1.0, LONGEST / max(float(np.abs(step).max()), FLOOR)), dtype=np.float64)


def _descended(likely: Matrix, net: Matrix, weights: Matrix, step: Matrix, value: float) -> tuple[float, Matrix]:
    """Take a step, halved until the dual is no greater than before."""

    def dual(tried: Matrix) -> float:
        return float((likely * np.exp(tried[:, None] - tried[None, :])).sum() + net @ tried)

    found = dual(weights - step)
    while found > value + NEAR * abs(found) and float(np.abs(step).max()) > NEAR:
        step = step / 2
        found = dual(weights - step)
    return found, weights - step
