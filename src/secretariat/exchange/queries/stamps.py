"""The line that every file bears which is handed out: the checkpoint, a receipt, and of what it is, as of when."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import NegotiatingText, Standing, TextVersion
from secretariat.people.access import Actor
from secretariat.record.access import OPEN, is_sealed
from secretariat.record.queries import checkpoint, entries
from travaux.record.entry import code_of
from travaux.text.provision import Kind, Provision

_LOOKED_BACK = 20
_STAMP = re.compile(r"; ([\w-]{1,60}) (\d{1,6}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)Z")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of which text, of which version of it, and as of when a file says that it was made."""

    text: str
    ordinal: int
    at: datetime


def stamp_line(version: TextVersion, at: datetime) -> str:
    """Return the line: origin, size and root of the log; the receipt of its newest open entry; what, as of when."""
    head = checkpoint()
    log = f"{head.origin} {head.size} {b64encode(head.root).decode()}"
    code = receipt_code(version.text)
    receipt = f"; receipt {code}" if code else ""
    return f"{log}{receipt}; {version.text.key} {version.ordinal} {at:%Y-%m-%dT%H:%M:%S.%f}Z"


def receipt_code(text: NegotiatingText) -> str:
    """Return the short code of the newest entry in the log of which everybody is told, empty if there is none."""
    rows = entries(text.process.key).filter(deed__in=OPEN, position__isnull=False)[:_LOOKED_BACK]
    return next((code_of(bytes.fromhex(row.leaf)) for row in rows if not is_sealed(row)), "")


def stamp_in(words: str) -> Stamp | None:
    """Return what a file says that it is, if the line is still in its words, however they were broken."""
    found = _STAMP.findall(" ".join(words.split()))
    if not found:
        return None
    key, ordinal, moment = found[-1]
    try:
        return Stamp(key, int(ordinal), datetime.fromisoformat(f"{moment}+00:00"))
    except ValueError:
        return None


def base_of(text: NegotiatingText, actor: Actor, stamp: Stamp | None) -> tuple[TextVersion, Sequence[Provision]] | None:
    """Return the version that a file says it was made from and its provisions as they stood then.

    None where the file says nothing, names another text, or a state that its reader may not see.
    """
    if stamp is None or stamp.text != text.key:
        return None
    version = negotiation.versions(text, actor).filter(ordinal=stamp.ordinal).first()
    if version is None:
        return None
    if version.frozen_at is not None and stamp.at >= version.frozen_at:
        return version, negotiation.shapes(version)
    try:
        rows = [each.row for each in negotiation.as_of(text, actor, stamp.at)]
    except negotiation.NothingKept:
        return None
    standing = [row for row in rows if row.standing == Standing.STANDING]
    return version, [Provision(str(row.provision.uuid), Kind(row.kind), row.wording, row.number) for row in standing]
