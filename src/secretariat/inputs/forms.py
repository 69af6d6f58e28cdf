"""What may come in: a paper, a name, a theme."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.frame.cell import open_paper
from secretariat.inputs import queries
from secretariat.inputs.models import Kind
from secretariat.inputs.services import NAME_AT_MOST, TITLE_AT_MOST, Filing
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door


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

    def __init__(self, *args: Any, door: Door, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door = door
        entities = queries.entities_for(door.process, door.actor)
        self.fields["entity"].choices = [(row.code, f"{row.code} {row.name}") for row in entities]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["themes"].choices = [(row.key, row.title) for row in queries.themes(door.process)]  # type: ignore[attr-defined] # a ChoiceField

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
            title=given["title"],
            content=content,
            opened=open_paper(content, filename, media_type),
            filename=filename,
            kind=given["kind"],
            themes=given["themes"],
            media_type=media_type,
            language=given["language"],
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
