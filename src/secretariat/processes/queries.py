"""What may be asked of a process: which there are, and how one stands on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from secretariat.processes.access import modalities_of
from secretariat.processes.models import Edition, Fulfilment, Process
from travaux.modalities import (
    Line,
    Modalities,
    Obligation,
    Phase,
    Standing,
    Status,
    as_of,
    calendar_of,
    library,
    library_file,
    load_modalities,
    standings,
)
from travaux.modalities.shapes import moment
from travaux.refusal import Unknown

PRESSING = (Status.LATE, Status.IMPOSSIBLE, Status.DUE, Status.OPEN)


_CALLED = {"cofacilitator": ("cofacilitators",), "delegate": ("states",), "focal_point": ("stakeholders",)}
_NAMES = {
    "officer": ("Secretary-General", "Secretariat"),
    "cofacilitator": ("Co-facilitators", "Co-Chairs", "Preparatory committee"),
    "delegate": ("Member States", "States", "Governments"),
    "focal_point": ("Stakeholders", "Organizations"),
}


class NoSuchProcess(Unknown):
    """No process has that key."""

    asked = "You asked for the process “{key}”."
    because = "This site has no process of that key."
    remedy = "Choose one from the list of processes."


class NoSuchObligation(Unknown):
    """The modalities of the process know no obligation of that key."""

    asked = "You asked for the obligation “{key}”."
    because = "The modalities of this process ({symbol}) know no such obligation."
    remedy = "Choose one from the page of the process."


class NoSuchEdition(Unknown):
    """The rules of the process have no edition of that number."""

    asked = "You asked for edition {number} of the rules of a process."
    because = "There is none."
    remedy = "Choose one from the list of editions."


@dataclass(frozen=True, slots=True)
class Task:
    """An obligation as it stands on a day, with what shows that it was met."""

    standing: Standing
    evidence: str = ""

    @property
    def obligation(self) -> Obligation:
        """What is asked, of whom, by when, by which paragraph."""
        return self.standing.obligation


@dataclass(frozen=True, slots=True)
class Owner:
    """One who is named in the modalities, and what is asked of them, the most pressing first."""

    name: str
    tasks: tuple[Task, ...]

    @property
    def pressing(self) -> int:
        """How many tasks are late, no longer possible, due or open."""
        return sum(task.standing.status in PRESSING for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Board:
    """A process as it stands on `day`: the phases then open, its tasks with the most pressing first, its calendar."""

    modalities: Modalities
    day: date
    phases: tuple[Phase, ...]
    tasks: tuple[Task, ...]
    lines: tuple[Line, ...]

    def standing(self, *statuses: Status) -> list[Task]:
        """Return the tasks that stand in one of `statuses`, in the order of `statuses` and then of their last days."""
        return [task for status in statuses for task in self.tasks if task.standing.status == status]

    @property
    def pressing(self) -> list[Task]:
        """What is late, due or open."""
        return self.standing(*PRESSING)

    @property
    def ahead(self) -> list[Task]:
        """What the process has not come to yet."""
        return self.standing(Status.NOT_YET)

    @property
    def done(self) -> list[Task]:
        """What was met."""
        return self.standing(Status.DONE)

    @property
    def counts(self) -> list[tuple[Status, int]]:
        """How many tasks stand in each status."""
        return [(status, len(self.standing(status))) for status in Status]


def process_named(key: str) -> Process:
    """Return the process with `key`, or raise NoSuchProcess."""
    try:
        return Process.objects.get(key=key)
    except Process.DoesNotExist:
        raise NoSuchProcess(key=key) from None


def all_processes() -> QuerySet[Process]:
    """Return every process of the site, the newest first."""
    return Process.objects.order_by("-opened_at", "key")


def is_shipped(text: str) -> bool:
    """Whether a process file is, word for word, one of the library."""
    return text in map(library_file, library())


def later_edition(process: Process) -> str:
    """Return the key of the library's file on the resolution of a process, if it is another than the process has."""
    for key in library():
        text = library_file(key)
        if text != process.modalities and load_modalities(text).symbol == process.symbol:
            return key
    return ""


def obligation_named(process: Process, key: str) -> Obligation:
    """Return the obligation with `key` in the modalities of `process`, or raise NoSuchObligation."""
    modalities = modalities_of(process)
    found = next((owed for owed in modalities.obligations if owed.key == key), None)
    if found is None:
        raise NoSuchObligation(key=key, symbol=modalities.symbol)
    return found


