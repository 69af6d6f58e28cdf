"""What may come in: a document, a choice among what it suggests, one of its suggestions with other words."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.exchange import queries
from secretariat.exchange.services import HandedIn
from secretariat.negotiation.models import ProvisionKind, TextVersion
from secretariat.participation.models import Entity
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door

WORDING_AT_MOST = 20_000
ACCEPT = ".docx,.odt,.html,.htm,.md,.txt,.pdf,.xml"


class HandIn(forms.Form):
    """A document that was changed: the file, for whom, and what it was made from if it does not say so itself."""

    paper = forms.FileField(
        label=_("The document"),
        allow_empty_file=True,  # refused with its reason when it is read
        widget=forms.FileInput({"accept": ACCEPT}),
        help_text=_(
            "Word or OpenDocument with tracked changes; also HTML, Markdown, text or PDF, compared by its words."
        ),
    )
    entity = forms.ChoiceField(label=_("For which delegation"))
    made_from = forms.ChoiceField(
        label=_("Made from"),
        required=False,
        help_text=_("Only if the document does not say it itself, at its foot."),
    )

    def __init__(self, *args: Any, door: Door, versions: list[TextVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door = door
        self.versions = {str(row.ordinal): row for row in versions}
        rows = [(row.code, f"{row.code} {row.name}") for row in queries.entities_for(door.process, door.actor)]
        self.fields["entity"].choices = rows  # type: ignore[attr-defined] # a ChoiceField
        choices = [("", _("what it says itself")), *((key, row.label) for key, row in reversed(self.versions.items()))]
        self.fields["made_from"].choices = choices  # type: ignore[attr-defined] # as above

    def document(self) -> HandedIn:
        """Return the document as it was handed in; of a file too large no more is read than shows that it is."""
        given: dict[str, Any] = self.cleaned_data
        return HandedIn(
            entity=entity_named(self.door.process, given["entity"]),
            content=given["paper"].read(settings.TRAVAUX_MAX_UPLOAD + 1),
            filename=given["paper"].name,
            made_from=self.versions.get(given["made_from"]),
        )


class Choose(forms.Form):
    """Which suggestions, and what is to become of them."""

    CONFIRM, DROP = "confirm", "drop"

    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, uuids: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(uuid, uuid) for uuid in uuids]  # type: ignore[attr-defined] # as above


class Adapt(forms.Form):
    """A suggestion, in the words in which its delegation confirms it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    wording = forms.CharField(
        label=_("The paragraph as it should read"),
        max_length=WORDING_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    provision_kind = forms.ChoiceField(label=_("Kind of paragraph"), choices=ProvisionKind.choices)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    on_behalf_of = forms.ModelChoiceField(
        Entity.objects.none(), required=False, label=_("On behalf of"), empty_label=_("the own delegation alone")
    )

    def __init__(self, *args: Any, entity_id: int | None, kind: str, has_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Entity.objects.filter(members=entity_id).order_by("code")
        self.fields["on_behalf_of"].queryset = groups  # type: ignore[attr-defined] # a ModelChoiceField has one
        left_out = {"on_behalf_of": groups.exists(), "provision_kind": kind == "new_paragraph", "wording": has_words}
        for name in (name for name, is_asked in left_out.items() if not is_asked):
            del self.fields[name]
