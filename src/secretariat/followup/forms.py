from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.followup.queries import Candidate


class Register(forms.Form):
    """Which paragraphs hold commitments; those suggested are ticked to begin with."""

    def __init__(self, candidates: Sequence[Candidate], data: Any = None) -> None:
        super().__init__(data)
        self.candidates = candidates
        self.fields["provisions"] = forms.MultipleChoiceField(
            label=_("Paragraphs that hold commitments"),
            choices=[(each.key, str(each.row)) for each in candidates],
            initial=[each.key for each in candidates if each.why],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def boxes(self) -> list[tuple[Any, Candidate]]:
        """The box of each paragraph, beside the paragraph."""
        return list(zip(self["provisions"], self.candidates, strict=True))
