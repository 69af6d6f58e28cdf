"""The calendar of a process: its phases, events and deadlines in the order of time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travaux.modalities.modalities import Modalities


class When(StrEnum):
    """Where a line of the calendar lies, seen from a day."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the calendar: a phase, an event of some kind, or an obligation by its last day.

    `opens` and `closes` bound it; where `exact` is false they are the earliest and the latest day that the modalities
    allow. `source` says where the days come from if not from the modalities.
    """

    kind: str
    key: str
    title: str
    paragraph: str
    opens: date
    closes: date
    exact: bool = True
    place: str = ""
    source: str = ""

    def when(self, day: date) -> When:
        """Return whether the line is past, going on or ahead on `day`."""
        if self.closes < day:
            return When.PAST
        return When.AHEAD if day < self.opens else When.NOW


def calendar_of(modalities: Modalities) -> tuple[Line, ...]:
    """Return the calendar in the order of time; on the same day phases stand first, then events, then deadlines."""
    lines = (*phases(modalities), *events(modalities), *deadlines(modalities))
    return tuple(sorted(lines, key=lambda line: line.opens))


def phases(modalities: Modalities) -> tuple[Line, ...]:
    """Return the phases as lines, in the order of the process file."""
    return tuple(
        Line("phase", phase.key, phase.title, phase.paragraph, phase.opens, phase.closes) for phase in modalities.phases
    )


def events(modalities: Modalities) -> tuple[Line, ...]:
    """Return the events as lines, in the order in which they begin: on the days set in fact where those are known."""
    lines = (
        Line(
            kind=event.kind,
            key=event.key,
            title=event.title,
            paragraph=event.paragraph,
            opens=event.begins,
            closes=event.ends,
            exact=event.days_known,
            place=event.venue,
            source=event.source,
        )
        for event in modalities.events
    )
    return tuple(sorted(lines, key=lambda line: (line.opens, line.closes)))


def deadlines(modalities: Modalities) -> tuple[Line, ...]:
    """Return the last days of the obligations as lines, in the order of time."""
    lines = (
        Line("deadline", owed.key, owed.title, owed.paragraph, owed.due, owed.due) for owed in modalities.obligations
    )
    return tuple(sorted(lines, key=lambda line: line.opens))
