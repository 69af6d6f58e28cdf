"""The clock of an objection, of a silence, of any period that ends by itself: to the second, in a named zone.

Rules, which hold wherever a period is counted:

1. A period is half open: what comes in before the instant at which it closes is in time, what comes in at that instant
   or later is late. "Until 18:00" closes at 18:00:00.
2. Days are days of the calendar in the named zone, as nominal durations of RFC 5545 (section 3.3.6): a day in which
   clocks change has 23 or 25 hours and is one day. The day on which the period begins is not counted. The last day
   ends at its `hour`, or with the day itself if none is given.
3. Working days leave out Saturday, Sunday and the days named as holidays; if the last day counted were one of these, it
   would not be the last.
4. Hours are hours that pass (exact durations of RFC 5545): 72 hours are 72 hours, whatever clocks do.
5. An hour that a change of clocks leaves out is the instant so long after the change (RFC 5545, section 3.3.5); one
   that comes twice is the second of the two: a doubt takes no minute from anybody's right.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from travaux.refusal import Invalid

SATURDAY = 5


class NoSuchZone(Invalid):
    """A zone of time has a name that nobody knows."""

    asked = "You asked for the clock of “{zone}”."
    because = "No zone of time has that name."
    remedy = "Give a name of the tz database, such as America/New_York."


class NoPeriod(Invalid):
    """A period is neither of days nor of hours, or of both, or does not begin at an instant."""

    asked = "You asked when a period of {days} days and {hours} hours closes."
    because = (
        "A period is of one day or more, or of one hour or more, not of both; it begins at an instant with its zone."
    )
    remedy = "Give either days or hours, and an instant with its offset."


@dataclass(frozen=True, slots=True)
class Period:
    """So many days (until `hour` of the last, or its end) or so many hours, on the clock of `zone`."""

    zone: str
    days: int = 0
    hours: int = 0
    hour: time | None = None
    working: bool = False
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a period, as a clock shows it; all nought when it is over."""

    days: int
    hours: int
    minutes: int
    seconds: int

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return not (self.days or self.hours or self.minutes or self.seconds)


def zone(name: str) -> ZoneInfo:
    """Return a zone of the tz database, or raise NoSuchZone."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a name that is no path of the database, or not one of its files
        raise NoSuchZone(zone=name) from None


def closes(period: Period, begun: datetime) -> datetime:
    """Return the first instant, in UTC, that is too late for a period begun at `begun` (with zone); raises NoPeriod."""
    if begun.tzinfo is None or (period.days > 0) == (period.hours > 0) or min(period.days, period.hours) < 0:
        raise NoPeriod(days=period.days, hours=period.hours)
    place = zone(period.zone)
    if period.hours:
        return begun.astimezone(UTC) + timedelta(hours=period.hours)
    last = _last_day(begun.astimezone(place).date(), period)
    if period.hour is None:
        return instant(last + timedelta(days=1), time(), place)
    return instant(last, period.hour, place)


def _last_day(begun: date, period: Period) -> date:
    day, counted = begun, 0
    while counted < period.days:
        day += timedelta(days=1)
        counted += not period.working or (day.weekday() < SATURDAY and day not in period.holidays)
    return day


def instant(day: date, hour: time, place: ZoneInfo) -> datetime:
    """Return the instant of an hour on the wall, in UTC; of two that could be meant the later (rule 5)."""
    return max(datetime.combine(day, hour, place).replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def in_time(received: datetime, closing: datetime) -> bool:
    """Whether what was received at an instant came before the period closed."""
    return received < closing


def left(closing: datetime, now: datetime) -> Left:
    """Return what is left of a period until it closes: hours that pass, whole seconds, the begun one included."""
    micro = max(closing.astimezone(UTC) - now.astimezone(UTC), timedelta()) // timedelta(microseconds=1)
    minutes, seconds = divmod(-(-micro // 1_000_000), 60)
    hours, minutes = divmod(minutes, 60)
    return Left(*divmod(hours, 24), minutes, seconds)
