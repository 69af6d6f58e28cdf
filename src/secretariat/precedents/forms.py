from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.precedents.services import Reading, read_adopted

WORDING_AT_MOST = 20_000


class Look(forms.Form):
    """A wording in which agreed language is looked for."""

    wording = forms.CharField(
        label=_("Wording"),
        max_length=WORDING_AT_MOST,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=_("Eight words or more: shorter runs are not looked for."),
    )


class AddAdopted(forms.Form):
    """An adopted text: the file, and what it does not say itself."""

    paper = forms.FileField(
        label=_("The adopted text as a file"),
        allow_empty_file=True,  # refused with its reason when it is read
        widget=forms.FileInput({"accept": ".xml,.docx,.pdf,.html,.htm,.md,.txt"}),
        help_text=_("Akoma Ntoso (.xml) tells its symbol, date and numbers; Word, PDF, HTML and text are read too."),
    )
    symbol = forms.CharField(
        label=_("Symbol"), max_length=120, required=False, help_text=_("If the file does not say it.")
    )
    date = forms.DateField(
        label=_("Day of adoption"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("If the file does not say it."),
    )

    def reading(self) -> Reading:
        """Return the text as it was handed in, read; call it before the deed. Raises the refusals of `open_paper`."""
        given: dict[str, Any] = self.cleaned_data
        paper = given["paper"]
        content = paper.read(settings.TRAVAUX_MAX_UPLOAD + 1)
        day = given["date"].isoformat() if given["date"] else ""
        return read_adopted(content, paper.name, media_type=paper.content_type or "", symbol=given["symbol"], date=day)
