"""Admitting those who take part, and seating the persons who act for them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from secretariat.participation import queries
from secretariat.participation.models import Entity, Former, Kind, Membership, Region, Seat
from secretariat.people.access import COFACILITATOR, DELEGATE, FOCAL_POINT, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.people.services import OneselfCannotBeReset, hand_over, taken_away, words_of_the_trade
from secretariat.people.services.handing import Why
from secretariat.processes.access import Door, modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled, Unknown

CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
NOT_IN_A_CODE = re.compile(r"[^A-Z0-9]+")
CODE_AT_MOST = 12
NAME_AT_MOST = 200
BUREAU = (OFFICER, COFACILITATOR)
ROLES = (*BUREAU, DELEGATE, FOCAL_POINT)


class WrongCode(Invalid):
    """The code cannot stand on a chip."""

    asked = "You asked to admit an entity under the code “{code}”."
    because = "A code has capital letters, digits and single hyphens, {at_most} characters at most."
    remedy = "Choose a short code, such as ARL or G12."


class WrongName(Invalid):
    """The name is empty or too long."""

    asked = "You asked to admit an entity under the code “{code}”."
    because = "Its name has {length} characters; it must have between 1 and {at_most}."
    remedy = "Give the name under which it takes part."


class UnknownCategory(Invalid):
    """The kind or the region is none that takes part."""

    asked = "You asked to admit an entity as “{given}”."
    because = "There is no such {category}."
    remedy = "Choose one of: {known}."


class CodeTaken(Changed):
    """Another entity of the process has that code."""

    asked = "You asked to admit an entity under the code “{code}”."
    because = "{name} takes part under that code already."
    rule = "An entity is known by its code on every page, so no two of a process share one."
    remedy = "Choose another code."


class NoGroup(Invalid):
    """Only a group of States has members."""

    asked = "You asked to admit “{name}” with members."
    because = "Only a group of States has members here."
    remedy = "Choose the kind “group”, or leave the members out."


class NothingNew(Invalid):
    """Nothing would change, or not on that day."""

    asked = "You asked to change what “{name}” is called, or who is in it, on {since}."
    because = "Nothing would change by it, the day is still to come, or lies before the last change."
    rule = "A change is entered on its day or after it, one after the other; who is a member does not join again."
    remedy = "Look at the page of the entity, and enter what differs from it."


class UnknownRole(Invalid):
    """There is no such seat."""

    asked = "You asked to seat somebody as “{role}”."
    because = "There is no such role."
    remedy = "Choose one of: {known}."


class SeatNeedsEntity(Invalid):
    """A delegate or a focal point sits for somebody."""

    asked = "You asked to seat somebody as {role}."
    because = "Whoever has that role sits for an entity, and none was named."
    remedy = "Name the entity by its code; admit it first if it does not take part yet."


class SeatOfTheBureau(Invalid):
    """Officers and co-facilitators sit for nobody."""

    asked = "You asked to seat somebody as {role} for {code}."
    because = "Whoever has that role serves the whole process and sits for no entity."
    remedy = "Leave the entity out, or choose the role of a delegate or a focal point."


class NotAState(Invalid):
    """Delegates negotiate, and that is for States."""

    asked = "You asked to seat a delegate for {code}."
    because = "{code} is no State and no group of States."
    rule = "Whoever sits as a delegate negotiates, and the negotiations are between States."
    remedy = "Seat the person as a focal point."


class AdministersNobody(Invalid):
    """Who sits for no entity has no people to look after."""

    asked = "You asked that somebody who sits as {role} look after an entity's people."
    because = "Whoever has that role sits for no entity."
    remedy = "Leave that out, or choose the role of a delegate or a focal point."


class AnotherSignInIsNeeded(NotEntitled):
    """Whoever asks has no charge of the people of this process."""

    asked = "You asked for the people whose sign-in you look after."
    because = "You look after nobody's sign-in in this process."
    rule = "In a process officers look after those who sit there, and administrators after those of their own entity."
    remedy = "Ask the secretariat to make you an administrator of your entity's people."


class BeyondTheCharge(NotEntitled):
    """The account may do more than whoever asks has charge of."""

    asked = "You asked to reset the sign-in of “{username}”."
    because = "That account is one of the staff's, or holds a seat, here or elsewhere, that is not in your charge."
    rule = "A reset hands over the whole account, so your charge must cover all that the account may do."
    remedy = "Ask the secretariat: the staff of this site may reset every sign-in."


class NoSuchSeat(Unknown):
    """The person holds no seat there."""

    asked = "You asked to take the seat of “{username}” in {process} away."
    because = "That person holds no seat there."
    remedy = "Look the seats up on the page of participants."


class NotYourSeat(NotEntitled):
    """The seat is not of those that whoever asks looks after."""

    asked = "You asked to take the seat of “{username}” away."
    because = "It is not one of those that you look after."
    rule = "Officers take away every seat of their process, administrators those of their own entity."
    remedy = "Ask the secretariat, or the administrator of the entity."


words_of_the_trade(queries.names)


@deed("entity admitted")
def admit_entity(  # noqa: PLR0913 - an entity has these parts
    process: Process,
    *,
    code: str,
    name: str,
    kind: str,
    region: str = Region.GLOBAL,
    members: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> Entity:
    """Admit an entity to a process; `members` are the codes of the States of a group.

    Raises WrongCode, WrongName, UnknownCategory, NoGroup, CodeTaken or NoSuchEntity, or the refusal of the modalities.
    """
    require(process, by, "admit_entity", at=at)
    _check(code, name, kind, region, members)
    states = [queries.entity(process, member) for member in members]
    entity = _new(process, code=code, name=name.strip(), kind=kind, region=region, at=at)
    entity.members.set(states)
    Membership.objects.bulk_create(Membership(group=entity, member=each, since=at.date()) for each in states)
    enter(
        "admit_entity",
        process=process.key,
        actor=by.reference,
        subject=f"entity:{entity.uuid}",
        facts={"code": code, "name": entity.name, "kind": kind, "region": region, "members": sorted(members)},
        at=at,
    )
    return entity


def _check(code: str, name: str, kind: str, region: str, members: Sequence[str]) -> None:
    if not CODE.fullmatch(code) or len(code) > CODE_AT_MOST:
        raise WrongCode(code=code, at_most=CODE_AT_MOST)
    if not 0 < len(name.strip()) <= NAME_AT_MOST:
        raise WrongName(code=code, length=len(name.strip()), at_most=NAME_AT_MOST)
    for given, category, known in ((kind, "kind", Kind.values), (region, "region", Region.values)):
        if given not in known:
            raise UnknownCategory(given=given, category=category, known=", ".join(known))
    if members and kind != Kind.GROUP:
        raise NoGroup(name=name)


def _new(process: Process, *, code: str, at: datetime, **parts: str) -> Entity:
    """Write the row; the number of those before it gives the entity its tint."""
    ordinal = queries.entities(process).count()
    entity, is_new = Entity.objects.get_or_create(
        process=process, code=code, defaults={**parts, "ordinal": ordinal, "admitted_at": at}
    )
    if not is_new:
        raise CodeTaken(code=code, name=entity.name)
    return entity


def enrolled(process: Process, *, like: str, name: str, kind: str, region: str, at: datetime) -> Entity:
    """Let an entity take part under a code made from its acronym or name; part of the deed that admits it."""
    words = NOT_IN_A_CODE.split(like.upper())
    letters = "".join(words) if len(words) == 1 else "".join(word[:1] for word in words)
    base = letters[: CODE_AT_MOST - 4] or "ORG"
    taken = set(queries.entities(process).filter(code__startswith=base).values_list("code", flat=True))
    free = (code for code in (base, *(f"{base}-{i}" for i in range(2, 1000))) if code not in taken)
    return _new(process, code=next(free), name=name, kind=kind, region=region, at=at)


@deed("entity renamed")
def rename_entity(entity: Entity, *, name: str, kind: str, region: str, since: date, by: Actor, at: datetime) -> Entity:
    """Let an entity go on under another name or in another category from a day on; what it was stays beside it.

    Raises WrongName, UnknownCategory, NoGroup or NothingNew, or the refusal of the modalities.
    """
    process = entity.process
    require(process, by, "rename_entity", at=at)
    entity = Entity.objects.select_for_update(of=("self",)).select_related("process").get(pk=entity.pk)
    members = list(entity.members.values_list("code", flat=True))
    _check(entity.code, name, kind, region, members)
    before = {"name": entity.name, "kind": entity.kind, "region": entity.region}
    after = {"name": name.strip(), "kind": kind, "region": region}
    last = entity.former.order_by("-until").first()
    if before == after or since > at.date() or (last and since < last.until):
        raise NothingNew(name=entity.name, since=since)
    Former.objects.create(entity=entity, until=since, **before)
    Entity.objects.filter(pk=entity.pk).update(**after)
    entity.refresh_from_db()
    facts = {"code": entity.code, "before": before, "after": after, "since": since.isoformat()}
    _entered("rename_entity", entity, facts, by=by, at=at)
    return entity


@deed("members of a group changed")
def change_members(
    group: Entity, *, joined: Sequence[str] = (), left: Sequence[str] = (), on: date, by: Actor, at: datetime
) -> Entity:
    """Let States join or leave a group on a day; what the group did before is not theirs.

    Raises NoGroup, NothingNew or NoSuchEntity, or the refusal of the modalities.
    """
    process = group.process
    require(process, by, "change_members", at=at)
    if group.kind != Kind.GROUP:
        raise NoGroup(name=group.name)
    Entity.objects.select_for_update().get(pk=group.pk)
    coming = [queries.entity(process, code) for code in joined]
    going = [queries.entity(process, code) for code in left]
    held = {row.member_id: row for row in Membership.objects.filter(group=group, until=None)}
    is_late = any(held[each.pk].since > on for each in going if each.pk in held)
    if not (coming or going) or on > at.date() or is_late or _misplaced(held, coming, going):
        raise NothingNew(name=group.name, since=on)
    for each in going:
        Membership.objects.filter(pk=held[each.pk].pk).update(until=on)
    Membership.objects.bulk_create(Membership(group=group, member=each, since=on) for each in coming)
    group.members.remove(*going)
    group.members.add(*coming)
    facts = {"code": group.code, "joined": sorted(joined), "left": sorted(left), "on": on.isoformat()}
    _entered("change_members", group, facts, by=by, at=at)
    return group


def _misplaced(held: Mapping[int, Membership], coming: Sequence[Entity], going: Sequence[Entity]) -> bool:
    """Whether one joins who is a member, or leaves who is none, or is named twice."""
    named = [each.pk for each in (*coming, *going)]
    wrong = [each.pk in held for each in coming] + [each.pk not in held for each in going]
    return any(wrong) or len(set(named)) < len(named)


def _entered(name: str, entity: Entity, facts: Mapping[str, object], *, by: Actor, at: datetime) -> None:
    subject = f"entity:{entity.uuid}"
    enter(name, process=entity.process.key, actor=by.reference, subject=subject, facts=dict(facts), at=at)


@deed("person seated")
def seat_person(
    process: Process,
    *,
    person: Person,
    role: str,
    entity: Entity | None = None,
    administers: bool = False,
    by: Actor,
    at: datetime,
) -> Seat:
    """Give a person a seat in a process; one who had a seat there changes to the new one.

    Who `administers` looks after the sign-in of the entity's people. Raises UnknownRole, SeatNeedsEntity,
    SeatOfTheBureau, AdministersNobody, NotAState or NoSuchEntity, or the refusal of the modalities.
    """
    require(process, by, "seat_person", at=at)
    _check_seat(process, role, entity)
    if administers and not entity:
        raise AdministersNobody(role=role)
    before = queries.actor(person, process)
    seat, is_new = Seat.objects.update_or_create(
        process=process,
        person=person,
        defaults={"role": role, "entity": entity, "administers": administers, "since": at},
    )
    facts: dict[str, str | bool] = {
        "role": role,
        "entity": entity.code if entity else "",
        "before": "" if is_new else before.reference,
    }
    if administers:
        facts["administers"] = True
    enter("seat_person", process=process.key, actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return seat


def _check_seat(process: Process, role: str, entity: Entity | None) -> None:
    if role not in ROLES:
        raise UnknownRole(role=role, known=", ".join(ROLES))
    if role in BUREAU and entity:
        raise SeatOfTheBureau(role=role, code=entity.code)
    if role not in BUREAU and not entity:
        raise SeatNeedsEntity(role=role)
    if entity and entity.process_id != process.pk:
        raise queries.NoSuchEntity(code=entity.code, process=process.key)
    if role == DELEGATE and entity and entity.kind not in {Kind.STATE, Kind.GROUP}:
        raise NotAState(code=entity.code)


@deed("seat vacated")
def vacate_seat(process: Process, *, person: Person, by: Actor, at: datetime) -> Person:
    """Take a person's seat in a process away: from the next request on the person is a visitor there.

    Sessions go on, for what they may do is asked at each door. Raises NoSuchSeat or NotYourSeat, or the refusal of the
    modalities; a process file from before this deed leaves it to whoever seats.
    """
    known = modalities_of(process).rules_on("vacate_seat")
    require(process, by, "vacate_seat" if known else "seat_person", at=at)
    if not (seat := queries.seats(process).select_for_update(of=("self",)).filter(person=person).first()):
        raise NoSuchSeat(username=person.username, process=process.key)
    if not queries.charges(Door(process, by, at)).filter(pk=seat.pk).exists():
        raise NotYourSeat(username=person.username)
    facts = {"role": seat.role, "entity": seat.entity.code if seat.entity else ""}
    seat.delete()
    enter("vacate_seat", process=process.key, actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return person


def unseated(process: Process, entity: Entity) -> int:
    """Take the seats of those who act for an entity away; part of the deed that withdraws its credentials."""
    seats = queries.seats(process).filter(entity=entity, role=DELEGATE)
    count = len(seats)
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).delete()
    return count


@deed("colleague's sign-in reset")
def reset_colleague(process: Process, *, person: Person, site: str, by: Actor, at: datetime) -> str:
    """Take away all with which somebody of the own charge signs in; returns and mails as `people` `reset_sign_in` does.

    No process file rules on it: an account belongs to no process. Raises OneselfCannotBeReset or BeyondTheCharge.
    """
    if by.person == person:
        raise OneselfCannotBeReset
    if not queries.has_charge_of(by, person):
        raise BeyondTheCharge(username=person.username)
    facts = taken_away(person)
    subject = f"person:{person.uuid}"
    enter("reset_colleague", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return hand_over(person, Why.RESET, site=site, by=by, at=at, process=process.key)
