"""What may be asked of a process: which there are, and how one stands on a day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from secretariat.processes.access import modalities_of
from secretariat.processes.models import Fulfilment, Process
from travaux.modalities import (
    Line,
    Modalities,
    Obligation,
    Phase,
    Standing,
    Status,
    calendar_of,
    library,
    library_file,
    load_modalities,
    standings,
)
from travaux.modalities.shapes import moment
from travaux.refusal import Unknown

PRESSING = (Status.LATE, Status.IMPOSSIBLE, Status.DUE, Status.OPEN)


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
    modalities, rows = modalities_of(process), fulfilments(process)
    met = {key: modalities.day_of(row.met_at) for key, row in rows.items()}
    found = standings(modalities, on=on, met=met)
    tasks = tuple(Task(standing, _evidence(standing, rows)) for standing in found)
    return Board(modalities, on, modalities.phases_on(on), tasks, calendar_of(modalities))


def unchanged_until(process: Process, at: datetime) -> datetime:
    """Return until when, as the clock goes, nothing of what depends on the day or the phase changes after `at`."""
    modalities = modalities_of(process)
    zone = ZoneInfo(modalities.timezone)
    days = (datetime.combine(day + timedelta(days=1), time.min) for day in (modalities.day_of(at), at.date()))
    ends = [moment(next(days), zone), next(days).replace(tzinfo=UTC)]
    return min([*ends, *(modalities.end_of(phase) for phase in modalities.phases_at(at))])


def _evidence(standing: Standing, rows: dict[str, Fulfilment]) -> str:
    return rows[standing.obligation.key].evidence if standing.status == Status.DONE else ""
