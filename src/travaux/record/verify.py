"""Checking an exported record without trusting those who kept it."""

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import canonical, leaf_of, read, unsealed
from travaux.record.tree import Frontier
from travaux.refusal import Changed


class RecordBroken(Changed):
    """The record is not the one that the checkpoint vouches for."""

    asked = "You asked whether the record is the one that the checkpoint vouches for."
    because = "It is not: {why}."
    rule = "Every entry is a leaf of the tree whose root the checkpoint gives: one changed byte changes it (RFC 6962)."
    remedy = "Ask those who hold another copy or an older checkpoint: all is sound up to the last one that agrees."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found sound: the entries, the root over them all, and how many the checkpoint vouches for."""

    entries: int
    root: bytes
    vouched: int


def verify(lines: Iterable[str], checkpoint: Checkpoint | None = None) -> Verified:
    """Check `lines`, one canonical entry a line in the order of the log, against `checkpoint`.

    A line may be sealed: it holds the leaf hash only, which is enough to know that it was not changed since.

    Without a checkpoint only the form is checked and the root computed. Raises RecordBroken.
    """
    frontier, vouched = Frontier(), None
    for number, line in enumerate(lines, start=1):
        if checkpoint is not None and frontier.size == checkpoint.size:
            vouched = frontier.root()
        frontier = frontier.extended(_leaf(line.rstrip("\n"), number))
    if checkpoint is not None and frontier.size == checkpoint.size:
        vouched = frontier.root()
    _hold_against(checkpoint, vouched, frontier.size)
    return Verified(frontier.size, frontier.root(), checkpoint.size if checkpoint else 0)


def _leaf(line: str, number: int) -> bytes:
    leaf = unsealed(line)
    if leaf is not None:
        return leaf
    try:
        entry = read(line)
    except (ValueError, TypeError, KeyError):
        raise RecordBroken(why=f"line {number} is not an entry") from None
    if canonical(entry) != line.encode():
        raise RecordBroken(why=f"line {number} is not in the canonical form")
    return leaf_of(entry)


def _hold_against(checkpoint: Checkpoint | None, vouched: bytes | None, size: int) -> None:
    if checkpoint is None:
        return
    if vouched is None:
        raise RecordBroken(why=f"the checkpoint covers {checkpoint.size} entries, and the record has {size}")
    if vouched != checkpoint.root:
        raise RecordBroken(why=f"the root over the first {checkpoint.size} entries differs from the checkpoint's")
