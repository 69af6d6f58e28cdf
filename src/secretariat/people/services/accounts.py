"""Accounts: who can sign in. What somebody may do is a matter of seats, not of accounts."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from secretariat.frame import logs
from secretariat.people.access import Actor
from secretariat.people.models import Handover, Person
from secretariat.people.services.handing import hand_over
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled

ACCOUNT_AT_MOST, NAME_AT_MOST = 150, 200  # as in the models, Django's and ours

Why = Handover.Why


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
    rule = (
        "A password has at least 12 characters, and no common one, no name of this site or of the account, no row and "
        "no repeat makes up the most of it. Signs of this or that kind are not asked for."
    )
    remedy = "Choose a longer one, for instance four words that have nothing to do with each other."


class NotAnAddress(Invalid):
    """Mail cannot be sent there."""

    asked = "You gave “{email}” as the address of “{username}”."
    because = "Mail cannot be sent to such an address."
    remedy = "Correct it, or leave it out: then the link that sets the password is shown to whoever asked for it."


class MayNotReset(NotEntitled):
    """Whose sign-in it is, is not for this person to reset."""

    asked = "You asked to reset somebody's sign-in."
    because = "On the whole site that is for its staff."
    rule = "A reset hands over the whole account, with all that it may do anywhere."
    remedy = "Ask the staff of this site; the operator's command is `travaux people reset`."


class OneselfCannotBeReset(Changed):
    """Whoever can ask is signed in, and needs no reset."""

    asked = "You asked to reset your own sign-in."
    because = "You are signed in."
    rule = "A reset takes the second factor away, so somebody else has to see to it."
    remedy = "Change your password or your second factor on the page of your account, or ask a colleague."


class MayNotClose(NotEntitled):
    """Only the staff of the installation closes accounts, and opens them again."""

    asked = "You asked to close an account, or to open it again."
    because = "That is for the staff of this site."
    rule = "An account belongs to the site, and closing it ends all that its person does in whichever process."
    remedy = "Take the seat in your process away, or ask the staff; the operator's command is `travaux people close`."


class OneselfCannotBeClosed(Changed):
    """Whoever closes the own account could not open it again."""

    asked = "You asked to close your own account."
    because = "You are signed in with it, and could not open it again."
    rule = "Somebody else of the staff, or the operator, closes an account of the staff."
    remedy = "Ask a colleague, or the operator."


class AccountIsClosed(Changed):
    """Nobody can sign in with the account, whatever is done for its sign-in."""

    asked = "You asked to close the account “{username}”, or to reset its sign-in."
    because = "It is closed."
    remedy = "Open it again first, if its person is to come back (`travaux people reopen`)."


class AccountIsOpen(Changed):
    """Only what is closed is opened again."""

    asked = "You asked to open the account “{username}” again."
    because = "It is open."
    remedy = "If its person cannot sign in, reset the sign-in."


def may_add(by: Actor) -> None:
    """Return if `by` may open accounts; else raise MayNotAdd."""
    if not by.runs_site:
        raise MayNotAdd


def may_close(by: Actor) -> None:
    """Return if `by` may close accounts and open them again; else raise MayNotClose."""
    if not by.runs_site:
        raise MayNotClose


def may_reset(by: Actor) -> None:
    """Return if `by` may reset anybody's sign-in; else raise MayNotReset."""
    if not by.runs_site:
        raise MayNotReset


