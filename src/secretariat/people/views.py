from typing import Any

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
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.people.access import lacks_factor, outside_processes
from secretariat.people.forms import AddPerson, WhoseSignIn
from secretariat.people.models import Person
from secretariat.people.queries import person_named
from secretariat.people.services import may_add, may_reset, register_person, reset_sign_in
from secretariat.people.services.adapters import throttled

REFUSED = 422
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
        return context | {"is_wanted": wanted and not context["is_mfa_enabled"], "issuer": ISSUER}


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


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    may_add(outside_processes(request.user))
    form = AddPerson(request.POST or None)
    if form.is_valid() and (person := attempt(form, lambda: _add(request, form))):
        said = _("Account opened: %(name)s. It may do nothing in a process until it has a seat there.")
        messages.success(request, said % {"name": person.username})
        return redirect("people:add")
    return render(request, "people/add.html", {"form": form}, status=REFUSED if form.errors else 200)


def _add(request: HttpRequest, form: AddPerson) -> Person:
    at = request.at  # type: ignore[attr-defined] # declared on processes.access.Request, a floor above
    return register_person(**form.cleaned_data, by=outside_processes(request.user), at=at)


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Reset the sign-in of anybody on the site."""
    may_reset(outside_processes(request.user))
    form = WhoseSignIn(request.POST or None)
    if form.is_valid() and (link := attempt(form, lambda: _reset(request, form.cleaned_data["username"]))) is not None:
        return render(request, "people/reset_done.html", {"link": link, "name": form.cleaned_data["username"]})
    return render(request, "people/reset.html", {"form": form}, status=REFUSED if form.errors else 200)


def _reset(request: HttpRequest, username: str) -> str:
    at = request.at  # type: ignore[attr-defined] # declared on processes.access.Request, a floor above
    by = outside_processes(request.user)
    return reset_sign_in(person_named(username), site=request.build_absolute_uri("/"), by=by, at=at)
