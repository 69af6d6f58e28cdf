"""Check an exported record of Travaux, or the receipt of one deed, without trusting those who keep the record.

This is one file for Python 3.11 or later, with nothing beside it and no connection needed. Read it, then run it:
python verifier.py FILE [KEPT]
FILE is the record or the receipt, KEPT a checkpoint of yours: without it, all may have been rewritten unnoticed.
The formats: docs/reference/record-format.md; the tree: RFC 6962, section 2.1; checkpoints and receipts: c2sp.org.
"""

import base64
import hashlib
import hmac
import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

HASH_BYTES = 32
PARTS = frozenset({"actor", "at", "deed", "facts", "process", "subject", "uuid"})
FORMS = (PARTS, PARTS | {"entered_at"})  # before 2026-12, and since
BESIDE = (frozenset({"opening"}), frozenset({"checkpoint"}))  # lines that are no entries
RECEIPT = b"c2sp.org/tlog-proof@v1"
SEALED = re.compile(rb'\{"sealed":"([0-9a-f]{64})"\}')
MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
NUMBER = re.compile("0|[1-9][0-9]{0,18}")
BEGINNING = re.compile(r"\S+\nextra (\S+)\nindex (0|[1-9][0-9]{0,18})(\n|$)")
WHOLE = 2**53 - 1  # what every language that reads JSON can hold exactly


class BrokenError(Exception):
    """What was given is not what it should be; says why."""


def refuse(why: str) -> NoReturn:
    """Say what is not sound."""
    raise BrokenError(why) from None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its name, how many entries it has, and the root over them."""

    origin: str = field(compare=False)
    size: int
    root: bytes
    rest: str = field(default="", compare=False)  # signatures, which this file does not check

    def text(self) -> str:
        """Write the three lines (C2SP tlog-checkpoint)."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found sound: entries, root over all, how many a checkpoint vouches for, values opened, times back."""

    entries: int
    root: bytes
    vouched: int | None
    opened: int = 0
    back: int = 0


