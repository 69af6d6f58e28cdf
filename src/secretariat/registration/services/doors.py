"""Letting people in: the badge is genuine, of this meeting, for this day, and not withdrawn."""

from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed
from secretariat.registration import queries
from secretariat.registration.models import Attendance, Meeting, Registration
from secretariat.registration.services.naming import entered
from travaux.participation.badge import admit
from travaux.refusal import Changed, NotEntitled, Unknown


class OfAnotherMeeting(Unknown):
    """The badge is genuine, and of another meeting."""

    asked = "You showed the badge {number}."
    because = "It is a badge of “{meeting}”, and this is the door of another meeting."
    remedy = "Go to the registration desk."


class LetInBefore(Changed):
    """Somebody came in with that badge today."""

    asked = "You showed the badge {number}."
    because = "Somebody came in with it today, at {at} UTC."
    rule = "A badge is for one person."
    remedy = "If it is not the same person, keep the badge and call the registration desk."


class WithoutCredentials(NotEntitled):
    """The credentials on which the holder acts were withdrawn."""

    asked = "You showed the badge {number}."
    because = "The credentials of {entity} for this meeting were withdrawn."
    rule = "Who acts for an entity does so on its credentials."
    remedy = "Go to the registration desk; {entity} may hand in new ones."


@deed("person let in")
def check_in(meeting: Meeting, *, code: str, by: Actor, at: datetime) -> Registration:
    """Let in whoever holds a badge, once a day.

    Raises NotABadge, NotGenuine, OfAnotherMeeting, NotValidToday, WithoutCredentials or LetInBefore.
    """
    require(meeting.process, by, "check_in", at=at)
    badge = queries.read_badge(code)
    row = _holder(meeting, badge.number)
    if badge.meeting != meeting.key or row is None:
        raise OfAnotherMeeting(number=badge.number, meeting=badge.meeting)
    day = queries.today(meeting, at)
    revoked = [] if row.state == Registration.State.APPROVED else [badge.number]
    admit(badge, on=day, revoked=revoked)
    if queries.lacks_credentials(row):
        raise WithoutCredentials(number=badge.number, entity=row.entity.name)
    came, is_new = Attendance.objects.unscoped(DEED).get_or_create(registration=row, day=day, defaults={"at": at})
    if not is_new:
        raise LetInBefore(number=badge.number, at=f"{came.at:%H:%M:%S}")
    entered("check_in", meeting, f"registration:{row.uuid}", {"day": day.isoformat()}, by=by, at=at)
    return row


def _holder(meeting: Meeting, number: str) -> Registration | None:
    digits = number.rpartition("-")[2]
    rows = Registration.objects.unscoped(DEED).filter(meeting=meeting).select_related("meeting", "entity")
    return rows.filter(number=int(digits)).first() if digits.isdecimal() else None
