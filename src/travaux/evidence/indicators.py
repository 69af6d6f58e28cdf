"""Indicators of the Sustainable Development Goals on migration: reckoned as their metadata say, with what they lack."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from statistics import fmean, median

from travaux.refusal import Invalid, Unknown

LEAST = 10
PER = 100_000
DOMAINS, QUESTIONS = 6, 5
LEVELS = ((100.0, "fully meets"), (80.0, "meets"), (40.0, "partially meets"), (0.0, "requires further progress"))
CHEAPEST = 3
WORST = 10.0
DIMENSIONS = ("income", "sex", "age", "race", "ethnicity", "migratory status", "disability", "location")


class NoSuchIndicator(Unknown):
    """The indicator is not one of those that are reckoned here."""

    asked = "You asked for the indicator {code}."
    because = "There are: {known}."
    remedy = "Choose one of those."


class NotReckonable(Invalid):
    """The figures do not allow the indicator to be reckoned."""

    asked = "You asked for the indicator {code}."
    because = "{reason}."
    remedy = "Look at the figures that were given."


class CannotBeToldApart(Invalid):
    """The source of an indicator cannot tell people apart in this way."""

    asked = "You asked for the indicator {code} by {dimension}."
    because = "Its source cannot tell that: {reason}."
    rule = "What a source does not say is not estimated from what it says of others (target 17.18)."
    remedy = "It can be told apart by: {can}."


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator measures, its unit, by what it is to be and can be told apart, and why not by others.

    Who answers for it, its series in the global database, and where its metadata stand.
    """

    code: str
    about: str
    unit: str
    asked: tuple[str, ...]
    can: tuple[str, ...]
    cannot: Mapping[str, str]
    custodians: tuple[str, ...]
    series: tuple[str, ...]
    source: str

    @property
    def lacking(self) -> tuple[str, ...]:
        """By what it is to be told apart and cannot be."""
        return tuple(dimension for dimension in self.asked if dimension not in self.can)


def _read() -> dict[str, Indicator]:
    text = (files("travaux.evidence") / "library" / "indicators.toml").read_text(encoding="utf-8")
    lists = ("asked", "can", "custodians", "series")
    return {
        code: Indicator(code=code, **item | {name: tuple(item[name]) for name in lists})
        for code, item in tomllib.loads(text).items()
    }


INDICATORS = _read()
"""The indicators by their codes."""


SERIES = {series: each for each in INDICATORS.values() for series in each.series}
"""The indicators by their series in the global database."""


def indicator(code: str) -> Indicator:
    """Return an indicator by its code, or raise NoSuchIndicator."""
    if code not in INDICATORS:
        raise NoSuchIndicator(code=code, known=", ".join(INDICATORS))
    return INDICATORS[code]


def require_dimension(code: str, dimension: str) -> None:
    """Raise CannotBeToldApart where the source of an indicator does not tell people apart by `dimension`."""
    found = indicator(code)
    if dimension not in found.can:
        reason = found.cannot.get(dimension, "it is not recorded")
        raise CannotBeToldApart(code=code, dimension=dimension, reason=reason, can=", ".join(found.can) or "nothing")


@dataclass(frozen=True, slots=True)
class Recruited:
    """A worker: what was paid for the job in all, and what it pays a month, in one currency."""

    paid: float
    earns: float


def recruitment_cost(workers: Sequence[Recruited], least: int = LEAST) -> tuple[float, float] | None:
    """Reckon 10.7.1: the median and the mean of costs in months of earnings; nothing of fewer than `least` workers.

    Raises NotReckonable. ILO & World Bank (2019), Operational guide on recruitment costs.
    """
    if any(worker.paid < 0 or worker.earns <= 0 for worker in workers):
        raise NotReckonable(code="10.7.1", reason="Somebody earns nothing, or paid less than nothing")
    if len(workers) < least:
        return None
    months = [worker.paid / worker.earns for worker in workers]
    return median(months), fmean(months)


def policy_level(answers: Mapping[str, Sequence[bool]]) -> tuple[Mapping[str, float], float, str]:
    """Reckon 10.7.2: per cent of measures in each domain, their mean, and the level that it reaches.

    Six domains of five questions; levels at 40, 80 and 100 per cent. Raises NotReckonable. UN DESA & IOM (metadata).
    """
    if len(answers) != DOMAINS or any(len(said) != QUESTIONS for said in answers.values()):
        raise NotReckonable(code="10.7.2", reason=f"There are not {DOMAINS} domains of {QUESTIONS} answers")
    domains = {domain: 100 * sum(said) / QUESTIONS for domain, said in answers.items()}
    mean = fmean(domains.values())
    return domains, mean, next(name for least, name in LEVELS if mean >= least - 1e-9)


