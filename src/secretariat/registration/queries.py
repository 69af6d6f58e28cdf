"""Meetings, those registered for them, their badges: what may be asked, with whose eyes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import Count, QuerySet

from secretariat.frame.scope import DEED
from secretariat.participation.models import Entity, Region
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from secretariat.registration.models import Attendance, Credential, Meeting, Registration, Role
from travaux.evidence.protect import protected
from travaux.participation import badge as badges
from travaux.participation.balance import Table, balance
from travaux.participation.registration import Applicant, Checked, Known, Sheet, checked, seated
from travaux.record.signature import is_signed
from travaux.refusal import Unknown

State = Registration.State
REQUIRED = ("given", "family", "email", "role")
OPTIONAL = ("function", "gender", "first_time", "consent")
YES_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False, "": None}
ATTRIBUTES = ("region", "kind", "role", "gender", "first_time")


class NoSuchMeeting(Unknown):
    """There is no such meeting in the process."""

    asked = "You asked for the meeting “{key}”."
    because = "No registration was opened for it."
    remedy = "The page of registration names the meetings."


class NoSuchRegistration(Unknown):
    """There is no such registration, or not for these eyes."""

    asked = "You asked for a registration."
    because = "There is none that you may know of there."
    remedy = "Look it up on the page of the meeting."


def meetings(process: Process) -> QuerySet[Meeting]:
    """Return the meetings for which people are registered."""
    return Meeting.objects.filter(process=process)


def meeting_named(process: Process, key: str) -> Meeting:
    """Return the meeting with `key`, or raise NoSuchMeeting."""
    found = meetings(process).select_related("process").filter(key=key).first()
    if found is None:
        raise NoSuchMeeting(key=key)
    return found


def today(meeting: Meeting, at: datetime) -> date:
    """Return which day it is where the meeting is held."""
    return at.astimezone(ZoneInfo(meeting.zone)).date()


def registrations(meeting: Meeting, door: Door, *, state: str = "", q: str = "") -> QuerySet[Registration]:
    """Return those whom the actor may look after: the secretariat all, an entity's people its own."""
    found = Registration.objects.visible_to(door.actor, door.process).filter(meeting=meeting)
    if not door.actor.is_one_of(OFFICER):
        found = found.filter(entity=door.actor.entity_id)
    if state:
        found = found.filter(state=state)
    if q:
        found = found.filter(family__icontains=q)
    return found.select_related("entity", "meeting").order_by("pk")


def in_states(meeting: Meeting, door: Door) -> list[tuple[str, str, int]]:
    """Return how many registrations stand in each state: its key, its words, the number."""
    found = registrations(meeting, door).order_by().values_list("state").annotate(count=Count("pk"))
    counted = dict(found.values_list("state", "count"))
    return [(state.value, str(state.label), counted.get(state.value, 0)) for state in State]


def listed(meeting: Meeting) -> QuerySet[Registration]:
    """Return the public list of participants: entity, name and role of those who agreed to be on it, and no more."""
    rows = Registration.objects.unscoped(LISTED).filter(meeting=meeting, state=State.APPROVED, consent="public")
    told = ("given", "family", "role", "entity__name")
    return rows.order_by("entity__name", "family", "pk").select_related("entity").only(*told)


LISTED = "who agreed to be on the public list is told there by name and role, and by nothing else"


def registration_named(door: Door, uuid: UUID) -> Registration:
    """Return a registration that the actor may look after, or raise NoSuchRegistration."""
    rows = Registration.objects.visible_to(door.actor, door.process).filter(uuid=uuid)
    if not door.actor.is_one_of(OFFICER):
        rows = rows.filter(entity=door.actor.entity_id)
    found = rows.select_related("meeting", "meeting__process", "entity").first()
    if found is None:
        raise NoSuchRegistration
    return found


