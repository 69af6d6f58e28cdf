"""Reading one value of a process file, and refusing what its key does not want."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from travaux.modalities.refusals import ModalitiesError, WrongDate, WrongValue
from travaux.modalities.schema import (
    KEY_AT_MOST,
    NUMBERINGS,
    PARAGRAPH_AT_MOST,
    ROLES,
    SYMBOL_AT_MOST,
    TEXT_AT_MOST,
    Want,
)

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Window:
    """A time as the modalities give it: one day, or the days of a month."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest


def month(written: str) -> Window:
    """Return the days of a month written “2017-12”."""
    first = date.fromisoformat(f"{written}-01")
    return Window(first, first.replace(day=monthrange(first.year, first.month)[1]))


def taken(value: Any, want: Want, *, where: str, key: str) -> Any:
    """Return `value` in the form that the shapes hold; raises WrongValue or WrongDate, located by `where` and `key`."""
    read = _READERS[want](value)
    if read is None:
        kind: type[ModalitiesError] = WrongDate if want in {Want.DAY, Want.TIME} else WrongValue
        raise kind(where=where, key=key, given=_said(value), wanted=want.value)
    return read


def _said(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)


def _words(at_most: int) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        return value if isinstance(value, str) and value.strip() == value and 0 < len(value) <= at_most else None

    return read


def _key(value: Any) -> str | None:
    return value if isinstance(value, str) and len(value) <= KEY_AT_MOST and _KEY.fullmatch(value) else None


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str | None]:
    return lambda value: value if value in known else None


def _list(read: Callable[[Any], str | None]) -> Callable[[Any], tuple[str, ...] | None]:
    def each(value: Any) -> tuple[str, ...] | None:
        if not isinstance(value, list) or not value:
            return None
        cells = tuple(item for item in map(read, value) if item is not None)
        return cells if len(cells) == len(value) else None

    return each


def _zone(value: Any) -> str | None:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        return None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _clock(value: Any) -> time | None:
    return value if isinstance(value, time) and not value.microsecond else None


def _time(value: Any) -> Window | None:
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return month(value)
    day = _day(value)
    return Window(day, day) if day else None


def _count(value: Any) -> int | None:
    return value if type(value) is int and value > 0 else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _paragraphs(value: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        return None
    number, heading = _words(PARAGRAPH_AT_MOST), _words(TEXT_AT_MOST)
    whole = all(number(key) and "," not in key and heading(said) for key, said in value.items())
    return tuple(value.items()) if whole else None


_READERS: Mapping[Want, Callable[[Any], Any]] = {
    Want.TEXT: _words(TEXT_AT_MOST),
    Want.SYMBOL: _words(SYMBOL_AT_MOST),
    Want.KEY: _key,
    Want.PARAGRAPH: _words(PARAGRAPH_AT_MOST),
    Want.ZONE: _zone,
    Want.NUMBERING: _one_of(NUMBERINGS),
    Want.TEXTS: _list(_words(TEXT_AT_MOST)),
    Want.KEYS: _list(_key),
    Want.ROLES: _list(_one_of(ROLES)),
    Want.CLOCK: _clock,
    Want.DAY: _day,
    Want.TIME: _time,
    Want.FLAG: _flag,
    Want.COUNT: _count,
    Want.PARAGRAPHS: _paragraphs,
    Want.HELD: lambda value: value if isinstance(value, dict) else None,
}
