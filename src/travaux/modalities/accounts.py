"""What became of each paragraph of the resolution: what in the process file rests on it, or why nothing does."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from travaux.modalities.modalities import Modalities

_NO_PARTS = frozenset({"paragraphs", "no_rule", "terms", "remind", "without", "warnings"})


@dataclass(frozen=True, slots=True)
class Account:
    """A paragraph with our heading; the parts of the file that rest on it as (part, title); else why none does."""

    number: str
    heading: str
    parts: tuple[tuple[str, str], ...] = ()
    because: str = ""


def accounts(modalities: Modalities) -> tuple[Account, ...]:
    """Return what became of each paragraph, in the order of the file.

    A paragraph that has sub-paragraphs of its own ("1" of "1 (a)") is accounted for once each of these is.
    """
    found: dict[str, list[tuple[str, str]]] = {number: [] for number, _ in modalities.paragraphs}
    for part, title, paragraph in parts(modalities):
        for number in filter(None, paragraph.split(", ")):
            found[number].append((part, title))
    reasons = dict(modalities.no_rule)
    return tuple(
        Account(number, heading, tuple(dict.fromkeys(found[number])), reasons.get(number, ""))
        for number, heading in modalities.paragraphs
    )


def unaccounted(modalities: Modalities) -> tuple[str, ...]:
    """Return the numbers of the paragraphs that nothing rests on, and on which the file gives no reason."""
    rows = accounts(modalities)
    bare = {row.number for row in rows if not row.parts and not row.because}
    heads = {number for number in bare if any(row.number.startswith(f"{number} (") for row in rows)}
    return tuple(row.number for row in rows if row.number in bare - heads)


def parts(modalities: Modalities) -> Iterator[tuple[str, str, str]]:
    """Yield every part of the file that rests on paragraphs: the name of its list, its title, the paragraphs."""
    for field in fields(modalities):
        value = getattr(modalities, field.name)
        if field.name not in _NO_PARTS and isinstance(value, tuple):
            yield from ((field.name, _title(item), item.paragraph) for item in value)
    for event in modalities.events:
        yield from (("events", event.title, move.by) for move in event.moves)


def _title(item: Any) -> str:
    return next(str(getattr(item, name)) for name in ("title", "deed", "thing") if hasattr(item, name))
