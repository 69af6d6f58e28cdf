import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.net import (
    NetCannotBeMet,
    NetDoesNotSum,
    flows_from_net,
    from_survival,
    from_vital_statistics,
)


def test_what_births_and_deaths_do_not_explain_is_migration():
    found = from_vital_statistics(np.array([100.0]), np.array([120.0]), np.array([15.0]), np.array([5.0]))
    assert found.tolist() == [10]


def test_cohorts_lose_by_death_and_by_migration():
    forward, reverse, mean = from_survival(np.array([100.0]), np.array([100.0]), np.array([0.8]))
    assert (forward.tolist(), reverse.tolist(), mean.tolist()) == ([20], [25], [22.5])


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_flows_give_the_net_migration_that_is_asked_and_keep_the_products_of_the_seed(size, seed):
    chance = np.random.default_rng(seed)
    likely = chance.gamma(1.0, 100, (size, size)) + 1
    net = chance.normal(0, 50, size)
    net -= net.mean()
    flows = flows_from_net(net, likely)
    assert flows.sum(axis=0) - flows.sum(axis=1) == pytest.approx(net, abs=1e-6)
    np.fill_diagonal(likely, 0)
    assert flows * flows.T == pytest.approx(likely * likely.T, rel=1e-6)


def test_a_great_net_from_a_small_seed_is_reached():
    flows = flows_from_net(np.array([1e6, -1e6]), np.ones((2, 2)))
    assert flows[1, 0] - flows[0, 1] == pytest.approx(1e6)


def test_a_world_that_gains_people_is_refused():
    with pytest.raises(NetDoesNotSum, match="sums to 3"):
        flows_from_net(np.array([1.0, 2.0]), np.ones((2, 2)))


def test_a_seed_without_the_flows_that_are_needed_is_refused():
    with pytest.raises(NetCannotBeMet):
        flows_from_net(np.array([5.0, -5.0, 0.0]), np.array([[0.0, 0, 1], [0, 0, 0], [1, 0, 0]]))
