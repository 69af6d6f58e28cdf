"""Forms of what a delegation may propose on a paragraph: one for each kind."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.negotiation.forms.shared import Spoken, told
from secretariat.negotiation.models import ProposalKind, Provision, ProvisionKind, ProvisionVersion


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
