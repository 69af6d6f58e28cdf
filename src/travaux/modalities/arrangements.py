"""What a resolution arranges beside its calendar: organs, speaking, who takes part, documents, decisions, means."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """A time as the modalities give it: one day, or the days of a month."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Organ:
    """An officer or a body: its seats, from which groups they come, who appoints, by when."""

    key: str
    title: str
    paragraph: str
    kind: str
    seats: int | None = None
    groups: tuple[tuple[str, int], ...] = ()
    members: tuple[str, ...] = ()
    appointed_by: tuple[str, ...] = ()
    due: Window | None = None
    balance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaking:
    """How long a statement may be, who speaks, and in which order."""

    key: str
    title: str
    paragraph: str
    events: tuple[str, ...] = ()
    minutes: int | None = None
    group_minutes: int | None = None
    speakers: tuple[str, ...] = ()
    precedence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """Some who take part: how they get in, who proposes and who decides, by when, and what they may do."""

    key: str
    title: str
    paragraph: str
    route: str
    parts: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    proposed_by: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    due: Window | None = None
    balance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is owed: by whom, when, in which languages, on what basis; `series` is a pattern of symbols."""

    key: str
    title: str
    paragraph: str
    kind: str
    by: tuple[str, ...]
    due: Window | None = None
    before: tuple[str, ...] = ()
    days_before: int | None = None
    after: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    series: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """How something is decided: by whom, by consensus, silence or vote, and what holds otherwise."""

    key: str
    title: str
    paragraph: str
    by: tuple[str, ...]
    method: str
    majority: str = ""
    silence_hours: int | None = None
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the process ends in: of which kind, of what it is made, at which event it is adopted, what is kept."""

    key: str
    title: str
    paragraph: str
    kind: str
    components: tuple[str, ...] = ()
    event: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Into which languages the meetings are interpreted."""

    key: str
    title: str
    paragraph: str
    languages: tuple[str, ...]
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fund:
    """Where the means come from, what they pay for, and who comes first."""

    key: str
    title: str
    paragraph: str
    source: str
    covers: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deferral:
    """What the resolution leaves to be decided later, and by whom."""

    key: str
    title: str
    paragraph: str
    decided_by: tuple[str, ...]
    due: Window | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later decision that changed the modalities, and the day from which it holds."""

    key: str
    title: str
    paragraph: str
    symbol: str
    adopted: date
