"""Check an exported record of Travaux, a receipt, or that one checkpoint follows from another. Trust nobody who kept it.

This is one file for Python 3.11 or later, with nothing beside it and no connection needed. Read it before you run it:

    python verifier.py ARCHIVE [--checkpoint FILE]            an exported record
    python verifier.py --receipt FILE [--checkpoint FILE]     the receipt of one deed
    python verifier.py --consistency FILE --checkpoint FILE   that a newer checkpoint follows from yours

FILE of --checkpoint holds a checkpoint that you kept: without one, those who keep the record can still have rewritten
all of it. The formats: docs/reference/record-format.md; the tree: RFC 6962; checkpoints, proofs, keys: c2sp.org.
"""

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HASH_BYTES = 32
BODY = 3  # lines of a checkpoint: origin, size, root
PARTS = frozenset({"actor", "at", "deed", "facts", "process", "subject", "uuid"})
FORMS = (PARTS, PARTS | {"entered_at"})  # before 2026-12, and since
SEALED = re.compile(rb'\{"sealed":"([0-9a-f]{64})"\}')
WHOLE = 2**53 - 1  # what every language that reads JSON can hold exactly


class BrokenError(Exception):
    """What was given is not what it should be; says why."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its name, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes
    rest: str = field(
        default="", compare=False
    )  # what follows the three lines: a blank one and signatures, which this file does not check

    def text(self) -> str:
        """Write the three lines (C2SP tlog-checkpoint)."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found sound: entries, the root over all, how many of them your checkpoint vouches for, values opened."""

    entries: int
    root: bytes
    vouched: int
    opened: int = 0


