"""What may be asked of the record."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from secretariat.record.access import is_sealed, may_read
from secretariat.record.models import Checkpoint as Head
from secretariat.record.models import Entry, Node
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry as Shape
from travaux.record.entry import canonical, leaf_start, sealed
from travaux.record.proof import Receipt
from travaux.record.tiles import WIDTH, Tiles
from travaux.record.tree import Frontier
from travaux.refusal import Unknown


class NoSuchEntry(Unknown):
    """The record holds no such entry, or none that the reader is told of."""

    asked = "You asked for an entry of the record."
    because = "The record has none there that you are told of."
    rule = (
        "Some deeds are told to others only once they are made public; a receipt is for those who may know of the deed."
    )
    remedy = "Look whether the address is whole, or sign in as the one who did it."


def entry_shape(row: Entry) -> Shape:
    """Return the row as the engine's entry."""
    parts = (row.deed, row.process, row.actor, row.subject, row.at, row.facts, row.entered_at)
    return Shape(str(row.uuid), *parts)


def entries(process: str = "") -> QuerySet[Entry]:
    """Return the entries of one process, or all, newest first."""
    rows = Entry.objects.order_by("-id")
    return rows.filter(process=process) if process else rows


def entry_about(subject: str, deed: str) -> Entry | None:
    """Return the newest entry of `deed` on `subject` (a reference such as `submission:<uuid>`), if any."""
    return Entry.objects.filter(subject=subject, deed=deed).order_by("-id").first()


def entry_of_key(once: str) -> Entry | None:
    """Return the entry of the deed that was asked for with a key, if it was done."""
    return Entry.objects.filter(once=once).first()


def checkpoint() -> Checkpoint:
    """Return the head of the log; that of the empty tree before anything was done."""
    head = Head.objects.order_by("-size").first()
    if head is None:
        return Checkpoint(settings.TRAVAUX_ORIGIN, 0, Frontier().root())
    return Checkpoint(settings.TRAVAUX_ORIGIN, head.size, bytes.fromhex(head.root))


def exported(*, whole: bool = False) -> Iterator[str]:
    """Yield the sequenced entries, one line each, in the order of the log.

    What outsiders are not told is sealed, unless the `whole` record is asked for.
    """
    for row in Entry.objects.exclude(position=None).order_by("position").iterator():
        told = whole or not is_sealed(row)
        yield (canonical(entry_shape(row)).decode() if told else sealed(bytes.fromhex(row.leaf))) + "\n"


def entry_told(uuid: UUID, *, process: str, reference: str) -> Entry:
    """Return an entry, if one whom the record knows as `reference` is told of it; raises NoSuchEntry."""
    entry = Entry.objects.filter(uuid=uuid, process=process).first()
    if entry is None or not may_read(entry, reference=reference):
        raise NoSuchEntry
    return entry


def line_of(entry: Entry, *, reference: str = "") -> str:
    """Return the line of an entry in the exported record, sealed for those who may not see its facts."""
    told = not is_sealed(entry) or reference == entry.actor
    return canonical(entry_shape(entry)).decode() if told else sealed(bytes.fromhex(entry.leaf))


def tile(level: int, number: int, width: int) -> list[bytes]:
    """Return the first `width` hashes of a tile: leaves on level 0, above it the roots of the full tiles below."""
    first = number * WIDTH
    if level:
        rows = Node.objects.filter(level=level, number__gte=first, number__lt=first + width).order_by("number")
        return [bytes.fromhex(root) for root in rows.values_list("root", flat=True)]
    rows_0 = Entry.objects.filter(position__gte=first, position__lt=first + width).order_by("position")
    return [bytes.fromhex(leaf) for leaf in rows_0.values_list("leaf", flat=True)]


def checkpoint_of(size: int) -> Checkpoint:
    """Return the checkpoint over the first `size` entries, also if none was written at that moment."""
    return Checkpoint(settings.TRAVAUX_ORIGIN, size, Tiles(size, tile).root(0, size))


def receipt_of(entry: Entry, *, reference: str, size: int | None = None) -> Receipt | None:
    """Return the proof that an entry stands in the log of `size` entries, or of today's; None if it does not yet."""
    head = checkpoint()
    size = head.size if size is None else min(size, head.size)
    if entry.position is None or entry.position >= size:
        return None
    tiles = Tiles(size, tile)
    head = head if size == head.size else Checkpoint(head.origin, size, tiles.root(0, size))
    return Receipt(line_of(entry, reference=reference), entry.position, tiles.inclusion(entry.position), head)


def entry_of_code(code: str) -> Entry | None:
    """Return the entry with a short code, if there is one."""
    start = leaf_start(code)
    if start is None:
        return None
    return Entry.objects.filter(leaf__gte=start.hex(), leaf__lt=f"{start.hex()}g").first()
