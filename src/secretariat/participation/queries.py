"""Who takes part, and who sits where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from secretariat.participation.models import Entity, Kind, Membership, Region, Seat
from secretariat.people.access import DELEGATE, OFFICER, Actor, outside_processes
from secretariat.people.models import Person
from secretariat.people.queries import person_named
from secretariat.processes.access import Door, modalities_of
from secretariat.processes.models import Process
from secretariat.processes.queries import process_named
from travaux.modalities import Rule
from travaux.modalities.arrangements import Category
from travaux.refusal import Unknown


class NoSuchEntity(Unknown):
    """No entity takes part under that code."""

    asked = "You named “{code}”."
    because = "No entity takes part in {process} under that code."
    remedy = "Choose one from the list of participants, or ask the secretariat to admit it."


def entities(process: Process) -> QuerySet[Entity]:
    """Return the entities that take part, by code."""
    return Entity.objects.filter(process=process)


def entity(process: Process, code: str) -> Entity:
    """Return the entity with `code`, or raise NoSuchEntity."""
    try:
        return Entity.objects.get(process=process, code=code)
    except Entity.DoesNotExist:
        raise NoSuchEntity(code=code, process=process.key) from None


def called_on(entity: Entity, day: date) -> tuple[str, str]:
    """Return what an entity was called on a day, and of which kind it was; the first that is known before that."""
    then = entity.former.filter(until__gt=day).order_by("until", "pk").first()
    return (then.name, then.kind) if then else (entity.name, entity.kind)


def members_on(group: Entity, day: date) -> list[str]:
    """Return the codes of those who were members of a group on a day; who leaves on it is none any more."""
    rows = Membership.objects.filter(group=group, since__lte=day).exclude(until__lte=day)
    return list(rows.order_by("member__code").values_list("member__code", flat=True))


def memberships(entity: Entity) -> QuerySet[Membership]:
    """Return the memberships of a group with their days, or those that a State holds."""
    rows = Membership.objects.filter(Q(group=entity) | Q(member=entity)).select_related("group", "member")
    return rows.order_by("group__code", "member__code", "since")


def names() -> list[str]:
    """Return what everybody here would try as a password: names, codes and titles, of whichever process."""
    entities_ = [word for pair in Entity.objects.values_list("code", "name") for word in pair]
    return [*entities_, *(word for pair in Process.objects.values_list("key", "title") for word in pair)]


def list_of(process: Process) -> QuerySet[Entity]:
    """Return the entities that take part, by code, each with its members."""
    return entities(process).order_by("code").prefetch_related("members")


@dataclass(frozen=True, slots=True)
class Balance:
    """How many entities of each kind take part from each region: a row a kind, a column a region, with the sums."""

    regions: tuple[Region, ...]
    rows: tuple[tuple[Kind, tuple[int, ...], int], ...]

    @property
    def of_regions(self) -> tuple[int, ...]:
        """The sum of each region."""
        return tuple(sum(counts[i] for _, counts, _ in self.rows) for i in range(len(self.regions)))

    @property
    def everybody(self) -> int:
        """The sum of all."""
        return sum(total for _, _, total in self.rows)


def balance(process: Process) -> Balance:
    """Return the balance of those who take part; a kind of which there is none is left out, a region never."""
    counted = entities(process).order_by().values_list("kind", "region").annotate(count=Count("id"))
    counts = {(kind, region): count for kind, region, count in counted}
    regions = tuple(Region)
    rows = [(kind, tuple(counts.get((kind, region), 0) for region in regions)) for kind in Kind]
    return Balance(regions, tuple((kind, row, sum(row)) for kind, row in rows if any(row)))


@dataclass(frozen=True, slots=True)
class Right:
    """An act, with who may do it in each phase, in the order of the phases: roles and the paragraphs that say so."""

    act: str
    phases: tuple[tuple[tuple[str, ...], str], ...]


# Acts of taking part, each with the deed that is asked of the process file.
ACTS = {
    "apply": "begin_application",
    "register": "register_people",
    "submit": "file_submission",
    "propose": "table_proposal",
    "position": "take_position",
    "vote": "record_vote",
    "object": "object_to_name",
}


def rights(process: Process) -> tuple[Right, ...]:
    """Return who may do what in which phase, as the process file has it: what is asked at each door."""
    modalities = modalities_of(process)
    return tuple(
        Right(act, tuple(_given(modalities.rules_on(deed), phase.key) for phase in modalities.phases))
        for act, deed in ACTS.items()
    )


def _given(rules: Iterable[Rule], phase: str) -> tuple[tuple[str, ...], str]:
    """Return the roles to which rules give a deed in a phase, and their paragraphs."""
    holding = [rule for rule in rules if not rule.phases or phase in rule.phases]
    roles = dict.fromkeys(role for rule in holding for role in rule.roles)
    return tuple(roles), ", ".join(dict.fromkeys(rule.paragraph for rule in holding))


def attendance(process: Process) -> tuple[tuple[str, ...], list[tuple[Category, list[bool]]]]:
    """Return the kinds of meeting in their order, and at which of them each category has a part."""
    modalities = modalities_of(process)
    kinds = tuple(dict.fromkeys(event.kind for event in modalities.events))
    keys = {kind: {event.key for event in modalities.events if event.kind == kind} for kind in kinds}
    rows = [
        (category, [not category.events or bool(keys[kind] & set(category.events)) for kind in kinds])
        for category in modalities.participation
    ]
    return kinds, rows


def seats(process: Process) -> QuerySet[Seat]:
    """Return the seats of `process` with those who hold them, for the secretariat's eyes only."""
    return Seat.objects.filter(process=process).select_related("person", "entity").order_by("role", "person__username")


