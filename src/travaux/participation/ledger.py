"""Double entry in Decimal: every entry balances to the cent, and what is in an account is the sum of its postings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from travaux.refusal import Invalid

CENT = Decimal("0.01")
MOST = Decimal(10) ** 13


class NotMoney(Invalid):
    """What stands for an amount is none."""

    asked = "You gave “{said}” as an amount."
    because = (
        "An amount is written in figures between quotation marks, with two decimals at most, and is not below nought."
    )
    remedy = "Write for instance “1250.00”."


class Unbalanced(Invalid):
    """An entry does not balance: a fault of whoever made it."""

    asked = "You asked to enter “{what}”."
    because = "Its postings sum to {difference}, not to nought."
    rule = "Double entry: what one account gives another receives."
    remedy = "Give every amount its counterpart."


@dataclass(frozen=True, slots=True)
class Posting:
    """What goes into (above nought) or out of (below) an account, in the currency of the ledger."""

    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening on a day: postings that sum to nought, and what it concerns."""

    day: date
    what: str
    postings: tuple[Posting, ...]


def money(said: object) -> Decimal:
    """Read an amount, from figures or a whole number, to the cent; raises NotMoney. Binary fractions are no money."""
    if isinstance(said, bool) or not isinstance(said, str | int | Decimal):
        raise NotMoney(said=said)
    try:
        amount = Decimal(said)
    except InvalidOperation:
        raise NotMoney(said=said) from None
    if not amount.is_finite() or not 0 <= amount < MOST or amount != amount.quantize(CENT):
        raise NotMoney(said=said)
    return amount.quantize(CENT)


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, halves to the even one (as banks do, so that roundings do not add up)."""
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def entry(day: date, what: str, postings: Mapping[str, Decimal]) -> Entry:
    """Make an entry of accounts and their amounts; nought is left out; raises Unbalanced."""
    if difference := sum(postings.values(), Decimal()):
        raise Unbalanced(what=what, difference=difference)
    return Entry(day, what, tuple(Posting(account, amount) for account, amount in postings.items() if amount))


def balances(entries: Iterable[Entry]) -> Mapping[str, Decimal]:
    """Return what is in each account, in the order of the alphabet; the sum of all is nought."""
    found: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for each in entries:
        for posting in each.postings:
            found[posting.account] += posting.amount
    return dict(sorted(found.items()))


def shared_out(amount: Decimal, parts: Sequence[tuple[str, Decimal]]) -> tuple[tuple[str, Decimal], ...]:
    """Share an amount in proportion, to the cent, with nothing left over: by largest remainder (Hamilton).

    Of equal remainders the first in the given order is served. Without any part nothing is shared.
    """
    total = sum((part for _key, part in parts), Decimal())
    if not total:
        return ()
    whole = int(amount / CENT)
    exact = [(key, int(whole * part // total), whole * part % total) for key, part in parts]
    over = whole - sum(floor for _key, floor, _rest in exact)
    by_rest = sorted(range(len(exact)), key=lambda place: (-exact[place][2], place))
    served = set(by_rest[:over])
    return tuple((key, (floor + (place in served)) * CENT) for place, (key, floor, _rest) in enumerate(exact))
