"""What the QR code of a badge holds: signed words that can be checked with nothing but the site's public key.

`T1.` + base64url of the fields + `.` + base64url of an Ed25519 signature on all before it (RFC 8032, RFC 4648 section
5). No more about a person than is printed on the badge. Who holds the private key signs; who checks is at a door,
perhaps without a network, so a badge names its last day, and those revoked are a list that the door carries along.
"""

import base64
import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import date

from travaux.refusal import Invalid, NotEntitled

MARK = "T1"
MOST = 1_000
Sign = Callable[[bytes], bytes]
IsSigned = Callable[[bytes, bytes, bytes], bool]


class NotABadge(Invalid):
    """What was read is no badge of ours."""

    asked = "You showed a code at the door."
    because = "It is not the code of a badge, or was not read whole."
    remedy = "Show the code again, flat and in light; or look the person up by name."


class NotGenuine(NotEntitled):
    """A badge does not bear the signature of the site."""

    asked = "You showed the badge {number}."
    because = "It does not bear the signature of this meeting's secretariat."
    rule = "A badge is signed by the site that issued it (Ed25519, RFC 8032)."
    remedy = "Look the person up by name, and keep the badge."


class NotValidToday(NotEntitled):
    """A badge is genuine and does not open this door on this day."""

    asked = "You showed the badge {number} on {day}."
    because = "It is {state}."
    rule = "A badge holds from its first day to its last, until it is revoked."
    remedy = "Go to the registration desk."


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: its number, the meeting, whose it is (as printed), the entity's code, the category, and its days."""

    number: str
    meeting: str
    name: str
    entity: str
    category: str
    first: date
    last: date


def issue(badge: Badge, sign: Sign) -> str:
    """Return the words of a badge's QR code; `sign` makes the 64 bytes of a signature on bytes."""
    fields = {**asdict(badge), "first": badge.first.isoformat(), "last": badge.last.isoformat()}
    words = json.dumps(list(fields.values()), ensure_ascii=False, separators=(",", ":")).encode()
    head = f"{MARK}.{_written(words)}"
    return f"{head}.{_written(sign(head.encode()))}"


def read(words: str, key: bytes, is_signed: IsSigned) -> Badge:
    """Return a genuine badge; `key` is the public key of 32 bytes; raises NotABadge, NotGenuine."""
    head, _dot, signature = words.strip().rpartition(".")
    badge = _fields(head) if len(words) <= MOST else None
    signed = _read(signature)
    if badge is None or signed is None:
        raise NotABadge
    if not is_signed(key, head.encode(), signed):
        raise NotGenuine(number=badge.number)
    return badge


def admit(badge: Badge, *, on: date, revoked: Collection[str] = ()) -> None:
    """Return if a genuine badge opens the door on a day; raises NotValidToday."""
    state = (
        "revoked"
        if badge.number in revoked
        else f"valid from {badge.first} only"
        if on < badge.first
        else f"valid until {badge.last} only"
        if on > badge.last
        else ""
    )
    if state:
        raise NotValidToday(number=badge.number, day=on, state=state)


def _fields(head: str) -> Badge | None:
    mark, _dot, body = head.partition(".")
    try:
        number, meeting, name, entity, category, first, last = map(str, json.loads(_read(body) or b""))
        days = date.fromisoformat(first), date.fromisoformat(last)
    except (ValueError, TypeError, RecursionError):
        return None
    return Badge(number, meeting, name, entity, category, *days) if mark == MARK else None


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(words: str) -> bytes | None:
    """Return the bytes of base64url, only if these are written so: one badge has one code."""
    try:
        raw = base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))
    except ValueError:
        return None
    return raw if _written(raw) == words else None
