"""The verifier's findings as refusals, for those inside the house; outsiders run `verifier.py` by itself."""

from collections.abc import Iterable

from travaux.record.verifier import BrokenError, Checkpoint, Found, check_archive
from travaux.refusal import Changed


class RecordBroken(Changed):
    """The record is not the one that the checkpoint vouches for."""

    asked = "You asked whether the record is the one that the checkpoint vouches for."
    because = "It is not: {why}."
    rule = "Every entry is a leaf of the tree whose root the checkpoint gives: one changed byte changes it (RFC 6962)."
    remedy = "Ask those who hold another copy or an older checkpoint: all is sound up to the last one that agrees."


def verify(lines: Iterable[str], checkpoint: Checkpoint | None = None) -> Found:
    """Check the `lines` of an exported record, in their order, against `checkpoint`; raises RecordBroken.

    Without a checkpoint only the form is checked, and the root computed.
    """
    try:
        return check_archive((line.encode() for line in lines), checkpoint)
    except BrokenError as why:
        raise RecordBroken(why=str(why)) from None
