"""A trust fund that pays for taking part (A/RES/71/280, paragraph 31): its file, who comes first and why.

The file is TOML: `[fund]` (title, currency, paragraph, surplus), `[[contributions]]`, `[[payments]]`,
`[[eligibility]]`, `[[priorities]]`, `[allowances]` (a day's rate by place), `[[applications]]`, `[[awards]]`,
`[[expenses]]`. What was entered in error is not struck out: it says when it was `reversed`, and for which `reason`, and
the journal has a counter-entry on that day. Who is eligible and what comes first are data with their paragraph; neither
stands in the code.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from travaux.participation.ledger import cents, money
from travaux.refusal import Invalid

T = TypeVar("T")
E = TypeVar("E", "Contribution", "Payment", "Award", "Expense")
SURPLUS = ("pro_rata", "carry_over", "decide")


class NotAFund(Invalid):
    """The file of a fund cannot be read."""

    asked = "You gave a file of a trust fund."
    because = "It cannot be read: {reason}."
    remedy = "Look at docs/reference/participation.md for what such a file holds."


@dataclass(frozen=True, slots=True)
class Reversal:
    """When an entry that was made in error was reversed, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a donor pledged: in its currency, at a rate (units of the fund's currency), perhaps for one purpose only."""

    key: str
    donor: str
    day: date
    currency: str
    pledged: Decimal
    rate: Decimal
    earmark: str = ""
    reversal: Reversal | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid of a contribution, in the contribution's currency, at the day's rate."""

    contribution: str
    day: date
    amount: Decimal
    rate: Decimal
    reversal: Reversal | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A value of a column that makes eligible, or gives points; with the paragraph that says so."""

    column: str
    values: frozenset[str]
    points: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Application:
    """One who asks for support: the facts on which the criteria look, the fare, and the days and place of the stay."""

    key: str
    entity: str
    facts: Mapping[str, str]
    fare: Decimal
    days: int
    place: str
    order: int


@dataclass(frozen=True, slots=True)
class Award:
    """What was granted, from money given for `earmark` (nothing: from what was given for all)."""

    application: str
    day: date
    amount: Decimal
    earmark: str = ""
    closed: date | None = None
    reversal: Reversal | None = None


@dataclass(frozen=True, slots=True)
class Expense:
    """What was paid out on an award, for `what` (fare, allowance)."""

    application: str
    day: date
    amount: Decimal
    what: str = ""
    reversal: Reversal | None = None


@dataclass(frozen=True, slots=True)
class Fund:
    """A trust fund as its file has it."""

    title: str
    currency: str
    paragraph: str
    surplus: str
    each_entity_first: bool
    contributions: tuple[Contribution, ...]
    payments: tuple[Payment, ...]
    eligibility: tuple[Criterion, ...]
    priorities: tuple[Criterion, ...]
    allowances: Mapping[str, Decimal]
    applications: tuple[Application, ...]
    awards: tuple[Award, ...]
    expenses: tuple[Expense, ...]
    keep_days: int = 730


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application in its place: points and what gave them; or no place, and what it does not meet."""

    application: Application
    place: int | None
    points: int
    because: tuple[str, ...]
    estimate: Decimal
    affordable: bool = False


def read_fund(text: str) -> Fund:
    """Read the file of a fund; raises NotAFund, and NotMoney for an amount that is none."""
    try:
        raw = tomllib.loads(text)
        fund = _fund(raw)
    except tomllib.TOMLDecodeError as error:
        raise NotAFund(reason=error) from None
    except KeyError as error:
        raise NotAFund(reason=f"there is no {error.args[0]} where one is needed") from None
    except (TypeError, AttributeError, ValueError, InvalidOperation):
        raise NotAFund(reason="a value is not of the kind that is needed there") from None
    _check(fund)
    return fund


def _fund(raw: Mapping[str, Any]) -> Fund:
    head = raw["fund"]
    home = str(head["currency"])
    return Fund(
        title=str(head["title"]),
        currency=home,
        paragraph=str(head.get("paragraph", "")),
        surplus=str(head.get("surplus", "decide")),
        each_entity_first=bool(head.get("each_entity_first", True)),
        contributions=_each(raw, "contributions", lambda row, _place: _contribution(row, home)),
        payments=_each(raw, "payments", lambda row, _place: _payment(row)),
        eligibility=_each(raw, "eligibility", lambda row, _place: _criterion(row)),
        priorities=_each(raw, "priorities", lambda row, _place: _criterion(row)),
        allowances={str(place): money(rate) for place, rate in raw.get("allowances", {}).items()},
        applications=_each(raw, "applications", _application),
        awards=_each(raw, "awards", lambda row, _place: _award(row)),
        expenses=_each(raw, "expenses", lambda row, _place: _expense(row)),
        keep_days=_count(head.get("keep_days", 730)),
    )


def _each(raw: Mapping[str, Any], name: str, made: Callable[[Mapping[str, Any], int], T]) -> tuple[T, ...]:
    return tuple(made(row, place) for place, row in enumerate(raw.get(name, ())))


def _day(said: object) -> date:
    if type(said) is not date:
        raise TypeError
    return said


def _count(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said <= 0:
        raise TypeError
    return said


def _rate(said: object) -> Decimal:
    if not isinstance(said, str | int) or isinstance(said, bool):
        raise TypeError
    rate = Decimal(said)
    if not rate.is_finite() or rate <= 0:
        raise ValueError
    return rate


def _reversal(row: Mapping[str, Any]) -> Reversal | None:
    if "reversed" not in row:
        return None
    day, reason = _day(row["reversed"]), str(row["reason"]).strip()
    if day < _day(row["on"]) or not reason:
        raise ValueError
    return Reversal(day, reason)


def _contribution(row: Mapping[str, Any], home: str) -> Contribution:
    currency = str(row.get("currency", home))
    rate = _rate(row["rate"]) if currency != home else Decimal(1)
    pledged = money(row["pledged"])
    earmark = str(row.get("earmark", ""))
    return Contribution(
        str(row["key"]), str(row["donor"]), _day(row["on"]), currency, pledged, rate, earmark, _reversal(row)
    )


def _payment(row: Mapping[str, Any]) -> Payment:
    of, rate = str(row["contribution"]), _rate(row.get("rate", 1))
    return Payment(of, _day(row["on"]), money(row["amount"]), rate, _reversal(row))


def _criterion(row: Mapping[str, Any]) -> Criterion:
    values = row["values"]
    if not isinstance(values, list):
        raise TypeError
    return Criterion(
        str(row["column"]), frozenset(map(str, values)), int(row.get("points", 0)), str(row.get("paragraph", ""))
    )


def _application(row: Mapping[str, Any], place: int) -> Application:
    facts = {str(column): str(value) for column, value in row.get("facts", {}).items()}
    days = int(row.get("days", 0))
    if days < 0:
        raise ValueError
    fare = money(row.get("fare", 0))
    return Application(str(row["key"]), str(row["entity"]), facts, fare, days, str(row.get("place", "")), place)


def _award(row: Mapping[str, Any]) -> Award:
    closed = _day(row["closed"]) if "closed" in row else None
    earmark, amount = str(row.get("earmark", "")), money(row["amount"])
    return Award(str(row["application"]), _day(row["on"]), amount, earmark, closed, _reversal(row))


def _expense(row: Mapping[str, Any]) -> Expense:
    what, amount = str(row.get("what", "")), money(row["amount"])
    return Expense(str(row["application"]), _day(row["on"]), amount, what, _reversal(row))


def _check(fund: Fund) -> None:
    """Refuse a fund that speaks of what it does not hold, or names a thing twice."""
    pledges = _once("contribution", [each.key for each in fund.contributions])
    asked = _once("application", [each.key for each in fund.applications])
    _once("award", [each.application for each in standing(fund.awards)])
    granted = frozenset(each.application for each in fund.awards)
    places = set(fund.allowances) | {""}
    unknown = (
        *(
            f"payment of the contribution {each.contribution}"
            for each in fund.payments
            if each.contribution not in pledges
        ),
        *(f"award to the application {each}" for each in granted if each not in asked),
        *(f"expense of the award {each.application}" for each in fund.expenses if each.application not in granted),
        *(f"allowance of {each.place}" for each in fund.applications if each.days and each.place not in places),
    )
    if unknown:
        raise NotAFund(reason=f"there is no such thing: {unknown[0]}")
    if fund.surplus not in SURPLUS:
        raise NotAFund(reason=f"the rule of surplus is one of {', '.join(SURPLUS)}")


def standing(entered: Iterable[E]) -> tuple[E, ...]:
    """Return what was entered and not reversed."""
    return tuple(each for each in entered if each.reversal is None)


def _once(what: str, keys: Sequence[str]) -> frozenset[str]:
    found = frozenset(keys)
    if len(found) < len(keys):
        raise NotAFund(reason=f"one {what} stands there twice")
    return found


def estimate(fund: Fund, application: Application) -> Decimal:
    """Return what a journey will cost: the fare, and the day's allowance of the place for each day."""
    return cents(application.fare + application.days * fund.allowances.get(application.place, Decimal()))


def ranked(fund: Fund, *, available: Decimal | None = None) -> tuple[Ranked, ...]:
    """Put applications in order, with what gave each its place; those not eligible come last, without a place.

    By points; of equal points the first to apply. With `each_entity_first`, nobody's second application comes before
    another's first. Money goes down the order and does not jump: behind the first that cannot be paid, all wait.
    """
    judged = [_judged(fund, each) for each in fund.applications]
    eligible = sorted((each for each in judged if each.place is not None), key=_rank)
    if fund.each_entity_first:
        eligible = _by_turns(eligible)
    placed, left = [], available
    for place, each in enumerate(eligible, start=1):
        enough = left is not None and each.estimate <= left
        left = left - each.estimate if left is not None and enough else None
        placed.append(Ranked(each.application, place, each.points, each.because, each.estimate, enough))
    return (*placed, *(each for each in judged if each.place is None))


def _judged(fund: Fund, application: Application) -> Ranked:
    cost = estimate(fund, application)
    lacking = [each for each in fund.eligibility if application.facts.get(each.column, "") not in each.values]
    if lacking:
        return Ranked(application, None, 0, tuple(_told(each, "not ") for each in lacking), cost)
    gained = [each for each in fund.priorities if application.facts.get(each.column, "") in each.values]
    points = sum(each.points for each in gained)
    return Ranked(application, 0, points, tuple(f"{_told(each)}: {each.points}" for each in gained), cost)


def _told(criterion: Criterion, negation: str = "") -> str:
    where = f" ({criterion.paragraph})" if criterion.paragraph else ""
    return f"{criterion.column} {negation}{' or '.join(sorted(criterion.values))}{where}"


def _rank(each: Ranked) -> tuple[int, int]:
    return -each.points, each.application.order


def _by_turns(each_in_order: Iterable[Ranked]) -> list[Ranked]:
    """Return applications so that each entity's first comes before anybody's second; else the order stays."""
    turns: Counter[str] = Counter()
    numbered = []
    for each in each_in_order:
        turns[each.application.entity] += 1
        numbered.append((turns[each.application.entity], each))
    return [each for _turn, each in sorted(numbered, key=lambda pair: pair[0])]
