"""The clock of objections in every zone, around every change of clocks, against a search of the instants themselves."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from benchmarks.figure import Figure, seconds
from travaux.participation.clock import Period, closes

YEAR = 2017
STEP = timedelta(minutes=5)
HOURS = (time(0, 30), time(1, 30), time(2, 0), time(2, 30), time(3, 0))


def changes(zone: zoneinfo.ZoneInfo, year: int) -> Iterator[datetime]:
    """Yield noon of the days in a year on which the clocks of a zone change."""
    day = datetime(year, 1, 1, 12, tzinfo=UTC)
    for _ in range(365):
        if day.astimezone(zone).utcoffset() != (day + timedelta(days=1)).astimezone(zone).utcoffset():
            yield day
        day += timedelta(days=1)


def searched(zone: zoneinfo.ZoneInfo, wanted: datetime) -> datetime | None:
    """Return the last instant at which a wall clock shows `wanted`, from instants alone; None if it never does."""
    start = wanted.replace(tzinfo=UTC) - timedelta(hours=15)
    instants = (start + STEP * number for number in range(30 * 12))
    return max((each for each in instants if each.astimezone(zone).replace(tzinfo=None) == wanted), default=None)


def figures() -> Iterator[Figure]:
    right = total = skipped = 0
    for name in sorted(zoneinfo.available_timezones()):
        if "/" not in name or name.startswith(("Etc/", "posix/", "right/")):
            continue
        zone = zoneinfo.ZoneInfo(name)
        for noon in changes(zone, YEAR):
            begun = noon - timedelta(days=6)
            last = begun.astimezone(zone).date() + timedelta(days=7)
            for hour in HOURS:
                found = closes(Period(name, days=7, hour=hour), begun)
                expected = searched(zone, datetime.combine(last, hour))
                total += 1
                skipped += expected is None
                right += found == expected if expected else _after_gap(zone, found, datetime.combine(last, hour))
    what = f"Objection clock: {total} deadlines on days of change in every zone, {YEAR} ({skipped} at hours left out)"
    yield Figure(what, f"{right} to the second", "all", met=right == total)
    took = seconds(lambda: closes(Period("America/New_York", days=7), datetime(2018, 3, 5, 15, tzinfo=UTC)))
    yield Figure("Time of one deadline", f"{took * 1e6:.0f} µs")


def _after_gap(zone: zoneinfo.ZoneInfo, found: datetime, wanted: datetime) -> bool:
    """Whether an hour left out closes so long after the change as it would have been after it."""
    wall = found.astimezone(zone).replace(tzinfo=None)
    before = (found - timedelta(hours=3)).astimezone(zone).utcoffset() or timedelta()
    after = found.astimezone(zone).utcoffset() or timedelta()
    return wall - wanted == after - before
