"""Who is to be reminded of what: those who hold the roles that the modalities ask something of, N days before."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from secretariat.participation.models import Seat
from secretariat.participation.queries import seats
from secretariat.people.models import Person
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process
from secretariat.processes.queries import board, names_of
from secretariat.registry.models import NoReminders, Reminder
from travaux.modalities import Obligation, Status

_PENDING = (Status.OPEN, Status.DUE, Status.NOT_YET)


def owing(process: Process, on: date) -> Iterator[tuple[Obligation, Seat]]:
    """Yield what falls due within the days of the process file, with each seat that was not yet reminded of it."""
    modalities = modalities_of(process)
    if modalities.remind is None:
        return
    soon = [
        task.obligation
        for task in board(process, on).standing(*_PENDING)
        if 0 <= (task.obligation.due - on).days <= modalities.remind
    ]
    before = set(Reminder.objects.filter(process=process).values_list("obligation", "due", "person_id"))
    held = _seats(process) if soon else []
    for owed in soon:
        for seat in held:
            is_asked = names_of(modalities, seat.role).intersection(owed.addressees)
            if is_asked and (owed.key, owed.due, seat.person_id) not in before:
                yield owed, seat


def _seats(process: Process) -> list[Seat]:
    silent = NoReminders.objects.filter(process=process).values("person")
    rows = seats(process).filter(person__is_active=True).exclude(person__in=silent)
    return list(rows.exclude(person__email=""))


def reminded(process: Process, person: Person) -> QuerySet[Reminder]:
    """Return of what somebody was reminded, the latest first."""
    return Reminder.objects.filter(process=process, person=person).order_by("-sent_at", "-pk")


def wants_none(process: Process, person: Person) -> bool:
    """Whether somebody said that they want no reminders of a process."""
    return NoReminders.objects.filter(process=process, person=person).exists()
