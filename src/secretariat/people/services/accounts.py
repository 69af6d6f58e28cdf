"""Accounts: who can sign in. What somebody may do is a matter of seats, not of accounts."""

import logging
from datetime import datetime
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from secretariat.people.access import Actor
from secretariat.people.models import Person
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled

ACCOUNT_AT_MOST, NAME_AT_MOST = 150, 200  # as in the models, Django's and ours

security = logging.getLogger("travaux.security")


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


class NotAnAddress(Invalid):
    """Mail cannot be sent there."""

    asked = "You gave “{email}” as the address of “{username}”."
    because = "Mail cannot be sent to such an address."
    remedy = "Correct it, or leave it out: then a reset of the sign-in is handed over by whoever asked for it."


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


def may_add(by: Actor) -> None:
    """Return if `by` may open accounts; else raise MayNotAdd."""
    if not by.runs_site:
        raise MayNotAdd


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

    Without a password nobody can sign in with one. Raises MayNotAdd, NotAName, NameTaken, NotAnAddress or WeakPassword.
    """
    may_add(by)
    person = Person(username=username, name=name, is_staff=staff, email=email, date_joined=at)
    _check_name(person)
    _check_address(person)
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
        person.clean_fields(exclude=["password", "email"])
    except ValidationError:
        raise NotAName(username=person.username) from None
    if Person.objects.filter(username__iexact=person.username).exists():
        raise NameTaken(username=person.username)


def _check_address(person: Person) -> None:
    try:
        if person.email:
            validate_email(person.email)
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
    returned; where no address is known it is returned, for whoever asked to hand it over. Raises MayNotReset or
    OneselfCannotBeReset.
    """
    may_reset(by)
    if by.person == person:
        raise OneselfCannotBeReset
    facts = taken_away(person)
    enter("reset_sign_in", process="", actor=by.reference, subject=f"person:{person.uuid}", facts=facts, at=at)
    return way_back(person, site)


def taken_away(person: Person) -> dict[str, int]:
    """Take away all with which `person` signs in, end the sessions, and return how many of each there were."""
    person.set_unusable_password()  # ends every session too: each holds a hash of the password
    person.save(update_fields=["password"])
    person.refresh_from_db()  # the link is bound to the account as it is kept, not as it was when it was read
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    if apps.is_installed("allauth.socialaccount"):
        ties: Any = apps.get_model("socialaccount", "SocialAccount")  # type: ignore[misc] # there with an issuer only
        ties.objects.filter(user=person).delete()
    factors, _each = Authenticator.objects.filter(user=person).delete()
    security.warning("event=sign_in_reset person=%s factors=%d", person.uuid, factors)
    return {"factors": factors, "sessions": len(sessions)}


def way_back(person: Person, site: str) -> str:
    """Mail `person` the link with which a password is set once; return it where no address is known."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    link = site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    if not person.email:
        return link
    body = render_to_string("people/mail/reset_by.txt", {"link": link, "username": person.username})
    send_mail(_("Your sign-in was reset"), body, None, [person.email])
    return ""