def leaf_hash(content: bytes) -> bytes:
    """Hash the bytes of one entry (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_over(roots: Sequence[bytes]) -> bytes:
    """Return the root of a tree from the roots of its complete subtrees, largest first."""
    if not roots:
        return hashlib.sha256(b"").digest()
    node = roots[-1]
    for left in reversed(roots[:-1]):
        node = node_hash(left, node)
    return node


def split(size: int) -> int:
    """Return how many leaves stand in the left subtree: the largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that `path`, from the leaf up, gives for `leaf` at `index` of `size` (RFC 6962, 2.1.1)."""
    if not 0 <= index < size or bool(path) != (size > 1):
        raise BrokenError("the proof does not have the length that its place asks for")
    if size == 1:
        return leaf
    if index < split(size):
        return node_hash(inclusion_root(leaf, index, split(size), path[:-1]), path[-1])
    return node_hash(path[-1], inclusion_root(leaf, index - split(size), size - split(size), path[:-1]))


def consistency_roots(old: int, size: int, path: Sequence[bytes], known: bytes | None) -> tuple[bytes, bytes]:
    """Return the roots of the older and of the newer tree that `path` gives; `known` is the older one (RFC 6962, 2.1.2).

    Below the first split to the right, where the older tree's root is no part of the walk any longer, `known` is None.
    """
    if old == size and len(path) == (known is None):
        return (known, known) if known is not None else (path[0], path[0])
    if not 0 < old < size or not path:
        raise BrokenError("the proof does not have the length that the two sizes ask for")
    if old <= split(size):
        older, newer = consistency_roots(old, split(size), path[:-1], known)
        return older, node_hash(newer, path[-1])
    older, newer = consistency_roots(old - split(size), size - split(size), path[:-1], None)
    return node_hash(path[-1], older), node_hash(path[-1], newer)


def decode(words: str) -> bytes:
    """Read base64 of one hash."""
    try:
        found = base64.b64decode(words, validate=True)
    except ValueError:
        raise BrokenError(f"“{words}” is not base64") from None
    if len(found) != HASH_BYTES:
        raise BrokenError(f"the root has {len(found)} bytes, not {HASH_BYTES}")
    return found


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint, forgiving blanks around its lines, since people copy them."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if len(lines) < BODY:
        raise BrokenError(f"{len(lines)} lines instead of three")
    if not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]):
        raise BrokenError(f"“{lines[1]}” is not a number of entries")
    return Checkpoint(lines[0], int(lines[1]), decode(lines[2]), "\n".join(lines[BODY:]))


def _number(words: str) -> int:
    if abs(found := int(words)) > WHOLE:
        raise ValueError(words)
    return found


def _reject(words: str) -> None:
    raise ValueError(words)


_read = json.JSONDecoder(parse_int=_number, parse_float=_reject, parse_constant=_reject).decode
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def read_line(line: bytes, number: int) -> tuple[bytes | None, dict[str, Any]]:
    """Return the leaf of a line, None if it has no place in the tree, and what it says: nothing if it is sealed."""
    if sealed := SEALED.fullmatch(line):
        return bytes.fromhex(sealed[1].decode()), {}
    try:
        words = line.decode()
        said = _read(words)
        form = _write(said)
    except (ValueError, RecursionError):
        raise BrokenError(f"line {number} is not an entry") from None
    if form != words:
        raise BrokenError(f"line {number} is not in the canonical form")
    if not isinstance(said, dict) or (said.keys() not in FORMS and len(said) != 1):
        raise BrokenError(f"line {number} is not an entry")
    return (leaf_hash(line) if len(said) > 1 else None), said


def check_opening(opening: Any, facts: Any, number: int) -> None:
    """Check a private value, told on the line after its entry, against the commitment in the entry (RFC 2104)."""
    try:
        salt, value = bytes.fromhex(opening["salt"]), opening["value"].encode()
        committed = facts["committed"][opening["name"]]
        is_it = len(salt) == HASH_BYTES and hmac.new(salt, value, hashlib.sha256).hexdigest() == committed
    except (KeyError, TypeError, ValueError, AttributeError):
        is_it = False
    if not is_it:
        raise BrokenError(f"the value on line {number} is not the one to which the entry before it is committed")


def check_archive(lines: Iterable[bytes], held: Checkpoint | None = None) -> Found:
    """Check an exported record, line by line in the order of the log, against its own checkpoint and the one held."""
    roots: list[bytes] = []
    size, opened, facts = 0, 0, None
    heads = [held] if held else []
    vouched = {0: root_over(())}
    for number, line in enumerate(lines, start=1):
        node, said = read_line(line.rstrip(b"\n"), number)
        if node is not None:
            rest, facts = size, said.get("facts")
            while rest & 1:
                node, rest = node_hash(roots.pop(), node), rest >> 1
            roots.append(node)
            size += 1
            if heads and any(head.size == size for head in heads):
                vouched[size] = root_over(roots)
        elif "opening" in said:
            check_opening(said["opening"], facts, number)
            opened += 1
        elif "checkpoint" in said and number == 1:
            heads.append(read_checkpoint(str(said["checkpoint"])))
        else:
            raise BrokenError(f"line {number} is not an entry")
    for head in heads:
        if head.size not in vouched:
            raise BrokenError(f"the checkpoint covers {head.size} entries, and the record has {size}")
        if vouched[head.size] != head.root:
            raise BrokenError(f"the root over the first {head.size} entries differs from the checkpoint's")
    return Found(size, root_over(roots), held.size if held else 0, opened)


def check_receipt(text: str, held: Checkpoint | None = None) -> tuple[Found, dict[str, Any]]:
    """Check the receipt of one deed (C2SP tlog-proof; `extra` is its line of the record); return what the entry says."""
    proof, _blank, note = text.replace("\r\n", "\n").partition("\n\n")
    head, lines = read_checkpoint(note), proof.strip().split("\n")
    found = re.fullmatch(r"c2sp\.org/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9][0-9]{0,18})", "\n".join(lines[:3]))
    if not found:
        raise BrokenError("it is not a receipt: it does not begin as one")
    leaf, said = read_line(base64.b64decode(found[1]), 1)
    if leaf is None or inclusion_root(leaf, int(found[2]), head.size, [decode(h) for h in lines[3:]]) != head.root:
        raise BrokenError("the entry on the receipt is not in the tree of its checkpoint")
    if held and held.size != head.size:
        raise BrokenError(f"your checkpoint is of {held.size} entries, the receipt's of {head.size}: get one for yours")
    if held and held.root != head.root:
        raise BrokenError(f"the receipt's root over {head.size} entries differs from that of your checkpoint")
    return Found(head.size, head.root, head.size if held else 0), said


def check_consistency(text: str, held: Checkpoint) -> Found:
    """Check that a newer checkpoint follows from the one held; `text` is `old SIZE`, the path, a blank, the newer one."""
    proof, _blank, note = text.replace("\r\n", "\n").partition("\n\n")
    first, *path = proof.strip().split("\n")
    head = read_checkpoint(note)
    roots = consistency_roots(held.size, head.size, [decode(line) for line in path], held.root)
    if first != f"old {held.size}" or roots != (held.root, head.root):
        raise BrokenError(f"the first {held.size} entries of the newer record are not those of your checkpoint")
    return Found(head.size, head.root, held.size)


def told(found: Found, said: Mapping[str, Any], *, is_held: bool) -> str:
    """Return in words what was found."""
    lines = [f"SOUND: {found.entries} entries, root {found.root.hex()}"]
    if said:
        lines.append(_write(said))
    if found.opened:
        lines.append(f"{found.opened} private values are those to which their entries are committed.")
    vouched = f"Your checkpoint vouches for the first {found.vouched}."
    lines.append(vouched if is_held else "No checkpoint of your own given: all of it may have been rewritten.")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> str:
    """Do what the command line asks and return what was found; raises BrokenError."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", nargs="?", type=Path)
    for option in ("--checkpoint", "--receipt", "--consistency"):
        parser.add_argument(option, type=Path)
    asked = parser.parse_args(words)
    held = read_checkpoint(asked.checkpoint.read_text(encoding="utf-8")) if asked.checkpoint else None
    said: dict[str, Any] = {}
    if asked.receipt:
        found, said = check_receipt(asked.receipt.read_text(encoding="utf-8"), held)
    elif asked.consistency and held:
        found = check_consistency(asked.consistency.read_text(encoding="utf-8"), held)
    elif asked.archive:
        with asked.archive.open("rb") as lines:
            found = check_archive(lines, held)
    else:
        parser.error("name an ARCHIVE, a --receipt, or a --consistency with your --checkpoint")
    return told(found, said, is_held=held is not None)


if __name__ == "__main__":  # pragma: no cover - the tests run it as a program of its own
    try:
        sys.stdout.write(main() + "\n")
    except BrokenError as why:
        sys.exit(f"NOT SOUND: {why}")