def check(meeting: Meeting, actor: Actor, rows: Sequence[Mapping[str, str]], entity: Entity | None) -> Checked:
    """Check the rows of a list before anybody is named: the secretariat's rows name the entity, others' need not.

    Doubles are looked for among those whom the actor may know: an entity is told nothing of others' people.
    """
    codes = Entity.objects.filter(process=meeting.process).values_list("code", flat=True)
    known = Registration.objects.unscoped(DEED).filter(meeting=meeting).exclude(state__in=GONE)
    if entity:
        rows = [{"entity": entity.code, **{key: value for key, value in row.items() if value}} for row in rows]
        known = known.filter(entity=entity)
    sheet = Sheet(
        required=(*REQUIRED, "entity"),
        entities=frozenset([entity.code] if entity else codes),
        roles=frozenset(Role.values),
        singular=frozenset([Role.HEAD.value]),
        focal_of=entity.code if entity and not actor.is_one_of(OFFICER) else "",
        choices={"first_time": frozenset(YES_NO) - {""}, "consent": frozenset({"nobody", "public"})},
    )
    before = known.values_list("uuid", "given", "family", "email")
    return checked(rows, sheet, [Known(str(key), f"{given} {family}", email) for key, given, family, email in before])


GONE = (State.REFUSED, State.WITHDRAWN)


def standing(meeting: Meeting) -> list[Registration]:
    """Return those approved or waiting, in the order of approval."""
    rows = Registration.objects.unscoped(DEED).filter(meeting=meeting, state__in=(State.APPROVED, State.WAITING))
    return list(rows.order_by("number"))


LAST = 10**9


def with_seats(meeting: Meeting, rows: Sequence[Registration]) -> frozenset[str]:
    """Return who has a seat, by uuid, within the caps: who has one keeps it, then those who wait, in their order."""
    applicants = [
        Applicant(str(row.uuid), str(row.entity_id), "", (row.number or 0) + LAST * (row.state == State.WAITING))
        for row in rows
    ]
    by_entity = {} if meeting.for_an_entity is None else {"": meeting.for_an_entity}
    return frozenset(seated(applicants, by_entity=by_entity, by_category={}, all_=meeting.for_all).seated)


@cache
def _signer(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"badges of meetings\n" + secret.encode()).digest())


def badge_key() -> bytes:
    """Return the public key with which a door tells a genuine badge, without asking the site."""
    return _signer(settings.TRAVAUX_RECORD_KEY).public_key().public_bytes_raw()


def badge_code(registration: Registration) -> str:
    """Return what the QR code of a badge holds: what is printed on it, signed."""
    meeting, entity = registration.meeting, registration.entity
    shown = badges.Badge(
        registration.badge, meeting.key, str(registration), entity.code, registration.role, meeting.first, meeting.last
    )
    return badges.issue(shown, _signer(settings.TRAVAUX_RECORD_KEY).sign)


def read_badge(code: str) -> badges.Badge:
    """Return the badge that a code holds. Raises NotABadge or NotGenuine."""
    return badges.read(code, badge_key(), is_signed)


ON_CREDENTIALS = (Role.HEAD, Role.ALTERNATE, Role.ADVISER, Role.REPRESENTATIVE)


def lacks_credentials(registration: Registration) -> bool:
    """Whether the credentials on which somebody acts were withdrawn, and none came in their place."""
    if registration.role not in ON_CREDENTIALS:
        return False
    rows = Credential.objects.unscoped(DEED).filter(meeting=registration.meeting_id, entity=registration.entity_id)
    return rows.exists() and not rows.exclude(state=Credential.State.WITHDRAWN).exists()


def credentials(meeting: Meeting, door: Door) -> QuerySet[Credential]:
    """Return the credentials for a meeting that the actor may know of: the secretariat all, an entity its own."""
    found = Credential.objects.visible_to(door.actor, door.process).filter(meeting=meeting)
    if not door.actor.is_one_of(OFFICER):
        found = found.filter(entity=door.actor.entity_id)
    return found.select_related("entity", "meeting").order_by("entity__code", "received_at", "pk")


