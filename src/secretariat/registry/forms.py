from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from secretariat.processes.services import KEY_AT_MOST
from secretariat.registry.models import Issued, Question
from secretariat.registry.services import Entering, File, Putting, Taking, Way
from travaux.modalities import Modalities
from travaux.modalities.papers import series

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
    ("zh", "中文"),
]
WAYS, LEAST_WAYS = 4, 2
LINES = {"rows": 4}


def day(label: Any, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is no day. Write it as year-month-day, for instance 2018-04-05.")},
        **more,
    )


class InLanguage(forms.Form):
    """A language in which a document is issued, with its file where it is kept here."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Kept byte for byte and handed out to all who may see the document. Left out: only noted."),
    )
    issued_on = day(_("Issued on"))

    def clean_file(self) -> Any:
        """Refuse a file that is larger than the site takes."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.TRAVAUX_MAX_UPLOAD:
            raise forms.ValidationError(_("The file is larger than this site takes."))
        return file

    def version(self) -> File:
        """Return the language version."""
        given, file = self.cleaned_data, self.cleaned_data["file"]
        if not file:
            return File(given["language"])
        return File(given["language"], file.name, file.read(), file.content_type or "application/octet-stream")


class Register(InLanguage):
    """A document as it is entered in the register."""

    owed = forms.ChoiceField(
        label=_("Owed as"), required=False, help_text=_("Which document that the modalities ask for.")
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    by = forms.CharField(label=_("Issued by"), max_length=200)
    series = forms.ChoiceField(
        label=_("Next symbol of the series"), required=False, help_text=_("The next number of it is given.")
    )
    symbol = forms.CharField(
        label=_("Or this symbol"), required=False, max_length=60, help_text=_("It is given once in this process.")
    )
    distribution = forms.ChoiceField(
        label=_("Distribution"),
        choices=Issued.Distribution.choices,
        help_text=_("Who sees what is limited or restricted stands under “Who may know of what”."),
    )
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(self, *args: Any, modalities: Modalities, pages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = [("", _("None of these")), *((paper.key, paper.title) for paper in modalities.documents)]
        self.fields["owed"].choices = owed  # type: ignore[attr-defined] # a ChoiceField
        patterns = [("", _("None of these")), *((each, each) for each in series(modalities))]
        self.fields["series"].choices = patterns  # type: ignore[attr-defined] # a ChoiceField
        self.pages = pages
        self.order_fields(
            ["owed", "title", "by", "series", "symbol", "distribution", "issued_on", "language", "file", "page"]
        )

    def clean_page(self) -> str:
        """Let no page be named that is none of those which the house has issued."""
        page = str(self.cleaned_data["page"])
        return page if page in self.pages else ""

    def entering(self) -> Entering:
        """Return the document."""
        given = self.cleaned_data
        names = ("title", "by", "issued_on", "symbol", "series", "owed", "distribution", "page")
        return Entering(files=[self.version()], **{name: given[name] for name in names})


class Withdraw(forms.Form):
    """Why a document is withdrawn."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=300)


class Put(forms.Form):
    """A question with its options and the draft of a decision."""

    title = forms.CharField(label=_("What is to be decided"), max_length=300)
    paragraph = forms.ChoiceField(label=_("Paragraph that leaves it open"))
    body = forms.CharField(label=_("Who decides"), max_length=200)
    decide_by = day(_("Decide by"))
    background = forms.CharField(label=_("Background"), widget=forms.Textarea(LINES), max_length=20_000)

    def __init__(self, *args: Any, modalities: Modalities, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headings = [(number, f"{number}: {heading}") for number, heading in modalities.paragraphs]
        self.fields["paragraph"].choices = headings  # type: ignore[attr-defined] # a ChoiceField
        for number in range(1, WAYS + 1):
            self.fields |= _way(number)
        self.fields["draft"] = forms.CharField(
            label=_("Draft decision"),
            help_text=_("As it could be adopted, with the places that depend on the option left in brackets."),
            widget=forms.Textarea(LINES),
            max_length=20_000,
        )

    def ways(self) -> list[Way]:
        """Return the options of which anything was typed."""
        given = self.cleaned_data
        every = [Way(*(given[f"{part}_{n}"] for part in ("option", "says", "timeline"))) for n in range(1, WAYS + 1)]
        return [each for each in every if each.title or each.says or each.timeline]

    def putting(self) -> Putting:
        """Return the question."""
        names = ("title", "paragraph", "body", "decide_by", "background", "draft")
        return Putting(options=self.ways(), **{name: self.cleaned_data[name] for name in names})


def _way(number: int) -> dict[str, forms.Field]:
    named = {"number": number}
    return {
        f"option_{number}": forms.CharField(
            label=_("Option %(number)s") % named,
            required=number <= LEAST_WAYS,
            max_length=300,
        ),
        f"says_{number}": forms.CharField(
            label=_("What option %(number)s means") % named,
            required=number <= LEAST_WAYS,
            widget=forms.Textarea(LINES),
            max_length=20_000,
        ),
        f"timeline_{number}": forms.CharField(
            label=_("Timeline of option %(number)s") % named,
            help_text=_("A step a line, with its day."),
            required=False,
            widget=forms.Textarea(LINES),
            max_length=20_000,
        ),
    }


class Take(forms.Form):
    """The decision as it was taken."""

    option = forms.TypedChoiceField(label=_("Option chosen"), required=False, coerce=int, empty_value=None)
    decision = forms.CharField(
        label=_("The decision, as it was taken"), widget=forms.Textarea(LINES), max_length=20_000
    )
    decided_on = day(_("Decided on"))
    evidence = forms.CharField(
        label=_("What shows it"), required=False, max_length=300, help_text=_("The symbol of a document, a meeting.")
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [
            ("", _("None of these")),
            *((way.ordinal, f"{way.ordinal}: {way.title}") for way in question.options.all()),
        ]
        self.fields["option"].choices = options  # type: ignore[attr-defined] # a ChoiceField

    def taking(self) -> Taking:
        """Return the decision."""
        return Taking(**self.cleaned_data)


class Copy(forms.Form):
    """Under which key a process is opened after the pattern of another."""

    key = forms.CharField(
        label=_("Key of the new process"), max_length=KEY_AT_MOST, help_text=_("Stands in every address of it.")
    )


class Wish(forms.Form):
    """Whether somebody wants to be reminded."""

    wanted = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes")
