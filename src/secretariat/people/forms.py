from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.people.models import Person
from secretariat.people.services import ACCOUNT_AT_MOST, NAME_AT_MOST
from secretariat.people.services.adapters import first_use


class AddPerson(forms.Form):
    """Who is to have an account. The password is the person's own, by the link that is handed out."""

    username = forms.CharField(
        label=_("Account"),
        max_length=ACCOUNT_AT_MOST,
        help_text=_("The name under which the person signs in: letters, digits and @ . + - _ only."),
    )
    name = forms.CharField(label=_("Name"), max_length=NAME_AT_MOST, help_text=_("As pages show it to the person."))
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("The link that sets the password goes there. Without one it is shown to you, to be handed over."),
    )
    staff = forms.BooleanField(
        label=_("One of the staff of this site"),
        required=False,
        help_text=_("May open processes and accounts. What a person may do in a process follows from the seat there."),
    )


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
NEW = (
    _("New password"),
    _("At least 12 characters, of any kind, also spaces. No common one, no names of this site or like your own."),
)
AGAIN = (_("New password again"), "")
CODE = (_("Code"), _("The six digits that the app shows now, or one of the recovery codes."))
WRONG_CODE = "incorrect_code"  # as the library calls it
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
    """A form with a code of an app, which opens once in all the time for which it is right."""

    words = {"code": CODE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(DIGITS)

    def clean_code(self) -> str:
        """Take a code that is right and that nobody has used."""
        code: str = super().clean_code()  # type: ignore[misc] # of the library's form, which stands behind this one
        if not first_use(self.user, code):  # type: ignore[attr-defined] # set by the library's form
            raise get_adapter().validation_error(WRONG_CODE)
        return code


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


class WhoseAccount(forms.Form):
    """Whose sign-in is to be reset, whose account closed, or opened again."""

    username = forms.CharField(label=_("Account"), help_text=_("The name under which the person signs in."))
