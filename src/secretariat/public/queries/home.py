"""What a visitor of the first page may ask."""

from dataclasses import dataclass
from datetime import date, datetime

from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process
from secretariat.processes.queries import all_processes
from travaux.modalities import Phase


@dataclass(frozen=True, slots=True)
class Summary:
    """A process as the first page tells it: its day, the phases then open, and its whole span."""

    process: Process
    day: date
    now: tuple[Phase, ...]
    opens: date
    closes: date


def processes(at: datetime) -> list[Summary]:
    """Return every process of the site as it stands at `at`."""
    return [_summary(process, at) for process in all_processes()]


def _summary(process: Process, at: datetime) -> Summary:
    modalities = modalities_of(process)
    day = modalities.day_of(at)
    return Summary(
        process,
        day,
        modalities.phases_on(day),
        min(phase.opens for phase in modalities.phases),
        max(phase.closes for phase in modalities.phases),
    )
