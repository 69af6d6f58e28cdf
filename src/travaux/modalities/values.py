"""Reading one value of a process file, and refusing what its key does not want."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from travaux.modalities.arrangements import Window
from travaux.modalities.refusals import ModalitiesError, WrongDate, WrongValue
from travaux.modalities.symbols import is_pattern
from travaux.modalities.wants import (
    KEY_AT_MOST,
    PARAGRAPH_AT_MOST,
    ROLES,
    STAGES,
    SYMBOL_AT_MOST,
    TEXT_AT_MOST,
    VOCABULARIES,
    Want,
)

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_HOURS = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-4]):[0-5][0-9]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")


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


def _written(form: re.Pattern[str]) -> Callable[[Any], str | None]:
    return lambda value: value if isinstance(value, str) and form.fullmatch(value) else None


def _hours(value: Any) -> str | None:
    hours = _written(_HOURS)(value)
    return hours if hours and hours[:5] < hours[6:] <= "24:00" else None


Item = Callable[[Any], Any]


def _table(name: Item, item: Item) -> Callable[[Any], tuple[tuple[Any, Any], ...] | None]:
    """Read a table as pairs, each name and each item by its reader."""

    def each(value: Any) -> tuple[tuple[Any, Any], ...] | None:
        if not isinstance(value, dict):
            return None
        pairs = tuple((name(key), item(said)) for key, said in value.items())
        return None if any(None in pair for pair in pairs) else pairs

    return each


def _number(value: Any) -> str | None:
    return _words(PARAGRAPH_AT_MOST)(value) if "," not in value else None


def _dicts(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) and value and all(isinstance(row, dict) for row in value) else None


def _said_in(value: Any) -> tuple[tuple[str, str], ...] | None:
    """Read what a thing is called: in every language the same, or in each its own."""
    name = _words(TEXT_AT_MOST)
    if isinstance(value, dict):
        return _table(_written(_LANGUAGE), name)(value) or None
    said = name(value)
    return (("", said),) if said else None


_READERS: Mapping[Want, Callable[[Any], Any]] = {
    Want.TEXT: _words(TEXT_AT_MOST),
    Want.SYMBOL: _words(SYMBOL_AT_MOST),
    Want.KEY: _key,
    Want.PARAGRAPH: _words(PARAGRAPH_AT_MOST),
    Want.ZONE: _zone,
    **{want: _one_of(known) for want, known in VOCABULARIES.items()},
    Want.TEXTS: _list(_words(TEXT_AT_MOST)),
    Want.KEYS: _list(_key),
    Want.ROLES: _list(_one_of(ROLES)),
    Want.STAGES: _list(_one_of(STAGES)),
    Want.CLOCK: _clock,
    Want.DAY: _day,
    Want.TIME: _time,
    Want.FLAG: _flag,
    Want.COUNT: _count,
    Want.PARAGRAPHS: _table(_number, _words(TEXT_AT_MOST)),
    Want.ACCOUNTS: _table(_number, _words(TEXT_AT_MOST)),
    Want.TERMS: _table(_key, _said_in),
    Want.SEATS: _table(_key, _count),
    Want.HOURS: _list(_hours),
    Want.SERIES: lambda value: _words(SYMBOL_AT_MOST)(value) if is_pattern(str(value)) else None,
    Want.LANGUAGES: _list(_written(_LANGUAGE)),
    Want.HELD: lambda value: value if isinstance(value, dict) else None,
    Want.MOVES: _dicts,
}
