"""What may come in: a call, a paper, a name, a theme."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.frame.cell import open_paper
from secretariat.inputs import queries
from secretariat.inputs.models import Call, Kind, Submission
from secretariat.inputs.services import NAME_AT_MOST, TITLE_AT_MOST, Calling, Filing
from secretariat.participation.models import Kind as EntityKind
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door, modalities_of

MANY = ("themes", "joint", "behalf")


class FilePaper(forms.Form):
    """A paper: for whom, what it is, on which themes, and the file or its text."""

    entity = forms.ChoiceField(label=_("On behalf of"))
    title = forms.CharField(label=_("Title"), max_length=TITLE_AT_MOST, help_text=_("As it stands on the paper."))
    kind = forms.ChoiceField(label=_("What it is"), choices=Kind.choices)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    paper = forms.FileField(
        label=_("The paper as a file"),
        required=False,
        allow_empty_file=True,  # the service refuses it, by its rule
        widget=forms.FileInput({"accept": ".docx,.pdf,.html,.htm,.md,.txt"}),
        help_text=_("Word (.docx), PDF, HTML, Markdown or text, kept exactly as it is; everyone can read it."),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("One of the two is needed: if there is no file, paste the words here."),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Not said")), *settings.LANGUAGES]
    )
    joint = forms.MultipleChoiceField(
        label=_("Filed jointly with"), required=False, help_text=_("Others whose paper it is as well.")
    )
    behalf = forms.MultipleChoiceField(
        label=_("On behalf also of"), required=False, help_text=_("A group of which the entity is a member.")
    )
    until = forms.DateTimeField(
        label=_("Closed until"),
        required=False,
        help_text=_("Nobody else sees the paper before: a day and an hour such as 2017-06-20 15:00, in %(zone)s."),
    )

    def __init__(self, *args: Any, door: Door, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door, self.call = door, call
        entities = queries.entities_for(door.process, door.actor)
        everybody = [(row.code, f"{row.code} {row.name}") for row in queries.everybody(door.process)]
        choices = {
            "entity": [(row.code, f"{row.code} {row.name}") for row in entities],
            "themes": [(row.key, row.title) for row in queries.themes(door.process)],
            "joint": everybody,
            "behalf": everybody,
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined] # a ChoiceField
        zone = modalities_of(door.process).timezone
        self.fields["until"].help_text = self.fields["until"].help_text % {"zone": zone}

    def clean_until(self) -> datetime | None:
        """Read the hour on the clock of the process."""
        until: datetime | None = self.cleaned_data["until"]
        return until and until.replace(tzinfo=ZoneInfo(modalities_of(self.door.process).timezone))

    def typed(self) -> dict[str, Any]:
        """Return what was typed so far, without the file, which a browser does not hand over twice."""
        return {
            name: self.data.getlist(name) if name in MANY else self.data.get(name, "")  # type: ignore[attr-defined] # a QueryDict
            for name in self.fields
            if name != "paper"
        }

    def clean(self) -> dict[str, Any]:
        """See to it that there is a file or a text, and not both."""
        cleaned: dict[str, Any] = super().clean() or {}
        paper, text = cleaned.get("paper"), cleaned.get("text")
        if paper is None and not text and "paper" not in self.errors:
            self.add_error("paper", _("Choose a file, or paste the text below."))
        if paper is not None and text:
            self.add_error("text", _("There is a file and a text. Leave one of them out."))
        return cleaned

    def filing(self) -> Filing:
        """Return the paper as it was handed in, opened; of a file too large no more is read than shows that it is.

        Raises the refusals of `open_paper`. Call it before the deed, which must not wait for a hostile file.
        """
        given = self.cleaned_data
        paper = given["paper"]
        pasted = given["text"].replace("\r\n", "\n").encode()
        content = pasted if paper is None else paper.read(settings.TRAVAUX_MAX_UPLOAD + 1)
        filename = "pasted-text.md" if paper is None else paper.name
        media_type = "text/markdown; charset=utf-8" if paper is None else paper.content_type or ""
        return Filing(
            entity=entity_named(self.door.process, given["entity"]),
            joint=[entity_named(self.door.process, code) for code in given["joint"] if code != given["entity"]],
            behalf=[entity_named(self.door.process, code) for code in given["behalf"] if code != given["entity"]],
            call=self.call,
            title=given["title"],
            content=content,
            opened=open_paper(content, filename, media_type),
            filename=filename,
            kind=given["kind"],
            themes=given["themes"],
            media_type=media_type,
            language=given["language"],
        )


class AddVersion(forms.Form):
    """The paper in another language."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    paper = forms.FileField(
        label=_("The paper as a file"),
        widget=forms.FileInput({"accept": ".docx,.pdf,.html,.htm,.md,.txt"}),
        help_text=_("Word (.docx), PDF, HTML, Markdown or text, kept exactly as it is; everyone can read it."),
    )

    def filing(self, submission: Submission) -> Filing:
        """Return the paper as it was handed in, opened; as `FilePaper.filing`."""
        paper = self.cleaned_data["paper"]
        content = paper.read(settings.TRAVAUX_MAX_UPLOAD + 1)
        return Filing(
            entity=submission.entity,
            title=submission.title,
            content=content,
            opened=open_paper(content, paper.name, paper.content_type or ""),
            filename=paper.name,
            media_type=paper.content_type or "",
            language=self.cleaned_data["language"],
        )


