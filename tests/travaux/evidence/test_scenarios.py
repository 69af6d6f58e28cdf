import numpy as np
import pytest

from travaux.evidence.projection import People, Rates, project, usual_ages
from travaux.evidence.scenarios import BadScenarios, NoSuchScenario, read_scenarios, scenario, shipped, under


@pytest.fixture
def rates():
    return Rates(
        female_deaths=np.linspace(0.005, 0.05, 4)[:, None, None] * np.ones((4, 22, 3)),
        male_deaths=np.linspace(0.005, 0.05, 4)[:, None, None] * np.ones((4, 22, 3)),
        fertility=np.array([1.2, 2.0, 4.0, 6.0])[:, None] * np.ones((4, 3)),
        fertile_ages=np.full((4, 7, 3), 1 / 7),
        boys=np.full((4, 3), 1.05),
        net=np.array([10.0, 5.0, -3.0, -9.0])[:, None] * np.ones((4, 3)),
        ages_of_migrants=usual_ages(),
    )


def test_the_four_scenarios_stand_in_the_four_corners():
    found = read_scenarios(shipped())
    assert {name: (one.convergence, one.cooperation) for name, one in found.items()} == {
        "fortress": (0.1, 0.1),
        "corridors": (0.1, 0.9),
        "homes": (0.9, 0.1),
        "commons": (0.9, 0.9),
    }
    with pytest.raises(NoSuchScenario, match="fortress, corridors, homes, commons"):
        scenario(found, "paradise")


@pytest.mark.parametrize("name", ["fortress", "corridors", "homes", "commons"])
def test_the_world_gains_and_loses_nobody_in_any_scenario(rates, name):
    found = under(scenario(read_scenarios(shipped()), name), rates)
    assert found.net.sum(axis=0) == pytest.approx(np.zeros(3), abs=1e-9)
    people = np.full((4, 21), 100.0)
    assert (project(People(people, people), found)[-1].total > 0).all()


def test_convergence_brings_areas_nearer_and_cooperation_moves_more_people(rates):
    found = {name: under(one, rates) for name, one in read_scenarios(shipped()).items()}
    spread = {name: float(np.ptp(each.fertility[:, -1])) for name, each in found.items()}
    assert spread["homes"] < spread["fortress"] < float(np.ptp(rates.fertility[:, -1]))
    assert found["commons"].female_deaths[-1, 0, -1] < rates.female_deaths[-1, 0, -1]
    assert found["commons"].female_deaths[0].tolist() == rates.female_deaths[0].tolist()
    moved = {name: float(np.abs(each.net[:, -1]).sum()) for name, each in found.items()}
    assert moved["homes"] < moved["fortress"] < moved["commons"] < moved["corridors"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("convergence = 0.9\ncooperation = 0.9", "convergence = 1.9\ncooperation = 0.9"),
        ("neither = 0.6", "neither = -0.6"),
        ("neither = 0.6", "other = 0.6"),
        ("[assumptions]", "[assumption]"),
        ("mortality_best = 0.25", 'mortality_best = "best"'),
        ("[scenario.commons]", "[scenario.commons"),
    ],
)
def test_assumptions_that_make_no_sense_are_refused(old, new):
    with pytest.raises(BadScenarios):
        read_scenarios(shipped().replace(old, new))
