"""What may come in: a title, a sentence with its passages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.inputs.models import Passage
from secretariat.stocktaking.models import Summary
from secretariat.stocktaking.services import TITLE_AT_MOST, WORDING_AT_MOST


class OpenSummary(forms.Form):
    """The title of a summary."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_AT_MOST,
        help_text=_("Under which it will be issued, such as the meeting it sums up."),
    )
    kind = forms.ChoiceField(label=_("What it sums up"), choices=Summary.Kind.choices, required=False)


class WriteSentence(forms.Form):
    """A sentence, and the passages on which it rests."""

    wording = forms.CharField(
        label=_("The sentence"),
        max_length=WORDING_AT_MOST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One sentence, in your own words."),
    )
    own = forms.BooleanField(
        label=_("The chair's own sentence"),
        required=False,
        help_text=_("It rests on no passage; the chair alone answers for it, and the summary says so."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    passages = forms.MultipleChoiceField(label=_("It rests on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, passages: Iterable[Passage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passages"].choices = [(str(row.uuid), row.text) for row in passages]  # type: ignore[attr-defined] # a MultipleChoiceField


class SetQuantities(forms.Form):
    """What words of quantity stand for."""

    lines = forms.CharField(
        label=_("Words of quantity"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("A line each: the word, the least number of entities, the most. For example: several 3 9"),
    )


class SetWorkplan(forms.Form):
    """The workplan as a table."""

    table = forms.FileField(label=_("The workplan as CSV"), widget=forms.FileInput({"accept": ".csv"}))


class GiveReason(forms.Form):
    """Why a passage was not taken up."""

    reason = forms.CharField(
        label=_("Why it was not taken up"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Whoever asked for it reads this."),
    )
