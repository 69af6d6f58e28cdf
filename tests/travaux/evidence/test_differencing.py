import numpy as np
import pytest

from travaux.evidence.differencing import (
    NoMigrants,
    NoTransitions,
    dennett,
    drop_negatives,
    reverse_negatives,
    rogers,
)

START = np.array([[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]], dtype=float)
END = np.array([[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]], dtype=float)


def test_only_growth_is_a_flow_where_negatives_are_dropped():
    assert drop_negatives(START, END).tolist() == [[0, 0, 50, 0], [25, 0, 25, 0], [10, 0, 0, 0], [20, 20, 0, 0]]


def test_a_stock_that_shrank_is_a_flow_back_where_negatives_are_reversed():
    assert reverse_negatives(START, END).tolist() == [[0, 0, 50, 0], [25, 0, 35, 0], [10, 0, 0, 20], [20, 20, 0, 0]]


def test_rates_share_out_net_migration_after_the_stocks():
    net = END.sum(axis=0) - START.sum(axis=0)
    flows = dennett(START, net)
    assert (flows.sum(), flows[0, 1] / flows[0, 2]) == (pytest.approx(np.abs(net).sum()), pytest.approx(10))


def test_without_migrants_there_is_no_proportion():
    with pytest.raises(NoMigrants):
        dennett(np.diag([1.0, 2.0]), np.array([1.0, -1.0]))


def test_the_transitions_of_rogers_turn_one_stock_into_the_other():
    flows = rogers(START, END)
    transitions = np.linalg.inv(START) @ END
    assert flows[0, 1] == pytest.approx(transitions[0, 1] * START[:, 0].sum())
    assert np.diagonal(flows).tolist() == [0, 0, 0, 0]


def test_stocks_that_are_spread_alike_have_no_transitions():
    with pytest.raises(NoTransitions):
        rogers(np.ones((2, 2)), np.ones((2, 2)))