def leaf_hash(content: bytes) -> bytes:
    """Hash the bytes of one entry (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_over(roots: Sequence[bytes]) -> bytes:
    """Return the root of a tree from the roots of its complete subtrees, largest first."""
    return reduce(lambda right, left: node_hash(left, right), reversed(roots or [hashlib.sha256(b"").digest()]))


def split(size: int) -> int:
    """Return how many leaves stand in the left subtree: the largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that `path`, from the leaf up, gives for `leaf` at `index` of `size` (RFC 6962, 2.1.1)."""
    if not 0 <= index < size or bool(path) != (size > 1):
        refuse("the proof does not have the length that its place asks for")
    if size == 1:
        return leaf
    if index < split(size):
        return node_hash(inclusion_root(leaf, index, split(size), path[:-1]), path[-1])
    return node_hash(path[-1], inclusion_root(leaf, index - split(size), size - split(size), path[:-1]))


def decode(words: str, length: int = HASH_BYTES) -> bytes:
    """Read base64, of one hash unless another length is given; 0 is any."""
    try:
        found = base64.b64decode(words, validate=True)
    except ValueError:
        refuse(f"“{words}” is not base64")
    if length and len(found) != length:
        refuse(f"the root has {len(found)} bytes, not {length}")
    return found


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint, forgiving blanks around its lines, since people copy them."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if not lines[2:]:
        refuse(f"{len(lines)} lines instead of three")
    if not NUMBER.fullmatch(lines[1]):
        refuse(f"“{lines[1]}” is not a number of entries")
    return Checkpoint(lines[0], int(lines[1]), decode(lines[2]), "\n".join(lines[3:]))


def _number(words: str) -> int:
    if abs(found := int(words)) > WHOLE:  # int refuses all other numbers
        raise ValueError(words)
    return found


_read = json.JSONDecoder(parse_int=_number, parse_float=_number, parse_constant=_number).raw_decode
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def read_line(line: bytes, number: int) -> tuple[bytes, dict[str, Any]]:
    """Return the leaf of an entry and what it says; of a sealed one the leaf only, of one beside them none."""
    if sealed := SEALED.fullmatch(line):
        return bytes.fromhex(sealed[1].decode()), {}
    try:
        form = _write(said := _read(words := line.decode())[0])
    except (ValueError, RecursionError):
        refuse(f"line {number} is not an entry")
    if form != words:
        refuse(f"line {number} is not in the canonical form")
    if not isinstance(said, dict) or (said.keys() not in FORMS and said.keys() not in BESIDE):
        refuse(f"line {number} is not an entry")
    return (leaf_hash(line) if len(said) > 1 else b""), said


def check_opening(opening: Any, facts: Any, number: int) -> None:
    """Check a private value, told on a line after its entry, against the commitment in that entry (RFC 2104)."""
    with suppress(KeyError, TypeError, ValueError, AttributeError):
        salt, committed = bytes.fromhex(opening["salt"]), facts["committed"][opening["name"]]
        made = hmac.new(salt, opening["value"].encode(), hashlib.sha256).hexdigest()
        if (len(salt), salt.hex(), made) == (HASH_BYTES, opening["salt"], committed):
            return
    refuse(f"the value on line {number} is not the one to which the entry before it is committed")


class Archive:
    """An exported record while its lines are read: the tree over its entries, and what its checkpoints say of it."""

    def __init__(self, held: Checkpoint | None) -> None:
        self.heads = [held] if held else []
        self.roots: list[bytes] = []  # of the complete subtrees, largest first
        self.vouched = {head.size: b"" for head in self.heads} | {0: root_over(())}
        self.size = self.opened = self.back = 0  # how often the minute of entry lies before that of an earlier entry
        self.facts, self.latest = None, ""

    def add(self, leaf: bytes) -> None:
        """Put a leaf into the tree: each trailing one-bit of the size is a subtree that is complete now."""
        rest = self.size
        while rest & 1:
            leaf, rest = node_hash(self.roots.pop(), leaf), rest >> 1
        self.roots.append(leaf)
        self.size += 1
        if self.size in self.vouched:
            self.vouched[self.size] = root_over(self.roots)

    def take(self, line: bytes, number: int) -> None:
        """Take in one line."""
        leaf, said = read_line(line.rstrip(b"\n"), number)
        if leaf:
            self.facts, time = said.get("facts"), MINUTE.match(str(said.get("entered_at")))
            if time:
                self.back, self.latest = self.back + (time[0] < self.latest), max(time[0], self.latest)
            self.add(leaf)
        elif "opening" in said:
            check_opening(said["opening"], self.facts, number)
            self.opened += 1
        elif number == 1:
            self.heads.append(read_checkpoint(str(said["checkpoint"])))
            self.vouched.setdefault(self.heads[-1].size, b"")
        else:
            refuse(f"line {number} is a checkpoint, which stands on the first line only")


def check_archive(lines: Iterable[bytes], held: Checkpoint | None = None) -> Found:
    """Check an exported record, line by line in the order of the log, against its own checkpoint and the one held."""
    archive = Archive(held)
    for number, line in enumerate(lines, start=1):
        archive.take(line, number)
    for head in archive.heads:
        if archive.vouched.get(head.size) != head.root:
            refuse(f"the root over the first {head.size} of {archive.size} entries differs from the checkpoint's")
    return Found(archive.size, root_over(archive.roots), held.size if held else None, archive.opened, archive.back)


def check_receipt(text: str, held: Checkpoint | None = None) -> tuple[Found, dict[str, Any]]:
    """Check the receipt of a deed (C2SP tlog-proof; `extra` is its line of the record); return what the entry says."""
    proof, _blank, note = text.replace("\r\n", "\n").partition("\n\n")
    head, path = read_checkpoint(note), proof.strip().split("\n")[3:]
    start = BEGINNING.match(proof)
    leaf, said = read_line(decode(start[1], 0), 2) if start else (b"", {})
    if not start or not leaf:
        refuse("it does not begin as a receipt does")
    if inclusion_root(leaf, int(start[2]), head.size, [decode(line) for line in path]) != head.root:
        refuse("the entry on the receipt is not in the tree of its checkpoint")
    if held and held != head:
        refuse(f"your checkpoint over {held.size} entries is not the receipt's, over {head.size}: get one for yours")
    return Found(head.size, head.root, held.size if held else None), said


def check(file: BinaryIO, held: Checkpoint | None = None) -> tuple[Found, dict[str, Any]]:
    """Check an exported record, or a receipt, which begins otherwise."""
    if file.read(len(RECEIPT)) == RECEIPT:
        return check_receipt((RECEIPT + file.read()).decode(errors="replace"), held)
    file.seek(0)
    return check_archive(file, held), {}


def told(found: Found, said: dict[str, Any]) -> str:
    """Return in words what was found."""
    lines = [f"SOUND: {found.entries} entries, root {found.root.hex()}", *([_write(said)] if said else [])]
    lines += [f"{found.opened} private values are those that were entered."] if found.opened else []
    lines += [f"{found.back} times of entry go back: a clock was set, or two deeds met."] if found.back else []
    vouched = f"Your checkpoint vouches for the first {found.vouched}."
    lines += ["No checkpoint of yours given: all may have been rewritten." if found.vouched is None else vouched]
    return "\n".join(lines)


def main() -> None:
    """Check the file that is named first against the checkpoint in the one named second, if any."""
    try:
        held = read_checkpoint(Path(sys.argv[2]).read_text(encoding="utf-8")) if sys.argv[2:] else None
        with Path(sys.argv[1]).open("rb") as file:
            sys.stdout.write(told(*check(file, held)) + "\n")
    except BrokenError as why:
        sys.exit(f"NOT SOUND: {why}")
    except IndexError:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
