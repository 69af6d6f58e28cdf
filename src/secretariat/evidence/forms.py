"""What may come in: a file of figures, a method, a fact, a use of it, a text to check, a section of the report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.evidence import services
from secretariat.evidence.models import Dataset, FactUse
from secretariat.evidence.queries.charts import KINDS
from secretariat.evidence.services.reporting import PROSE_AT_MOST, TITLE_AT_MOST
from secretariat.evidence.services.stating import LABEL_AT_MOST, SENTENCE_AT_MOST
from secretariat.frame.cell import open_paper
from travaux.evidence.load import LAYOUTS
from travaux.evidence.wording import HOW, UNITS, Rule
from travaux.refusal import Invalid

QUERY_AT_MOST, TEXT_AT_MOST = 5_000, 500_000
PARTS = 3


class BadRule(Invalid):
    """A line on wording cannot be read."""

    asked = "You said how a figure is worded: “{line}”."
    because = "A line is: name of the figure, how ({how}), unit ({units}), digits; only the first two are needed."
    remedy = "For instance: migrants hedged million 0"


class RegisterDataset(forms.Form):
    """A file of figures and what is said of it."""

    file = forms.FileField(
        label=_("The file, as it was published"),
        allow_empty_file=True,  # refused with its reason when it is loaded
        help_text=_("CSV, Excel, SDMX or JSON-stat. Each row is loaded, or listed with the reason why not."),
    )
    key = forms.CharField(
        label=_("Key"), max_length=80, help_text=_("The same for all editions, for instance migrant-stock.")
    )
    edition = forms.CharField(label=_("Edition"), max_length=60, help_text=_("For instance 2020."))
    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(label=_("Publisher"), max_length=200)
    licence = forms.CharField(
        label=_("Licence"), max_length=200, help_text=_("The terms of use, for instance CC BY 3.0 IGO.")
    )
    published = forms.DateField(label=_("Day of publication"), widget=forms.DateInput({"type": "date"}))
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False, help_text=_("For instance persons."))
    notes = forms.CharField(
        label=_("Notes on method"), required=False, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    layout = forms.ChoiceField(
        label=_("Layout"),
        required=False,
        choices=[("", _("told from the head of the file")), *((each, each) for each in LAYOUTS)],
    )
    older = forms.BooleanField(label=_("Register it although a newer edition is in use"), required=False)

    def described(self) -> services.Described:
        """Return what was said of the file."""
        names = ("key", "edition", "title", "publisher", "licence", "published", "notes", "unit")
        return services.Described(**{name: self.cleaned_data[name] for name in names})

    def prepared(self) -> services.Prepared:
        """Return the file loaded; call it before the deed. Raises the refusals of loading."""
        file = self.cleaned_data["file"]
        content = file.read(settings.TRAVAUX_MAX_UPLOAD + 1)
        layout = self.cleaned_data["layout"] or None
        return services.prepare(content, file.name, layout, file.content_type or "")


class Estimate(forms.Form):
    """A data set of stocks, and the method by which flows are estimated from it."""

    dataset = forms.ChoiceField(label=_("Migrant stocks"))
    method = forms.ChoiceField(
        label=_("Method"),
        choices=[(each, each) for each in services.METHODS],
        initial="pseudobayes",
        help_text=_("min, independence and pseudobayes need the native-born of each area; drop and reverse do not."),
    )
    draws = forms.IntegerField(
        label=_("Draws for the bands"),
        min_value=0,
        max_value=services.MOST_DRAWS,
        initial=100,
        required=False,
        help_text=_("Of pseudobayes only; 0 for no bands."),
    )

    def __init__(self, *args: Any, datasets: Iterable[Dataset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.uuid): row for row in datasets}
        self.fields["dataset"].choices = _choices(self.rows)  # type: ignore[attr-defined] # a ChoiceField

    def estimated(self, at: datetime) -> tuple[services.Described, services.Prepared]:
        """Return the flows, estimated; call it before the deed."""
        given = self.cleaned_data
        choice = services.Choice(given["method"], given["draws"] or 0)
        return services.estimated(self.rows[given["dataset"]], choice, at=at)


def _choices(rows: Mapping[str, Dataset]) -> list[tuple[str, str]]:
    return [(uuid, f"{row.title} ({row.edition})") for uuid, row in rows.items()]


class Retire(forms.Form):
    """Why an edition should no longer be asked."""

    reason = forms.CharField(label=_("Why"), max_length=400)


class StateFact(forms.Form):
    """A fact: its sentence, the query that fills it, and how each figure is worded."""

    key = forms.CharField(label=_("Key"), max_length=80, help_text=_("Stands in the mark of its footnote: [^key]."))
    sentence = forms.CharField(
        label=_("Sentence"),
        max_length=SENTENCE_AT_MOST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("With a place in braces for each figure, for instance: In {year}, {migrants} people lived abroad."),
    )
    dataset = forms.ChoiceField(label=_("Data set"))
    query = forms.CharField(
        label=_("Query"),
        max_length=QUERY_AT_MOST,
        widget=forms.Textarea({"rows": 5, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("One SELECT from the table data that finds one row, with a column for each figure."),
    )
    wording = forms.CharField(
        label=_("How the figures are worded"),
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "ltr"}),
        help_text=_("A line for each: name, how (plain, exact, rounded, hedged, one in), unit, digits."),
    )

    def __init__(self, *args: Any, datasets: Iterable[Dataset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.uuid): row for row in datasets}
        self.fields["dataset"].choices = _choices(self.rows)  # type: ignore[attr-defined] # a ChoiceField

    @property
    def chosen(self) -> Dataset:
        """The edition that was chosen."""
        return self.rows[self.cleaned_data["dataset"]]

    def stated(self) -> services.Stated:
        """Return the fact as it was written. Raises BadRule."""
        given = self.cleaned_data
        rules = dict(map(rule_of, filter(str.strip, given["wording"].splitlines())))
        return services.Stated(given["key"], given["sentence"], given["query"], rules)


def rule_of(line: str) -> tuple[str, Rule]:
    """Read a line such as `migrants hedged million 0`. Raises BadRule, BadWording."""
    name, _space, rest = line.strip().partition(" ")
    how = next((each for each in sorted(HOW, key=len, reverse=True) if f"{rest} ".startswith(f"{each} ")), "")
    more = rest.removeprefix(how).split()
    digits = more.pop() if more and more[-1].isdecimal() else "0"
    unit = " ".join(more)
    if not how or unit not in UNITS or len(digits) > 1:
        raise BadRule(line=line, how=", ".join(HOW), units=", ".join(filter(None, UNITS)))
    return name, Rule(how, unit, int(digits))


class LinkFact(forms.Form):
    """Where a fact is used."""

    kind = forms.ChoiceField(label=_("What it is"), choices=FactUse.Kind.choices)
    label = forms.CharField(label=_("What it is called"), max_length=LABEL_AT_MOST)
    thing = forms.UUIDField(
        label=_("Identity on this site"), required=False, help_text=_("It stands in the address of its page.")
    )
    said = forms.CharField(
        label=_("The words there"),
        required=False,
        max_length=QUERY_AT_MOST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Quoted; the page of the fact then tells whether its figures are intact."),
    )

    def use(self) -> services.Use:
        """Return the use."""
        return services.Use(**self.cleaned_data)


class CheckText(forms.Form):
    """A text or a paper whose figures are compared with the facts that it cites; papers of those who signed in."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
    )
    paper = forms.FileField(
        label=_("Or a paper"), required=False, help_text=_("Word, OpenDocument, PDF, HTML, Markdown or plain text.")
    )

    def __init__(self, *given: Any, takes_papers: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if not takes_papers:
            del self.fields["paper"]

    def clean(self) -> dict[str, Any]:
        """Ask for a text or a paper."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not (given.get("text") or given.get("paper")):
            self.add_error("text", _("Give a text or a paper."))
        return given

    def words(self) -> str:
        """Return what is to be compared. Raises TooBusy, and the refusals of readers of papers."""
        paper = self.cleaned_data.get("paper")
        if not paper:
            return str(self.cleaned_data["text"])
        content = paper.read(settings.TRAVAUX_MAX_UPLOAD + 1)
        return open_paper(content, paper.name, paper.content_type or "").reading.text


class OpenReport(forms.Form):
    """The title and symbol of a report."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_AT_MOST)
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False)


