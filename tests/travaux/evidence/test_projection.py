from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.projection import (
    AGES,
    NoExchange,
    People,
    Rates,
    ShapesDiffer,
    Variant,
    balanced,
    exchange_of,
    project,
    usual_ages,
)

AREAS, PERIODS = 3, 4


def world(net=0.0):
    people = np.tile(np.linspace(100, 1, 21), (AREAS, 1)) * np.array([[1.0], [2.0], [5.0]])
    rates = Rates(
        female_deaths=np.full((AREAS, 22, PERIODS), 0.01),
        male_deaths=np.full((AREAS, 22, PERIODS), 0.012),
        fertility=np.full((AREAS, PERIODS), 2.0),
        fertile_ages=np.full((AREAS, 7, PERIODS), 1 / 7),
        boys=np.full((AREAS, PERIODS), 1.05),
        net=np.full((AREAS, PERIODS), net),
        ages_of_migrants=usual_ages(),
    )
    return People(people, people.copy()), rates


def test_each_period_adds_a_generation_and_ages_the_others():
    start, rates = world()
    people = project(start, rates)
    assert len(people) == PERIODS + 1
    assert people[1].female[0, 1] / start.female[0, 0] == pytest.approx(people[1].female[2, 1] / start.female[2, 0])
    mothers = (start.female[:, 3:10] + people[1].female[:, 3:10]).sum(axis=1) / 2
    girls = mothers / 7 * 2.0 / 2.05
    assert (people[1].female[:, 0] / girls) == pytest.approx(np.full(3, people[1].female[0, 0] / girls[0]))
    assert (people[1].female[:, 0] < girls).all()


def test_without_migration_the_numbers_of_migrants_do_not_count():
    start, rates = world(net=5.0)
    assert project(start, rates, Variant.ZERO)[-1].total == pytest.approx(project(*world())[-1].total)
    assert (project(start, rates)[-1].total > project(start, rates, Variant.ZERO)[-1].total).all()


def test_an_area_that_more_people_leave_than_live_there_is_empty_and_not_below():
    start, rates = world(net=-1e6)
    assert (project(start, rates)[-1].female >= 0).all()


def test_in_a_closed_world_those_who_leave_arrive():
    start, rates = world()
    flows = np.array([[0.0, 30, 20], [10, 0, 0], [0, 0, 0]])
    exchange = exchange_of(flows, start.total)
    closed, zero = (project(start, rates, variant, exchange) for variant in (Variant.CLOSED, Variant.ZERO))
    assert closed[1].total.sum() == pytest.approx(zero[1].total.sum(), rel=1e-9)
    change = closed[1].total - zero[1].total
    assert (change[0] < 0, change[1] > 0, change[2] > 0) == (True, True, True)
    with pytest.raises(NoExchange):
        project(start, rates, Variant.CLOSED)


def test_an_area_without_people_sends_nobody():
    assert exchange_of(np.ones((2, 2)), np.array([0.0, 4.0])).leaving.tolist() == [0, 0.5]


def test_inputs_of_other_shapes_are_refused():
    start, rates = world()
    with pytest.raises(ShapesDiffer, match="“boys for each girl” has the shape"):
        project(start, replace(rates, boys=rates.boys[:, 1:]))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8))
def test_the_world_neither_gains_nor_loses_migrants(net):
    found = balanced(np.array(net)[:, None])
    assert found.sum() == pytest.approx(0, abs=1e-6 * (1 + np.abs(net).max()))
    assert (found * np.array(net)[:, None] >= 0).all()


def test_the_ages_of_migrants_sum_to_all_and_peak_among_the_young():
    ages = usual_ages()
    assert (ages.sum(), AGES[int(ages.argmax())]) == (pytest.approx(1), "20-24")