def addresses_of_states(process: Process) -> list[tuple[str, str]]:
    """Return the addresses, with their languages, of those who sit for Member States: of whom mail can reach."""
    return addresses_of(process, roles=[DELEGATE], kinds=[Kind.STATE])


def addresses_of(process: Process, *, roles: Collection[str], kinds: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the addresses, with their languages, of those who hold one of `roles`, for entities of one of `kinds`."""
    rows = Seat.objects.filter(process=process, role__in=roles, person__is_active=True)
    if kinds:
        rows = rows.filter(entity__kind__in=kinds)
    return list(rows.exclude(person__email="").order_by("pk").values_list("person__email", "person__language"))


def charges(door: Door) -> QuerySet[Seat]:
    """Return the seats whose holders' sign-in the actor looks after: an officer all, an administrator the entity's."""
    if door.actor.is_one_of(OFFICER):
        return seats(door.process)
    return seats(door.process).filter(entity=door.actor.entity_id) if door.actor.administers else Seat.objects.none()


def has_charge_of(by: Actor, person: Person) -> bool:
    """Whether all that `person` may do anywhere is under the charge of `by`, so that a reset hands over nothing more.

    Of every seat that the person holds, in whichever process, `by` must be the process's officer or the administrator
    of its entity. Nobody but staff has charge of staff, or of one who holds no seat.
    """
    if by.runs_site:
        return True
    held = set(Seat.objects.filter(person=person).values_list("process", "entity"))
    own = Seat.objects.filter(person=by.person)
    processes = set(own.filter(role=OFFICER).values_list("process", flat=True))
    entities_ = set(own.filter(administers=True).values_list("entity", flat=True))
    covered = all(process in processes or (entity and entity in entities_) for process, entity in held)
    return bool(held) and covered and not person.is_staff and person.is_active


def actor(person: Person | AnonymousUser, process: Process) -> Actor:
    """Return the capacity in which `person` acts in `process`: that of the seat held, or a visitor's.

    While no officer of the process can sign in, the staff of the site act as its officers: somebody must seat one.
    """
    if not isinstance(person, Person):
        return Actor()
    seat = Seat.objects.select_related("entity").filter(process=process, person=person).first()
    if seat is None:
        officers = Seat.objects.filter(process=process, role=OFFICER, person__is_active=True)
        is_new = person.is_staff and not officers.exists()
        return outside_processes(person) if is_new else Actor(person=person)
    code = seat.entity.code if seat.entity else ""
    return Actor(person, seat.role, code, seat.entity_id, administers=seat.administers)


def door(process_key: str, *, username: str, at: datetime) -> Door:
    """Open the door for a command: `username` acts in its seat; without one, the operator acts as an officer."""
    process = process_named(process_key)
    if not username:
        return Door(process, Actor(role=OFFICER), at)
    return Door(process, actor(person_named(username), process), at)
