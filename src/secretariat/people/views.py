from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as sessions
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.people.access import lacks_factor, outside_processes
from secretariat.people.forms import AddPerson, WhoseAccount
from secretariat.people.models import Person
from secretariat.people.queries import handovers, person_named, untold
from secretariat.people.services import (
    acknowledge,
    close_account,
    may_add,
    may_close,
    may_reset,
    open_account,
    reopen_account,
    reset_sign_in,
)
from secretariat.people.services.adapters import throttled
from secretariat.people.services.handing import UNTOLD

REFUSED = 422
HANDOVERS = 20
ISSUER = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]

# The pages of the sign-in library, with our words and our looks. What is not here has no address (people/urls.py).
sign_in = account.LoginView.as_view(template_name="people/sign_in.html", extra_context={"issuer": ISSUER})
again = account.ReauthenticateView.as_view(template_name="people/again.html")
forgotten = account.PasswordResetView.as_view(template_name="people/forgotten.html")
forgotten_sent = account.PasswordResetDoneView.as_view(template_name="people/forgotten_sent.html")
set_password = account.PasswordResetFromKeyView.as_view(template_name="people/set_password.html")
password_set = account.PasswordResetFromKeyDoneView.as_view(template_name="people/password_set.html")
inactive = account.AccountInactiveView.as_view(template_name="people/inactive.html")
code = factors.AuthenticateView.as_view(template_name="people/code.html")
code_again = factors.ReauthenticateView.as_view(template_name="people/code_again.html")
add_app = totp.ActivateTOTPView.as_view(template_name="people/add_app.html")
remove_app = totp.DeactivateTOTPView.as_view(template_name="people/remove_app.html")
add_key = keys.AddWebAuthnView.as_view(template_name="people/add_key.html")
remove_key = keys.RemoveWebAuthnView.as_view(template_name="people/remove_key.html", success_url="/account/")
key_again = keys.ReauthenticateWebAuthnView.as_view(template_name="people/key_again.html")
new_codes = codes.GenerateRecoveryCodesView.as_view(template_name="people/new_codes.html")
show_codes = codes.ViewRecoveryCodesView.as_view(template_name="people/codes.html")
_change_password = account.PasswordChangeView.as_view(template_name="people/change_password.html")
own_sessions = sessions.ListUserSessionsView.as_view(template_name="people/sessions.html")


@never_cache
@login_required
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Change the password; who has none, being signed in by the issuer, is led to setting one by mail."""
    person = request.user
    if not (isinstance(person, Person) and person.has_usable_password()):
        return redirect("account_reset_password")
    answer: HttpResponseBase = _change_password(request)
    return answer


class Account(factors.IndexView):
    """What one signs in with, and where else one is signed in."""

    template_name = "people/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say also whether a second factor is still asked for, and with which issuer one is known."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        wanted = lacks_factor(self.request, outside_processes(self.request.user)) or "next" in self.request.GET
        told_of = handovers(cast("Person", self.request.user))
        more = {
            "is_wanted": wanted and not context["is_mfa_enabled"],
            "issuer": ISSUER,
            "handovers": told_of[:HANDOVERS],
        }
        return context | more


own_account = never_cache(Account.as_view())


class SignOut(LogoutView):
    """Leaving; the browser is asked to forget the pages that it kept."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out."""
        answer = super().post(request, *args, **kwargs)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


sign_out = SignOut.as_view()


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer where the sign-in library counts more requests than a person makes."""
    return throttled(request)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    may_add(outside_processes(request.user))
    form = AddPerson(request.POST or None)
    if not form.is_valid() or (link := attempt(form, lambda: _add(request, form))) is None:
        return render(request, "people/add.html", {"form": form}, status=REFUSED if form.errors else 200)
    return render(request, "people/opened.html", {"link": link, "name": form.cleaned_data["username"]})


def _add(request: HttpRequest, form: AddPerson) -> str:
    by, site = outside_processes(request.user), request.build_absolute_uri("/")
    return open_account(**form.cleaned_data, site=site, by=by, at=_at(request))


def _at(request: HttpRequest) -> datetime:
    at: datetime = request.at  # type: ignore[attr-defined] # declared on processes.access.Request, a floor above
    return at


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Reset the sign-in of anybody on the site."""
    may_reset(outside_processes(request.user))
    return _handed(request, reset_sign_in, "reset")


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest) -> HttpResponse:
    """Open a closed account again."""
    may_close(outside_processes(request.user))
    return _handed(request, reopen_account, "reopen")


def _handed(request: HttpRequest, deed: Callable[..., str], page: str) -> HttpResponse:
    """Ask for whose account it is, do the deed, and show the link that it hands out, if it is not mailed."""
    form = WhoseAccount(request.POST or None)
    by, site = outside_processes(request.user), request.build_absolute_uri("/")

    def done() -> str:
        return deed(person_named(form.cleaned_data["username"]), site=site, by=by, at=_at(request))

    if form.is_valid() and (link := attempt(form, done)) is not None:
        return render(request, f"people/{page}_done.html", {"link": link, "name": form.cleaned_data["username"]})
    return render(request, f"people/{page}.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close somebody's account."""
    may_close(outside_processes(request.user))
    form = WhoseAccount(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _close(request, form.cleaned_data["username"])) is not None:
        messages.success(request, _("Account closed: %(name)s.") % {"name": form.cleaned_data["username"]})
        return redirect("people:close")
    return render(request, "people/close.html", {"form": form}, status=REFUSED if form.errors else 200)


def _close(request: HttpRequest, username: str) -> Person:
    return close_account(person_named(username), by=outside_processes(request.user), at=_at(request))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def told(request: HttpRequest) -> HttpResponse:
    """Tell of each link that was handed out for the account, until its person has acknowledged it."""
    person = cast("Person", request.user)
    if request.method == "POST":
        seen = [int(number) for number in request.POST.getlist("seen") if number.isdecimal()]
        acknowledge(person, seen, at=_at(request))
    if left := list(untold(person)):
        return render(request, "people/told.html", {"handovers": left, "next": request.GET.get("next", "")})
    request.session.pop(UNTOLD, None)
    onward = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, request.get_host(), require_https=request.is_secure())
    return redirect(onward if is_ours else settings.LOGIN_REDIRECT_URL)
