from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accreditation.models import CATEGORIES, Application
from secretariat.accreditation.queries import STEPS
from secretariat.participation.models import Region

Choices = list[tuple[str, Any]]
CHOOSE: Choices = [("", _("choose"))]
LABELS: dict[str, Any] = {
    "name": _("Name of the organization"),
    "acronym": _("Acronym"),
    "category": _("What it is"),
    "country": _("Country in which it is based"),
    "region": _("Region in which it works"),
    "website": _("Website"),
    "aims": _("What the organization does"),
    "relevance": _("Why its work matters to this process"),
    "representatives": _("How many people it would send"),
    "women": _("How many of them are women"),
    "contact": _("Name of the contact person"),
    "email": _("E-mail address"),
}
HINTS: dict[str, Any] = {
    "region": _("Lists are made with regard to equitable geographical representation."),
    "women": _("Lists are made with regard to the participation of women. An estimate will do."),
    "email": _("Only the secretariat sees it. The way back to this application is sent there."),
}


class Begin(forms.Form):
    """For which list, who applies, and where to send the link."""

    lists = forms.MultipleChoiceField(label=_("What you apply for"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(label=LABELS["name"], max_length=200)
    contact = forms.CharField(label=LABELS["contact"], max_length=200)
    email = forms.EmailField(label=LABELS["email"], help_text=HINTS["email"], max_length=254)

    def __init__(self, lists: Choices, data: Any = None) -> None:
        super().__init__(data)
        self.fields["lists"].choices = lists  # type: ignore[attr-defined] # of a choice


class Step(forms.Form):
    """One step of an application; nothing but the name and the address need be there to save it."""

    def __init__(self, step: str, application: Application, data: Any = None) -> None:
        super().__init__(data, initial={part: getattr(application, part) for part in STEPS[step]})
        for part in STEPS[step]:
            self.fields[part] = _field(part)


def _field(part: str) -> forms.Field:
    told = {"label": LABELS[part], "help_text": HINTS.get(part, ""), "required": part in {"name", "contact", "email"}}
    if part in {"category", "region"}:
        known: Choices = CATEGORIES if part == "category" else list(Region.choices)
        return forms.ChoiceField(choices=CHOOSE + known, **told)
    if part in {"aims", "relevance"}:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=3000, **told)
    if part in {"representatives", "women"}:
        return forms.IntegerField(min_value=0, max_value=500, **told)
    if part == "email":
        return forms.EmailField(max_length=254, **told)
    longest = {"acronym": 12, "country": 100}.get(part, 200)
    return forms.CharField(max_length=longest, **told)


class Screen(forms.Form):
    """What the secretariat finds."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(state.value, state.label) for state in (Application.State.ELIGIBLE, Application.State.RETURNED)]
        + [(Application.State.SET_ASIDE.value, Application.State.SET_ASIDE.label)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant reads it. Needed unless the application is eligible."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        required=False,
    )


class Circulate(forms.Form):
    """Which list goes out, and until when Member States may object."""

    list_ = forms.ChoiceField(label=_("List"))
    closes = forms.DateTimeField(
        label=_("Objections until"),
        help_text=_("Day and time of the place of the process, such as 2018-03-09 17:00."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"],
    )

    def __init__(self, lists: Choices, data: Any = None) -> None:
        super().__init__(data)
        self.fields["list_"].choices = lists  # type: ignore[attr-defined] # of a choice

    def clean_closes(self) -> Any:
        """Give the time as the clocks of that place show it; the deed adds the zone."""
        return self.cleaned_data["closes"].replace(tzinfo=None)


class Object(forms.Form):
    """On what general basis a State objects, if it chooses to tell."""

    basis = forms.CharField(
        label=_("General basis of the objection"),
        help_text=_(
            "You need not tell it. If you do, the Office keeps it and shares it, without your name, with any Member "
            "State that asks."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        required=False,
    )


class Decision(forms.Form):
    """What the General Assembly decided of a name."""

    decision = forms.ChoiceField(
        label=_("The Assembly decided"),
        choices=[("admitted", _("that it is on the final list")), ("left_out", _("that it is not on the final list"))],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Where that decision stands"), help_text=_("A symbol, or the meeting."), max_length=200
    )
