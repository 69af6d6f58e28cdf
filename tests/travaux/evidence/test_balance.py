import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.balance import Margins, MarginsCannotBeMet, MarginsDiffer, fit


def margins(rows, columns):
    names = tuple("ABCDEFGH")
    return Margins(
        np.array(rows, dtype=float), np.array(columns, dtype=float), names[: len(rows)], names[: len(columns)], "test"
    )


@given(st.integers(2, 8), st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_margins_that_a_table_has_are_met_with_its_proportions(height, width, seed):
    chance = np.random.default_rng(seed)
    table = chance.gamma(0.5, 1.0, (height, width)) + 1e-3
    wanted = chance.gamma(0.5, 1.0, (height, width)) + 1e-3
    fitted = fit(table, margins(wanted.sum(axis=1), wanted.sum(axis=0)))
    assert fitted.sum(axis=1) == pytest.approx(wanted.sum(axis=1), rel=1e-9)
    assert fitted.sum(axis=0) == pytest.approx(wanted.sum(axis=0), rel=1e-9)
    ratios = np.log(fitted / table)
    assert ratios - ratios[:1] - ratios[:, :1] + ratios[0, 0] == pytest.approx(np.zeros_like(table), abs=1e-6)


def test_a_diagonal_that_weighs_much_takes_no_longer():
    table = np.full((6, 6), 1e-4) + np.diag([1e3, 1e4, 1e5, 1e6, 1e7, 1e8])
    rows = table.sum(axis=1) * np.array([1, 1.0000001, 1, 0.9999999, 1, 1])
    rows *= table.sum() / rows.sum()
    assert fit(table, margins(rows, table.sum(axis=0))).sum(axis=1) == pytest.approx(rows, rel=1e-9)


def test_a_step_that_goes_too_far_is_halved():
    table = np.array([[1.0, 1e-9], [1e-9, 1.0]])
    fitted = fit(table, margins([1.0, 1.0], [1.5, 0.5]))
    assert fitted.sum(axis=0) == pytest.approx([1.5, 0.5])


def test_sums_that_differ_are_refused():
    with pytest.raises(MarginsDiffer, match="sum to 3 and the columns to 2,000,000"):
        fit(np.ones((2, 2)), margins([1, 2], [1e6, 1e6]))


def test_a_row_that_is_to_hold_nobody_is_emptied():
    assert fit(np.ones((2, 2)), margins([0, 2], [1, 1])).tolist() == [[0, 0], [1, 1]]


def test_nobody_anywhere_is_a_table_too():
    assert fit(np.ones((2, 2)), margins([0, 0], [0, 0])).tolist() == [[0, 0], [0, 0]]


def test_a_column_without_a_cell_that_is_to_hold_people_is_named():
    with pytest.raises(MarginsCannotBeMet, match="living in B would have to sum to 1,"):
        fit(np.array([[1.0, 0.0], [1.0, 0.0]]), margins([1, 1], [1, 1]))


def test_a_single_cell_that_is_to_hold_more_than_its_row_is_named_beforehand():
    table = np.array([[1.0, 1.0], [1.0, 0.0]])
    with pytest.raises(MarginsCannotBeMet, match=r"living in B would have to sum to 3,.*at most 1"):
        fit(table, margins([1, 4], [2, 3]))
    with pytest.raises(MarginsCannotBeMet, match="born in B"):
        fit(np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 1.0]]), margins([3, 4], [2, 2, 3]))


def test_a_single_cell_that_takes_its_whole_row_leaves_the_rest_empty():
    table = np.array([[1.0, 1.0], [1.0, 0.0]])
    assert fit(table, margins([2, 1], [1, 2])).tolist() == [[0, 2], [1, 0]]


def test_columns_that_together_ask_for_more_than_reaches_them_are_named():
    table = np.array([[1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
    with pytest.raises(MarginsCannotBeMet, match=r"living in C, living in D would have to sum to 6, .* at most 4"):
        fit(table, margins([2, 2, 2, 2], [1, 1, 3, 3]))
