"""The workplan laid against the elements of other processes."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from secretariat.processes.models import Process
from secretariat.stocktaking.models import Activity, Element


def workplan(process: Process) -> QuerySet[Activity]:
    """Return the lines of the workplan by their days, each with its elements and its outcome."""
    rows = Activity.objects.filter(process=process).select_related("outcome").prefetch_related("elements")
    return rows.order_by(F("opens").asc(nulls_last=True), "key")


def elements(process: Process) -> QuerySet[Element]:
    """Return the elements against which other processes are laid, in their order."""
    return Element.objects.filter(process=process).order_by("ordinal")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which activity covers which element: rows of the matrix, and the elements that nobody covers."""

    elements: tuple[Element, ...]
    rows: tuple[tuple[Activity, tuple[bool, ...]], ...]

    @property
    def uncovered(self) -> tuple[Element, ...]:
        """The elements that no activity covers; those cancelled cover none."""
        standing = [cells for activity, cells in self.rows if activity.status != Activity.Status.CANCELLED]
        return tuple(each for i, each in enumerate(self.elements) if not any(cells[i] for cells in standing))


def plan(process: Process) -> Plan:
    """Lay the activities of the workplan against the elements."""
    columns = tuple(elements(process))
    rows = []
    for activity in workplan(process):
        covers = {element.pk for element in activity.elements.all()}
        rows.append((activity, tuple(element.pk in covers for element in columns)))
    return Plan(columns, tuple(rows))
