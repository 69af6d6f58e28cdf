from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.people.services import ACCOUNT_AT_MOST, NAME_AT_MOST


class AddPerson(forms.Form):
    """Who is to have an account. The password is typed twice, for nobody sees it."""

    username = forms.CharField(
        label=_("Account"),
        max_length=ACCOUNT_AT_MOST,
        help_text=_("The name under which the person signs in: letters, digits and @ . + - _ only."),
    )
    name = forms.CharField(label=_("Name"), max_length=NAME_AT_MOST, help_text=_("As pages show it to the person."))
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
