"""Who has an account."""

from secretariat.people.models import Person
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
