"""Scenarios of two axes, economic convergence and cooperation: assumptions as data, applied to the inputs."""

import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files

import numpy as np

from travaux.evidence.projection import Rates, balanced
from travaux.evidence.stocks import Matrix
from travaux.refusal import Invalid, Unknown

CORNERS = ("neither", "cooperation", "convergence", "both")


class NoSuchScenario(Unknown):
    """The file of scenarios has none of that name."""

    asked = "You asked for the scenario “{name}”."
    because = "There are: {known}."
    remedy = "Choose one of those, or give a file of your own."


class BadScenarios(Invalid):
    """The file of scenarios lacks a part, or has a number that makes no sense."""

    asked = "You gave scenarios."
    because = "{reason}."
    rule = "Both axes run from 0 to 1, shares too; multiples of migration are not below nought."
    remedy = "Look at the file that comes with the package (docs/reference/evidence.md)."


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the axes mean; see the comments of the file that comes with the package."""

    fertility_target: float
    fertility_closing: float
    mortality_closing: float
    mortality_best: float
    migration: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A point on the two axes, with the assumptions that say what they mean."""

    name: str
    title: str
    convergence: float
    cooperation: float
    assumptions: Assumptions


def shipped() -> str:
    """Return the text of the scenarios that come with the package."""
    return (files("travaux.evidence") / "library" / "scenarios.toml").read_text(encoding="utf-8")


def read_scenarios(text: str) -> dict[str, Scenario]:
    """Read scenarios from TOML. Raises BadScenarios."""
    try:
        data = tomllib.loads(text)
        said = dict(data["assumptions"])
        corners = said.pop("migration")
        assumptions = Assumptions(migration=tuple(float(corners[name]) for name in CORNERS), **said)  # type: ignore[arg-type] # four corners
        found = {
            name: Scenario(name, str(item["title"]), item["convergence"], item["cooperation"], assumptions)
            for name, item in data["scenario"].items()
        }
        for one in found.values():
            _require_sense(one)
    except (ValueError, TypeError, KeyError) as error:
        raise BadScenarios(reason=f"{type(error).__name__}: {error}") from error
    return found


def _require_sense(one: Scenario) -> None:
    said = one.assumptions
    shares = (one.convergence, one.cooperation, said.fertility_closing, said.mortality_closing, said.mortality_best)
    if not all(0 <= share <= 1 for share in shares):
        raise BadScenarios(reason=f"{one.name}: a share or a place on an axis is not between 0 and 1")
    if min(*said.migration, said.fertility_target) < 0:
        raise BadScenarios(reason=f"{one.name}: a multiple of migration or the target of fertility is below nought")


def scenario(found: dict[str, Scenario], name: str) -> Scenario:
    """Return the scenario of that name, or raise NoSuchScenario."""
    if name not in found:
        raise NoSuchScenario(name=name, known=", ".join(found))
    return found[name]


def under(one: Scenario, rates: Rates) -> Rates:
    """Return the rates under a scenario: the effect grows evenly from nought to its whole in the last period.

    Fertility moves towards the target; death rates that lie above the best quarter of areas move towards it (in their
    logarithm); net migration is multiplied, and balanced so that the world gains and loses nobody.
    """
    said, periods = one.assumptions, rates.periods
    growing = np.arange(1, periods + 1) / periods
    fertility = rates.fertility + growing * one.convergence * said.fertility_closing * (
        said.fertility_target - rates.fertility
    )
    share = growing * one.convergence * said.mortality_closing
    return replace(
        rates,
        fertility=fertility,
        female_deaths=_towards_best(rates.female_deaths, said.mortality_best, share),
        male_deaths=_towards_best(rates.male_deaths, said.mortality_best, share),
        net=balanced(rates.net * (1 + growing * (_multiple(one) - 1))),
    )


def _towards_best(deaths: Matrix, best: float, share: Matrix) -> Matrix:
    least = np.quantile(deaths, best, axis=0, keepdims=True)
    nearer: Matrix = deaths * (np.minimum(least / np.maximum(deaths, 1e-12), 1.0) ** share)
    return nearer


def _multiple(one: Scenario) -> float:
    """Return the multiple of migration at a point of the plane, between its four corners."""
    neither, cooperation, convergence, both = one.assumptions.migration
    apart = neither + one.cooperation * (cooperation - neither)
    together = convergence + one.cooperation * (both - convergence)
    return apart + one.convergence * (together - apart)
