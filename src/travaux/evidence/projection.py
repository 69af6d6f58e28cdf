"""Projection of populations by cohort and component: two sexes, groups of five years of age, steps of five years."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from travaux.evidence.lifetable import GROUPS, survival
from travaux.evidence.stocks import Matrix
from travaux.refusal import Invalid

FERTILE = slice(3, 10)
STEP = 5
NOBODY = 1e-9
AGES = (*(f"{first}-{first + 4}" for first in range(0, 100, 5)), "100+")


class Variant(StrEnum):
    """What becomes of migration."""

    NET = "net"
    ZERO = "zero"
    CLOSED = "closed"


class ShapesDiffer(Invalid):
    """Populations and rates are not of the same areas, ages or periods."""

    asked = "You asked for a projection."
    because = "“{what}” has the shape {shape} where {wanted} is needed."
    remedy = "Bring all inputs to the same areas, ages and periods."


class NoExchange(Invalid):
    """The closed variant is asked for, and it is not said who moves where."""

    asked = "You asked for the closed variant."
    because = "It needs flows between the areas."
    remedy = "Give flows, for instance those that travaux flows estimates."


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """A population by area (rows) and groups of age (21 columns), of each sex."""

    female: Matrix
    male: Matrix

    @property
    def total(self) -> Matrix:
        """People by area."""
        people: Matrix = self.female.sum(axis=1) + self.male.sum(axis=1)
        return people


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """What drives a projection, with the axes (area, age, period) or (area, period).

    Death rates of both sexes at 22 ages, a year; total fertility, and its shares at 15–19, … 45–49; boys for each
    girl at birth; net migrants of a period, and how they are spread over 21 groups of age (both sexes alike).
    """  # noqa: RUF002 - spans of ages

    female_deaths: Matrix
    male_deaths: Matrix
    fertility: Matrix
    fertile_ages: Matrix
    boys: Matrix
    net: Matrix
    ages_of_migrants: Matrix

    @property
    def periods(self) -> int:
        """How many periods of five years the rates cover."""
        return int(self.fertility.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """Who moves where in a closed world: the share that leaves each area in a period, and where to."""

    leaving: Matrix
    destinations: Matrix


Migration = Callable[[People, int], People]


def project(
    start: People, rates: Rates, variant: Variant = Variant.NET, exchange: Exchange | None = None
) -> list[People]:
    """Return the population at the start and after each period. Raises ShapesDiffer, NoExchange.

    Half of a period's migrants come at its beginning and live and bear under the rates of the area, half at its end.
    Leslie (1945), Biometrika 33; Preston, Heuveline & Guillot (2001), Demography, chapter 6; several regions: Rogers
    (1995), Multiregional Demography.
    """
    _require_shapes(start, rates)
    migration = _migration(rates, variant, exchange)
    living = survival(rates.female_deaths, "female"), survival(rates.male_deaths, "male")
    people = [start]
    for period in range(rates.periods):
        people.append(_step(people[-1], rates, living, migration(people[-1], period), period))
    return people


def _require_shapes(start: People, rates: Rates) -> None:
    areas, periods = start.female.shape[0], rates.periods
    for what, table, wanted in (
        ("women", start.female, (areas, GROUPS)),
        ("men", start.male, (areas, GROUPS)),
        ("death rates of women", rates.female_deaths, (areas, GROUPS + 1, periods)),
        ("death rates of men", rates.male_deaths, (areas, GROUPS + 1, periods)),
        ("fertility", rates.fertility, (areas, periods)),
        ("ages of mothers", rates.fertile_ages, (areas, 7, periods)),
        ("boys for each girl", rates.boys, (areas, periods)),
        ("net migrants", rates.net, (areas, periods)),
        ("ages of migrants", rates.ages_of_migrants, (GROUPS,)),
    ):
        if table.shape != wanted:
            raise ShapesDiffer(what=what, shape=table.shape, wanted=wanted)


def _migration(rates: Rates, variant: Variant, exchange: Exchange | None) -> Migration:
    if variant is Variant.ZERO:
        return lambda people, _: People(np.zeros_like(people.female), np.zeros_like(people.male))
    if variant is Variant.NET:
        return lambda _, period: _net(rates, period)
    if exchange is None:
        raise NoExchange
    closed = exchange
    return lambda people, _: _exchanged(people, rates.ages_of_migrants, closed)


def _net(rates: Rates, period: int) -> People:
    half = rates.net[:, period, None] * rates.ages_of_migrants / 2
    return People(half, half)


def _exchanged(people: People, ages: Matrix, exchange: Exchange) -> People:
    """Return arrivals less departures; they sum to nought over the areas at every age, since all who leave arrive."""
    total = people.total
    moved = []
    for group in (people.female, people.male):
        wanted = exchange.leaving[:, None] * total[:, None] * ages / 2
        leave = np.minimum(wanted, group / 2)
        moved.append(exchange.destinations.T @ leave - leave)
    return People(*moved)


def _step(people: People, rates: Rates, living: tuple[Matrix, Matrix], moved: People, period: int) -> People:
    female = _aged(people.female, living[0][:, :, period], moved.female)
    male = _aged(people.male, living[1][:, :, period], moved.male)
    mothers = (people.female[:, FERTILE] + female[:, FERTILE]) / 2
    births = (mothers * rates.fertile_ages[:, :, period]).sum(axis=1) * rates.fertility[:, period]
    girls = births / (1 + rates.boys[:, period])
    female[:, 0] += girls * living[0][:, 0, period]
    male[:, 0] += (births - girls) * living[1][:, 0, period]
    return People(np.maximum(female, 0.0), np.maximum(male, 0.0))


def _aged(people: Matrix, living: Matrix, moved: Matrix) -> Matrix:
    """Let a population grow five years older, half of its migrants with it; the first group is left to the births."""
    begins = people + moved / 2
    older = np.zeros_like(people)
    older[:, 1:] = begins[:, :-1] * living[:, 1:]
    older[:, -1] += begins[:, -1] * living[:, -1]
    return older + moved / 2


def usual_ages() -> Matrix:
    """Return how migrants are spread over groups of age where nothing better is known: children, and the young.

    A model schedule of Rogers & Castro (1981), “Model migration schedules”, IIASA RR-81-30: a falling curve of
    children, a peak after 20, a constant; the shares sum to 1.
    """
    age = np.arange(0, 105) + 0.5
    young = age - 20
    rate = 0.02 * np.exp(-0.1 * age) + 0.06 * np.exp(-0.1 * young - np.exp(-0.4 * young)) + 0.001
    groups = np.add.reduceat(rate, np.arange(0, 105, STEP))
    shares: Matrix = groups / groups.sum()
    return shares


def exchange_of(flows: Matrix, people: Matrix) -> Exchange:
    """Turn flows of five years and the people at their start into the rates of a closed world."""
    leaving = flows.sum(axis=1)
    shares = flows * np.divide(1.0, leaving, out=np.zeros_like(leaving), where=leaving > 0)[:, None]
    stay = leaving <= 0
    shares[stay, stay] = 1.0
    return Exchange(np.divide(leaving, people, out=np.zeros_like(leaving), where=people > 0), shares)


def balanced(net: Matrix) -> Matrix:
    """Bring the world's net migration to nought in each period: gains and losses meet at their mean."""
    gains, losses = np.maximum(net, 0.0).sum(axis=0), np.maximum(-net, 0.0).sum(axis=0)
    mean = (gains + losses) / 2
    up = np.divide(mean, gains, out=np.zeros_like(mean), where=gains > NOBODY)
    down = np.divide(mean, losses, out=np.zeros_like(mean), where=losses > NOBODY)
    return np.where((gains > NOBODY) & (losses > NOBODY), np.where(net > 0, net * up, net * down), 0.0)
