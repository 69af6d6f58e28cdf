"""A world of 230 areas made from a seed: stocks at the start and end of five years, births and deaths."""

import numpy as np

from travaux.evidence.accounting import Demography
from travaux.evidence.stocks import Matrix

SEED, AREAS = 20181210, 230
EMPTY = 0.4


def world(seed: int = SEED, size: int = AREAS) -> Demography:
    """Return a period in which people move as they do: few of many, most along corridors that are there, some back."""
    chance = np.random.default_rng(seed)
    start = _stocks(chance, size)
    residents = start.sum(axis=0)
    births, deaths = residents * chance.uniform(0.04, 0.18, size), residents * chance.uniform(0.03, 0.06, size)
    end = start * (1 - deaths / residents) + np.diag(births)
    natives = np.diagonal(end).copy()
    out = end * chance.uniform(0.0, 0.25, (size, size))
    np.fill_diagonal(out, 0.0)
    back = end * chance.uniform(0.0, 0.12, (size, size))
    np.fill_diagonal(back, 0.0)
    end = end + out - back
    np.fill_diagonal(end, natives - out.sum(axis=1) + back.sum(axis=1))
    end *= np.exp(chance.normal(0, 0.01, (size, size)))  # two counts never agree
    names = tuple(f"A{rank:03}" for rank in range(size))
    return Demography(names, start, end, births, deaths)


def _stocks(chance: np.random.Generator, size: int) -> Matrix:
    people = np.exp(chance.normal(15, 2, size))
    abroad = people * np.exp(chance.normal(-3.5, 0.8, size))
    likes = chance.gamma(0.2, 1.0, (size, size)) * people
    likes[chance.random((size, size)) < EMPTY] = 0.0
    np.fill_diagonal(likes, 0.0)
    stocks: Matrix = likes / np.maximum(likes.sum(axis=1, keepdims=True), 1e-9) * abroad[:, None]
    np.fill_diagonal(stocks, people)
    return np.round(stocks)
