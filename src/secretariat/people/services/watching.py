"""What the operator is told of sign-ins: one line each, without names, secrets or what was typed."""

import logging
import time
from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from secretariat.frame import logs
from secretariat.frame.addresses import of_client
from secretariat.jobs.services import once_a_day
from secretariat.people.access import FACTOR
from secretariat.people.models import Person
from secretariat.people.queries import untold
from secretariat.people.services.handing import UNTOLD

BEGUN = "begun"


def _tell(event: str, request: HttpRequest | None, person: Person | None, **more: Any) -> None:
    address, who = of_client(request) if request else "", str(person.uuid) if person else ""
    logs.tell(event, level=logging.INFO, person=who, address=address, **more)


@receiver(user_logged_in)
def _in(request: HttpRequest, user: Person, **_more: Any) -> None:
    request.session[BEGUN] = int(time.time())
    if untold(user).exists():
        request.session[UNTOLD] = True
    once_a_day()
    _tell("signed_in", request, user)


@receiver(user_logged_out)
def _out(request: HttpRequest, user: Person | None, **_more: Any) -> None:
    _tell("signed_out", request, user)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """Name the account only where there is one: what was typed may be a password in the wrong field."""
    person = Person.objects.filter(username__iexact=credentials.get("username") or "").first()
    _tell("sign_in_failed", request, person)


@receiver([authenticator_added, authenticator_used])
def _shown(request: HttpRequest, user: Person, authenticator: Authenticator, signal: Signal, **_more: Any) -> None:
    request.session[FACTOR] = str(user.pk)
    event = "factor_added" if signal is authenticator_added else "factor_used"
    _tell(event, request, user, kind=authenticator.type)


@receiver(authenticator_removed)
def _removed(request: HttpRequest, user: Person, authenticator: Authenticator, **_more: Any) -> None:
    if not Authenticator.objects.filter(user=user).exists():
        request.session.pop(FACTOR, None)
    _tell("factor_removed", request, user, kind=authenticator.type)


@receiver(authenticator_reset)
def _renewed(request: HttpRequest, user: Person, authenticator: Authenticator, **_more: Any) -> None:
    _tell("factor_renewed", request, user, kind=authenticator.type)


@receiver(authentication_failed)
def _wrong_code(request: HttpRequest, user: Person, authenticator: Authenticator, **_more: Any) -> None:
    _tell("factor_failed", request, user, kind=authenticator.type)


@receiver([password_changed, password_reset])
def _changed(request: HttpRequest, user: Person, signal: Signal, **_more: Any) -> None:
    _tell("password_changed" if signal is password_changed else "password_set_anew", request, user)
