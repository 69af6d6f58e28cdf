"""Who has an account."""

from django.db.models import QuerySet

from secretariat.people.models import Handover, Person
from travaux.refusal import Unknown


class NoSuchPerson(Unknown):
    """Nobody has that account."""

    asked = "You named the account “{username}”."
    because = "Nobody has that account name."
    remedy = "Give the name under which the person signs in."


def person_named(username: str) -> Person:
    """Return the person who signs in as `username`, or raise NoSuchPerson."""
    try:
        return Person.objects.get(username=username)
    except Person.DoesNotExist:
        raise NoSuchPerson(username=username) from None


def still_there(pk: int) -> Person | None:
    """Return the person whom a ticket of ours names, unless the account was closed."""
    return Person.objects.filter(pk=pk, is_active=True).first()


def untold(person: Person) -> QuerySet[Handover]:
    """Return the links handed out for the account of which its person has not been told, newest first."""
    return Handover.objects.filter(person=person, acknowledged_at=None)


def handovers(person: Person) -> QuerySet[Handover]:
    """Return all links ever handed out for the account, newest first."""
    return Handover.objects.filter(person=person)
