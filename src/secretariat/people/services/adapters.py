"""What the sign-in library asks of us: our words, our limits, our seal on the secrets of second factors."""

import logging
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa import app_settings as factors
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from secretariat.frame import logs
from secretariat.frame.addresses import of_client
from secretariat.people.models import Person
from secretariat.people.services.sealing import seal

TOO_MANY = 429
A_MINUTE = 60

SAID: dict[str, Promise] = {
    "socialaccount/messages/account_connected.txt": _("You can sign in this way from now on."),
    "socialaccount/messages/account_connected_updated.txt": _("You can sign in this way already."),
    "socialaccount/messages/account_connected_other.txt": _("Somebody else signs in this way already."),
    "socialaccount/messages/account_disconnected.txt": _("You cannot sign in this way any more."),
    "account/messages/password_changed.txt": _("Your password is changed. Every other sign-in has ended."),
    "mfa/messages/totp_activated.txt": _("The app is your second factor now."),
    "mfa/messages/totp_deactivated.txt": _("The app is no second factor any more."),
    "mfa/messages/webauthn_added.txt": _("The key is your second factor now."),
    "mfa/messages/webauthn_removed.txt": _("The key is no second factor any more."),
    "mfa/messages/recovery_codes_generated.txt": _("There are new recovery codes. They are shown this once."),
    "usersessions/messages/sessions_logged_out.txt": _("Every other sign-in has ended."),
}
MAILED: dict[str, Promise] = {
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_reset": _("Your password was set anew"),
    "mfa/email/totp_activated": _("An app was added as your second factor"),
    "mfa/email/totp_deactivated": _("An app was removed as your second factor"),
    "mfa/email/webauthn_added": _("A key was added as your second factor"),
    "mfa/email/webauthn_removed": _("A key was removed as your second factor"),
    "mfa/email/recovery_codes_generated": _("Your recovery codes were made anew"),
}


def throttled(request: HttpRequest, seconds: int = A_MINUTE) -> HttpResponse:
    """Say that there were too many attempts, and when to come back."""
    logs.tell("throttled", address=of_client(request))
    page = render(request, "429.html", {"minutes": max(1, round(seconds / A_MINUTE))}, status=TOO_MANY)
    page.headers["Retry-After"] = str(seconds)
    return page


class Accounts(DefaultAccountAdapter):
    """Accounts as we keep them: opened by the secretariat, never by oneself."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("This account and this password do not go together. Check both."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("The link was used already, or is more than an hour old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library gives it
        """Nobody opens an account for oneself."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as the rest of the site knows it; raise PermissionDenied if there is none to count by."""
        address = of_client(request)
        if not address:
            raise PermissionDenied
        return address

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library gives it
        """Every answer is a page: what nobody here asks for is no way in."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return our words for what is wrong; too many attempts end with a page of their own."""
        if code in {"too_many_login_attempts", "rate_limited"}:
            rates = parse_rates(app_settings.RATE_LIMITS["login_failed"])
            raise ImmediateHttpResponse(throttled(context.request, int(max(rate.duration for rate in rates))))
        wrong: ValidationError = super().validation_error(code, *args)
        return wrong

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words, or not at all."""
        said = message or SAID.get(message_template or "")
        super().add_message(request, level, None, message_context, extra_tags, str(said) if said else None)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - the library gives it
        email: str | None = None,
    ) -> None:
        """Tell the person by mail what was changed; not the address from which, which says where somebody is."""
        to = email or user.email
        if to and (subject := MAILED.get(template_prefix)):
            body = render_to_string("people/mail/changed.txt", {"what": subject, "username": user.username})
            send_mail(str(subject), body, None, [to])

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Mail the link with which a password is set once."""
        body = render_to_string("people/mail/reset.txt", context)
        send_mail(str(_("Set a new password")), body, None, [email])
        logs.tell("password_reset_asked", level=logging.INFO, person=str(user.uuid))


def first_use(person: Person, code: str) -> bool:
    """Whether nobody has used `code` of `person` in all the time for which it can be right, in any process of the site.

    The library remembers a code for one period only, and takes it for as many before and after as it tolerates.
    """
    life = factors.TOTP_PERIOD * (2 * factors.TOTP_TOLERANCE + 1)
    return cache.add(f"code-used:{person.pk}:{normalize_user_code(code)}", "y", timeout=life)


class Factors(DefaultMFAAdapter):
    """Second factors as we keep them: their secrets sealed, so that a copy of the database signs nobody in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or was used already. Wait for the next one."),
    }

    def get_totp_label(self, user: Person) -> str:
        """Name the account in the app by the name under which one signs in."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture for the app, as it stands in a page: without the head that a file has."""
        drawn: str = super().build_totp_svg(url)
        return mark_safe(drawn.partition("?>")[2])  # noqa: S308 - drawn here, squares only

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return seal().decrypt(encrypted_text.encode()).decode()
