from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.frame.context import ROLES
from secretariat.participation import services
from secretariat.participation.models import Entity, Kind, Region


class Admit(forms.Form):
    """Who is to be admitted."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Up to twelve capital letters or digits, which stand for it on every page: ARL, G12."),
        max_length=services.CODE_AT_MOST,
    )
    name = forms.CharField(label=_("Name"), max_length=services.NAME_AT_MOST)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    region = forms.ChoiceField(label=_("Region"), choices=Region.choices, initial=Region.GLOBAL)
    members = forms.CharField(
        label=_("Members"), help_text=_("For a group of States: their codes, with spaces between."), required=False
    )

    def clean_members(self) -> list[str]:
        """Split the codes."""
        return str(self.cleaned_data["members"]).split()


class Rename(forms.Form):
    """What an entity comes to be, from a day on."""

    name = forms.CharField(label=_("Name"), max_length=services.NAME_AT_MOST)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    region = forms.ChoiceField(label=_("Region"), choices=Region.choices)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class Members(forms.Form):
    """Who joins a group, who leaves it, on a day."""

    joined = forms.CharField(label=_("Who joins"), help_text=_("Codes, with spaces between."), required=False)
    left = forms.CharField(label=_("Who leaves"), help_text=_("Codes, with spaces between."), required=False)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean_joined(self) -> list[str]:
        """Split the codes."""
        return str(self.cleaned_data["joined"]).split()

    def clean_left(self) -> list[str]:
        """Split the codes."""
        return str(self.cleaned_data["left"]).split()


class SeatSomebody(forms.Form):
    """Who is to sit where."""

    username = forms.CharField(label=_("Account"), help_text=_("The name under which the person signs in."))
    role = forms.ChoiceField(label=_("Role"), choices=[(role, ROLES[role]) for role in services.ROLES])

    def __init__(self, entities: Iterable[Entity], data: Any = None) -> None:
        super().__init__(data)
        for_whom: list[tuple[str, Any]] = [("", _("nobody: a seat of the bureau"))]
        for_whom += [(each.code, f"{each.code} {each.name}") for each in entities]
        self.fields["entity"] = forms.ChoiceField(label=_("For"), required=False, choices=for_whom)
        self.fields["administers"] = forms.BooleanField(
            label=_("Looks after the sign-in of its people"),
            required=False,
            help_text=_("May take password and second factor from those who sit for the same, and hand out a link."),
        )
