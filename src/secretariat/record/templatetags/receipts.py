"""The receipt of what was done to a thing, for the pages of the rooms above."""

from typing import Any

from django import template

from secretariat.record import queries
from secretariat.record.models import Entry
from travaux.record.entry import code_of

register = template.Library()


@register.simple_tag
def receipt_of(kind: str, uuid: Any, deed: str) -> Entry | None:
    """Return the entry of `deed` on a thing, whose address is that of the receipt; None if there is none."""
    return queries.entry_about(f"{kind}:{uuid}", deed)


@register.filter
def short_code(entry: Entry) -> str:
    """Return the code of an entry that its author can note."""
    return code_of(bytes.fromhex(entry.leaf))
