"""The accounts of a trust fund, drawn from its file by double entry, and the report of what came of the money.

What does not fit is shown, never mended: more paid than pledged, more spent than granted, an earmark overdrawn.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from travaux.participation.fund import Award, Contribution, Fund, Ranked, Reversal, ranked, standing
from travaux.participation.ledger import Entry, balances, cents, entry, shared_out

CASH, PLEDGED, INCOME = "cash", "pledges receivable", "contributions"
GRANTED, OWED, EXCHANGE = "support granted", "support owed", "exchange differences"
NOUGHT = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Donor:
    """A contribution in its own currency, and in the fund's: pledged, paid, outstanding."""

    key: str
    donor: str
    earmark: str
    currency: str
    pledged: Decimal
    paid: Decimal
    outstanding: Decimal
    received: Decimal


@dataclass(frozen=True, slots=True)
class Purse:
    """The money given for one purpose (nothing: for all): received, granted and kept of that, spent, free."""

    earmark: str
    received: Decimal
    granted: Decimal
    spent: Decimal
    free: Decimal


@dataclass(frozen=True, slots=True)
class Report:
    """What a fund's accounts come to; `balanced` says that the sum of all accounts is nought and cash is as counted."""

    title: str
    currency: str
    paragraph: str
    donors: tuple[Donor, ...]
    purses: tuple[Purse, ...]
    accounts: Mapping[str, Decimal]
    ranking: tuple[Ranked, ...]
    outcome: Mapping[str, Mapping[str, int]]
    surplus: Decimal
    returned: tuple[tuple[str, Decimal], ...]
    balanced: bool
    faults: tuple[str, ...]


def entries(fund: Fund) -> tuple[Entry, ...]:
    """Return the journal of a fund in the order of days: pledges, payments, awards, expenses, what awards set free.

    What was reversed stays, with its counter-entry: every posting again, with the other sign.
    """
    made = [*_coming_in(fund), *_going_out(fund)]
    return tuple(sorted(made, key=lambda each: each.day))


def _coming_in(fund: Fund) -> Iterator[Entry]:
    pledges = {each.key: each for each in fund.contributions}
    for each in fund.contributions:
        value = cents(each.pledged * each.rate)
        yield from _entered(each.day, f"pledge {each.key}", {PLEDGED: value, INCOME: -value}, each.reversal)
    for paid in fund.payments:
        pledge = pledges[paid.contribution]
        received, booked = cents(paid.amount * _rate(pledge, paid.rate)), cents(paid.amount * pledge.rate)
        postings = {CASH: received, PLEDGED: -booked, EXCHANGE: booked - received}
        yield from _entered(paid.day, f"payment of {pledge.key}", postings, paid.reversal)


def _entered(day: date, what: str, postings: Mapping[str, Decimal], reversal: Reversal | None) -> Iterator[Entry]:
    """Yield an entry, and what takes it back where it was made in error."""
    yield entry(day, what, postings)
    if reversal:
        back = {account: -amount for account, amount in postings.items()}
        because = f": {reversal.reason}" if reversal.reason else ""
        yield entry(reversal.day, f"{what} reversed{because}", back)


def _rate(pledge: Contribution, rate: Decimal) -> Decimal:
    return Decimal(1) if pledge.rate == 1 else rate


def _going_out(fund: Fund) -> Iterator[Entry]:
    spent = _spent(fund)
    for award in fund.awards:
        what, postings = f"award to {award.application}", {GRANTED: award.amount, OWED: -award.amount}
        yield from _entered(award.day, what, postings, award.reversal)
        if award.closed is not None:
            back = _back_since(fund, award)
            free = award.amount - spent[award.application] - sum((amount for _day, amount in back), NOUGHT)
            yield entry(award.closed, f"{what} closed", {OWED: free, GRANTED: -free})
            for day, amount in back:
                yield entry(day, f"{what} closed: what came back is free", {OWED: amount, GRANTED: -amount})
    for paid in fund.expenses:
        what = f"{paid.what or 'expense'} of {paid.application}"
        yield from _entered(paid.day, what, {OWED: paid.amount, CASH: -paid.amount}, paid.reversal)


def _back_since(fund: Fund, award: Award) -> list[tuple[date, Decimal]]:
    """Return when what was paid out on an award came back once it was closed, and how much."""
    mine = [each for each in fund.expenses if each.application == award.application]
    found = [(each.reversal.day, each.amount) for each in mine if each.reversal]
    return [(day, amount) for day, amount in found if award.closed and day >= award.closed]


