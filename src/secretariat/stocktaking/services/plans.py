"""What is done about the whole of the inputs: the workplan is kept, and reasons are given."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify

from secretariat.inputs.models import Passage, Submission
from secretariat.participation.models import Region
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from secretariat.stocktaking.models import Activity, Element, NotTakenUp
from travaux.refusal import Invalid

REASON_AT_MOST = 2000
LONGEST = 400
ELEMENT = "element"
COLUMNS = ("kind", "key", "title", "region", "lead", "opens", "closes", "status", "outcome", "address", "elements")
_URL = URLValidator(schemes=["http", "https"])


class NoReason(Invalid):
    """A reason is missing."""

    asked = "You asked to say why a passage of {key} was not taken up."
    because = "The reason has {length} characters; it must have between 1 and {at_most}."
    rule = "Whoever asks what became of an input is told so in words."
    remedy = "Write the reason."


class WrongPlan(Invalid):
    """A line of the workplan cannot be taken."""

    asked = "You asked to set the workplan from a table."
    because = "Line {line}: {why}."
    rule = "Each line is an element, or an activity with its kind, key and title; columns: {columns}."
    remedy = "Put that line right, and set the workplan again; nothing of it was taken."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the workplan: an element, or an activity with the keys of the elements that it covers."""

    kind: str
    key: str
    title: str
    region: str = "global"
    lead: str = ""
    opens: date | None = None
    closes: date | None = None
    status: str = "planned"
    outcome: str = ""
    address: str = ""
    elements: tuple[str, ...] = ()


def lines_in(content: bytes) -> list[Line]:
    """Read the workplan from CSV with a head of COLUMNS (those after the title may be missing); raises WrongPlan."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise _wrong(1, "it is not CSV in UTF-8") from None
    return [_line(number, row) for number, row in enumerate(rows, start=2)]


@deed("workplan set")
def set_workplan(process: Process, *, content: bytes, by: Actor, at: datetime) -> int:
    """Set the workplan from a table: what is not in it any more is taken out; return how many activities it has.

    Raises WrongPlan.
    """
    require(process, by, "set_workplan", at=at)
    lines = lines_in(content)
    _check(process, lines)
    elements = [line for line in lines if line.kind == ELEMENT]
    activities = [line for line in lines if line.kind != ELEMENT]
    Activity.objects.filter(process=process).exclude(key__in=[line.key for line in activities]).delete()
    Element.objects.filter(process=process).exclude(key__in=[line.key for line in elements]).delete()
    for ordinal, line in enumerate(elements, start=1):
        Element.objects.update_or_create(
            process=process, key=line.key, defaults={"title": line.title, "ordinal": ordinal}
        )
    known = {row.key: row for row in Element.objects.filter(process=process)}
    for line in activities:
        _put_down(process, line).elements.set([known[key] for key in line.elements])
    facts = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "activities": [line.key for line in activities],
        "elements": len(elements),
    }
    subject = f"process:{process.uuid}"
    enter("set_workplan", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return len(activities)


@deed("reason given why a passage was not taken up")
def give_reason(passage: Passage, *, reason: str, by: Actor, at: datetime) -> NotTakenUp:
    """Say why a passage was not taken up: its author reads it beside the passage. Raises NoReason."""
    process, key = passage.submission.process, passage.submission.key
    require(process, by, "give_reason", at=at)
    reason = reason.strip()
    if not 0 < len(reason) <= REASON_AT_MOST:
        raise NoReason(key=key, length=len(reason), at_most=REASON_AT_MOST)
    row, _ = NotTakenUp.objects.update_or_create(passage=passage, defaults={"reason": reason, "at": at})
    enter(
        "give_reason",
        process=process.key,
        actor=by.reference,
        subject=f"passage:{passage.uuid}",
        facts={"submission": key, "reason": reason},
        at=at,
    )
    return row


def _line(number: int, row: Mapping[str, str | None]) -> Line:
    given = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        opens, closes = (date.fromisoformat(given[name]) if given[name] else None for name in ("opens", "closes"))
    except ValueError:
        raise _wrong(number, "a day is not written as 2017-06-20") from None
    line = Line(
        kind=given["kind"],
        key=given["key"] or slugify(given["title"])[:60],
        title=given["title"],
        region=given["region"] or "global",
        lead=given["lead"],
        status=given["status"] or "planned",
        outcome=given["outcome"],
        address=given["address"],
        elements=tuple(key.strip() for key in given["elements"].split(";") if key.strip()),
        opens=opens,
        closes=closes,
    )
    why = next((said for said, is_wrong in _doubts(line).items() if is_wrong), "")
    if why:
        raise _wrong(number, why)
    return line


def _doubts(line: Line) -> dict[str, bool]:
    return {
        "it has no title": not 0 < len(line.title) <= LONGEST,
        "its key is not made of small letters, figures and hyphens": not line.key or line.key != slugify(line.key)[:60],
        f"there is no kind “{line.kind}”": line.kind not in {ELEMENT, *Activity.Kind.values},
        f"there is no region “{line.region}”": line.region not in Region.values,
        f"there is no status “{line.status}”": line.status not in Activity.Status.values,
        "it ends before it begins": bool(line.opens and line.closes and line.closes < line.opens),
        "its address is not one of the web": bool(line.address) and not _is_address(line.address),
    }


def _is_address(address: str) -> bool:
    try:
        _URL(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST


def _check(process: Process, lines: Sequence[Line]) -> None:
    elements = {line.key for line in lines if line.kind == ELEMENT}
    papers = set(Submission.objects.filter(process=process).values_list("key", flat=True))
    met: set[tuple[bool, str]] = set()
    for number, line in enumerate(lines, start=2):
        place = (line.kind == ELEMENT, line.key)
        if place in met:
            raise _wrong(number, f"the key “{line.key}” stands twice")
        met.add(place)
        if unknown := set(line.elements) - elements:
            raise _wrong(number, f"there is no element “{min(unknown)}”")
        if line.outcome and line.outcome not in papers:
            raise _wrong(number, f"there is no paper “{line.outcome}”")


def _put_down(process: Process, line: Line) -> Activity:
    outcome = Submission.objects.filter(process=process, key=line.outcome).first() if line.outcome else None
    given: dict[str, object] = {"title": line.title, "kind": line.kind, "region": line.region, "lead": line.lead[:200]}
    given |= {"opens": line.opens, "closes": line.closes, "status": line.status, "address": line.address}
    return Activity.objects.update_or_create(process=process, key=line.key, defaults=given | {"outcome": outcome})[0]


def _wrong(line: int, why: str) -> WrongPlan:
    return WrongPlan(line=line, why=why, columns=", ".join(COLUMNS))
