import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.accounting import Account, Demography, account
from travaux.evidence.balance import MarginsCannotBeMet
from travaux.evidence.flows import (
    BadWeight,
    BirthplacesDiffer,
    audit,
    independence,
    minimum,
    minimum_from,
    pseudo_bayes,
)

EXAMPLE = Path(__file__).parents[4] / "shared" / "data" / "evidence" / "worked_example"
START = np.array([[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]], dtype=float)
END = np.array([[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]], dtype=float)
NAMES = tuple("ABCD")


@pytest.fixture
def books():
    return account(Demography(NAMES, START, END, np.zeros(4), np.zeros(4)))


def test_the_published_example_comes_out_to_the_last_digit(books):
    assert minimum(books).all.tolist() == [[0, 0, 50, 0], [35, 0, 25, 0], [10, 10, 0, 0], [10, 10, 0, 0]]
    assert round(float(independence(books).sum()), 6) == 880.638655


def test_the_example_as_it_is_kept_comes_out():
    if not EXAMPLE.exists():
        pytest.skip("the published example stands in ../shared, which is not here")
    start, end, flows = (
        np.array(
            [row[1:5] for row in list(csv.reader((EXAMPLE / f"dr2013_nobd_{part}.csv").read_text().splitlines()))[1:5]],
            dtype=float,
        )
        for part in ("P1", "P2", "od")
    )
    books = account(Demography(NAMES, start, end, np.zeros(4), np.zeros(4)))
    assert minimum(books).all.tolist() == flows.tolist()


def test_each_move_is_of_one_of_three_types(books):
    flows = minimum(books)
    assert flows.outward.tolist() == [[0, 0, 50, 0], [25, 0, 25, 0], [0, 0, 0, 0], [10, 10, 0, 0]]
    assert flows.returning.tolist() == np.zeros((4, 4)).tolist()
    assert flows.transit.tolist() == [[0, 0, 0, 0], [10, 0, 0, 0], [10, 10, 0, 0], [0, 0, 0, 0]]


def test_those_who_go_back_are_told_apart():
    start = np.array([[10.0, 5.0], [0.0, 10.0]])
    end = np.array([[12.0, 3.0], [0.0, 10.0]])
    flows = minimum(Account(("A", "B"), start, end, np.zeros((2, 2)), np.zeros((2, 2))))
    assert (flows.returning.tolist(), flows.outward.sum(), flows.transit.sum()) == ([[0, 0], [2, 0]], 0, 0)


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_a_uniform_seed_gives_the_closed_form(size, seed):
    chance = np.random.default_rng(seed)
    start = chance.gamma(0.5, 10, (size, size)) + 0.1
    end = chance.gamma(0.5, 10, (size, size)) + 0.1
    end *= (start.sum(axis=1) / end.sum(axis=1))[:, None]
    nothing = np.zeros((size, size))
    books = Account(tuple(map(str, range(size))), start, end, nothing, nothing)
    closed, fitted = minimum(books), minimum_from(books, np.ones((size, size)))
    for name in ("all", "outward", "returning", "transit"):
        assert getattr(fitted, name) == pytest.approx(getattr(closed, name), abs=1e-8 * start.sum())
    assert closed.all == pytest.approx(closed.outward + closed.returning + closed.transit)
    assert audit(closed.all, books) == pytest.approx(np.zeros(size), abs=1e-9 * start.sum())


def test_a_seed_draws_moves_to_where_it_is_greater(books):
    seed = np.ones((4, 4))
    seed[3, 0] = 9
    flows = minimum_from(books, seed)
    assert flows.all[3, 0] == pytest.approx(15)
    assert audit(flows.all, books) == pytest.approx(np.zeros(4), abs=1e-7)


def test_a_seed_that_is_empty_where_people_must_move_is_refused(books):
    seed = np.ones((4, 4))
    seed[0, 2] = 0
    with pytest.raises(MarginsCannotBeMet, match="moves of those born in A"):
        minimum_from(books, seed)


def test_tables_whose_birthplaces_differ_are_refused():
    with pytest.raises(BirthplacesDiffer, match="totals of B"):
        minimum(Account(("A", "B"), np.eye(2), np.diag([1.0, 2.0]), np.eye(2), np.eye(2)))


def test_the_pseudo_bayesian_flows_lie_between_their_two_components(books):
    least, even = minimum(books).all, independence(books)
    assert pseudo_bayes(least, even).sum() == pytest.approx(0.87 * 150 + 0.13 * 880.638655)
    assert pseudo_bayes(least, even, 1.0).tolist() == least.tolist()


@pytest.mark.parametrize("weight", [-0.1, 1.1])
def test_a_weight_that_is_no_share_is_refused(weight):
    with pytest.raises(BadWeight):
        pseudo_bayes(np.zeros((1, 1)), np.zeros((1, 1)), weight)
