"""Who takes part, and who sits where."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from secretariat.participation.models import Entity, Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from secretariat.processes.queries import process_named
from travaux.refusal import Unknown


class NoSuchEntity(Unknown):
    asked = "You named “{code}”."
    because = "No entity takes part in {process} under that code."
    remedy = "Choose one from the list of participants, or ask the secretariat to admit it."


class NoSuchPerson(Unknown):
    asked = "You asked to act as “{username}”."
    because = "Nobody has that account name."
    remedy = "Give the name under which the person signs in."


def entities(process: Process) -> QuerySet[Entity]:
    """Return the entities that take part, by code."""
    return Entity.objects.filter(process=process)


def entity(process: Process, code: str) -> Entity:
    """Return the entity with `code`, or raise NoSuchEntity."""
    try:
        return Entity.objects.get(process=process, code=code)
    except Entity.DoesNotExist:
        raise NoSuchEntity(code=code, process=process.key) from None


def actor(person: Person | AnonymousUser, process: Process) -> Actor:
    """Return the capacity in which `person` acts in `process`: that of the seat held, or a visitor's."""
    if not isinstance(person, Person):
        return Actor()
    seat = Seat.objects.select_related("entity").filter(process=process, person=person).first()
    if seat is None:
        return Actor(person=person)
    code = seat.entity.code if seat.entity else ""
    return Actor(person=person, role=seat.role, entity=code, entity_id=seat.entity_id)


def door(process_key: str, *, username: str, at: datetime) -> Door:
    """Open the door for a command: `username` acts in its seat; without one, the operator acts as an officer."""
    process = process_named(process_key)
    if not username:
        return Door(process, Actor(role=OFFICER), at)
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise NoSuchPerson(username=username)
    return Door(process, actor(person, process), at)