@deed("account opened")
def register_person(
    username: str,
    *,
    name: str,
    password: str | None,
    staff: bool = False,
    email: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Open an account; the record keeps that it was opened, and neither its name nor the person's.

    Whoever chooses the password knows it: that is for the operator of the command line. Without one nobody can sign in
    with a password. Raises MayNotAdd, NotAName, NameTaken, NotAnAddress or WeakPassword.
    """
    may_add(by)
    person = _opened(Person(username=username, name=name, is_staff=staff, email=email, date_joined=at), password)
    subject = f"person:{person.uuid}"
    enter("register_person", process="", actor=by.reference, subject=subject, facts={"staff": staff}, at=at)
    return person


@deed("account opened, to be signed in with by a link")
def open_account(
    username: str, *, name: str, staff: bool = False, email: str = "", site: str, by: Actor, at: datetime
) -> str:
    """Open an account whose password its person sets by a link, so that nobody else ever knows one.

    The link is mailed; where no address is given it is returned, to be handed over, and the person is told so at the
    first sign-in. `site` is the address with which it begins. Raises as `register_person` does.
    """
    may_add(by)
    person = _opened(Person(username=username, name=name, is_staff=staff, email=email, date_joined=at), None)
    facts = {"staff": staff, "shown": not email}
    enter("open_account", process="", actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return hand_over(person, Why.OPENED, site=site, by=by, at=at)


def _opened(person: Person, password: str | None) -> Person:
    _check_name(person)
    _check_address(person)
    if password is not None:
        _check_password(password, person)
    person.set_password(password)
    person.save()
    return person


def _check_name(person: Person) -> None:
    try:
        person.clean_fields(exclude=["password", "email"])
    except ValidationError:
        raise NotAName(username=person.username) from None
    if Person.objects.filter(username__iexact=person.username).exists():
        raise NameTaken(username=person.username)


def _check_address(person: Person) -> None:
    try:
        if person.email:
            validate_email(person.email)
            Person.email.field.clean(person.email, person)
    except ValidationError:
        raise NotAnAddress(username=person.username, email=person.email) from None


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise WeakPassword(username=person.username, why=" ".join(weak.messages)) from None


@deed("sign-in reset")
def reset_sign_in(person: Person, *, site: str, by: Actor, at: datetime) -> str:
    """Take password, second factors and sessions away, and hand out a link with which a new password is set once.

    `site` is the address of the site, which the link begins with. The link is mailed to the person and nothing is
    returned; where no address is known it is returned, for whoever asked to hand it over. The person is told either
    way, at the next sign-in. Raises MayNotReset, OneselfCannotBeReset or AccountIsClosed.
    """
    may_reset(by)
    if by.person == person:
        raise OneselfCannotBeReset
    facts = taken_away(person)
    enter("reset_sign_in", process="", actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return hand_over(person, Why.RESET, site=site, by=by, at=at)


@deed("account closed")
def close_account(person: Person, *, by: Actor, at: datetime) -> Person:
    """Close an account: nobody signs in with it, sessions and factors end. What its person did stays attributed.

    Seats stay, for they say who sat where; `participation` takes them away. Raises MayNotClose, OneselfCannotBeClosed
    or AccountIsClosed.
    """
    may_close(by)
    if by.person == person:
        raise OneselfCannotBeClosed
    facts = taken_away(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    enter("close_account", process="", actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return person


@deed("account opened again")
def reopen_account(person: Person, *, site: str, by: Actor, at: datetime) -> str:
    """Open a closed account again, with a link as for a new one. Raises MayNotClose or AccountIsOpen."""
    may_close(by)
    if not Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise AccountIsOpen(username=person.username)
    person.refresh_from_db()
    facts = {"shown": not person.email}
    enter("reopen_account", process="", actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return hand_over(person, Why.REOPENED, site=site, by=by, at=at)


def taken_away(person: Person) -> dict[str, int]:
    """Take away all with which `person` signs in, end the sessions, and return how many of each there were.

    Raises AccountIsClosed.
    """
    person.refresh_from_db()
    if not person.is_active:
        raise AccountIsClosed(username=person.username)
    person.set_unusable_password()  # ends every session too: each holds a hash of the password
    person.save(update_fields=["password"])
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    if apps.is_installed("allauth.socialaccount"):
        ties: Any = apps.get_model("socialaccount", "SocialAccount")  # type: ignore[misc] # there with an issuer only
        ties.objects.filter(user=person).delete()
    factors, _each = Authenticator.objects.filter(user=person).delete()
    logs.tell("sign_in_taken_away", person=str(person.uuid), factors=factors)
    return {"factors": factors, "sessions": len(sessions)}
