from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from secretariat.processes.services import EVIDENCE_AT_MOST, KEY_AT_MOST
from travaux.modalities import Event, library, library_file, load_modalities
from travaux.modalities.reading import struck

FILE_AT_MOST = 1024 * 1024  # bytes, of which no more is decoded; the engine bounds what is read of them
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class ChooseDay(forms.Form):
    """The day on which the process is looked at."""

    on = forms.DateField(
        label=_("Show the process as it stands on"),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is no day. Write it as year-month-day, for instance 2018-04-05.")},
    )


class ChooseMonth(forms.Form):
    """The month that hangs on the wall."""

    month = forms.DateField(
        label=_("Month"),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        error_messages={"invalid": _("That is no month. Write it as year-month, for instance 2018-04.")},
    )


class ChooseWho(forms.Form):
    """Whose obligations are shown."""

    who = forms.ChoiceField(label=_("Show what is owed by"), required=False)

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", _("whoever I am here")), *((name, name) for name in names)]  # type: ignore[attr-defined] # a ChoiceField


class Ask(forms.Form):
    """An event, and the day on which it would begin."""

    event = forms.ChoiceField(label=_("If this event"))
    to = forms.DateField(
        label=_("began on"),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is no day. Write it as year-month-day, for instance 2018-04-05.")},
    )

    def __init__(self, *args: Any, events: Sequence[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [(event.key, event.title) for event in events]  # type: ignore[attr-defined] # a ChoiceField


class Fulfil(forms.Form):
    """What shows that an obligation was met."""

    evidence = forms.CharField(
        label=_("What shows it"),
        help_text=_("The symbol of a document, a meeting, an address. No personal name: it stays in the record."),
        max_length=EVIDENCE_AT_MOST,
    )


def _title(key: str) -> str:
    modalities = load_modalities(library_file(key))
    return f"{modalities.title} ({modalities.symbol})"


class OpenProcess(forms.Form):
    """The process file: one of the library, a file, or its text; and the key, if not the file's own."""

    shipped = forms.ChoiceField(label=_("One of the library"), required=False)
    file = forms.FileField(
        label=_("Or a process file"),
        required=False,
        allow_empty_file=True,  # what is missing in it is told by the reading of it
        widget=forms.FileInput({"accept": ".toml"}),
        help_text=_("The modalities as data (.toml). It goes before what stands below."),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,  # a refusal names lines
        widget=forms.Textarea({"rows": 16, "spellcheck": "false", "dir": "ltr"}),
        help_text=_("A file that is refused is shown here, to be corrected."),
    )
    key = forms.CharField(
        label=_("Key"),
        required=False,
        max_length=KEY_AT_MOST,
        help_text=_("Stands in every address of the process, instead of the key in the file: for an exercise, say."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [("", _("None of these")), *((key, _title(key)) for key in library())]
        self.fields["shipped"].choices = rows  # type: ignore[attr-defined] # a ChoiceField

    def clean_file(self) -> str:
        """Read the file; what is no UTF-8 in it is marked, for the reading of it to refuse."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > FILE_AT_MOST:
            raise forms.ValidationError(_("That is too large for a process file: 1 MB at most."))
        return str(file.read().decode("utf-8", errors="replace"))

    def clean(self) -> dict[str, Any]:
        """See to it that one process file is given, and keep one that was uploaded among what was typed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if isinstance(self.data, QueryDict) and (keys := self.data.getlist("strike")):
            cleaned["text"] = struck(cleaned.get("text", "").replace("\r\n", "\n"), keys)
            self.data = self.data.copy()
            self.data["text"] = cleaned["text"]
        shipped, text = cleaned.get("shipped"), cleaned.get("file") or cleaned.get("text")
        if shipped and text:
            self.add_error("shipped", _("There is one of the library and another. Leave one of them out."))
        if not shipped and not text and not self.errors:
            self.add_error("shipped", _("Choose one of the library or a file, or paste its text."))
        if cleaned.get("file"):
            self.data = {name: self.data.get(name, "") for name in self.fields} | {"text": text}
        return cleaned

    def process_file(self) -> str:
        """Return the text of the process file."""
        given = self.cleaned_data
        pasted = given["text"].replace("\r\n", "\n")
        return library_file(given["shipped"]) if given["shipped"] else given["file"] or pasted


class TakeResolution(forms.Form):
    """The resolution from which a process is set up."""

    file = forms.FileField(
        label=_("The resolution"),
        help_text=_("Akoma Ntoso, Word, OpenDocument, PDF, HTML, Markdown or plain text, in one of the six languages."),
    )
    adopted = forms.DateField(
        label=_("Adopted on, if the paper does not say it"),
        required=False,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is no day. Write it as year-month-day, for instance 2018-04-05.")},
    )


class RenewRules(OpenProcess):
    """The rules of another edition: one of the library, a file, or its text."""

    key = None  # type: ignore[assignment] # so Django leaves a field out: a process keeps its own key


class Confirm(forms.Form):
    """The word that the rules shown are to be taken in, with the rules, and the digest of those that they replace."""

    text = forms.CharField(strip=False, widget=forms.Textarea({"hidden": True}))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def process_file(self) -> str:
        """Return the text of the process file."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
