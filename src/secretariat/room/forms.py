"""What is asked of who turns the screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.room.queries import STEPS


class Choice(forms.Form):
    """Which paragraph: by its number, or a step from here."""

    number = forms.CharField(required=False, max_length=80, label=_("Number of the paragraph"))
    step = forms.ChoiceField(required=False, choices=[(step, step) for step in STEPS])
