"""The days that a time may be: months, quarters, early and late, sessions of the General Assembly."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_SESSION = 1945
_TUESDAY, _SUNDAY = 1, 6
_OLD_RULE, _NEW_RULE = 58, 78
_EARLIEST, _LATEST = 2, 150
_MONTH_MOST = 31
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a time may be; None is open."""

    first: date | None
    last: date | None


def month(year: int, number: int) -> Span:
    """Return the days of a month."""
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(year: int, first: int, last: int) -> Span:
    """Return the days from one month of a year to another."""
    return Span(month(year, first).first, month(year, last).last)


def day(year: int, number: int, of_month: int) -> date | None:
    """Return a day, or None for one that the month does not have."""
    return date(year, number, of_month) if 1 <= of_month <= monthrange(year, number)[1] else None


def part(span: Span, name: str) -> Span:
    """Return the early, middle, late part or the end of a month or a year.

    Of a month: to the 10th, the 11th to the 20th, from the 21st; of anything longer: its first quarter, its two middle
    ones, its last. The words of a resolution are no more exact than that: a choice of ours.
    """
    if span.first is None or span.last is None:
        return span
    if (span.last - span.first).days < _MONTH_MOST:
        early, late = span.first + 10 * _DAY, span.first + 20 * _DAY
    else:
        early, late = span.first + (span.last - span.first) // 4, span.last - (span.last - span.first) // 4
        early, late = early.replace(day=1), (late + _DAY).replace(day=1)
    return {
        "early": Span(span.first, early - _DAY),
        "mid": Span(early, late - _DAY),
        "late": Span(late, span.last),
        "end": Span(late, span.last),
    }[name]


def session(number: int) -> Span | None:
    """Return the days of a regular session of the General Assembly, from its opening to the eve of the next.

    Rule 1 of its rules of procedure: since the fifty-eighth session it opens on the Tuesday of the third week of
    September, counted from the first week with a working day (resolution 57/301); since the seventy-eighth, as held,
    on that of the second week. Before that on the third Tuesday of September.
    """
    if not _EARLIEST <= number <= _LATEST:
        return None
    return Span(_opening(number), _opening(number + 1) - _DAY)


def _opening(number: int) -> date:
    year = _FIRST_SESSION + number
    if number < _OLD_RULE:
        first = date(year, 9, 1)
        return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 14)
    return _tuesday(year, 2 if number >= _NEW_RULE else 3)


def debate(number: int) -> Span | None:
    """Return the days of the general debate of a session: from the Tuesday of the fourth week of September."""
    if not _OLD_RULE <= number <= _LATEST:
        return None
    first = _tuesday(_FIRST_SESSION + number, 4)
    return Span(first, first + timedelta(days=7))


def _tuesday(year: int, week: int) -> date:
    """Return the Tuesday of a week of September, from Sunday to Saturday, the first that has a working day."""
    first = date(year, 9, 1)
    sunday = first - timedelta(days=(first.weekday() - _SUNDAY) % 7)
    if first.weekday() == _SUNDAY - 1:  # the month begins on a Saturday
        sunday += timedelta(days=7)
    return sunday + timedelta(days=7 * (week - 1) + 2)
