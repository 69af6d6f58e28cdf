"""Opening registration for a meeting; naming people, one or a whole list; amending what was said of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from secretariat.frame.scope import DEED
from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from secretariat.registration import queries
from secretariat.registration.access import require_own
from secretariat.registration.models import Meeting, Registration
from travaux.refusal import Changed, Invalid
from travaux.text.silence import moment

State = Registration.State
# What is printed on the badge: changed after approval, it is for the secretariat to look at again.
ON_THE_BADGE = ("given", "family", "role")
AMENDED = (*ON_THE_BADGE, "email", "function", "gender", "first_time", "consent")


class WrongMeeting(Invalid):
    """The meeting cannot be as it was described."""

    asked = "You asked to open registration for “{key}”."
    because = "{why}"
    remedy = "Correct it and ask again."


class MeetingOpened(Changed):
    """Registration for the meeting was opened before."""

    asked = "You asked to open registration for “{key}”."
    because = "It is open already."
    remedy = "Choose another key for another meeting."


class RegistrationOver(Changed):
    """The time for naming people is over."""

    asked = "You asked to register people for “{meeting}”."
    because = "Registration closed at {closes} UTC."
    rule = "People are named until registration closes; after that the secretariat names them for an entity."
    remedy = "Write to the secretariat."


class BadRows(Invalid):
    """Some rows of the list cannot be taken, so none is."""

    asked = "You handed in a list of {rows} people."
    because = "{bad} rows cannot be taken: {first}."
    rule = "A list is taken whole or not at all."
    remedy = "Correct these rows; a check of the list names each."


class NobodyNamed(Invalid):
    """The list is empty."""

    asked = "You handed in a list of people."
    because = "It names nobody."
    remedy = "Fill in a row for each person."


class NamedBefore(Changed):
    """Somebody on the list is registered by the entity already."""

    asked = "You asked to register people for “{meeting}”."
    because = "One of the addresses is that of somebody whom the entity has registered already."
    rule = "An entity names a person once for a meeting."
    remedy = "Amend that registration instead; a check of the list names the rows."


class NotToBeAmended(Changed):
    """The registration was ended."""

    asked = "You asked to change a registration."
    because = "It stands as: {state}."
    remedy = "Register the person anew."


@deed("registration opened")
def open_registration(  # noqa: PLR0913 - a meeting has these parts
    process: Process,
    *,
    key: str,
    title: str,
    first: date,
    last: date,
    closes: datetime,
    for_an_entity: int | None = None,
    for_all: int | None = None,
    keep_days: int = 365,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Open registration for a meeting until the clocks of the process show `closes`; caps where there are any.

    Raises WrongMeeting or MeetingOpened, or the refusal of the modalities.
    """
    require(process, by, "open_registration", at=at)
    if last < first:
        raise WrongMeeting(key=key, why="It would end before it begins.")
    if not title.strip() or not key:
        raise WrongMeeting(key=key, why="It has no key or no title.")
    zone = str(modalities_of(process).timezone)
    given = {
        "title": title.strip(),
        "first": first,
        "last": last,
        "closes_at": moment(closes, zone).astimezone(UTC),
        "zone": zone,
    }
    given |= {"for_an_entity": for_an_entity, "for_all": for_all, "keep_days": keep_days}
    meeting, is_new = Meeting.objects.get_or_create(process=process, key=key, defaults=given)
    if not is_new:
        raise MeetingOpened(key=key)
    facts = {"key": key, "title": meeting.title, "first": first.isoformat(), "last": last.isoformat()}
    facts |= {"closes": meeting.closes_at.isoformat(), "zone": zone}
    entered("open_registration", meeting, f"meeting:{meeting.uuid}", facts, by=by, at=at)
    return meeting


