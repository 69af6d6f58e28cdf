from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.participation.models import Entity

TERMS = """\
[fund]
title = "Voluntary trust fund for taking part"
currency = "USD"
paragraph = "31"
surplus = "pro_rata"

[[eligibility]]
column = "group"
values = ["developing"]
paragraph = "31"

[[priorities]]
column = "status"
values = ["least developed", "landlocked developing", "small island developing"]
points = 3
paragraph = "31"

[[priorities]]
column = "first_time"
values = ["yes"]
points = 1

[allowances]
"Geneva" = "390.00"
"New York" = "412.00"
"""


def _money(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=15, decimal_places=2, **more)


def _day() -> forms.DateField:
    return forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _rate(help_text: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Rate"), help_text=help_text, required=False, min_value=0, max_digits=15, decimal_places=8
    )


class Terms(forms.Form):
    """The terms of a fund."""

    terms = forms.CharField(
        label=_("Terms"),
        help_text=_("Who is eligible, who comes first, what a day is worth where, what becomes of a surplus (TOML)."),
        widget=forms.Textarea(attrs={"rows": 24, "dir": "ltr", "spellcheck": "false"}),
        strip=False,
    )


class Pledge(forms.Form):
    """What a donor pledged."""

    donor = forms.CharField(label=_("Donor"), max_length=200)
    amount = _money(_("Amount"))
    currency = forms.RegexField(label=_("Currency"), regex=r"^[A-Z]{3}$", max_length=3, help_text=_("Such as USD."))
    rate = _rate(_("Where the currency is not the fund's: what one unit of it is worth on that day."))
    on = _day()
    earmark = forms.CharField(
        label=_("For one purpose only"), required=False, max_length=80, help_text=_("Empty: for all purposes.")
    )


class Pay(forms.Form):
    """What was received of a contribution."""

    amount = _money(_("Amount"))
    rate = _rate(_("Where it differs from the rate of the pledge."))
    on = _day()


class Apply(forms.Form):
    """For whom the fund is asked to pay, and for which journey."""

    traveller = forms.CharField(label=_("Who travels"), max_length=200)

    def __init__(
        self,
        columns: Mapping[str, Iterable[str]],
        places: Iterable[str],
        for_whom: Iterable[Entity],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        if choices := [(each.code, f"{each.code} {each.name}") for each in for_whom]:
            self.fields["entity"] = forms.ChoiceField(label=_("Entity"), choices=choices)
        for column, values in columns.items():
            known = [("", _("none of these")), *((value, value) for value in values)]
            label = column.replace("_", " ").capitalize()
            self.fields[f"fact_{column}"] = forms.ChoiceField(label=label, choices=known, required=False)
        self.fields["fare"] = _money(_("Fare"))
        self.fields["days"] = forms.IntegerField(label=_("Days"), min_value=0, max_value=366)
        known = [("", _("no allowance")), *((place, place) for place in places)]
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=known, required=False)

    def facts(self) -> dict[str, str]:
        """Return the facts for which the terms ask."""
        return {
            name.removeprefix("fact_"): value for name, value in self.cleaned_data.items() if name.startswith("fact_")
        }

    def journey(self) -> dict[str, Any]:
        """Return fare, days and place."""
        return {part: self.cleaned_data[part] for part in ("fare", "days", "place")}


class Grant(forms.Form):
    """What is granted."""

    amount = _money(_("Amount"))
    on = _day()

    def __init__(self, earmarks: Iterable[str], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(each, each or _("given for all purposes")) for each in earmarks]
        self.fields["earmark"] = forms.ChoiceField(label=_("From the money"), choices=choices, required=False)


class Spend(forms.Form):
    """What was paid out."""

    amount = _money(_("Amount"))
    what = forms.CharField(label=_("For what"), max_length=80, help_text=_("Such as: fare, allowance."))
    on = _day()


class Reverse(forms.Form):
    """Why an entry is reversed, and on which day."""

    reason = forms.CharField(label=_("What was wrong"), max_length=200)
    on = _day()


class Close(forms.Form):
    """When an award was closed."""

    on = _day()
