"""A checkpoint: the size and root of the log in the text form that can be printed, mailed and compared."""

import base64
import binascii
from dataclasses import dataclass

from travaux.record.tree import HASH_BYTES
from travaux.refusal import Invalid

LINES = 3


class NotACheckpoint(Invalid):
    """The text is not a checkpoint."""

    asked = "You gave a checkpoint to compare the record with."
    because = "It cannot be read as one: {why}."
    rule = "A checkpoint is three lines: the origin, the number of entries, the root in base64 (C2SP tlog-checkpoint)."
    remedy = "Copy the three lines again, whole, from the document or page that shows them."


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin (name), how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Write the checkpoint body (C2SP tlog-checkpoint, without signatures)."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint body; raises NotACheckpoint."""
    lines = text.strip().splitlines()
    if len(lines) < LINES:
        raise NotACheckpoint(why=f"{len(lines)} lines instead of three")
    origin, size, root = (line.strip() for line in lines[:LINES])
    if not size.isdecimal():
        raise NotACheckpoint(why=f"“{size}” is not a number of entries")
    return Checkpoint(origin, int(size), _digest(root))


def _digest(words: str) -> bytes:
    try:
        root = base64.b64decode(words, validate=True)
    except (binascii.Error, ValueError):
        raise NotACheckpoint(why=f"“{words}” is not base64") from None
    if len(root) != HASH_BYTES:
        raise NotACheckpoint(why=f"the root has {len(root)} bytes, not {HASH_BYTES}")
    return root
