from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.people.models import Person
from secretariat.people.services import ACCOUNT_AT_MOST, NAME_AT_MOST


class AddPerson(forms.Form):
    """Who is to have an account. The password is typed twice, for nobody sees it."""

    username = forms.CharField(
        label=_("Account"),
        max_length=ACCOUNT_AT_MOST,
        help_text=_("The name under which the person signs in: letters, digits and @ . + - _ only."),
    )
    name = forms.CharField(label=_("Name"), max_length=NAME_AT_MOST, help_text=_("As pages show it to the person."))
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("For setting a new password, and for word of what is changed in the account. Nobody else sees it."),
    )
    staff = forms.BooleanField(
        label=_("One of the staff of this site"),
        required=False,
        help_text=_("May open processes and accounts. What a person may do in a process follows from the seat there."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters, no common one, and not like the name."),
    )
    password_again = forms.CharField(
        label=_("Password again"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """See to it that the two passwords are one; only one is handed on."""
        cleaned: dict[str, Any] = super().clean() or {}
        again = cleaned.pop("password_again", None)
        if again is not None and cleaned.get("password") not in {None, again}:
            self.add_error("password_again", _("The two passwords differ. Type both again."))
        return cleaned


class Worded(forms.Form):
    """A form of the sign-in library with our words: `words` gives each field its label, and a hint if there is one."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)


PASSWORD = (_("Password"), "")
NEW = (_("New password"), _("At least 12 characters, no common one, and not like the name."))
AGAIN = (_("New password again"), "")
CODE = (_("Code"), _("The six digits that the app shows now, or one of the recovery codes."))
DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class SignIn(Worded, LoginForm):
    """Who signs in."""

    words = {"login": (_("Account"), ""), "password": PASSWORD}


class Again(Worded, ReauthenticateForm):
    """The password once more."""

    words = {"password": PASSWORD}


class ForgottenPassword(Worded, ResetPasswordForm):
    """Where to send the link."""

    words = {"email": (_("E-mail address"), _("The one that the secretariat keeps for your account."))}

    def clean_email(self) -> str:
        """Find whose address it is: what the secretariat keeps counts, not what an issuer says."""
        email = str(self.cleaned_data["email"])
        self.users = list(Person.objects.filter(email__iexact=email, is_active=True))
        return email


class NewPassword(Worded, ResetPasswordKeyForm):
    """The password from now on, twice."""

    words = {"password1": NEW, "password2": AGAIN}


class ChangedPassword(Worded, ChangePasswordForm):
    """The password from now on, twice, and the present one."""

    words = {"oldpassword": (_("Present password"), ""), "password1": NEW, "password2": AGAIN}


class Coded(Worded):
    """A form with a code."""

    words = {"code": CODE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(DIGITS)


class Code(Coded, AuthenticateForm):
    """The code at sign-in."""


class CodeAgain(Coded, ReauthenticateByCode):
    """The code once more."""


class FirstCode(Coded, ActivateTOTPForm):
    """The first code of an app."""

    words = {"code": (_("Code"), _("The six digits that the app shows now."))}


class AddKey(Worded, AddWebAuthnForm):
    """A key or passkey, and what to call it."""

    words = {"name": (_("Name of the key"), _("So that you know it among others, for instance where it is kept."))}


class WhoseSignIn(forms.Form):
    """Whose sign-in is to be reset."""

    username = forms.CharField(label=_("Account"), help_text=_("The name under which the person signs in."))
