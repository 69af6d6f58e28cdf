"""Forgetting applicants: by itself, a year after an application came to rest. The organization's own name stays."""

import secrets
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from secretariat.accreditation.models import Application, Name
from secretariat.accreditation.queries import digest_of
from secretariat.frame import clock
from secretariat.frame.scope import DEED
from secretariat.jobs.models import Job
from secretariat.jobs.services import handler
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter

KIND = "forget-applicants"
KEEP_DAYS = 365
State = Application.State
PERSONAL = ("contact", "email", "link", "reason", "erased_at")
SAID = "Erased."


@deed("applicants forgotten")
def forget_applicants(process: Process, *, by: Actor, at: datetime) -> int:
    """Erase who spoke for organizations whose applications came to rest a year ago, and close their links.

    Return how many. No process file rules on it. What was begun and never handed in rests since it was begun; what is
    on no list since it was screened or withdrawn; what was on one, since the last of its lists was closed.
    """
    rows = list(_over(at).filter(process=process))
    for row in rows:
        row.contact, row.email = "", f"{row.uuid}@erased.invalid"
        row.link, row.erased_at = digest_of(secrets.token_urlsafe()), at
        row.reason = SAID if row.reason else ""
    Application.objects.unscoped(DEED).bulk_update(rows, PERSONAL, batch_size=500)
    facts = {"applications": len(rows)}
    enter(
        "forget_applicants",
        process=process.key,
        actor=by.reference,
        subject=f"process:{process.key}",
        facts=facts,
        at=at,
    )
    return len(rows)


def _over(at: datetime) -> QuerySet[Application]:
    last = at - timedelta(days=KEEP_DAYS)
    named = Name.objects.unscoped(DEED).filter(application=OuterRef("pk"))
    lately = named.filter(Q(circulation__closed_at=None) | Q(circulation__closed_at__gte=last))
    draft = Q(state=State.DRAFT, begun_at__lt=last)
    rested = Q(state__in=(State.SET_ASIDE, State.WITHDRAWN, State.RETURNED), begun_at__lt=last) & (
        Q(screened_at__lt=last) | Q(screened_at=None)
    )
    listed = Q(Exists(named), state=State.ELIGIBLE)
    found = Application.objects.unscoped(DEED).filter(draft | rested | listed, ~Exists(lately), erased_at=None)
    return found.select_related("process")


@handler(KIND, daily=True)
def forget(_job: Job | None = None) -> dict[str, int]:
    """Forget the applicants of every process whose time is over."""
    at = clock.now()
    over = Process.objects.filter(pk__in=_over(at).values("process"))
    return {"applicants": sum(forget_applicants(each, by=Actor(role=OFFICER), at=at) for each in over)}
