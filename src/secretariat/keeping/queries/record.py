"""The record read through: each entry's leaf recomputed, the root over them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from secretariat.frame.doctor import Finding, State, found
from secretariat.record.models import Checkpoint as Head
from secretariat.record.models import Entry
from secretariat.record.queries import ORIGIN, entry_shape
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import leaf_of
from travaux.record.tree import Frontier

RESTORE = (
    "Keep the data folder as it is for those who look into it, and restore the last backup that the doctor finds sound."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in the record: the tree over it, and the first thing that is wrong, if any."""

    frontier: Frontier
    wrong: str = ""
    held: bytes | None = None


def read_record(using: str, held: Checkpoint | None = None) -> Reading:
    """Recompute every leaf from its row and the root from the leaves, also that at the size of `held`."""
    frontier, vouched = Frontier(), Frontier().root() if held and held.size == 0 else None
    for row in Entry.objects.using(using).exclude(position=None).order_by("position").iterator(chunk_size=1000):
        if row.position != frontier.size:
            return Reading(frontier, f"place {frontier.size} of the log is empty")
        leaf = leaf_of(entry_shape(row))
        if leaf.hex() != row.leaf:
            return Reading(frontier, f"the entry in place {row.position} is not what was recorded")
        frontier = frontier.extended(leaf)
        if held and frontier.size == held.size:
            vouched = frontier.root()
    return Reading(frontier, "", vouched)


def last_checkpoint(using: str) -> Checkpoint:
    """Return the last checkpoint that this database keeps; that of the empty tree if there is none."""
    head = Head.objects.using(using).order_by("-size").first()
    return Checkpoint(ORIGIN, head.size, bytes.fromhex(head.root)) if head else Checkpoint(ORIGIN, 0, Frontier().root())


def is_as(frontier: Frontier, checkpoint: Checkpoint) -> bool:
    """Whether the tree is the one that the checkpoint names."""
    return (frontier.size, frontier.root()) == (checkpoint.size, checkpoint.root)


def record_findings(using: str, held: Checkpoint | None = None) -> Iterator[Finding]:
    """Say whether the record is whole, is the one of its last checkpoint, and of the one `held` outside."""
    reading = read_record(using, held)
    if reading.wrong:
        yield Finding("record", State.BROKEN, reading.wrong, RESTORE)
        return
    last = last_checkpoint(using)
    told = f"{reading.frontier.size} entries recomputed, root {reading.frontier.root().hex()}"
    yield found("record", told, sound=is_as(reading.frontier, last), remedy=RESTORE)
    if held:
        same = reading.held == held.root
        told = f"the first {held.size} entries are {'' if same else 'not '}those of the checkpoint that you hold"
        yield found("checkpoint held outside", told, sound=same, remedy=RESTORE)
    waiting = Entry.objects.using(using).filter(position=None).count()
    remedy = "The next deed takes them up; if it does not, look into the log of the site."
    yield found(
        "waiting for the log",
        f"{waiting} entries without a place",
        sound=not waiting,
        remedy=remedy,
        otherwise=State.WARNING,
    )
