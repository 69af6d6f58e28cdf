"""The trust fund: its rows as the engine's accounts, its report, its journal, the requests that one may know of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from secretariat.frame.scope import DEED
from secretariat.fund.models import Award, Contribution, Expense, Fund, Payment, Request, Reversible
from secretariat.people.access import OFFICER
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from travaux.evidence.protect import protected
from travaux.participation import fund as engine
from travaux.participation.balance import Table, balance
from travaux.participation.fund_report import Report, entries, report
from travaux.refusal import Unknown

TOLD = "the fund is accounted for in sums and by numbers of requests; who travels is told to nobody here"
PEOPLES = frozenset({"gender", "first_time", "language", "age", "disability"})


class NoFund(Unknown):
    """The process has no trust fund."""

    asked = "You asked for the trust fund of {process}."
    because = "None was opened there."
    remedy = "The secretariat opens it, where the modalities ask for one."


class NoSuchContribution(Unknown):
    """The fund has no such contribution."""

    asked = "You asked for a contribution to the trust fund."
    because = "There is none at that address."
    remedy = "Choose one from the page of the fund."


class NoSuchEntry(Unknown):
    """The accounts have no such entry, or not for these eyes."""

    asked = "You asked for an entry of the accounts."
    because = "There is none that you may know of at that address."
    remedy = "Choose one from the page of the fund, or of the request."


class NoSuchRequest(Unknown):
    """There is no such request for support, or not for these eyes."""

    asked = "You asked for a request for support."
    because = "There is none that you may know of at that address."
    remedy = "Choose one from the page of requests."


def fund_if_any(process: Process) -> Fund | None:
    """Return the fund of a process, if there is one."""
    return Fund.objects.select_related("process").filter(process=process).first()


def fund_of(process: Process) -> Fund:
    """Return the fund of a process, or raise NoFund."""
    found = fund_if_any(process)
    if found is None:
        raise NoFund(process=process.key)
    return found


def contribution_named(fund: Fund, uuid: UUID) -> Contribution:
    """Return a contribution of the fund, or raise NoSuchContribution."""
    found = Contribution.objects.filter(fund=fund, uuid=uuid).first()
    if found is None:
        raise NoSuchContribution
    return found


def requests(door: Door) -> QuerySet[Request]:
    """Return the requests that the actor may know of: the secretariat all, an entity its own."""
    found = Request.objects.visible_to(door.actor, door.process)
    if not door.actor.is_one_of(OFFICER):
        found = found.filter(entity=door.actor.entity_id)
    return found.select_related("entity").order_by("number")


def request_named(door: Door, uuid: UUID) -> Request:
    """Return a request that the actor may know of, or raise NoSuchRequest."""
    found = requests(door).select_related("fund__process").filter(uuid=uuid).first()
    if found is None:
        raise NoSuchRequest
    return found


def payment_named(fund: Fund, uuid: UUID) -> Payment:
    """Return a payment of the fund, or raise NoSuchEntry."""
    found = Payment.objects.select_related("contribution__fund__process").filter(contribution__fund=fund, uuid=uuid)
    if not found:
        raise NoSuchEntry
    return found[0]


def payments_of(contribution: Contribution) -> QuerySet[Payment]:
    """Return what was received of a contribution, also what was reversed."""
    return Payment.objects.filter(contribution=contribution)


def expense_named(request: Request, uuid: UUID) -> Expense:
    """Return what was paid out on a request that was found for its reader, or raise NoSuchEntry."""
    found = expenses_of(request).select_related("award__request__fund__process").filter(uuid=uuid).first()
    if found is None:
        raise NoSuchEntry
    return found


def award_of(request: Request) -> Award | None:
    """Return what was granted on a request, if anything was, and stands."""
    return Award.objects.unscoped(DEED).filter(request=request, reversed_on=None).first()


def taken_back(request: Request) -> QuerySet[Award]:
    """Return what was granted in error on a request that was found for its reader, and reversed."""
    return Award.objects.unscoped(DEED).filter(request=request).exclude(reversed_on=None)


def expenses_of(request: Request) -> QuerySet[Expense]:
    """Return what was paid out on a request that was found for its reader."""
    return Expense.objects.unscoped(DEED).filter(award__request=request)


def columns(fund: Fund) -> Mapping[str, list[str]]:
    """Return the facts for which the terms ask, each with the values that they know, in the order of the terms."""
    terms = engine.read_fund(fund.terms)
    found: dict[str, set[str]] = {}
    for each in (*terms.eligibility, *terms.priorities):
        found.setdefault(each.column, set()).update(each.values)
    return {column: sorted(values) for column, values in found.items()}


def accounts(fund: Fund) -> engine.Fund:
    """Return the fund as the engine has it: its terms, and what the register holds.

    Everybody reads the accounts: for what a payment was, in somebody's own words, stays with the request.
    """
    asked = Request.objects.unscoped(TOLD).filter(fund=fund, state=Request.State.HANDED_IN).select_related("entity")
    granted = Award.objects.unscoped(TOLD).filter(request__fund=fund).select_related("request")
    spent = Expense.objects.unscoped(TOLD).filter(award__request__fund=fund).select_related("award__request")
    paid = Payment.objects.filter(contribution__fund=fund).select_related("contribution")
    return replace(
        engine.read_fund(fund.terms),
        contributions=tuple(
            engine.Contribution(
                one.key, one.donor, one.day, one.currency, one.pledged, one.rate, one.earmark, _reversal(one)
            )
            for one in Contribution.objects.filter(fund=fund)
        ),
        payments=tuple(
            engine.Payment(one.contribution.key, one.day, one.amount, one.rate, _reversal(one)) for one in paid
        ),
        applications=tuple(
            engine.Application(one.key, one.entity.code, one.facts, one.fare, one.days, one.place, one.number)
            for one in asked
        ),
        awards=tuple(
            engine.Award(one.request.key, one.day, one.amount, one.earmark, one.closed, _reversal(one, told=False))
            for one in granted
        ),
        expenses=tuple(
            engine.Expense(one.award.request.key, one.day, one.amount, reversal=_reversal(one, told=False))
            for one in spent
        ),
    )


def _reversal(entry: Reversible, *, told: bool = True) -> engine.Reversal | None:
    """Return when an entry was reversed; why, only where it is nobody's own business."""
    if entry.reversed_on is None:
        return None
    return engine.Reversal(entry.reversed_on, entry.reversed_because if told else "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A fund's report, and what came of the money by each fact, where what is a person's is told in no small number."""

    report: Report
    outcome: tuple[Table, ...]


def shown(fund: Fund) -> Shown:
    """Return the report of the fund as everybody may read it."""
    held = accounts(fund)
    granted = {each.application for each in engine.standing(held.awards)}
    rows = [dict.fromkeys(columns(fund), "") | dict(one.facts) for one in held.applications if one.key in granted]
    return Shown(report(held), balance(rows, list(columns(fund)), protect=protected, personal=PEOPLES))


def journal(fund: Fund) -> Iterator[tuple[str, str, str, str]]:
    """Yield every posting of the journal: day, what happened, account, amount; the amounts sum to nought."""
    for each in entries(accounts(fund)):
        for posting in each.postings:
            yield each.day.isoformat(), each.what, posting.account, str(posting.amount)
