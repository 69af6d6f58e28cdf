"""What may be asked of the processes."""

from secretariat.processes.models import Process
from travaux.refusal import Unknown


class NoSuchProcess(Unknown):
    """No process has that key."""

    asked = "You asked for the process “{key}”."
    because = "There is none with that key here."
    remedy = "Choose one from the list of processes."


def process_named(key: str) -> Process:
    """Return the process with `key`, or raise NoSuchProcess."""
    try:
        return Process.objects.get(key=key)
    except Process.DoesNotExist:
        raise NoSuchProcess(key=key) from None
