"""What is asked of who turns the screen."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.room.queries import STEPS


class Choice(forms.Form):
    """Which paragraph: by its number, or a step from here."""

    number = forms.CharField(required=False, max_length=80, label=_("Number of the paragraph"))
    step = forms.ChoiceField(required=False, choices=[(step, step) for step in STEPS])


class Render(forms.Form):
    """A paragraph in another language."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    language = forms.ChoiceField(label=_("Language"))
    wording = forms.CharField(
        label=_("The whole paragraph in that language"), widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )

    def __init__(self, *args: Any, text_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, name) for code, name in settings.LANGUAGES if code != text_language]
        self.fields["language"].choices = choices  # type: ignore[attr-defined] # a field of choices
