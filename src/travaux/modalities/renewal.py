"""What two editions of the modalities of a process say differently: shown before one takes the place of the other."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from travaux.modalities.modalities import Modalities

_KNOWN_BY = ("key", "deed", "thing")
_LEFT_OUT = frozenset({"key", "warnings"})  # a process keeps its own key; warnings follow from the rest


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the modalities that differs: `part` is a field of Modalities, `key` what it is known by there.

    `before` and `after` are what only the earlier, or only the later edition says of it, each as one line.
    """

    part: str
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(old: Modalities, new: Modalities) -> tuple[Difference, ...]:
    """Return what two editions say differently, in the order of the parts and of the earlier edition."""
    first, later = _said(old), _said(new)
    pairs = ((known, first.get(known, ()), later.get(known, ())) for known in dict.fromkeys([*first, *later]))
    found = (Difference(*known, _only(mine, other), _only(other, mine)) for known, mine, other in pairs)
    order = [field.name for field in fields(Modalities)]
    return tuple(sorted((each for each in found if each.before or each.after), key=lambda each: order.index(each.part)))


def _only(lines: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in others)


def _said(modalities: Modalities) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return all that the modalities say, line by line, by the part and what it is known by."""
    lines: dict[tuple[str, str], tuple[str, ...]] = {}
    for field in fields(Modalities):
        if field.name in _LEFT_OUT:
            continue
        value = getattr(modalities, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            name, line = _told(item)
            lines[field.name, name] = (*lines.get((field.name, name), ()), line)
    return lines


def _told(item: Any) -> tuple[str, str]:
    """Return what an item is known by, and what is said of it: a heading by its number, a rule by its deed."""
    if not is_dataclass(item):
        return (item[0], _words(item[1])) if isinstance(item, tuple) else ("", "" if item is None else str(item))
    given = {field.name: getattr(item, field.name) for field in fields(item)}
    known = next(name for name in _KNOWN_BY if name in given)
    return str(given.pop(known)), _line(given)


def _line(given: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {_words(value)}" for name, value in given.items() if value not in (None, "", (), False))


def _words(value: Any) -> str:
    if is_dataclass(value):
        return _line({field.name: getattr(value, field.name) for field in fields(value)})
    return ", ".join(map(_words, value)) if isinstance(value, tuple) else str(value)