@deed("people registered")
def register_people(
    meeting: Meeting, *, rows: Sequence[Mapping[str, str]], entity: Entity | None = None, by: Actor, at: datetime
) -> list[Registration]:
    """Name people for a meeting: of `entity`, or, for the secretariat, of the entities that the rows name by code.

    The whole list is taken, or nothing of it. Raises NotYourPeople, RegistrationOver, NobodyNamed, BadRows or
    NamedBefore, or the refusal of the modalities.
    """
    require(meeting.process, by, "register_people", at=at)
    _check_open(meeting, entity, by, at)
    found = queries.check(meeting, by, rows, entity)
    if found.problems:
        first = found.problems[0]
        told = f"row {first.row}, {first.column}: {first.reason}"
        raise BadRows(rows=len(rows), bad=len({problem.row for problem in found.problems}), first=told)
    if not found.good:
        raise NobodyNamed
    made = _named(meeting, [row for _place, row in found.good], at)
    facts = {"people": len(made), "doubles": len(found.doubles), "entity": entity.code if entity else ""}
    entered("register_people", meeting, f"meeting:{meeting.uuid}", facts, by=by, at=at)
    return made


def _check_open(meeting: Meeting, entity: Entity | None, by: Actor, at: datetime) -> None:
    if entity:
        require_own(by, entity)
    elif not by.is_one_of(OFFICER):
        raise NobodyNamed
    if at >= meeting.closes_at and not by.is_one_of(OFFICER):
        raise RegistrationOver(meeting=meeting.title, closes=f"{meeting.closes_at:%Y-%m-%d %H:%M:%S}")


def _named(meeting: Meeting, rows: Sequence[Mapping[str, str]], at: datetime) -> list[Registration]:
    entities = {row.code: row for row in Entity.objects.filter(process=meeting.process)}
    people = [
        Registration(meeting=meeting, entity=entities[row["entity"]], named_at=at, **_values(row)) for row in rows
    ]
    try:
        with transaction.atomic():
            return Registration.objects.unscoped(DEED).bulk_create(people)
    except IntegrityError:
        raise NamedBefore(meeting=meeting.title) from None


def _values(row: Mapping[str, str]) -> dict[str, Any]:
    told = {part: row.get(part, "") for part in ("given", "family", "role", "function", "gender")}
    return {
        **told,
        "gender": told["gender"][:40],
        "email": row["email"].lower(),
        "first_time": queries.YES_NO[row.get("first_time", "")],
        "consent": row.get("consent") or "nobody",
    }


@deed("registration amended")
def amend_registration(
    registration: Registration, *, given: Mapping[str, str], by: Actor, at: datetime
) -> Registration:
    """Change what was said of a person; what stands on the badge goes back to the secretariat if it was approved.

    Raises NotYourPeople, NotToBeAmended or BadRows.
    """
    meeting = registration.meeting
    require(meeting.process, by, "amend_registration", at=at)
    require_own(by, registration.entity)
    registration = locked(registration)
    if registration.state in queries.GONE:
        raise NotToBeAmended(state=registration.get_state_display())
    row = {part: str(given[part]) for part in AMENDED if part in given} | {"entity": registration.entity.code}
    found = queries.check(meeting, by, [row], registration.entity)
    if found.problems:
        first = found.problems[0]
        raise BadRows(rows=1, bad=1, first=f"{first.column}: {first.reason}")
    values = _values(found.good[0][1])
    changed = sorted(part for part, value in values.items() if getattr(registration, part) != value)
    for part in changed:
        setattr(registration, part, values[part])
    if set(changed) & set(ON_THE_BADGE) and registration.state != State.NAMED and not by.is_one_of(OFFICER):
        registration.state = State.NAMED
    registration.save()
    facts = {"changed": changed, "state": registration.state}
    entered("amend_registration", meeting, f"registration:{registration.uuid}", facts, by=by, at=at)
    return registration


def locked(registration: Registration) -> Registration:
    """Return the registration as it is now, kept from others until the deed is done."""
    rows = Registration.objects.unscoped(DEED).select_for_update(of=("self",))
    return rows.select_related("meeting__process", "entity").get(pk=registration.pk)


def entered(name: str, meeting: Meeting, subject: str, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Enter a deed on a meeting: numbers and codes, never who the people are."""
    enter(name, process=meeting.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
