"""At which time, which part and which versions of a text are looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.negotiation.models import TextVersion


class AsOf(forms.Form):
    """A time in the past of a text, in UTC; a day alone is meant to its end."""

    on = forms.DateTimeField(
        label=_("Text as of (UTC)"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_on(self) -> datetime | None:
        """Return the end of the minute or day that was given."""
        on: datetime | None = self.cleaned_data["on"]
        if on is None:
            return None
        is_day = len(str(self["on"].value())) == len("2018-04-05")
        return on + (timedelta(days=1) if is_day else timedelta(minutes=1)) - timedelta(microseconds=1)


class Narrow(forms.Form):
    """Which part of a text is looked at: a section, a theme, some delegations."""

    section = forms.ChoiceField(label=_("Section"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    of = forms.MultipleChoiceField(label=_("Delegations"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        sections: Iterable[tuple[str, str]],
        themes: Iterable[tuple[str, str]] = (),
        delegations: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [("", _("The whole text")), *sections]  # type: ignore[attr-defined] # a ChoiceField has them
        for name, choices in (("theme", list(themes)), ("of", list(delegations))):
            self.fields[name].choices = [("", _("All themes"))] * (name == "theme") + choices  # type: ignore[attr-defined] # as above
            if not choices:
                del self.fields[name]


class Compare(forms.Form):
    """Two versions to be compared."""

    old = forms.ChoiceField(label=_("Earlier version"))
    new = forms.ChoiceField(label=_("Later version"))
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("the whole text, changes marked")),
            ("changes", _("only what changed, marked")),
            ("clean", _("the later version, clean")),
        ],
    )

    def __init__(self, *args: Any, versions: Iterable[TextVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(version.ordinal), str(version)) for version in versions]
        for name in ("old", "new"):
            self.fields[name].choices = choices  # type: ignore[attr-defined] # a ChoiceField has them
