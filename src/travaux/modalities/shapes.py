"""What a resolution on modalities sets: phases, themes, events, obligations, limits, rules; each with its paragraph."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of the process, and the paragraph that orders it; the first and the last day count.

    `opens` and `closes` are dates of the place of the process; phases may overlap.
    """

    key: str
    title: str
    paragraph: str
    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        """Whether `day` falls in the phase."""
        return self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme under which inputs are taken; `words` are the codebook's words and phrases that suggest it."""

    key: str
    title: str
    paragraph: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """When and where an event was in fact set, and the source that says so."""

    opens: date
    closes: date
    place: str
    source: str


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or milestone of the process, in the words of the modalities, and when it was set in fact.

    Where the modalities leave the days open ("in June", "three days in early December"), `opens` and `closes` are the
    earliest and the latest possible day and `exact` is false. `days` is the length in working days, where it is set.
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

    @property
    def begins(self) -> date:
        """The first day: as set in fact where that is known, else the earliest that the modalities allow."""
        return self.held.opens if self.held else self.opens

    @property
    def ends(self) -> date:
        """The last day: as set in fact where that is known, else the latest that the modalities allow."""
        return self.held.closes if self.held else self.closes

    @property
    def venue(self) -> str:
        """The place: as set in fact where that is known."""
        return self.held.place if self.held else self.place

    @property
    def days_known(self) -> bool:
        """Whether `begins` and `ends` are days of the event rather than the bounds of a window."""
        return self.exact or self.held is not None


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that the modalities ask of somebody by a day; `due_from` opens its window where there is one.

    Where the paragraph names no day, `reading` says how the day was chosen.
    """

    key: str
    title: str
    paragraph: str
    phase: str
    addressees: tuple[str, ...]
    due: date
    due_from: date | None = None
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """What all the events of a kind must keep to: working days in total, panels in each."""

    key: str
    title: str
    paragraph: str
    kind: str
    days_at_most: int | None = None
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
