"""The trust fund of a process on the command line; `travaux fund report` reads a file of its own and no site."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import IO, Any, NoReturn

import click

from secretariat.frame.cli import acting, show
from secretariat.fund import queries, services
from secretariat.fund.models import RATE, Award, Contribution, Expense, Payment, Request
from secretariat.participation.queries import door
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door
from travaux.participation.fund import NotAFund, read_fund
from travaux.participation.fund_report import report
from travaux.participation.ledger import MOST, NotMoney, money
from travaux.refusal import Unknown


class NoSuchKey(Unknown):
    """The fund has nothing under that key."""

    asked = "You named “{key}”."
    because = "The fund has nothing under that key that you may know of."
    remedy = "Contributions are C1, C2, …, requests S1, S2, …: `travaux trust-fund report` and `requests` print them."


class Amount(click.ParamType[Decimal]):
    """An amount in figures, to the cent."""

    name = "amount"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Read the amount."""
        try:
            return money(value)
        except NotMoney as refusal:
            self.fail(str(refusal), param, ctx)


class Rate(click.ParamType[Decimal]):
    """What one unit of a currency is worth in another."""

    name = "rate"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Read the rate."""
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            self.fail(f"“{value}” is no rate", param, ctx)
        if not found.is_finite() or not 0 < found < MOST or round(found, RATE) != found:
            self.fail(f"“{value}” is no rate", param, ctx)
        return found


AMOUNT, RATE_OF = Amount(), Rate()


@click.group("trust-fund")
def trust_fund() -> None:
    """Keep the trust fund of a process: contributions, requests for support, awards, accounts."""


@trust_fund.command("open")
@click.argument("terms", type=click.File("rb"))
@acting
def open_(terms: IO[bytes], process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Open the fund of a process under TERMS (TOML: fund, eligibility, priorities, allowances)."""
    here = door(process, username=username, at=at)
    try:
        text = terms.read().decode("utf-8")
    except UnicodeDecodeError:
        raise NotAFund(reason="it is not UTF-8") from None
    found = services.open_fund(here.process, terms=text, by=here.actor, at=at)
    show({"process": process, "fund": read_fund(found.terms).title}, json_=json_)


@trust_fund.command("pledge")
@click.argument("donor")
@click.argument("amount", type=AMOUNT)
@click.option("--currency", default="", help="Three letters; without it, the fund's.")
@click.option("--rate", type=RATE_OF, help="What one unit of another currency is worth in the fund's.")
@click.option("--for", "earmark", default="", help="For one purpose only.")
@acting
def pledge(  # noqa: PLR0913, PLR0917 - a pledge has these parts, and click hands each over
    donor: str,
    amount: Decimal,
    currency: str,
    rate: Decimal | None,
    earmark: str,
    process: str,
    username: str,
    at: datetime,
    *,
    json_: bool,
) -> None:
    """Enter that DONOR pledged AMOUNT."""
    here = door(process, username=username, at=at)
    fund = queries.fund_of(here.process)
    coin = currency or read_fund(fund.terms).currency, rate
    made = services.pledge_contribution(
        fund, donor=donor, amount=amount, on=at.date(), money_=coin, earmark=earmark, by=here.actor, at=at
    )
    show({"key": made.key, "donor": donor, "pledged": str(made.pledged), "currency": made.currency}, json_=json_)


@trust_fund.command("receive")
@click.argument("key")
@click.argument("amount", type=AMOUNT)
@click.option("--rate", type=RATE_OF, help="Where it differs from the rate of the pledge.")
@acting
def receive(
    key: str, amount: Decimal, rate: Decimal | None, process: str, username: str, at: datetime, *, json_: bool
) -> None:
    """Enter that AMOUNT was received of the contribution KEY."""
    here = door(process, username=username, at=at)
    found = [one for one in queries.fund_of(here.process).contributions.all() if one.key == key]
    if not found:
        raise NoSuchKey(key=key)
    paid = services.receive_payment(found[0], amount=amount, on=at.date(), rate=rate, by=here.actor, at=at)
    show({"key": key, "amount": str(paid.amount), "rate": str(paid.rate)}, json_=json_)


