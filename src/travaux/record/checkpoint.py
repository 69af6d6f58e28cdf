"""A checkpoint: the size and root of the log in the text form that can be printed, mailed and compared."""

from travaux.record import verifier
from travaux.record.verifier import Checkpoint
from travaux.refusal import Invalid

__all__ = ["Checkpoint", "NotACheckpoint", "read_checkpoint"]


class NotACheckpoint(Invalid):
    """The text is not a checkpoint."""

    asked = "You gave a checkpoint to compare the record with."
    because = "It cannot be read as one: {why}."
    rule = "A checkpoint is three lines: the origin, the number of entries, the root in base64 (C2SP tlog-checkpoint)."
    remedy = "Copy the three lines again, whole, from the document or page that shows them."


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint; raises NotACheckpoint."""
    try:
        return verifier.read_checkpoint(text)
    except verifier.BrokenError as why:
        raise NotACheckpoint(why=str(why)) from None
