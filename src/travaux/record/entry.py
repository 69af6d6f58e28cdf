"""An entry of the record: who did what to what, in which capacity, when; in one canonical form of bytes."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from travaux.record.tree import leaf_hash

_SEALED = re.compile(r'\{"sealed":"([0-9a-f]{64})"\}')


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as it is put in the log. `at` is kept in UTC; `facts` holds JSON values only and no personal name."""

    uuid: str
    deed: str
    process: str
    actor: str
    subject: str
    at: datetime
    facts: Mapping[str, Any]


def canonical(entry: Entry) -> bytes:
    """Write `entry` in its one form: JSON of RFC 8785 for the values used here (sorted keys, no spaces, UTF-8).

    Numbers in the facts must be integers or strings: a float has no canonical form that every language shares.
    """
    parts = {**asdict(entry), "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def leaf_of(entry: Entry) -> bytes:
    """Return the leaf hash of `entry`, 32 bytes (RFC 6962, section 2.1)."""
    return leaf_hash(canonical(entry))


def sealed(leaf: bytes) -> str:
    """Write an entry that is not told to the reader: its leaf hash keeps its place in the log."""
    return json.dumps({"sealed": leaf.hex()}, separators=(",", ":"))


def unsealed(line: str) -> bytes | None:
    """Return the leaf hash that a sealed line stands for; None if the line tells an entry."""
    found = _SEALED.fullmatch(line)
    return bytes.fromhex(found[1]) if found else None


def read(line: str) -> Entry:
    """Read an entry back from its canonical form; raises ValueError or TypeError where it is none."""
    parts = json.loads(line)
    return Entry(**{**parts, "at": datetime.fromisoformat(parts["at"])})
