"""An entry of the record: who did what to what, in which capacity, when; in one canonical form of bytes."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from travaux.record.verifier import WHOLE, leaf_hash

# Made once: `json.dumps` makes one for every entry.
_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
CODE_BYTES = 10  # 80 bits: nobody finds another entry with the same code


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as it is put in the log. Times are kept in UTC; `facts` holds JSON values only and no personal name.

    `at` is the time that the deed claims, `entered_at` the machine's time when it was entered. Entries of the first
    form of the record, before 2026-12, have no `entered_at`, and their canonical form has no such key.
    """

    uuid: str
    deed: str
    process: str
    actor: str
    subject: str
    at: datetime
    facts: Mapping[str, Any]
    entered_at: datetime | None = None


def check_facts(value: Any) -> None:
    """Return if every language reads `value` alike; else raise TypeError: a mistake of the service that enters it.

    Texts, whole numbers below 2 ** 53, truths and nothing are read alike, and so are lists and mappings of them.
    """
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple):
        for each in value:
            check_facts(each)
    elif not (value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) <= WHOLE)):
        message = f"{value!r} cannot be entered: its form in JSON is not the same in every language"
        raise TypeError(message)


def canonical(entry: Entry) -> bytes:
    """Write `entry` in its one form: JSON of RFC 8785 for the values used here (sorted keys, no spaces, UTF-8).

    Numbers in the facts must be integers or strings: a float has no canonical form that every language shares.
    """
    parts: dict[str, Any] = {
        "uuid": entry.uuid,
        "deed": entry.deed,
        "process": entry.process,
        "actor": entry.actor,
        "subject": entry.subject,
        "at": _moment(entry.at),
        "facts": dict(entry.facts),
    }
    if entry.entered_at is not None:
        parts["entered_at"] = _moment(entry.entered_at)
    return _JSON.encode(parts).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def leaf_of(entry: Entry) -> bytes:
    """Return the leaf hash of `entry`, 32 bytes (RFC 6962, section 2.1)."""
    return leaf_hash(canonical(entry))


def sealed(leaf: bytes) -> str:
    """Write an entry that is not told to the reader: its leaf hash keeps its place in the log."""
    return json.dumps({"sealed": leaf.hex()}, separators=(",", ":"))


def code_of(leaf: bytes) -> str:
    """Return the short code of an entry, to be noted by hand: 16 letters and digits (base32) in four groups."""
    code = base64.b32encode(leaf[:CODE_BYTES]).decode()
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def leaf_start(code: str) -> bytes | None:
    """Return the first bytes of the leaf that a short code stands for, however it was spaced; None if it is none."""
    bare = "".join(code.replace("-", "").split()).upper()
    try:
        start = base64.b32decode(bare)
    except ValueError:
        return None
    return start if len(start) == CODE_BYTES else None
