"""What several forms share: how a paragraph is named in a choice, and on whose behalf one speaks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.negotiation.models import ProvisionVersion
from secretariat.negotiation.queries import label, shortened
from secretariat.participation.models import Entity


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