def _spent(fund: Fund) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: NOUGHT)
    for each in standing(fund.expenses):
        found[each.application] += each.amount
    return found


def report(fund: Fund) -> Report:
    """Draw up the accounts and the report of a fund."""
    accounts = balances(entries(fund))
    donors, purses = tuple(_donors(fund)), tuple(_purses(fund))
    received, spent = sum((each.received for each in donors), NOUGHT), sum((each.spent for each in purses), NOUGHT)
    free = sum((each.free for each in purses), NOUGHT)
    surplus = max(free, NOUGHT)
    paid_in = [(each.donor, each.received) for each in donors if each.received]
    balanced = not sum(accounts.values(), Decimal()) and accounts.get(CASH, NOUGHT) == received - spent
    return Report(
        title=fund.title,
        currency=fund.currency,
        paragraph=fund.paragraph,
        donors=donors,
        purses=purses,
        accounts=accounts,
        ranking=ranked(fund, available=received),
        outcome=_outcome(fund),
        surplus=surplus,
        returned=_merged(shared_out(surplus, paid_in)) if fund.surplus == "pro_rata" else (),
        balanced=balanced,
        faults=tuple(_faults(fund, donors, purses)),
    )


def _merged(shares: tuple[tuple[str, Decimal], ...]) -> tuple[tuple[str, Decimal], ...]:
    found: dict[str, Decimal] = {}
    for donor, part in shares:
        found[donor] = found.get(donor, NOUGHT) + part
    return tuple(found.items())


def _donors(fund: Fund) -> Iterator[Donor]:
    for each in standing(fund.contributions):
        mine = [paid for paid in standing(fund.payments) if paid.contribution == each.key]
        paid = sum((one.amount for one in mine), NOUGHT)
        received = sum((cents(one.amount * _rate(each, one.rate)) for one in mine), NOUGHT)
        yield Donor(
            each.key, each.donor, each.earmark, each.currency, each.pledged, paid, each.pledged - paid, received
        )


def _purses(fund: Fund) -> Iterator[Purse]:
    spent = _spent(fund)
    received: dict[str, Decimal] = defaultdict(lambda: NOUGHT)
    for donor in _donors(fund):
        received[donor.earmark] += donor.received
    granted = standing(fund.awards)
    for earmark in sorted({*received, *(each.earmark for each in granted)}):
        awards = [each for each in granted if each.earmark == earmark]
        out = sum((spent[each.application] for each in awards), NOUGHT)
        kept = sum((_kept(each, spent[each.application]) for each in awards), NOUGHT)
        yield Purse(earmark, received[earmark], kept, out, received[earmark] - kept)


def _kept(award: Award, spent: Decimal) -> Decimal:
    """Return what an award keeps of the money: what was granted, or what was spent once it is closed, or if more."""
    return spent if award.closed is not None else max(award.amount, spent)


def _outcome(fund: Fund) -> Mapping[str, Mapping[str, int]]:
    """Count those who were granted support by each fact that their applications tell."""
    granted = {each.application for each in standing(fund.awards)}
    found: dict[str, Counter[str]] = {}
    for each in fund.applications:
        if each.key in granted:
            for column, value in each.facts.items():
                found.setdefault(column, Counter())[value] += 1
    return {column: dict(sorted(counts.items())) for column, counts in sorted(found.items())}


def _faults(fund: Fund, donors: tuple[Donor, ...], purses: tuple[Purse, ...]) -> Iterator[str]:
    spent = _spent(fund)
    over = (each for each in donors if each.outstanding < 0)
    yield from (f"{each.key}: {-each.outstanding} {each.currency} more was paid than pledged" for each in over)
    for award in standing(fund.awards):
        if spent[award.application] > award.amount:
            yield f"{award.application}: {spent[award.application] - award.amount} more was spent than granted"
    taken_back = {each.key for each in fund.contributions if each.reversal}
    left = sorted({each.contribution for each in standing(fund.payments)} & taken_back)
    yield from (f"{key}: was reversed, and a payment of it stands" for key in left)
    drawn = (each for each in purses if each.free < 0)
    yield from (f"earmark {each.earmark or '(none)'}: overdrawn by {-each.free}" for each in drawn)
    places = {each.application.key: each.place for each in ranked(fund)}
    for award in standing(fund.awards):
        if places[award.application] is None:
            yield f"{award.application}: was granted support and is not eligible"
