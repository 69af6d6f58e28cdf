from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.demo import queries


class SignInAs(forms.Form):
    """Which of the sample's people to be; nobody is a visitor."""

    username = forms.ChoiceField(label=_("Sign in as"), required=False, widget=forms.RadioSelect)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(person["username"], f"{person['name']}. {person['says']}") for person in queries.people()]
        self.fields["username"].widget.choices = self.fields["username"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", _("A visitor, without an account")),
            *people,
        ]


class MoveClock(forms.Form):
    """Which day it is in the sample."""

    day = forms.DateField(
        label=_("Day of the sample"),
        help_text=_("Rights follow the day: negotiations end in July 2018, the conference follows."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
