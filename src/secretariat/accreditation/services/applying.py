"""Applying for accreditation: begun with a name and an address, gone on with by link, handed in when it is whole."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language

from secretariat.accreditation import queries
from secretariat.accreditation.models import RELEVANT, Application
from secretariat.accreditation.services.telling import tell_applicant
from secretariat.frame.scope import DEED
from secretariat.participation.models import Region
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid

State = Application.State
AT_ONCE = 3
OPEN_TO_ITS_HOLDER = (State.DRAFT, State.RETURNED)


class NoListNamed(Invalid):
    """The application names no list."""

    asked = "You began an application."
    because = "It names no list."
    rule = "An organization applies for one or more of the lists that the modalities of the process know."
    remedy = "Choose one of them, or both."


class WrongValue(Invalid):
    """What was given cannot stand there."""

    asked = "You gave “{given}” for {part}."
    because = "{why}"
    remedy = "Correct it; what you typed is kept in the form."


class TooManyBegun(Changed):
    """One address has begun several applications and handed in none of them."""

    asked = "You began an application under {email}."
    because = "{number} applications were begun under that address and are not handed in."
    rule = "Under one address a few applications may be open at once, so that nobody's mailbox is filled."
    remedy = "Go on with one of them: each was mailed its link."


class NotWithYou(Changed):
    """The application is no longer in the hands of the applicant."""

    asked = "You asked to change your application."
    because = "It stands as: {state}."
    rule = "An application is changed until it is handed in, and again where the secretariat sends it back."
    remedy = "Write to the secretariat if something in it has changed."


class StillMissing(Invalid):
    """The application is not whole."""

    asked = "You asked to hand in your application."
    because = "There is still something missing: {parts}."
    remedy = "Fill in the steps that are marked as not done."


@deed("application begun")
def begin_application(  # noqa: PLR0913 - what an application begins with
    process: Process,
    *,
    lists: Iterable[str],
    name: str,
    contact: str,
    email: str,
    page: str,
    by: Actor,
    at: datetime,
) -> tuple[Application, str]:
    """Begin an application; return it with the secret of its link, which is mailed and kept nowhere.

    `page` is the address of an application with “TOKEN” where the secret stands. Raises NoListNamed, WrongValue,
    TooManyBegun, or the refusal of the modalities.
    """
    require(process, by, "begin_application", at=at)
    wanted = list(dict.fromkeys(queries.list_named(process, each).key for each in lists if each))
    if not wanted:
        raise NoListNamed
    given = checked({"name": name, "contact": contact, "email": email})
    _check_few(process, email)
    token = secrets.token_urlsafe(24)
    application = Application.objects.create(
        process=process,
        link=queries.digest_of(token),
        wanted=f" {' '.join(wanted)} ",
        **given,
        language=get_language() or "",
        begun_at=at,
    )
    tell_applicant(application, "begun", link=page.replace("TOKEN", token))
    _entered("begin_application", application, {"lists": wanted}, by=by, at=at)
    return application, token


def _check_few(process: Process, email: str) -> None:
    rows = Application.objects.unscoped(DEED).filter(process=process, email__iexact=email, state=State.DRAFT)
    if rows.count() >= AT_ONCE:
        raise TooManyBegun(email=email, number=AT_ONCE)


@deed("application gone on with")
def save_application(
    application: Application, *, step: str, given: Mapping[str, Any], by: Actor, at: datetime
) -> Application:
    """Keep what was said in one step, whole or not. Raises NotWithYou, NoSuchStep, WrongValue."""
    require(application.process, by, "save_application", at=at)
    application = _in_hand(application)
    if step not in queries.STEPS:
        raise queries.NoSuchStep(step=step)
    values = checked({part: given[part] for part in queries.STEPS[step] if part in given})
    for part, value in values.items():
        setattr(application, part, value)
    if application.women is not None and application.women > (application.representatives or 0):
        raise WrongValue(given=application.women, part="women", why="There are more than people in all.")
    application.save()
    facts = {"step": step, "missing": len(queries.missing(application)[step])}
    _entered("save_application", application, facts, by=by, at=at)
    return application


@deed("application handed in")
def hand_in_application(application: Application, *, by: Actor, at: datetime) -> Application:
    """Hand in an application that is whole. Raises NotWithYou or StillMissing."""
    require(application.process, by, "hand_in_application", at=at)
    application = _in_hand(application)
    if missing := [part for parts in queries.missing(application).values() for part in parts]:
        raise StillMissing(parts=", ".join(missing))
    application.state, application.handed_in_at, application.reason = State.HANDED_IN, at, ""
    application.save()
    tell_applicant(application, "handed_in")
    facts = {"lists": [each.key for each in application.lists], "region": application.region}
    _entered("hand_in_application", application, facts, by=by, at=at)
    return application


@deed("application withdrawn")
def withdraw_application(application: Application, *, by: Actor, at: datetime) -> Application:
    """Withdraw an application; a name that stands on a list stays there, since Member States have it before them."""
    require(application.process, by, "withdraw_application", at=at)
    application = locked(application)
    if application.state in {State.WITHDRAWN, State.SET_ASIDE}:
        raise NotWithYou(state=application.get_state_display())
    before, application.state = application.state, State.WITHDRAWN
    application.save()
    _entered("withdraw_application", application, {"before": before}, by=by, at=at)
    return application


def locked(application: Application) -> Application:
    """Return the application as it is now, kept from others until the deed is done."""
    return Application.objects.unscoped(DEED).select_for_update(of=("self",)).get(pk=application.pk)


def _in_hand(application: Application) -> Application:
    application = locked(application)
    if application.state not in OPEN_TO_ITS_HOLDER:
        raise NotWithYou(state=application.get_state_display())
    return application


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept; raises WrongValue."""
    return {part: _checked(part, value) for part, value in given.items()}


def _checked(part: str, value: Any) -> Any:
    if isinstance(value, int) or value is None:
        return value
    text = str(value).strip()
    known = {"category": RELEVANT, "region": Region.values}.get(part)
    if text and known is not None and text not in known:
        raise WrongValue(given=text, part=part, why="There is no such choice.")
    if part in {"name", "contact", "email"}:
        _check_line(part, text)
    if part == "website" and text and not text.startswith(("https://", "http://")):
        raise WrongValue(given=text, part=part, why="An address of a website begins with https://.")
    return text


def _check_line(part: str, text: str) -> None:
    longest = 254 if part == "email" else 200
    if not 0 < len(text) <= longest or len(text.splitlines()) > 1:
        raise WrongValue(given=text[:longest], part=part, why=f"It must be one line of 1 to {longest} characters.")
    if part == "email":
        try:
            validate_email(text)
        except ValidationError:
            raise WrongValue(given=text, part=part, why="That is no address to which mail can be sent.") from None


def _entered(name: str, application: Application, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    subject = f"application:{application.uuid}"
    enter(name, process=application.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
