"""A mail that came back: whose it was and why, from the report that a mail server sends (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from travaux.refusal import Invalid

MOST = 400_000
_IDENTITY = re.compile(r"<([^<>@\s]{1,200})@[^<>@\s]{1,200}>")
_SPACES = re.compile(r"\s+")
LONGEST = 300


class NotABounce(Invalid):
    """The file is no report that a mail could not be delivered."""

    asked = "You handed in a report of a mail that came back."
    because = "{reason}"
    rule = "Mail servers report on a delivery as RFC 3464 has it."
    remedy = "Hand in the report as it came, whole, with the mail that it returns."


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says: the mail (what stands before @ in its Message-ID), the address, the status, the reason."""

    mail: str
    address: str
    status: str
    reason: str


def bounced(content: bytes) -> Bounce:
    """Read a report of a delivery that failed for good; raises NotABounce (also for one that is only late)."""
    if len(content) > MOST:
        raise NotABounce(reason="It is too large for one.")
    try:
        report = message_from_bytes(content)
        return _read(report)
    except RecursionError:
        raise NotABounce(reason="Its parts lie too deep in each other.") from None


def _read(report: Message) -> Bounce:
    failed = [block for block in _blocks(report) if _said(block, "Action").casefold() == "failed"]
    if not failed:
        raise NotABounce(reason="It reports of no delivery that failed.")
    identity = next(iter(_identities(report)), "")
    if not identity:
        raise NotABounce(reason="It does not name the mail that came back.")
    block = failed[0]
    address = (_said(block, "Final-Recipient") or _said(block, "Original-Recipient")).rpartition(";")[2].strip()
    reason = _said(block, "Diagnostic-Code").partition(";")[2].strip() or _said(block, "Diagnostic-Code")
    return Bounce(identity, address[:LONGEST], _said(block, "Status")[:LONGEST], reason[:LONGEST])


def _blocks(report: Message) -> Iterator[Message]:
    """Yield the blocks of a delivery status: the first is of the mail, each other of a recipient."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message))


def _identities(report: Message) -> Iterator[str]:
    """Yield the identity of the mail that is returned within the report, never the report's own."""
    for part in report.walk():
        if part is report:
            continue
        said = _said(part, "Message-ID")
        if part.get_content_type() == "text/rfc822-headers":
            said = _said(message_from_bytes(part.get_payload(decode=True) or b""), "Message-ID")  # type: ignore[arg-type] # bytes, of a part that is not multipart
        if found := _IDENTITY.search(said):
            yield found[1]


def _said(part: Message, name: str) -> str:
    return _SPACES.sub(" ", str(part.get(name, ""))).strip()
