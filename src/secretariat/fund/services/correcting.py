"""What was entered in error: reversed with its day and reason, then entered as it should be. Never changed."""

from datetime import date, datetime
from decimal import Decimal

from secretariat.frame.scope import DEED
from secretariat.fund import queries
from secretariat.fund.models import REASON, Award, Contribution, Expense, Payment
from secretariat.fund.services.accounts import NOUGHT, entered, locked
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed
from travaux.participation.fund_report import report
from travaux.refusal import Changed, Invalid

Given = Contribution | Payment
Granted = Award | Expense


class ReversedBefore(Changed):
    """An entry is reversed once."""

    asked = "You asked to reverse an entry of the accounts."
    because = "It was reversed on {day}: {reason}"
    remedy = "Enter what is right as a new entry."


class ReasonMissing(Invalid):
    """A reversal says why, and on a day that is not before that of the entry."""

    asked = "You asked to reverse an entry of {entered} on {on}."
    because = "The reason is missing, or the day is before that of the entry."
    rule = "What was entered in error stays in the accounts, with its counter-entry, the day and the reason."
    remedy = "Say in a few words what was wrong, and give a day from {entered} on."


class OthersRestOnIt(Changed):
    """Other entries rest on this one."""

    asked = "You asked to reverse an entry of the accounts."
    because = "{others}"
    rule = "Entries are reversed in the order in which they rest on one another, the last one first."
    remedy = "Reverse these first."


class AlreadyGranted(Changed):
    """What was received was granted since."""

    asked = "You asked to reverse a payment of {amount}."
    because = "Of the money given for that purpose only {free} is free: the rest was granted."
    remedy = "Reverse or close awards first, so that nobody is promised what is not there."


@deed("entry of a contribution reversed")
def reverse_contribution_entry(entry: Given, *, reason: str, on: date, by: Actor, at: datetime) -> Given:
    """Reverse a pledge or a payment that was entered in error.

    Raises ReversedBefore, ReasonMissing, OthersRestOnIt or AlreadyGranted, or the refusal of the modalities.
    """
    contribution = entry if isinstance(entry, Contribution) else entry.contribution
    fund = locked(contribution.fund)
    require(fund.process, by, "reverse_contribution_entry", at=at)
    reason = _may_be_reversed(entry, reason, on)
    if isinstance(entry, Payment):
        purses = {each.earmark: each.free for each in report(queries.accounts(fund)).purses}
        free, worth = purses.get(contribution.earmark, NOUGHT), _worth(entry)
        if worth > free:
            raise AlreadyGranted(amount=worth, free=free)
    elif queries.payments_of(entry).filter(reversed_on=None).exists():
        raise OthersRestOnIt(others="Payments of this contribution stand in the accounts.")
    amount = entry.pledged if isinstance(entry, Contribution) else entry.amount
    facts = {"key": contribution.key, "amount": str(amount), **_reversed(entry, reason, on)}
    entered("reverse_contribution_entry", fund, f"contribution:{contribution.uuid}", facts, by=by, at=at)
    return entry


def _worth(payment: Payment) -> Decimal:
    """Return what a payment was in the currency of the fund."""
    return (payment.amount * payment.rate).quantize(NOUGHT)


@deed("entry of support reversed")
def reverse_support_entry(entry: Granted, *, reason: str, on: date, by: Actor, at: datetime) -> Granted:
    """Reverse an award, or what was paid out on one, that was entered in error: the money is free again.

    Raises ReversedBefore, ReasonMissing or OthersRestOnIt, or the refusal of the modalities.
    """
    award = entry if isinstance(entry, Award) else entry.award
    fund = locked(award.request.fund)
    require(fund.process, by, "reverse_support_entry", at=at)
    reason = _may_be_reversed(entry, reason, on)
    if isinstance(entry, Award):
        _nothing_rests_on(entry)
    facts = {"key": award.request.key, "amount": str(entry.amount), **_reversed(entry, reason, on)}
    entered("reverse_support_entry", fund, f"support:{award.request.uuid}", facts, by=by, at=at)
    return entry


def _nothing_rests_on(award: Award) -> None:
    if award.closed:
        raise OthersRestOnIt(others="The award is closed: what was not spent of it is free already.")
    if Expense.objects.unscoped(DEED).filter(award=award, reversed_on=None).exists():
        raise OthersRestOnIt(others="What was paid out on this award stands in the accounts.")


def _may_be_reversed(entry: Given | Granted, reason: str, on: date) -> str:
    entry.refresh_from_db(fields=["reversed_on", "reversed_because"])
    if entry.reversed_on:
        raise ReversedBefore(day=entry.reversed_on.isoformat(), reason=entry.reversed_because)
    if not reason.strip() or on < entry.day:
        raise ReasonMissing(entered=entry.day.isoformat(), on=on.isoformat())
    return reason.strip()[:REASON]


def _reversed(entry: Given | Granted, reason: str, on: date) -> dict[str, str]:
    """Reverse an entry; return which it was, why and on which day, for the record."""
    entry.reversed_on, entry.reversed_because = on, reason
    entry.save(update_fields=["reversed_on", "reversed_because"])
    return {"entry": type(entry).__name__.casefold(), "reason": reason, "on": on.isoformat()}
