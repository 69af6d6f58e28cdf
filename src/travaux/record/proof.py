"""What is handed out of the log: receipts (C2SP tlog-proof), and that one checkpoint follows from another."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from travaux.record.verifier import Checkpoint, Found, decode, node_hash, read_checkpoint, refuse, split


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


def consistency_roots(old: int, size: int, path: Sequence[bytes], known: bytes | None) -> tuple[bytes, bytes]:
    """Return the roots of the older and the newer tree that `path` gives; `known` is the older's (RFC 6962, 2.1.2).

    Right of a split the older tree's root is no part of the walk any longer, and `known` is None.
    """
    if old == size and len(path) == (known is None):
        return (known, known) if known is not None else (path[0], path[0])
    if not 0 < old < size or not path:
        refuse("the proof does not have the length that the two sizes ask for")
    if old <= split(size):
        older, newer = consistency_roots(old, split(size), path[:-1], known)
        return older, node_hash(newer, path[-1])
    older, newer = consistency_roots(old - split(size), size - split(size), path[:-1], None)
    return node_hash(path[-1], older), node_hash(path[-1], newer)


def check_consistency(text: str, held: Checkpoint) -> Found:
    """Check that a newer checkpoint follows from the one held; `text` as consistency_text writes it."""
    proof, _blank, note = text.replace("\r\n", "\n").partition("\n\n")
    first, *path = proof.strip().split("\n")
    head = read_checkpoint(note)
    roots = consistency_roots(held.size, head.size, [decode(line) for line in path], held.root)
    if first != f"old {held.size}" or roots != (held.root, head.root):
        refuse(f"the first {held.size} entries of the newer record are not those of your checkpoint")
    return Found(head.size, head.root, held.size)