@trust_fund.command("requests")
@acting
def requests(process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List the requests that one may know of, in their order, with what gave each its place."""
    here = door(process, username=username, at=at)
    known = {row.key: row for row in queries.requests(here)}
    ranking = report(queries.accounts(queries.fund_of(here.process))).ranking
    rows = [
        {
            "place": each.place,
            "key": each.application.key,
            "entity": each.application.entity,
            "points": each.points,
            "estimate": str(each.estimate),
            "because": "; ".join(each.because),
        }
        for each in ranking
        if each.application.key in known
    ]
    show(rows, json_=json_)


@trust_fund.command("apply")
@click.argument("traveller")
@click.option("--entity", "code", default="", metavar="CODE", help="Whose; without it the own one.")
@click.option("--fact", "facts", multiple=True, metavar="COLUMN=VALUE", help="What the terms ask; repeat for each.")
@click.option("--fare", type=AMOUNT, required=True)
@click.option("--days", type=click.IntRange(0, 366), default=0, show_default=True)
@click.option("--place", default="", help="Where, for the allowance of a day.")
@acting
def apply(  # noqa: PLR0913, PLR0917 - a request has these parts, and click hands each over
    traveller: str,
    code: str,
    facts: tuple[str, ...],
    fare: Decimal,
    days: int,
    place: str,
    process: str,
    username: str,
    at: datetime,
    *,
    json_: bool,
) -> None:
    """Ask the fund to pay for TRAVELLER."""
    here = door(process, username=username, at=at)
    told = {fact.partition("=")[0]: fact.partition("=")[2] for fact in facts}
    made = services.apply_for_support(
        queries.fund_of(here.process),
        entity=entity_named(here.process, code or here.actor.entity),
        traveller=traveller,
        facts=told,
        journey={"fare": fare, "days": days, "place": place},
        by=here.actor,
        at=at,
    )
    show({"key": made.key}, json_=json_)


def _request(here: Door, key: str) -> Request:
    found = [row for row in queries.requests(here).select_related("fund__process") if row.key == key]
    if not found:
        raise NoSuchKey(key=key)
    return found[0]


@trust_fund.command("award")
@click.argument("key")
@click.argument("amount", type=AMOUNT)
@click.option("--from", "earmark", default="", help="The purpose for which the money was given; without it, for all.")
@acting
def award(key: str, amount: Decimal, earmark: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Grant AMOUNT on the request KEY."""
    here = door(process, username=username, at=at)
    made = services.award_support(
        _request(here, key), amount=amount, on=at.date(), earmark=earmark, by=here.actor, at=at
    )
    show({"key": key, "granted": str(made.amount), "from": earmark}, json_=json_)


@trust_fund.command("pay")
@click.argument("key")
@click.argument("amount", type=AMOUNT)
@click.option("--what", default="", help="For what: fare, allowance.")
@acting
def pay(key: str, amount: Decimal, what: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Pay AMOUNT out on what was granted on the request KEY."""
    here = door(process, username=username, at=at)
    paid = services.pay_support(_request(here, key), amount=amount, on=at.date(), what=what, by=here.actor, at=at)
    show({"key": key, "paid": str(paid.amount), "what": what}, json_=json_)


@trust_fund.command("close")
@click.argument("key")
@acting
def close(key: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Close what was granted on the request KEY: what was not spent is free again."""
    here = door(process, username=username, at=at)
    services.close_award(_request(here, key), on=at.date(), by=here.actor, at=at)
    show({"key": key, "closed": at.date().isoformat()}, json_=json_)


@trust_fund.command("reverse")
@click.argument("key")
@click.argument("amount", type=AMOUNT)
@click.option("--entry", type=click.Choice(["pledge", "payment", "award", "expense"]), required=True)
@click.option("--because", required=True, help="What was wrong, in a few words.")
@acting
def reverse(  # noqa: PLR0913 - click hands each over
    key: str, amount: Decimal, entry: str, because: str, process: str, username: str, at: datetime, *, json_: bool
) -> None:
    """Reverse an entry of KEY over AMOUNT that was made in error; it stays, with its counter-entry.

    KEY is a contribution (C1) for a pledge or a payment, a request (S1) for an award or an expense.
    """
    here = door(process, username=username, at=at)
    given: dict[str, Any] = {"reason": because, "on": at.date(), "by": here.actor, "at": at}
    if entry in {"pledge", "payment"}:
        services.reverse_contribution_entry(_gift(here, key, entry, amount), **given)
    else:
        services.reverse_support_entry(_support(here, key, entry, amount), **given)
    show({"key": key, "reversed": entry, "amount": str(amount), "because": because}, json_=json_)


def _gift(here: Door, key: str, entry: str, amount: Decimal) -> Contribution | Payment:
    found = [one for one in queries.fund_of(here.process).contributions.all() if one.key == key]
    payments = [paid for one in found for paid in queries.payments_of(one)]
    known: list[Contribution | Payment] = [one for one in found if one.pledged == amount and entry == "pledge"]
    known += [paid for paid in payments if paid.amount == amount and entry == "payment"]
    return max(known, key=_standing_last) if known else _no_such(key, amount)


def _support(here: Door, key: str, entry: str, amount: Decimal) -> Award | Expense:
    asked = _request(here, key)
    award = queries.award_of(asked)
    known: list[Award | Expense] = [award] if award and award.amount == amount and entry == "award" else []
    known += [paid for paid in queries.expenses_of(asked) if paid.amount == amount and entry == "expense"]
    return max(known, key=_standing_last) if known else _no_such(key, amount)


def _standing_last(entry: Contribution | Payment | Award | Expense) -> tuple[bool, int]:
    """Order entries so that the last of those that stand comes out on top."""
    return entry.reversed_on is None, entry.pk


def _no_such(key: str, amount: Decimal) -> NoReturn:
    raise NoSuchKey(key=f"{key}, {amount}")


@trust_fund.command("report")
@acting
def report_(process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Print the accounts of the fund, reconciled to the cent; ends with status 1 if something does not fit."""
    here = door(process, username=username, at=at)
    told = queries.shown(queries.fund_of(here.process)).report
    show(
        {
            "currency": told.currency,
            "donors": [
                {
                    "key": one.key,
                    "donor": one.donor,
                    "pledged": str(one.pledged),
                    "paid": str(one.paid),
                    "received": str(one.received),
                    "for": one.earmark,
                }
                for one in told.donors
            ],
            "purposes": [
                {"for": one.earmark, "received": str(one.received), "spent": str(one.spent), "free": str(one.free)}
                for one in told.purses
            ],
            "accounts": {name: str(amount) for name, amount in told.accounts.items()},
            "surplus": str(told.surplus),
            "balanced": told.balanced,
            "faults": list(told.faults),
        },
        json_=json_,
    )
    if told.faults or not told.balanced:
        raise click.exceptions.Exit(1)
