"""The trust fund: pledges and payments in, requests for support, awards, what was paid out, awards closed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Sum

from secretariat.frame.scope import DEED
from secretariat.fund import queries
from secretariat.fund.models import Award, Contribution, Expense, Fund, Payment, Request
from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.participation import fund as engine
from travaux.participation.fund_report import report
from travaux.participation.ledger import money
from travaux.refusal import Changed, Invalid, NotEntitled

NOUGHT = Decimal(0)
LONGEST = 20_000


class FundOpened(Changed):
    """A process has one fund."""

    asked = "You asked to open a trust fund for {process}."
    because = "It has one."
    remedy = "Go to the page of the fund."


class TermsHoldRows(Invalid):
    """The terms hold what is entered deed by deed."""

    asked = "You gave the terms of a trust fund."
    because = "They hold {tables}, which are entered one by one, or are too long."
    remedy = "Leave in the terms the fund, eligibility, priorities and allowances only."


class NothingGiven(Invalid):
    """An amount of nought."""

    asked = "You asked to enter an amount."
    because = "It is nought."
    remedy = "Give an amount above nought."


class RateMissing(Invalid):
    """Another currency needs its rate."""

    asked = "You asked to enter an amount in {currency}."
    because = "Its rate to {home} is missing, or is not above nought."
    rule = "The accounts are kept in the currency of the fund; what comes in another is entered at the rate of its day."
    remedy = "Give how many {home} one {currency} is worth on that day."


class TakenBack(Changed):
    """The pledge was reversed: nothing is paid of it."""

    asked = "You asked to enter a payment of the contribution {key}."
    because = "That pledge was entered in error, and reversed."
    remedy = "Enter what was received under the pledge that it belongs to."


class NotYourRequest(NotEntitled):
    """Support is asked for by those who sit for an entity, for its own people."""

    asked = "You asked for support for somebody of {entity}."
    because = "In this process you act for {own}."
    remedy = "Ask the focal point of {entity}, or the secretariat."


class FactUnknown(Invalid):
    """The terms do not know that fact."""

    asked = "You told of a request that {column} is “{value}”."
    because = "The terms of the fund know no such thing."
    remedy = "Choose from what the form offers."


class NotGiven(Changed):
    """The request is not one to which an award can be made."""

    asked = "You asked to grant support on {key}."
    because = "{reason}"
    remedy = "Look at the order of requests on their page."


class NotEnough(Changed):
    """The money given for that purpose does not suffice."""

    asked = "You asked to grant {amount} on {key}."
    because = "Of the money given for that purpose {free} is free."
    rule = "Support is granted from money that was received, and what was given for one purpose serves that one only."
    remedy = "Grant less, choose another purpose, or wait for pledges to be paid."


class NoAward(Changed):
    """Nothing was granted, or the award is closed."""

    asked = "You asked to pay on {key}, or to close it."
    because = "Nothing was granted on it, or it is closed."
    remedy = "Look at the request."


class BeyondAward(Invalid):
    """More would be spent than was granted."""

    asked = "You asked to pay {amount} on {key}."
    because = "{left} is left of what was granted."
    remedy = "Pay no more than that; another award needs another request."


class GoneBefore(Changed):
    """The request was withdrawn, or support was granted on it."""

    asked = "You asked to withdraw {key}."
    because = "It was withdrawn, or support was granted on it."
    remedy = "Ask the secretariat to close the award."


@deed("trust fund opened")
def open_fund(process: Process, *, terms: str, by: Actor, at: datetime) -> Fund:
    """Open the trust fund of a process under its terms (TOML: fund, eligibility, priorities, allowances).

    Raises FundOpened, TermsHoldRows, or NotAFund, or the refusal of the modalities.
    """
    require(process, by, "open_fund", at=at)
    if queries.fund_if_any(process):
        raise FundOpened(process=process.key)
    _check(terms)
    found = Fund.objects.create(process=process, terms=terms, opened_at=at)
    entered("open_fund", found, f"process:{process.key}", {"terms": terms}, by=by, at=at)
    return found


@deed("terms of the trust fund renewed")
def renew_fund_terms(fund: Fund, *, terms: str, by: Actor, at: datetime) -> Fund:
    """Change the terms; what was granted stays. Raises TermsHoldRows or NotAFund, or the refusal of the modalities."""
    require(fund.process, by, "renew_fund_terms", at=at)
    new = _check(terms)
    held = queries.accounts(locked(fund))
    if held.contributions and new.currency != held.currency:
        raise engine.NotAFund(reason=f"the accounts are kept in {held.currency} already")
    fund.terms = terms
    fund.save()
    entered("renew_fund_terms", fund, f"process:{fund.process.key}", {"terms": terms}, by=by, at=at)
    return fund


def _check(terms: str) -> engine.Fund:
    found = engine.read_fund(terms[: LONGEST + 1])
    rows = ("contributions", "payments", "applications", "awards", "expenses")
    held = [name for name in rows if getattr(found, name)]
    if held or len(terms) > LONGEST:
        raise TermsHoldRows(tables=", ".join(held) or "nothing of that")
    return found


@deed("contribution pledged")
def pledge_contribution(  # noqa: PLR0913 - a pledge has these parts
    fund: Fund,
    *,
    donor: str,
    amount: Decimal,
    on: date,
    money_: tuple[str, Decimal | None],
    by: Actor,
    at: datetime,
    earmark: str = "",
) -> Contribution:
    """Enter what a donor pledged; `money_` is the currency and its rate, which the fund's own needs not.

    Raises NothingGiven, RateMissing or NotMoney, or the refusal of the modalities.
    """
    require(fund.process, by, "pledge_contribution", at=at)
    fund = locked(fund)
    currency, rate = money_
    last = fund.contributions.aggregate(last=Max("number"))["last"] or 0
    found = Contribution.objects.create(
        fund=fund,
        number=last + 1,
        donor=donor.strip(),
        day=on,
        currency=currency,
        pledged=_above_nought(amount),
        rate=_rate(fund, currency, rate),
        earmark=earmark.strip(),
    )
    facts = {"donor": found.donor, "pledged": str(found.pledged), "currency": currency, "rate": str(found.rate)}
    facts |= {"earmark": found.earmark, "on": on.isoformat()}
    entered("pledge_contribution", fund, f"contribution:{found.uuid}", facts, by=by, at=at)
    return found


@deed("payment received")
def receive_payment(
    contribution: Contribution, *, amount: Decimal, on: date, rate: Decimal | None = None, by: Actor, at: datetime
) -> Payment:
    """Enter what was received of a contribution. Raises TakenBack, or as `pledge_contribution`."""
    fund = contribution.fund
    require(fund.process, by, "receive_payment", at=at)
    if contribution.reversed_on:
        raise TakenBack(key=contribution.key)
    paid = Payment.objects.create(
        contribution=contribution,
        day=on,
        amount=_above_nought(amount),
        rate=_rate(fund, contribution.currency, rate or contribution.rate),
    )
    facts = {"key": contribution.key, "amount": str(paid.amount), "rate": str(paid.rate), "on": on.isoformat()}
    entered("receive_payment", fund, f"contribution:{contribution.uuid}", facts, by=by, at=at)
    return paid


def _above_nought(amount: Decimal) -> Decimal:
    found = money(amount)
    if not found:
        raise NothingGiven
    return found


def _rate(fund: Fund, currency: str, rate: Decimal | None) -> Decimal:
    home = engine.read_fund(fund.terms).currency
    if currency == home:
        return Decimal(1)
    if rate is None or rate <= 0:
        raise RateMissing(currency=currency, home=home)
    return rate


@deed("support asked for")
def apply_for_support(
    fund: Fund,
    *,
    entity: Entity,
    traveller: str,
    facts: Mapping[str, str],
    journey: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> Request:
    """Ask the fund to pay for somebody; `journey` has fare, days and place.

    Raises NotYourRequest, FactUnknown, NotAFund or NotMoney, or the refusal of the modalities.
    """
    require(fund.process, by, "apply_for_support", at=at)
    if not by.is_one_of(OFFICER) and by.entity_id != entity.pk:
        raise NotYourRequest(entity=entity.name, own=by.entity or "nobody")
    known = queries.columns(fund)
    for column, value in facts.items():
        if column not in known or (value and value not in known[column]):
            raise FactUnknown(column=column, value=value)
    fund = locked(fund)
    place, days = str(journey.get("place", "")), int(journey.get("days", 0))
    if days and place not in {"", *engine.read_fund(fund.terms).allowances}:
        raise FactUnknown(column="place", value=place)
    last = Request.objects.unscoped(DEED).filter(fund=fund).aggregate(last=Max("number"))["last"] or 0
    found = Request.objects.create(
        fund=fund,
        entity=entity,
        number=last + 1,
        traveller=traveller.strip(),
        facts={column: value for column, value in facts.items() if value},
        fare=money(journey.get("fare", NOUGHT)),
        days=days,
        place=place,
        applied_at=at,
    )
    entered("apply_for_support", fund, f"support:{found.uuid}", {"key": found.key}, by=by, at=at)
    return found


@deed("request for support withdrawn")
def withdraw_support_request(request: Request, *, by: Actor, at: datetime) -> Request:
    """Withdraw a request on which nothing was granted. Raises NotYourRequest or GoneBefore."""
    fund = request.fund
    require(fund.process, by, "withdraw_support_request", at=at)
    if not by.is_one_of(OFFICER) and by.entity_id != request.entity_id:
        raise NotYourRequest(entity=request.entity.name, own=by.entity or "nobody")
    locked(fund)
    request = Request.objects.unscoped(DEED).select_related("fund__process", "entity").get(pk=request.pk)
    if request.state == Request.State.WITHDRAWN or queries.award_of(request):
        raise GoneBefore(key=request.key)
    request.state, request.ended_at = Request.State.WITHDRAWN, at
    request.save()
    entered("withdraw_support_request", fund, f"support:{request.uuid}", {"key": request.key}, by=by, at=at)
    return request


@deed("support granted")
def award_support(request: Request, *, amount: Decimal, on: date, earmark: str = "", by: Actor, at: datetime) -> Award:
    """Grant support from money received for a purpose. Raises NotGiven, NotEnough, NothingGiven or NotMoney."""
    fund = request.fund
    require(fund.process, by, "award_support", at=at)
    locked(fund)
    told = report(queries.accounts(fund))
    amount = _above_nought(amount)
    place = {each.application.key: each.place for each in told.ranking}.get(request.key)
    if place is None:
        raise NotGiven(key=request.key, reason="It was withdrawn, or the terms of the fund do not make it eligible.")
    if queries.award_of(request):
        raise NotGiven(key=request.key, reason="Support was granted on it already.")
    free = {purse.earmark: purse.free for purse in told.purses}.get(earmark, NOUGHT)
    if amount > free:
        raise NotEnough(key=request.key, amount=amount, free=free)
    award = Award.objects.create(request=request, day=on, amount=amount, earmark=earmark)
    facts = {"key": request.key, "amount": str(amount), "earmark": earmark, "place": place, "on": on.isoformat()}
    entered("award_support", fund, f"support:{request.uuid}", facts, by=by, at=at)
    return award


@deed("support paid out")
def pay_support(request: Request, *, amount: Decimal, on: date, what: str = "", by: Actor, at: datetime) -> Expense:
    """Pay out on an award that is not closed. Raises NoAward, BeyondAward, NothingGiven or NotMoney."""
    require(request.fund.process, by, "pay_support", at=at)
    award, amount = _award(request), _above_nought(amount)
    if amount > (left := _left(award)):
        raise BeyondAward(key=request.key, amount=amount, left=left)
    paid = Expense.objects.create(award=award, day=on, amount=amount, what=what.strip())
    facts = {"key": request.key, "amount": str(amount), "what": paid.what, "on": on.isoformat()}
    entered("pay_support", request.fund, f"support:{request.uuid}", facts, by=by, at=at)
    return paid


@deed("award closed")
def close_award(request: Request, *, on: date, by: Actor, at: datetime) -> Award:
    """Close an award: what was not spent of it is free again. Raises NoAward."""
    require(request.fund.process, by, "close_award", at=at)
    award = _award(request)
    free = _left(award)
    award.closed = on
    award.save()
    facts = {"key": request.key, "free": str(free), "on": on.isoformat()}
    entered("close_award", request.fund, f"support:{request.uuid}", facts, by=by, at=at)
    return award


def _award(request: Request) -> Award:
    rows = Award.objects.unscoped(DEED).select_for_update(of=("self",))
    award = rows.filter(request=request, closed=None, reversed_on=None).first()
    if award is None:
        raise NoAward(key=request.key)
    return award


def _left(award: Award) -> Decimal:
    paid = Expense.objects.unscoped(DEED).filter(award=award, reversed_on=None)
    return Decimal(award.amount) - Decimal(paid.aggregate(sum=Sum("amount"))["sum"] or NOUGHT)


def locked(fund: Fund) -> Fund:
    """Return the fund as it stands, held until the deed is done."""
    return Fund.objects.select_for_update(of=("self",)).select_related("process").get(pk=fund.pk)


def entered(name: str, fund: Fund, subject: str, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Enter a deed of the fund in the record."""
    enter(name, process=fund.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
