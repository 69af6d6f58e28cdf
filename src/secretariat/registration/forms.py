from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.participation.models import Entity
from secretariat.registration.models import Consent, Credential, Role

YES_NO = [("", _("not said")), ("yes", _("Yes")), ("no", _("No"))]


class OpenMeeting(forms.Form):
    """A meeting for which people are to be registered."""

    key = forms.SlugField(label=_("Key"), help_text=_("Stands in addresses and on badges: round-3."), max_length=30)
    title = forms.CharField(label=_("Title"), max_length=200)
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    closes = forms.DateTimeField(
        label=_("Registration closes"),
        help_text=_("Day and time of the place of the process, such as 2018-03-09 17:00."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    for_an_entity = forms.IntegerField(label=_("Seats for each entity"), min_value=1, max_value=10_000, required=False)
    for_all = forms.IntegerField(label=_("Seats in all"), min_value=1, max_value=100_000, required=False)

    keep_days = forms.IntegerField(
        label=_("Days for which people are kept"),
        help_text=_("So many days after the last of the meeting it is forgotten by itself who they were."),
        min_value=1,
        max_value=3650,
        initial=365,
        required=False,
    )

    def clean_keep_days(self) -> int:
        """Take a year where nothing is said."""
        return self.cleaned_data["keep_days"] or 365

    def clean_closes(self) -> Any:
        """Give the time as the clocks of that place show it; the deed adds the zone."""
        return self.cleaned_data["closes"].replace(tzinfo=None)


class Person(forms.Form):
    """One person, as the entity names them."""

    given = forms.CharField(label=_("Given name"), max_length=200)
    family = forms.CharField(label=_("Family name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=190)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.REPRESENTATIVE)
    function = forms.CharField(label=_("Function"), max_length=200, required=False)
    gender = forms.CharField(
        label=_("Gender"),
        help_text=_("In the person's own words. Only counted, and never told in small numbers."),
        max_length=40,
        required=False,
    )
    first_time = forms.ChoiceField(label=_("Takes part for the first time"), choices=YES_NO, required=False)
    consent = forms.ChoiceField(
        label=_("Public list of participants"), choices=Consent.choices, widget=forms.RadioSelect, initial="nobody"
    )


class NamePerson(Person):
    """One person, and, for the secretariat, of which entity."""

    def __init__(self, data: Any = None, *, for_whom: list[tuple[str, str]] | None = None) -> None:
        super().__init__(data)
        if for_whom:
            self.fields["entity"] = forms.ChoiceField(label=_("Entity"), choices=for_whom)


class Roll(forms.Form):
    """A list of people in a file."""

    file = forms.FileField(label=_("List"), help_text=_("A spreadsheet (.xlsx) or CSV, with a row for each person."))
    register = forms.ChoiceField(
        label=_("What to do"),
        choices=[("", _("Check it only: nobody is registered")), ("yes", _("Register them, if every row is good"))],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )


class Decide(forms.Form):
    """What the secretariat decides on those who were chosen."""

    chosen = forms.TypedMultipleChoiceField(label=_("People"), coerce=str)
    decision = forms.ChoiceField(label=_("Decision"), choices=[("approve", _("Approve")), ("refuse", _("Refuse"))])
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, uuids: list[str], data: Any = None) -> None:
        super().__init__(data)
        self.fields["chosen"].choices = [(uuid, uuid) for uuid in uuids]  # type: ignore[attr-defined] # of a choice


class Reason(forms.Form):
    """Why, where one wants to say."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class Receive(forms.Form):
    """A paper that says who acts for an entity."""

    form = forms.ChoiceField(label=_("Paper"), choices=Credential.Form.choices)
    reference = forms.CharField(
        label=_("Reference"), max_length=200, help_text=_("Its symbol, or its date and who signed it.")
    )

    def __init__(self, for_whom: Iterable[Entity], data: Any = None) -> None:
        super().__init__(data)
        choices = [(each.code, f"{each.code} {each.name}") for each in for_whom]
        self.fields["entity"] = forms.ChoiceField(label=_("Entity"), choices=choices)


class Examine(forms.Form):
    """What the examination found."""

    found = forms.ChoiceField(
        label=_("The credentials are"),
        choices=[("yes", _("in order")), ("no", _("not in order"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class Code(forms.Form):
    """What the code of a badge says."""

    code = forms.CharField(
        label=_("Code of the badge"),
        help_text=_("Put the cursor here and scan, or type what the scanner of a telephone read."),
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
