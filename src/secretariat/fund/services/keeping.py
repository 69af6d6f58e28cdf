"""Forgetting travellers: by itself, when the time for which a fund keeps them is over. The accounts stay."""

from datetime import datetime, timedelta

from django.db.models import Q

from secretariat.frame import clock
from secretariat.frame.scope import DEED
from secretariat.fund import queries
from secretariat.fund.models import Award, Expense, Fund, Request
from secretariat.fund.services.accounts import entered
from secretariat.jobs.models import Job
from secretariat.jobs.services import handler
from secretariat.people.access import OFFICER, Actor
from secretariat.record.services import deed
from travaux.participation.fund import read_fund

KIND = "forget-travellers"


@deed("travellers of a fund forgotten")
def forget_travellers(fund: Fund, *, by: Actor, at: datetime) -> int:
    """Erase who the travellers of requests were that came to rest long enough ago; return how many.

    No process file rules on it: the terms of the fund say for how long it keeps them. Entity, journey, amounts and the
    facts of no person stay: they are the accounts.
    """
    rows = list(_over(fund, at))
    for row in rows:
        row.traveller, row.erased_at = "", at
        row.facts = {column: value for column, value in row.facts.items() if column not in queries.PEOPLES}
    Request.objects.unscoped(DEED).bulk_update(rows, ["traveller", "facts", "erased_at"], batch_size=500)
    Expense.objects.unscoped(DEED).filter(award__request__in=[row.pk for row in rows]).update(what="")
    entered("forget_travellers", fund, f"process:{fund.process.key}", {"travellers": len(rows)}, by=by, at=at)
    return len(rows)


def _over(fund: Fund, at: datetime) -> list[Request]:
    """Return the requests that came to rest so long ago: withdrawn, their award closed, or never granted."""
    last = at - timedelta(days=read_fund(fund.terms).keep_days)
    granted = Award.objects.unscoped(DEED).filter(request__fund=fund, reversed_on=None)
    closed = granted.filter(closed__lt=last.date()).values("request")
    at_rest = Q(ended_at__lt=last) | Q(pk__in=closed)
    never = Q(ended_at=None, applied_at__lt=last) & ~Q(pk__in=granted.values("request"))
    return list(Request.objects.unscoped(DEED).filter(at_rest | never, fund=fund, erased_at=None))


@handler(KIND, daily=True)
def forget(_job: Job | None = None) -> dict[str, int]:
    """Forget the travellers of every fund whose time is over."""
    at = clock.now()
    funds = [fund for fund in Fund.objects.select_related("process") if _over(fund, at)]
    return {"travellers": sum(forget_travellers(fund, by=Actor(role=OFFICER), at=at) for fund in funds)}
