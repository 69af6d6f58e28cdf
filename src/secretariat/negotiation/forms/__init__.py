from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.negotiation.models import (
    How,
    Level,
    ProposalKind,
    Provision,
    ProvisionKind,
    ProvisionVersion,
    Stance,
    TextKind,
)
from secretariat.negotiation.queries import label, shortened
from secretariat.participation.models import Entity
from secretariat.stocktaking.models import Sentence
from travaux.text.contest import ARRANGES, Alternative, Bracket

OWN = "own"
LONG = forms.Textarea(attrs={"rows": 3})


def told(row: ProvisionVersion) -> str:
    """Return how a paragraph is named where one of many is chosen: its number, or its kind, and its first words."""
    return f"{row.number} {shortened(row.wording)}" if row.number else label(row)


class Spoken(forms.Form):
    """A form in which a delegation speaks, for itself or on behalf of one of its groups."""

    on_behalf_of = forms.ModelChoiceField(
        Entity.objects.none(), required=False, label=_("On behalf of"), empty_label=_("the own delegation alone")
    )

    def __init__(self, *args: Any, entity_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Entity.objects.filter(members=entity_id).order_by("code") if entity_id else Entity.objects.none()
        self.fields["on_behalf_of"].queryset = groups  # type: ignore[attr-defined] # a ModelChoiceField has one
        if not groups:
            del self.fields["on_behalf_of"]


class Propose(Spoken):
    """A change of a paragraph: the whole paragraph as it should read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    wording = forms.CharField(
        label=_("The paragraph as it should read"),
        help_text=_("Change the words in the box; what you changed is worked out from that."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    field_order = ["wording", "reason", "on_behalf_of", "seen"]
    kind = ""


class ProposeNew(Propose):
    """A new paragraph behind another."""

    provision_kind = forms.ChoiceField(label=_("Kind of paragraph"), choices=ProvisionKind.choices)
    field_order = ["provision_kind", "wording", "reason", "on_behalf_of"]
    kind = ProposalKind.NEW_PARAGRAPH

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].label = _("Wording of the new paragraph")
        self.fields["wording"].help_text = ""


class ProposeAlternative(ProposeNew):
    """A paragraph that would take the place of another."""

    kind = ProposalKind.ALTERNATIVE


class ProposePlaceholder(ProposeNew):
    """The place of a paragraph that is still to be written."""

    kind = ProposalKind.PLACEHOLDER

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].label = _("What the paragraph will be about")


class ProposeSplit(Propose):
    """A paragraph made into several."""

    kind = ProposalKind.SPLIT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].label = _("Where it should part")
        self.fields["wording"].help_text = _("Set an empty line where the next paragraph begins; leave every word.")


class ProposeDeletion(Spoken):
    """Deletion of a whole paragraph."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    kind = ProposalKind.DELETE_PARAGRAPH


class ProposeRetaining(ProposeDeletion):
    """That a paragraph stays as it stands."""

    kind = ProposalKind.RETAIN


class ProposeMove(ProposeDeletion):
    """A paragraph in another place."""

    other = forms.ChoiceField(label=_("It should stand behind"))
    field_order = ["other", "reason", "on_behalf_of", "seen"]
    kind = ProposalKind.MOVE

    def __init__(self, *args: Any, rows: Iterable[ProvisionVersion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provisions = {str(row.provision.uuid): row.provision for row in rows}
        named = [(str(row.provision.uuid), told(row)) for row in rows]
        self.fields["other"].choices = named  # type: ignore[attr-defined] # a ChoiceField has them

    def clean_other(self) -> Provision:
        """Return the other paragraph."""
        return self.provisions[self.cleaned_data["other"]]


class ProposeMerger(ProposeMove):
    """Two paragraphs in one."""

    wording = forms.CharField(
        label=_("As they should read together"),
        help_text=_("Left empty: the words of both, one behind the other."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    field_order = ["other", "wording", "reason", "on_behalf_of", "seen"]
    kind = ProposalKind.MERGE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].label = _("The paragraph to be merged into it")


class CoSponsor(Spoken):
    """Standing behind a proposal of others."""


class TakePosition(forms.Form):
    """What the own delegation thinks of a proposal."""

    stance = forms.ChoiceField(label=_("Position"), choices=Stance.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))
    meeting = forms.ChoiceField(label=_("Said at"), required=False)

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [("", _("no meeting in particular")), *meetings]  # type: ignore[attr-defined] # a ChoiceField has them


class Lift(forms.Form):
    """The words that take the place of a bracket: one of the alternatives, or a compromise."""

    choice = forms.ChoiceField(label=_("What should stand here?"), widget=forms.RadioSelect)
    compromise = forms.CharField(
        label=_("Compromise wording"),
        help_text=_("Only for a compromise: the words that take the place of the bracket."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    note = forms.CharField(label=_("Note for the record"), required=False, widget=LONG)

    def __init__(self, *args: Any, bracket: Bracket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bracket = bracket
        named = [(str(i), self._named(each)) for i, each in enumerate(bracket.alternatives)]
        is_order = bracket.scope in ARRANGES
        own = [] if is_order else [(OWN, _("A compromise: the words below"))]
        self.fields["choice"].choices = [*named, *own]  # type: ignore[attr-defined] # a ChoiceField has them
        if is_order:
            del self.fields["compromise"]

    def _named(self, choice: Alternative) -> str:
        """Return a choice as it is told: its words, or that there are none, and who asks for it."""
        names = ", ".join(choice.proponents)
        if choice.words.strip():
            shown = f"“{choice.words.strip()}”"
        elif self.bracket.scope in ARRANGES:
            shown = str(_("Leave it as it is"))
        else:
            shown = str(pgettext_lazy("alternative in a bracket", "no words here"))
        return f"{shown} ({names})" if names else shown

    def clean(self) -> dict[str, Any]:
        """Require the words of a compromise."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == OWN and not cleaned.get("compromise", "").strip():
            self.add_error("compromise", _("Write the words of the compromise."))
        return cleaned

    @property
    def wording(self) -> str:
        """The words chosen."""
        choice = self.cleaned_data["choice"]
        if choice == OWN:
            return str(self.cleaned_data["compromise"])
        return self.bracket.alternatives[int(choice)].words


PENDING_LEVELS = [
    (level.value, level.label)
    for level in (Level.AGREED_IN_INFORMALS, Level.AD_REFERENDUM, Level.AGREED_IN_COMMITTEE, Level.AGREED)
]


class Agree(forms.Form):
    """The level at which a paragraph is agreed, and whose word it waits for."""

    level = forms.ChoiceField(label=_("Agreed how far?"), widget=forms.RadioSelect, choices=PENDING_LEVELS)
    pending = forms.ModelMultipleChoiceField(
        Entity.objects.none(),
        label=_("Subject to the word of"),
        help_text=_("Those whose capitals must still say yes; for informals and ad referendum only."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, process_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Entity.objects.filter(process=process_id, kind="state").order_by("ordinal", "code")
        self.fields["pending"].queryset = found  # type: ignore[attr-defined] # a ModelMultipleChoiceField has one


class Reopen(forms.Form):
    """Why an agreed paragraph is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=400)


class Redraft(forms.Form):
    """A provision in other words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    wording = forms.CharField(label=_("Wording"), widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))

    def __init__(self, *args: Any, is_presented: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_presented
        if is_presented:
            self.fields["reason"].help_text = _("Everybody reads it in the history of the paragraph.")


DRAFTERS = "the form of a draft, which only those who write it are shown: they see every sentence"


class OpenText(forms.Form):
    """A text under negotiation."""

    title = forms.CharField(label=_("Title"), max_length=300)
    key = forms.SlugField(label=_("Key"), help_text=_("Short name for addresses, in small letters."), max_length=60)
    kind = forms.ChoiceField(label=_("Kind of text"), choices=TextKind.choices, initial=TextKind.COMPACT)
    numbering = forms.ChoiceField(
        label=_("Numbering"),
        choices=[
            ("compact", _("Paragraphs through the whole text, objectives counted apart")),
            ("resolution", _("Preambular and operative paragraphs counted apart")),
            ("sections", _("Paragraphs counted anew in each section")),
        ],
    )


class Draft(forms.Form):
    """A provision of a draft, with the sentences that it rests on."""

    kind = forms.ChoiceField(label=_("Kind of paragraph"), choices=ProvisionKind.choices)
    wording = forms.CharField(label=_("Wording"), widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
    after = forms.TypedChoiceField(label=_("Behind"), required=False, empty_value=None)
    sentences = forms.ModelMultipleChoiceField(
        Sentence.objects.none(),
        label=_("Sentences of the summary that it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: Iterable[ProvisionVersion], process_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provisions: dict[str, Provision] = {str(row.provision.uuid): row.provision for row in rows}
        places = [(str(row.provision.uuid), told(row)) for row in rows]
        self.fields["after"].choices = [("", _("the last paragraph")), *places]  # type: ignore[attr-defined] # a ChoiceField has them
        sentences = Sentence.objects.unscoped(DRAFTERS).filter(summary__process=process_id, struck_at=None)
        if not sentences.exists():
            del self.fields["sentences"]
            return
        self.fields["sentences"].queryset = sentences.order_by("summary_id", "ordinal")  # type: ignore[attr-defined] # a ModelChoiceField has one

    @property
    def place(self) -> Provision | None:
        """The provision behind which the new one is to stand."""
        return self.provisions.get(self.cleaned_data["after"] or "")


class Present(forms.Form):
    """Name of the first version that all see."""

    label = forms.CharField(label=_("Name of the version"), max_length=60, initial="Zero draft")
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False)


class Freeze(forms.Form):
    """Name of the next revision."""

    label = forms.CharField(
        label=_("Name of the version"), help_text=_("Without one: rev. and its number."), max_length=60, required=False
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False)
    renumber = forms.BooleanField(
        label=_("Number all paragraphs anew"), help_text=_("No more “bis” and “ter”."), required=False
    )


class Adopt(forms.Form):
    """The word that the conference has decided."""

    how = forms.ChoiceField(
        label=_("How was it adopted?"),
        choices=[(How.CONSENSUS, How.CONSENSUS.label), (How.VOTE, How.VOTE.label)],
        initial=How.CONSENSUS,
        required=False,
    )
    symbol = forms.CharField(label=_("Symbol of the adopted text"), max_length=60, required=False)
    sure = forms.BooleanField(label=_("The conference has adopted the text as it stands"))
