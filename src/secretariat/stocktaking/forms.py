"""What may come in: a title, a sentence with its passages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.inputs.models import Passage
from secretariat.stocktaking.services import TITLE_AT_MOST, WORDING_AT_MOST


class OpenSummary(forms.Form):
    """The title of a summary."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_AT_MOST,
        help_text=_("Under which it will be issued, such as the meeting it sums up."),
    )


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
    passages = forms.MultipleChoiceField(label=_("It rests on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, passages: Iterable[Passage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passages"].choices = [(str(row.uuid), row.text) for row in passages]  # type: ignore[attr-defined] # a MultipleChoiceField
