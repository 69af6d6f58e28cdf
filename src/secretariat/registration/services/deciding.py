"""The secretariat's decision; the waiting list; withdrawing, which ends the badge and seats who waits."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from secretariat.frame.scope import DEED
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed
from secretariat.registration import queries
from secretariat.registration.access import require_own
from secretariat.registration.models import Meeting, Registration
from secretariat.registration.services.naming import NotToBeAmended, entered, locked
from travaux.refusal import Changed, Invalid

State = Registration.State
APPROVE, REFUSE = "approve", "refuse"


class NothingToDecide(Changed):
    """None of those chosen waits for a decision."""

    asked = "You asked to decide on {number} registrations."
    because = "None of them waits for a decision."
    remedy = "Choose those that are with the secretariat."


class RefusedWithoutReason(Invalid):
    """Who is refused is told why."""

    asked = "You asked to refuse registrations."
    because = "No reason is given."
    rule = "An entity is told why one of its people is not registered."
    remedy = "Write the reason."


class NoSuchDecision(Invalid):
    """There is no such decision."""

    asked = "You asked to decide “{given}” on registrations."
    because = "One approves or refuses."
    remedy = "Choose one of the two."


@deed("registrations decided")
def decide_registrations(
    meeting: Meeting, *, chosen: Sequence[UUID], decision: str, reason: str = "", by: Actor, at: datetime
) -> list[Registration]:
    """Approve or refuse people who were named; those approved beyond a cap wait, in the order of approval.

    Raises NoSuchDecision, RefusedWithoutReason or NothingToDecide, or the refusal of the modalities.
    """
    require(meeting.process, by, "decide_registrations", at=at)
    if decision not in {APPROVE, REFUSE}:
        raise NoSuchDecision(given=decision)
    if decision == REFUSE and not reason.strip():
        raise RefusedWithoutReason
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    rows = Registration.objects.unscoped(DEED).filter(meeting=meeting, state=State.NAMED, uuid__in=chosen)
    people = list(rows.order_by("pk"))
    if not people:
        raise NothingToDecide(number=len(chosen))
    number = _last_number(meeting)
    for person in people:
        person.decided_at, person.reason = at, reason.strip() if decision == REFUSE else ""
        person.state = State.REFUSED if decision == REFUSE else State.WAITING
        if decision == APPROVE and person.number is None:
            person.number = number = number + 1
    Registration.objects.unscoped(DEED).bulk_update(people, ["decided_at", "reason", "state", "number"])
    seat_those_who_wait(meeting)
    facts = {"decision": decision, "people": len(people)}
    entered("decide_registrations", meeting, f"meeting:{meeting.uuid}", facts, by=by, at=at)
    return list(Registration.objects.unscoped(DEED).filter(pk__in=[person.pk for person in people]).order_by("pk"))


def _last_number(meeting: Meeting) -> int:
    rows = Registration.objects.unscoped(DEED).filter(meeting=meeting)
    return rows.aggregate(last=Max("number"))["last"] or 0


def seat_those_who_wait(meeting: Meeting) -> int:
    """Approve those who wait as far as there are seats; nobody who has one loses it. Return how many were seated."""
    rows = queries.standing(meeting)
    seats = queries.with_seats(meeting, rows)
    ids = [row.pk for row in rows if row.state == State.WAITING and str(row.uuid) in seats]
    return Registration.objects.unscoped(DEED).filter(pk__in=ids).update(state=State.APPROVED) if ids else 0


@deed("registration withdrawn")
def withdraw_registration(registration: Registration, *, reason: str = "", by: Actor, at: datetime) -> Registration:
    """Withdraw a person, by the entity or the secretariat: the badge opens no door from now on, who waits is seated.

    Raises NotYourPeople or NotToBeAmended.
    """
    meeting = registration.meeting
    require(meeting.process, by, "withdraw_registration", at=at)
    require_own(by, registration.entity)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    registration = locked(registration)
    if registration.state in queries.GONE:
        raise NotToBeAmended(state=registration.get_state_display())
    before, registration.state = registration.state, State.WITHDRAWN
    registration.reason, registration.decided_at = reason.strip(), at
    registration.save()
    facts = {"before": before, "seated": seat_those_who_wait(meeting)}
    entered("withdraw_registration", meeting, f"registration:{registration.uuid}", facts, by=by, at=at)
    return registration