def credential_named(door: Door, uuid: UUID) -> Credential:
    """Return credentials that the actor may know of, or raise NoSuchCredential."""
    rows = Credential.objects.visible_to(door.actor, door.process).filter(uuid=uuid)
    if not door.actor.is_one_of(OFFICER):
        rows = rows.filter(entity=door.actor.entity_id)
    found = rows.select_related("meeting__process", "entity").first()
    if found is None:
        raise NoSuchCredential
    return found


class NoSuchCredential(Unknown):
    """There are no such credentials, or not for these eyes."""

    asked = "You asked for credentials."
    because = "There are none that you may know of there."
    remedy = "Choose from the page of the meeting."


def told_of(registration: Registration) -> dict[str, Any]:
    """Return all that is kept of a person for a meeting, for that person to read or take along."""
    parts = ("given", "family", "email", "role", "function", "gender", "first_time", "consent", "state", "reason")
    days = Attendance.objects.unscoped(DEED).filter(registration=registration).order_by("day")
    return {
        "meeting": registration.meeting.key,
        "entity": registration.entity.name,
        **{part: getattr(registration, part) for part in parts},
        "badge": registration.badge,
        "named_at": registration.named_at.isoformat(),
        "came_on": [each.day.isoformat() for each in days],
        "kept_until": (registration.meeting.last + timedelta(days=registration.meeting.keep_days)).isoformat(),
    }


@dataclass(frozen=True, slots=True)
class DoorRow:
    """What a door without a network is told of a badge: its number and whether it opens."""

    number: str
    entity: str
    opens: bool


def door_list(meeting: Meeting) -> list[DoorRow]:
    """Return every badge that was ever given out for a meeting, and whether it still opens the door."""
    rows = Registration.objects.unscoped(DEED).filter(meeting=meeting, number__isnull=False)
    rows = rows.select_related("entity", "meeting").order_by("number")
    held = Credential.objects.unscoped(DEED).filter(meeting=meeting)
    standing_ = held.exclude(state=Credential.State.WITHDRAWN)
    without = set(held.values_list("entity", flat=True)) - set(standing_.values_list("entity", flat=True))
    return [
        DoorRow(
            row.badge,
            row.entity.code,
            row.state == State.APPROVED and not (row.role in ON_CREDENTIALS and row.entity_id in without),
        )
        for row in rows
    ]


def came(meeting: Meeting, day: date) -> int:
    """Return how many came on a day."""
    return Attendance.objects.unscoped(COUNTED).filter(registration__meeting=meeting, day=day).count()


COUNTED = "how many came is counted, and nobody is named"


def balance_of(meeting: Meeting) -> tuple[Table, ...]:
    """Return the balance of those approved for a meeting; what is personal is told in no small number."""
    rows = Registration.objects.unscoped(COUNTED).filter(meeting=meeting, state=State.APPROVED)
    told = rows.values_list("entity__region", "entity__kind", "role", "gender", "first_time")
    people = [
        dict(zip(ATTRIBUTES, (region, kind, role, gender.casefold(), SAID[first]), strict=True))
        for region, kind, role, gender, first in told
    ]
    return balance(people, ATTRIBUTES, protect=_protected)


SAID = {True: "yes", False: "no", None: ""}


def _protected(counts: Sequence[Sequence[int]], least: int) -> Sequence[Sequence[int | None]]:
    return protected(counts, least)


def words_for(attribute: str, value: str) -> str:
    """Return the words for a value of a balance."""
    known: dict[str, Mapping[str, str]] = {
        "region": {str(key): str(label) for key, label in Region.choices},
        "role": {str(key): str(label) for key, label in Role.choices},
        "kind": {str(key): str(label) for key, label in Entity._meta.get_field("kind").choices or ()},  # noqa: SLF001 - documented
    }
    return known.get(attribute, {}).get(value, value)
