"""What the deeds of the evidence share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.record.services import enter
from travaux.refusal import Invalid

KEY_AT_MOST = 80
RESERVED = frozenset({"state", "check"})  # names of pages that stand beside the facts
SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class BadKey(Invalid):
    """A key that is to name a data set or a fact cannot."""

    asked = "You gave the key “{key}”."
    because = (
        "Keys are small letters, digits and hyphens, a letter or digit first, {most} at most; {reserved} are taken."
    )
    remedy = "Choose another, for instance migrant-stock."


def require_key(key: str) -> None:
    """Raise BadKey unless a key can stand in an address and in the mark of a footnote."""
    if not 0 < len(key) <= KEY_AT_MOST or not SAFE.issuperset(key) or key[0] == "-" or key in RESERVED:
        raise BadKey(key=key, most=KEY_AT_MOST, reserved=" and ".join(sorted(RESERVED)))


def put_down(name: str, process: Process, subject: str, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Enter a deed in the record."""
    enter(name, process=process.key, actor=by.reference, subject=subject, facts=dict(facts), at=at)