def countries_by_level(levels: Iterable[str]) -> Mapping[str, int]:
    """Reckon 10.7.2 of a region: how many countries reach each of the four levels, from those of its countries."""
    counted = Counter(levels)
    if strange := sorted(set(counted) - {name for _, name in LEVELS}):
        raise NotReckonable(code="10.7.2", reason=f"“{strange[0]}” is none of the four levels")
    return {name: counted[name] for _, name in LEVELS}


def lost_on_the_way(incidents: Iterable[tuple[str, int, int]], least: int = 0) -> Mapping[str, int | None]:
    """Reckon 10.7.3: those dead and missing by region; a sum below `least` is not told. IOM (metadata 10.7.3)."""
    sums: dict[str, int] = {}
    for region, dead, missing in incidents:
        if min(dead, missing) < 0:
            raise NotReckonable(code="10.7.3", reason="An incident has fewer than no people")
        sums[region] = sums.get(region, 0) + dead + missing
    return {region: number if number >= least or not number else None for region, number in sums.items()}


def refugees_of(origin: float, population: float) -> float:
    """Reckon 10.7.4: refugees for each 100,000 of the people of their origin, those who fled among them.

    R / (P + R) times 100,000. UNHCR (metadata 10.7.4). Raises NotReckonable.
    """
    if min(origin, population) < 0 or origin + population == 0:
        raise NotReckonable(code="10.7.4", reason="There are no people of that origin")
    return PER * origin / (population + origin)


@dataclass(frozen=True, slots=True)
class Service:
    """A way of sending money: what is sent, the fee (both in the sender's currency), and the two rates of exchange."""

    amount: float
    fee: float
    offered: float
    market: float

    @property
    def cost(self) -> float:
        """The fee and what is lost on the rate, in per cent of what is sent."""
        return 100 * (self.fee / self.amount + (self.market - self.offered) / self.market)


def remittance_cost(services: Sequence[Service]) -> tuple[float, float]:
    """Reckon 10.c.1 for a corridor: the mean cost of all services, and of the three cheapest; in per cent.

    World Bank, Remittance Prices Worldwide; the second is what a sender can reach (SmaRT). Raises NotReckonable.
    """
    if not services or any(min(each.amount, each.offered, each.market) <= 0 or each.fee < 0 for each in services):
        raise NotReckonable(code="10.c.1", reason="No service is given, or one without amount or rate")
    costs = sorted(each.cost for each in services)
    return fmean(costs), fmean(costs[:CHEAPEST])


def injuries(cases: float, workers: float, least: int = LEAST) -> float | None:
    """Reckon 8.8.1: injuries for each 100,000 workers; nothing where fewer than `least` work. ILO (metadata 8.8.1)."""
    if cases < 0 or workers < 0 or (cases > 0 and workers == 0):
        raise NotReckonable(code="8.8.1", reason="There are more injuries than workers could have had")
    return PER * cases / workers if workers >= least and workers else None


def labour_rights(found: Mapping[str, bool], weights: Mapping[str, float]) -> float:
    """Reckon 8.8.2: the weight of what was found to be violated, from 0 (nothing) to 10 (all). Raises NotReckonable.

    After Kucera & Sari (2019), International Labour Review 158; it speaks of a country as a whole and cannot be told
    apart by sex or migratory status.
    """
    if strange := sorted(set(found) ^ set(weights)):
        raise NotReckonable(code="8.8.2", reason=f"Criteria without a weight or a finding: {', '.join(strange)}")
    whole = sum(weights.values())
    if whole <= 0:
        raise NotReckonable(code="8.8.2", reason="The weights sum to nothing")
    return WORST * sum(weights[name] for name, violated in found.items() if violated) / whole


def told_apart(rows: Iterable[tuple[str, Mapping[str, str]]]) -> Mapping[str, float]:
    """Reckon 17.18: for each dimension of the Agenda, the share of areas (per cent) that have figures told apart by it.

    Each row is an area and the dimensions of one of its figures, such as {"sex": "female"}; totals count for nothing.
    """
    areas: set[str] = set()
    having: dict[str, set[str]] = {dimension: set() for dimension in DIMENSIONS}
    for area, said in rows:
        areas.add(area)
        for dimension in DIMENSIONS:
            if said.get(dimension, "total").lower() not in {"", "total", "both", "bothsex", "allage", "all"}:
                having[dimension].add(area)
    if not areas:
        raise NotReckonable(code="17.18", reason="There is no figure")
    return {dimension: 100 * len(found) / len(areas) for dimension, found in having.items()}