class Withdraw(forms.Form):
    """Why a paper is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=400,
        help_text=_("It stays in the record. No personal name."),
    )


class Endorse(forms.Form):
    """Who stands behind a paper: an entity that takes part, or a name as it is written."""

    entity = forms.ChoiceField(label=_("Who takes part in the process"), required=False)
    name = forms.CharField(
        label=_("Or a name"),
        required=False,
        max_length=NAME_AT_MOST,
        help_text=_("Of one who does not take part, as it is written on the paper: a city, an organization."),
    )

    def __init__(self, *args: Any, door: Door, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entities = queries.entities_for(door.process, door.actor)
        rows = [("", _("Nobody of these")), *((row.code, f"{row.code} {row.name}") for row in entities)]
        self.fields["entity"].choices = rows  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """See to it that somebody is named, once."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("entity")) == bool(cleaned.get("name")):
            self.add_error(None, _("Choose who endorses the paper, or write a name: one of the two."))
        return cleaned


class DecideCode(forms.Form):
    """A decision on the code of a passage."""

    CONFIRM, REJECT, ADD = "confirm", "reject", "add"

    passage = forms.UUIDField()
    theme = forms.SlugField()
    decision = forms.ChoiceField(choices=[(word, word) for word in (CONFIRM, REJECT, ADD)])


class OpenCall(forms.Form):
    """A call for inputs: what is asked, by which paragraph, of whom, in which languages, until when."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_AT_MOST)
    asks = forms.CharField(label=_("What is asked"), required=False, widget=forms.Textarea({"rows": 5}))
    paragraph = forms.ChoiceField(label=_("The paragraph that mandates it"))
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(
        label=_("Who may answer"),
        required=False,
        choices=EntityKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If none is chosen, all who take part."),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If none is chosen, any."),
    )
    words = forms.IntegerField(label=_("Words at most"), min_value=0, initial=0, help_text=_("0 for any length."))
    closes = forms.DateTimeField(label=_("Open until"), help_text=_("A day and an hour, such as 2017-06-20 18:00."))
    zone = forms.CharField(
        label=_("On the clock of"), max_length=60, help_text=_("A time zone, such as America/New_York.")
    )

    def __init__(self, *args: Any, door: Door, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modalities = modalities_of(door.process)
        self.fields["paragraph"].choices = [(number, f"{number} {said}") for number, said in modalities.paragraphs]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["themes"].choices = [(row.key, row.title) for row in queries.themes(door.process)]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["zone"].initial = modalities.timezone

    def calling(self) -> Calling:
        """Return the call as it is made."""
        given = self.cleaned_data
        return Calling(**{**given, "closes": given["closes"].replace(tzinfo=None)})


class Judge(forms.Form):
    """What a coder holds a passage to be on."""

    passage = forms.UUIDField()
    themes = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, door: Door, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = [(row.key, row.title) for row in queries.themes(door.process)]  # type: ignore[attr-defined] # a ChoiceField
