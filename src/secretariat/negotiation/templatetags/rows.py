"""Looking rows up in templates."""

from collections.abc import Mapping
from typing import TypeVar

from django import template

register = template.Library()
K = TypeVar("K")
V = TypeVar("V")


@register.filter
def at(rows: Mapping[K, V], key: K) -> V | None:
    """Return what is kept under a key."""
    return rows.get(key)
