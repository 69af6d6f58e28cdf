from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(known: Mapping[int, Sequence[Any]], key: int) -> Sequence[Any]:
    """Return what is known of one name."""
    return known.get(key, ())
