"""What a resolution on modalities sets: phases, themes, events, obligations, limits, rules; each with its paragraph."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of the process, and the paragraph that orders it; the first and the last day count.

    `opens` and `closes` are dates of the place of the process; phases may overlap. With `closes_at` the last day ends
    at that time of day: what comes in before it is in time.
    """

    key: str
    title: str
    paragraph: str
    opens: date
    closes: date
    closes_at: time | None = None
    stages: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether `day` falls in the phase."""
        return self.opens <= day <= self.closes

    def ends(self, zone: ZoneInfo) -> datetime:
        """Return the first moment, in UTC, at which the phase is over in `zone`."""
        if self.closes_at is None:
            return moment(datetime.combine(self.closes + timedelta(days=1), time.min), zone)
        return moment(datetime.combine(self.closes, self.closes_at), zone)


def moment(local: datetime, zone: ZoneInfo) -> datetime:
    """Return when it is `local` (without a zone) in `zone`, as UTC.

    A time that the clocks show twice is the later one; a time that they leave out is the first moment after the gap.
    """
    early, late = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early <= late:
        return late
    span = range(round((early - late).total_seconds()) + 1)
    return late + timedelta(seconds=bisect_left(span, local, key=lambda s: _wall(late + timedelta(seconds=s), zone)))


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme under which inputs are taken; `words` are the codebook's words and phrases that suggest it."""

    key: str
    title: str
    paragraph: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """When and where an event was in fact set, and the source that says so; `since` is when that was known."""

    opens: date
    closes: date
    place: str
    source: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Other days, or another place, that a later decision gave an event; it holds from the day `decided`."""

    by: str
    decided: date
    opens: date
    closes: date
    place: str


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or milestone of the process, in the words of the modalities, and when it was set in fact.

    Where the modalities leave the days open ("in June", "three days in early December"), `opens` and `closes` are the
    earliest and the latest possible day and `exact` is false. `days` is the length in working days, where it is set.
    Later decisions stand in `moves`, the earliest first; what was set in fact, in `held`.
    """

    key: str
    title: str
    paragraph: str
    phase: str
    kind: str
    opens: date
    closes: date
    exact: bool
    place: str = ""
    days: int | None = None
    theme: str = ""
    held: Held | None = None
    moves: tuple[Move, ...] = ()
    hours: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    part_of: str = ""
    after: tuple[str, ...] = ()
    panels: int | None = None
    panellists_at_most: int | None = None
    chairs: tuple[str, ...] = ()
    balance: tuple[str, ...] = ()
    level: str = ""
    webcast: bool = False

    @property
    def set_by(self) -> Held | Move | None:
        """What gave it other days than the resolution: what was set in fact, else the latest later decision."""
        return self.held or (self.moves[-1] if self.moves else None)

    @property
    def begins(self) -> date:
        """The first day: as set since where that is known, else the earliest that the modalities allow."""
        return (self.set_by or self).opens

    @property
    def ends(self) -> date:
        """The last day: as set since where that is known, else the latest that the modalities allow."""
        return (self.set_by or self).closes

    @property
    def venue(self) -> str:
        """The place: as set since where that is known."""
        return (self.set_by or self).place

    @property
    def days_known(self) -> bool:
        """Whether `begins` and `ends` are days of the event rather than the bounds of a window."""
        return self.exact or self.set_by is not None

    @property
    def source(self) -> str:
        """What says so, where the days were set since; nothing where they are the resolution's."""
        if self.held:
            return self.held.source
        return self.moves[-1].by if self.moves else ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that the modalities ask of somebody by a day; `due_from` opens its window where there is one.

    Where the paragraph names no day, `reading` says how the day was chosen. `before` and `after` name the events that
    it is for and that it follows; `holds` the kind of events that must have been held for it.
    """

    key: str
    title: str
    paragraph: str
    phase: str
    addressees: tuple[str, ...]
    due: date
    due_from: date | None = None
    reading: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    holds: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """What all the events of a kind must keep to: working days in total, panels in each."""

    key: str
    title: str
    paragraph: str
    kind: str
    days_at_most: int | None = None
    events_at_least: int | None = None
    events_at_most: int | None = None
    panels_at_least: int | None = None
    panels_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do a deed, in which phases (none named: at any time), by which paragraph and why."""

    deed: str
    roles: tuple[str, ...]
    phases: tuple[str, ...]
    paragraph: str
    because: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Who may know of a kind of thing, by which paragraph and why.

    It holds for things in one of `states`, for those who stand in one of `relations` to them, in one of `phases`; where
    none is named, in any. `voluntary` things are there only where those who could give them chose to.
    """

    thing: str
    roles: tuple[str, ...]
    because: str
    paragraph: str = ""
    states: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    voluntary: bool = False