class WriteSection(forms.Form):
    """A section of a report: prose with marks of facts, and a chart."""

    heading = forms.CharField(label=_("Heading"), max_length=TITLE_AT_MOST)
    prose = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=PROSE_AT_MOST,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_("An empty line begins a paragraph. The mark of a fact, such as [^key], becomes its footnote."),
    )
    kind = forms.ChoiceField(
        label=_("Chart"), required=False, choices=[("", _("none")), *((each, each) for each in KINDS)]
    )
    title = forms.CharField(label=_("Title of the chart"), max_length=TITLE_AT_MOST, required=False)
    dataset = forms.ChoiceField(label=_("Data set of the chart"), required=False)
    query = forms.CharField(
        label=_("Query of the chart"),
        required=False,
        max_length=QUERY_AT_MOST,
        widget=forms.Textarea({"rows": 4, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("One SELECT; its columns, in their order, are those that the kind of chart needs."),
    )

    def __init__(self, *args: Any, datasets: Sequence[Dataset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.uuid): row for row in datasets}
        self.fields["dataset"].choices = [("", "—"), *_choices(self.rows)]  # type: ignore[attr-defined] # a ChoiceField

    def parts(self) -> dict[str, Any]:
        """Return heading, prose and chart."""
        given = self.cleaned_data
        asked = given["kind"] or given["query"].strip()
        dataset = self.rows.get(given["dataset"])
        chart = services.Drawn(given["kind"], given["query"], dataset, given["title"]) if asked else None
        return {"heading": given["heading"], "prose": given["prose"], "chart": chart}


class IssueReport(forms.Form):
    """Whether figures without a footnote are no figures of data."""

    no_data = forms.BooleanField(
        label=_("The figures without a footnote are no figures of data"),
        required=False,
        help_text=_("Such as a date or the number of a meeting; the record says how many there are."),
    )
