from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.demo import queries


class SignInAs(forms.Form):
    """Which of the sample's people to be."""

    username = forms.ChoiceField(label=_("Sign in as"), widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # handed on as they came
        field = self.fields["username"]
        field.choices = [(person["username"], person["name"]) for person in queries.people()]  # type: ignore[attr-defined] # a ChoiceField


class MoveClock(forms.Form):
    """Which day it is in the sample."""

    day = forms.DateField(label=_("Day of the sample"), widget=forms.DateInput(attrs={"type": "date"}))
