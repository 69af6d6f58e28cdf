from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.frame.context import ROLES
from secretariat.outbox.services import LONGEST, SUBJECT, Group, Worded
from secretariat.participation.models import Kind
from secretariat.participation.services import ROLES as SEATS


class Prepare(forms.Form):
    """To whom a message goes, and its words in each language."""

    roles = forms.MultipleChoiceField(
        label=_("Those who sit as"),
        choices=[(role, ROLES[role]) for role in SEATS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("For these kinds of entity only"),
        help_text=_("None chosen: of every kind."),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, meetings: Iterable[tuple[str, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        known = [("", _("no meeting")), *meetings]
        self.fields["meeting"] = forms.ChoiceField(
            label=_("People approved for a meeting"), choices=known, required=False
        )
        self.fields["addresses"] = forms.CharField(
            label=_("Further addresses"),
            help_text=_("With spaces or commas between."),
            widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
            required=False,
            max_length=LONGEST,
        )
        for code, name in settings.LANGUAGES:
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject (%(language)s)") % {"language": name},
                max_length=SUBJECT,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Message (%(language)s)") % {"language": name},
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code, "dir": "auto"}),
            )

    def group(self) -> Group:
        """Return to whom."""
        return Group(**{part: self.cleaned_data[part] for part in ("roles", "kinds", "meeting", "addresses")})

    def words(self) -> list[Worded]:
        """Return the languages in which anything stands."""
        found = [
            Worded(code, self.cleaned_data[f"subject_{code}"], self.cleaned_data[f"body_{code}"])
            for code, _name in settings.LANGUAGES
        ]
        return [each for each in found if each.subject or each.body]


class Release(forms.Form):
    """That one has looked at the preview."""

    seen = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("I have looked at the preview: let it leave"))


class Back(forms.Form):
    """A report of a mail server."""

    report = forms.FileField(label=_("Report of the mail server"), help_text=_("The mail as it came back (.eml)."))
