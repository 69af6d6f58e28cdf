"""Forms of what is decided beside the words: packages, silence, votes, statements, private words."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.negotiation.forms import LONG, PENDING_LEVELS
from secretariat.negotiation.forms.shared import Spoken, told
from secretariat.negotiation.models import BallotCast, Provision, ProvisionVersion
from secretariat.participation.models import Entity

_APART = re.compile(r"[\s,;]+")
WORDS = forms.Textarea(attrs={"rows": 5, "dir": "auto"})


class Confirm(forms.Form):
    """Nothing to be said: the button is all."""


class OnParagraphs(forms.Form):
    """A choice of paragraphs of the working text."""

    provisions = forms.MultipleChoiceField(label=_("Paragraphs"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Iterable[ProvisionVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.provision.uuid): row.provision for row in rows}
        named = [(str(row.provision.uuid), told(row)) for row in rows]
        self.fields["provisions"].choices = named  # type: ignore[attr-defined] # a MultipleChoiceField has them

    def clean_provisions(self) -> list[Provision]:
        """Return the paragraphs that were chosen."""
        return [self.rows[uuid] for uuid in self.cleaned_data["provisions"]]


class Bundle(OnParagraphs):
    """Paragraphs of which nothing is agreed until all is agreed."""

    title = forms.CharField(label=_("What binds them"), max_length=200)
    field_order = ["title", "provisions"]


class OpenSilence(OnParagraphs):
    """Words sent round, and until when one may object."""

    ends = forms.DateTimeField(
        label=_("Silence ends at"),
        help_text=_("The time that the clocks show in the zone below, such as 2018-07-12 18:00."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    zone = forms.ChoiceField(label=_("Time zone"))
    level = forms.ChoiceField(label=_("What the paragraphs become"), choices=PENDING_LEVELS, initial="agreed")
    field_order = ["ends", "zone", "level", "provisions"]

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(name, name) for name in sorted(available_timezones())]  # type: ignore[attr-defined] # a ChoiceField has them
        self.fields["zone"].initial = zone
        self.fields["provisions"].required = False
        self.fields["provisions"].help_text = _("None chosen: all that stand.")

    def clean_ends(self) -> datetime:
        """Return the time as it was typed: whose time it is, the zone says."""
        typed: datetime = self.cleaned_data["ends"]
        return typed.replace(tzinfo=None)


class Break(forms.Form):
    """Why a silence is broken."""

    objection = forms.CharField(label=_("What your delegation objects to"), widget=WORDS)


class Because(forms.Form):
    """A reason that everybody reads."""

    reason = forms.CharField(label=_("Reason"), max_length=400, required=False)


class Attribution(forms.Form):
    """Whether the rolling text names those behind proposals."""

    attributed = forms.TypedChoiceField(
        label=_("Names in the rolling text"),
        choices=[("1", _("Shown")), ("0", _("Left out; each proposal's own page still has them"))],
        coerce=lambda given: given == "1",
        widget=forms.RadioSelect,
    )


class AdoptPart(forms.Form):
    """The word that the conference has adopted what is agreed, as it was seen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    label = forms.CharField(label=_("Name of the version"), max_length=60, required=False)
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False)
    sure = forms.BooleanField(label=_("The conference has adopted the paragraphs that are agreed"))


class RecordVote(forms.Form):
    """Who voted how: a column of codes for each."""

    question = forms.CharField(label=_("What was voted on"), max_length=400)
    rule = forms.ChoiceField(
        label=_("Majority"),
        choices=[
            ("simple", _("Simple majority of those present and voting")),
            ("two_thirds", _("Two thirds of those present and voting")),
            ("absolute", _("Majority of all members")),
            ("two_thirds_of_members", _("Two thirds of all members")),
            ("unanimity", _("Nobody against")),
        ],
    )

    def __init__(self, *args: Any, entities: Sequence[Entity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entities = {entity.code.casefold(): entity for entity in entities}
        for cast, name in BallotCast.choices:
            self.fields[cast] = forms.CharField(
                label=name, help_text=_("Codes, with spaces between them."), required=False, widget=LONG
            )

    def clean(self) -> dict[str, Any]:
        """Turn the codes of each column into delegations."""
        cleaned = super().clean() or {}
        for cast in BallotCast.values:
            codes = [code for code in _APART.split(cleaned.get(cast, "")) if code]
            unknown = [code for code in codes if code.casefold() not in self.entities]
            if unknown:
                self.add_error(cast, _("No delegation has the code: %(codes)s.") % {"codes": ", ".join(unknown)})
            cleaned[cast] = [self.entities[code.casefold()] for code in codes if code.casefold() in self.entities]
        return cleaned

    @property
    def votes(self) -> dict[str, list[Entity]]:
        """The delegations in each column."""
        return {cast: self.cleaned_data[cast] for cast in BallotCast.values}


class State(Spoken):
    """What the own delegation puts on record."""

    words = forms.CharField(label=_("Words for the record"), widget=WORDS)
    field_order = ["words", "on_behalf_of"]


class Offer(forms.Form):
    """Words tried out with chosen delegations."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    wording = forms.CharField(label=_("The paragraph as it could read"), widget=WORDS)
    note = forms.CharField(label=_("Note to them"), required=False, widget=LONG)
    shared_with = forms.ModelMultipleChoiceField(
        Entity.objects.none(),
        label=_("Shown to"),
        help_text=_("Nobody else is told of it, not even that it is there."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, process_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Entity.objects.filter(process=process_id, kind="state").order_by("ordinal", "code")
        self.fields["shared_with"].queryset = found  # type: ignore[attr-defined] # a ModelMultipleChoiceField has one


class Merge(forms.Form):
    """Proposals that a person found to say the same."""

    proposals = forms.CharField(widget=forms.HiddenInput)

    def clean_proposals(self) -> list[str]:
        """Return the identities, one a word."""
        return [uuid for uuid in _APART.split(self.cleaned_data["proposals"]) if _UUID.fullmatch(uuid)]


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
