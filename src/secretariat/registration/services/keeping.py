"""Forgetting people: at their wish, and by itself when the time for which a meeting keeps them is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from secretariat.frame import clock
from secretariat.frame.scope import DEED
from secretariat.jobs.models import Job
from secretariat.jobs.services import handler
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import require
from secretariat.record.services import deed
from secretariat.registration import queries
from secretariat.registration.access import require_own
from secretariat.registration.models import Consent, Meeting, Registration
from secretariat.registration.services.deciding import seat_those_who_wait
from secretariat.registration.services.naming import NotToBeAmended, entered, locked

KIND = "forget-registered-people"
PERSONAL = ("given", "family", "email", "function", "gender", "first_time", "consent", "reason", "erased_at")
SAID = "Erased."


@deed("registered person erased")
def erase_registration(registration: Registration, *, by: Actor, at: datetime) -> Registration:
    """Erase who somebody is, at that person's wish: entity, role and number stay, and the badge opens no door.

    Raises NotYourPeople or NotToBeAmended.
    """
    meeting = registration.meeting
    require(meeting.process, by, "erase_registration", at=at)
    require_own(by, registration.entity)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    registration = locked(registration)
    if registration.erased_at:
        raise NotToBeAmended(state=SAID)
    if registration.state not in queries.GONE:
        registration.state, registration.decided_at = Registration.State.WITHDRAWN, at
        registration.save()
    _blank([registration], at)
    facts = {"seated": seat_those_who_wait(meeting)}
    entered("erase_registration", meeting, f"registration:{registration.uuid}", facts, by=by, at=at)
    return registration


@deed("people of a meeting forgotten")
def forget_people(meeting: Meeting, *, by: Actor, at: datetime) -> int:
    """Erase who the people of a meeting were; how many came, and of which entities, is kept. Return how many.

    No process file rules on it: the meeting said when it was opened for how long it would keep them.
    """
    rows = list(Registration.objects.unscoped(DEED).filter(meeting=meeting, erased_at=None))
    _blank(rows, at)
    entered("forget_people", meeting, f"meeting:{meeting.uuid}", {"people": len(rows)}, by=by, at=at)
    return len(rows)


def _blank(rows: Iterable[Registration], at: datetime) -> None:
    people = list(rows)
    for row in people:
        row.given = row.family = row.function = row.gender = ""
        row.email, row.first_time, row.consent, row.erased_at = f"{row.uuid}@erased.invalid", None, Consent.NOBODY, at
        row.reason = SAID if row.reason else ""
    Registration.objects.unscoped(DEED).bulk_update(people, PERSONAL, batch_size=500)


@handler(KIND, daily=True)
def forget(_job: Job | None = None) -> dict[str, int]:
    """Forget the people of every meeting whose time is over."""
    at, found = clock.now(), 0
    for meeting in Meeting.objects.select_related("process").filter(last__lt=at.date()):
        kept = Registration.objects.unscoped(DEED).filter(meeting=meeting, erased_at=None)
        if meeting.last + timedelta(days=meeting.keep_days) < at.date() and kept.exists():
            found += forget_people(meeting, by=Actor(role=OFFICER), at=at)
    return {"people": found}