def fulfilments(process: Process) -> dict[str, Fulfilment]:
    """Return what was met in `process`, by the key of the obligation."""
    return {row.obligation: row for row in Fulfilment.objects.filter(process=process)}


def board(process: Process, on: date) -> Board:
    """Return how `process` stands on the day `on`, a day of the place of the process."""
    modalities, rows = as_of(applied_on(process, on), on), fulfilments(process)
    met = {key: modalities.day_of(row.met_at) for key, row in rows.items()}
    found = standings(modalities, on=on, met=met)
    tasks = tuple(Task(standing, _evidence(standing, rows)) for standing in found)
    return Board(modalities, on, modalities.phases_on(on), tasks, calendar_of(modalities))


def applied_on(process: Process, day: date) -> Modalities:
    """Return the modalities that a process went by at the end of a day; before its first edition, that one."""
    editions = list(process.editions.all())
    known = [each for each in editions if modalities_of(process).day_of(each.taken_at) <= day]
    return (known or editions)[-1 if known else 0].said


def edition_numbered(process: Process, number: int) -> tuple[Edition, Edition | None]:
    """Return an edition of the rules of a process and the one before it, or raise NoSuchEdition."""
    editions = list(process.editions.filter(number__in=[number - 1, number]))
    if not editions or editions[-1].number != number:
        raise NoSuchEdition(number=number)
    return editions[-1], editions[0] if len(editions) > 1 else None


def owners(board: Board) -> list[Owner]:
    """Return everybody of whom something is asked, in the order of the alphabet, each with their tasks."""
    tasks = [*board.pressing, *board.ahead, *board.done]
    names = sorted({name for task in tasks for name in task.obligation.addressees})
    return [Owner(name, tuple(task for task in tasks if name in task.obligation.addressees)) for name in names]


def names_of(modalities: Modalities, role: str) -> set[str]:
    """Return the names under which the modalities ask something of those who hold a role here."""
    own = {name for key in _CALLED.get(role, ()) for name in modalities.named(key)}
    return own | {name for owed in modalities.obligations for name in owed.addressees if name in _NAMES.get(role, ())}


def wall(modalities: Modalities, weeks: Sequence[Sequence[date]]) -> list[list[tuple[date, list[Line]]]]:
    """Return each day of the weeks with what lies on it: events, first and last days of phases, last days."""
    lines = [line for line in calendar_of(modalities) if line.exact]
    return [[(day, [line for line in lines if _lies(line, day)]) for day in week] for week in weeks]


def nearest(modalities: Modalities, day: date) -> date:
    """Return a day as near to `day` as the calendar of a process goes: its first or its last, where it lies outside."""
    lines = calendar_of(modalities)
    return min(max(day, min(line.opens for line in lines)), max(line.closes for line in lines))


def _lies(line: Line, day: date) -> bool:
    return day in {line.opens, line.closes} if line.kind == "phase" else line.opens <= day <= line.closes


def lines_asked(modalities: Modalities, asked: Mapping[str, str]) -> list[Line]:
    """Return the lines of the calendar that are asked for: those of an event, a kind, a phase, or of one who owes."""
    event, kind, phase, who = (asked.get(name, "") for name in ("event", "kind", "phase", "who"))
    in_phase = {each.key for each in modalities.events if each.phase == phase}
    in_phase |= {each.key for each in modalities.obligations if each.phase == phase}
    owed = {each.key for each in modalities.obligations if who in each.addressees}
    return [
        line
        for line in calendar_of(modalities)
        if (not event or (line.key == event and line.kind not in {"phase", "deadline"}))
        and (not kind or line.kind == kind)
        and (not phase or (line.key in in_phase and line.kind != "phase"))
        and (not who or (line.kind == "deadline" and line.key in owed))
    ]


def unchanged_until(process: Process, at: datetime) -> datetime:
    """Return until when, as the clock goes, nothing of what depends on the day or the phase changes after `at`."""
    modalities = modalities_of(process)
    zone = ZoneInfo(modalities.timezone)
    days = (datetime.combine(day + timedelta(days=1), time.min) for day in (modalities.day_of(at), at.date()))
    ends = [moment(next(days), zone), next(days).replace(tzinfo=UTC)]
    return min([*ends, *(modalities.end_of(phase) for phase in modalities.phases_at(at))])


def _evidence(standing: Standing, rows: dict[str, Fulfilment]) -> str:
    return rows[standing.obligation.key].evidence if standing.status == Status.DONE else ""
