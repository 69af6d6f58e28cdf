"""What may be asked of the record."""

from collections.abc import Iterator

from django.db.models import QuerySet

from secretariat.record.access import is_sealed
from secretariat.record.models import Checkpoint as Head
from secretariat.record.models import Entry
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry as Shape
from travaux.record.entry import canonical, sealed
from travaux.record.tree import Frontier

ORIGIN = "travaux"


def entry_shape(row: Entry) -> Shape:
    """Return the row as the engine's entry."""
    return Shape(str(row.uuid), row.deed, row.process, row.actor, row.subject, row.at, row.facts)


def entries(process: str = "") -> QuerySet[Entry]:
    """Return the entries of one process, or all, newest first."""
    rows = Entry.objects.order_by("-id")
    return rows.filter(process=process) if process else rows


def entry_about(subject: str, deed: str) -> Entry | None:
    """Return the newest entry of `deed` on `subject` (a reference such as `submission:<uuid>`), if any."""
    return Entry.objects.filter(subject=subject, deed=deed).order_by("-id").first()


def checkpoint() -> Checkpoint:
    """Return the head of the log; that of the empty tree before anything was done."""
    head = Head.objects.order_by("-size").first()
    if head is None:
        return Checkpoint(ORIGIN, 0, Frontier().root())
    return Checkpoint(ORIGIN, head.size, bytes.fromhex(head.root))


def exported(*, whole: bool = False) -> Iterator[str]:
    """Yield the sequenced entries, one line each, in the order of the log.

    What outsiders are not told is sealed, unless the `whole` record is asked for.
    """
    for row in Entry.objects.exclude(position=None).order_by("position").iterator():
        told = whole or not is_sealed(row)
        yield (canonical(entry_shape(row)).decode() if told else sealed(bytes.fromhex(row.leaf))) + "\n"
