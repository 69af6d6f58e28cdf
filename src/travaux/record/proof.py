"""What is handed out of the log: receipts, and that one checkpoint follows from another (C2SP tlog-proof, tlog-witness)."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from travaux.record.verifier import Checkpoint


def _lines(hashes: Iterable[bytes]) -> str:
    return "".join(f"{base64.b64encode(each).decode()}\n" for each in hashes)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an entry stands in the log: its line in the exported record, its place, the path to the root, the head."""

    line: str
    index: int
    path: tuple[bytes, ...]
    head: Checkpoint

    def text(self, note: str = "") -> str:
        """Write the receipt (C2SP tlog-proof, with the line as `extra`); `note` is the checkpoint as it was signed."""
        extra = base64.b64encode(self.line.encode()).decode()
        head = f"c2sp.org/tlog-proof@v1\nextra {extra}\nindex {self.index}\n{_lines(self.path)}"
        return f"{head}\n{note or self.head.text()}"


def consistency_text(old: int, path: Iterable[bytes], note: str) -> str:
    """Write the proof that the log of `note`, a checkpoint, continues the log of `old` entries (C2SP tlog-witness)."""
    return f"old {old}\n{_lines(path)}\n{note}"
