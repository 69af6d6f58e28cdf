"""Uncertainty: the flows drawn again and again, with stocks as uncertain as one says they are; from a seed."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np

from travaux.evidence.accounting import Account, Closure, Demography, account
from travaux.evidence.flows import WEIGHT, independence, minimum, pseudo_bayes
from travaux.evidence.stocks import Matrix
from travaux.refusal import Invalid

LEAST = 2
BLOCK = 4096
HANDS = min(4, os.cpu_count() or 1)
"""How many draws are made at a time. Each has a source of chance and tables of its own: its bits are the same."""
AHEAD = 8


class BadDraws(Invalid):
    """The draws that are asked for cannot be made."""

    asked = "You asked for {count} draws with a spread of {spread}, {together} of it common to both stocks."
    because = "At least two draws are needed; a spread is above nought and what is common is a share between 0 and 1."
    remedy = "Choose others, for instance 1000 draws with a spread of 0.1, of which 0.9 is common."


@dataclass(frozen=True, slots=True)
class Doubt:
    """How uncertain the stocks are: the number of draws, the seed, and the errors that are drawn.

    Each stock of migrants is multiplied by a log-normal factor of mean 1 whose logarithm has the standard deviation
    `spread`; the share `together` of its variance is the same at the start and the end, since the same census counts
    the same people badly twice. Residents stay as many as they are: what migrants gain, the native-born lose.
    """

    count: int
    seed: int
    spread: float = 0.1
    together: float = 0.9
    weight: float = WEIGHT


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The flows between which the middle 95 of 100 draws lie, and their mean; the same edges of all that arrives in
    and departs from each area, which are not the sums of the edges of its flows.
    """  # noqa: D205 - one sentence

    low: Matrix
    mean: Matrix
    high: Matrix
    arrivals: tuple[Matrix, Matrix]
    departures: tuple[Matrix, Matrix]


def draws(
    known: Demography, doubt: Doubt, closure: Closure = Closure.CLOSED, *, hands: int = HANDS
) -> Iterator[Matrix]:
    """Yield pseudo-Bayesian flows, one table a draw. Draw n is the same whatever the number of draws or of hands.

    Raises BadDraws, and what `account` raises. After Azose & Raftery (2019), who weigh the same two components.
    """
    if doubt.count < LEAST or doubt.spread <= 0 or not 0 <= doubt.together <= 1:
        raise BadDraws(count=doubt.count, spread=doubt.spread, together=doubt.together)

    def drawn(one: np.random.SeedSequence) -> Matrix:
        chance = np.random.Generator(np.random.PCG64(one))
        return _pseudo(account(_perturbed(known, doubt, chance), closure), doubt.weight)

    seeds = iter(np.random.SeedSequence(doubt.seed).spawn(doubt.count))
    with ThreadPoolExecutor(hands) as pool:
        while some := list(islice(seeds, AHEAD * hands)):  # so many tables are kept at a time, however slowly taken
            yield from pool.map(drawn, some)


def _pseudo(drawn: Account, weight: float) -> Matrix:
    return pseudo_bayes(minimum(drawn).all, independence(drawn), weight)


def _perturbed(known: Demography, doubt: Doubt, chance: np.random.Generator) -> Demography:
    common = chance.standard_normal(known.start.shape) * np.sqrt(doubt.together)
    apart = np.sqrt(1 - doubt.together)
    tables = [
        _redrawn(table, doubt.spread * (common + apart * chance.standard_normal(table.shape)), doubt.spread)
        for table in (known.start, known.end)
    ]
    return Demography(known.areas, tables[0], tables[1], known.births, known.deaths)


def _redrawn(table: Matrix, errors: Matrix, spread: float) -> Matrix:
    """Multiply the migrants, and let the native-born make up for it; where these run out, migrants are cut back."""
    residents = table.sum(axis=0)
    drawn = table * np.exp(errors - spread**2 / 2)
    np.fill_diagonal(drawn, 0.0)
    migrants = drawn.sum(axis=0)
    most = np.where(np.diagonal(table) > 0, (residents + (residents - np.diagonal(table))) / 2, residents)
    drawn *= np.divide(most, migrants, out=np.ones_like(most), where=migrants > most)
    np.fill_diagonal(drawn, np.where(np.diagonal(table) > 0, residents - drawn.sum(axis=0), 0.0))
    return drawn


def band(known: Demography, doubt: Doubt, closure: Closure = Closure.CLOSED) -> Band:
    """Return the band of the draws, cell by cell. Kept in single precision: 1,000 draws of 230 areas take 212 MB."""
    size, across = known.start.size, known.start.shape[0]
    kept = np.empty((doubt.count, size + 2 * across), dtype=np.float32)
    for number, flows in enumerate(draws(known, doubt, closure)):
        kept[number] = np.concatenate([flows.ravel(), flows.sum(axis=0), flows.sum(axis=1)])
    edges = np.empty((2, kept.shape[1]))
    for first in range(0, kept.shape[1], BLOCK):
        edges[:, first : first + BLOCK] = np.quantile(kept[:, first : first + BLOCK], (0.025, 0.975), axis=0)
    shape = known.start.shape
    cells, into, out = np.split(edges, [size, size + across], axis=1)
    mean = kept[:, :size].mean(axis=0, dtype=np.float64)
    low, high = cells.reshape(2, *shape)
    return Band(low, mean.reshape(shape), high, (into[0], into[1]), (out[0], out[1]))
