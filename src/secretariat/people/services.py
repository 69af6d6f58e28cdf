"""Accounts: who can sign in. What somebody may do is a matter of seats, not of accounts."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from secretariat.people.access import Actor
from secretariat.people.models import Person
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled

ACCOUNT_AT_MOST, NAME_AT_MOST = 150, 200  # as in the models, Django's and ours


class MayNotAdd(NotEntitled):
    """Only the staff of the installation opens accounts."""

    asked = "You asked to open an account."
    because = "That is for the staff of this site."
    rule = "An account belongs to the site and to no process, so the rules of a process cannot give that right."
    remedy = "Sign in as one of the staff, or ask the operator, whose command is `travaux people add`."


class NameTaken(Changed):
    """Somebody signs in under that name."""

    asked = "You asked to open an account under the name “{username}”."
    because = "Somebody already signs in under that name."
    remedy = "Choose another name."


class NotAName(Invalid):
    """The name is empty, too long, or holds other characters than a name of an account may."""

    asked = "You asked to open an account under the name “{username}”."
    because = "It is not a name under which one can sign in."
    rule = "Letters of any script, digits and @ . + - _ only; at most 150 characters."
    remedy = "Choose another name."


class WeakPassword(Invalid):
    """The password can be guessed."""

    asked = "You chose a password for “{username}”."
    because = "It can be guessed: {why}"
    rule = "A password has at least 12 characters, is not a common one, and is not like the name."
    remedy = "Choose a longer one, for instance four words that have nothing to do with each other."


def may_add(by: Actor) -> None:
    """Return if `by` may open accounts; else raise MayNotAdd."""
    if not by.runs_site:
        raise MayNotAdd


@deed("account opened")
def register_person(
    username: str, *, name: str, password: str | None, staff: bool = False, by: Actor, at: datetime
) -> Person:
    """Open an account; the record keeps that it was opened, and neither its name nor the person's.

    Without a password nobody can sign in with one. Raises MayNotAdd, NotAName, NameTaken or WeakPassword.
    """
    may_add(by)
    person = Person(username=username, name=name, is_staff=staff, date_joined=at)
    _check_name(person)
    if password is not None:
        _check_password(password, person)
    person.set_password(password)
    person.save()
    enter(
        "register_person",
        process="",
        actor=by.reference,
        subject=f"person:{person.uuid}",
        facts={"staff": staff},
        at=at,
    )
    return person


def _check_name(person: Person) -> None:
    try:
        person.clean_fields(exclude=["password"])
    except ValidationError:
        raise NotAName(username=person.username) from None
    if Person.objects.filter(username=person.username).exists():
        raise NameTaken(username=person.username)


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise WeakPassword(username=person.username, why=" ".join(weak.messages)) from None
