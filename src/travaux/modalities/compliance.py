"""Was what the modalities ask done, and can it still be? The state of each obligation and of each phase on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Event, Obligation, Phase

SOON = timedelta(days=30)
WEEK, WORKING = 7, 5


class Status(StrEnum):
    """The state of an obligation on a day."""

    LATE = "late"
    IMPOSSIBLE = "impossible"
    DUE = "due"
    OPEN = "open"
    NOT_YET = "not yet"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """An obligation as it stands on a day: when it was met, or how many days are left (fewer than 0: late).

    `needed` and `room` are the working days that the events which it asks for still take, and those that are left.
    """

    obligation: Obligation
    status: Status
    days_left: int
    met: date | None = None
    needed: int = 0
    room: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """A phase on a day: the working days that its events still take (`needed`), and those that it has left (`room`)."""

    phase: Phase
    needed: int
    room: int
    events: tuple[Event, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether the phase has not enough days left for what is to be held in it."""
        return self.needed > self.room


def standings(
    modalities: Modalities, *, on: date, met: Mapping[str, date], soon: timedelta = SOON
) -> tuple[Standing, ...]:
    """Return how each obligation stands on the day `on`, by its last day.

    `met` gives, by key, the day on which an obligation was met; what was met after `on` was not yet met then.
    An obligation is due once its window has opened or `soon` before its last day, and open once its phase has begun. It
    is impossible once the events that must be held for it take more working days than there are up to its last day.
    """
    begun = {phase.key for phase in modalities.phases if phase.opens <= on}
    by_day = sorted(modalities.obligations, key=lambda owed: owed.due)
    return tuple(
        _standing(owed, on, met.get(owed.key), begun=owed.phase in begun, soon=soon)
        if not owed.holds
        else _holding(modalities, owed, on, met.get(owed.key), begun=owed.phase in begun, soon=soon)
        for owed in by_day
    )


def rooms(modalities: Modalities, *, on: date) -> tuple[Room, ...]:
    """Return, of each phase that is not over on the day `on`, the days that its events still take and those left."""
    return tuple(_room(modalities, phase, on) for phase in modalities.phases if phase.closes >= on)


def working_days(first: date, last: date) -> int:
    """Return how many days from `first` to `last`, both counted, are Mondays to Fridays; 0 if `last` is earlier."""
    days = max((last - first).days + 1, 0)
    weeks, rest = divmod(days, WEEK)
    return weeks * WORKING + sum((first.weekday() + n) % WEEK < WORKING for n in range(rest))


def _room(modalities: Modalities, phase: Phase, on: date) -> Room:
    events = tuple(event for event in modalities.events if event.phase == phase.key and not event.part_of)
    left = tuple(event for event in events if not _is_over(event, on))
    latest = max([phase.closes, *(event.ends for event in left)])
    return Room(phase, _needed(left, on), working_days(max(on, phase.opens), latest), left)


def _needed(events: Iterable[Event], on: date) -> int:
    return sum(_left(event, on) for event in events)


def _left(event: Event, on: date) -> int:
    """Return how many working days of an event are still to come: of one whose days are known, those of its days."""
    return working_days(max(on, event.begins), event.ends) if event.days_known else event.days or 0


def _is_over(event: Event, on: date) -> bool:
    return event.days_known and event.ends < on


def _holding(
    modalities: Modalities, owed: Obligation, on: date, met: date | None, *, begun: bool, soon: timedelta
) -> Standing:
    found = _standing(owed, on, met, begun=begun, soon=soon)
    events = [event for event in modalities.events if event.kind == owed.holds and not _is_over(event, on)]
    needed, room = _needed(events, on), working_days(max(on, owed.due_from or on), owed.due)
    is_past = needed > room and found.status not in {Status.DONE, Status.LATE}
    status = Status.IMPOSSIBLE if is_past else found.status
    return Standing(owed, status, found.days_left, found.met, needed, room)


def _standing(owed: Obligation, on: date, met: date | None, *, begun: bool, soon: timedelta) -> Standing:
    left = (owed.due - on).days
    if met is not None and met <= on:
        return Standing(owed, Status.DONE, left, met)
    if left < 0:
        return Standing(owed, Status.LATE, left)
    if on >= min(owed.due_from or owed.due, owed.due - soon):
        return Standing(owed, Status.DUE, left)
    return Standing(owed, Status.OPEN if begun else Status.NOT_YET, left)
