"""Documents that came back, as far as the one who asks may know of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from secretariat.exchange.models import Returned, Suggested
from secretariat.frame.scope import PART, unscoped
from secretariat.jobs.models import Job
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import NegotiatingText, ProvisionKind, ProvisionVersion, VersionStatus
from secretariat.participation.models import Entity, Kind
from secretariat.participation.queries import entities
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process
from travaux.refusal import Unknown
from travaux.text.provision import OPENS_SECTION
from travaux.words.align import Run, runs

KIND = "returned"
"""The kind of the jobs that read a document."""
_DID = {
    "ins": _("inserted"),
    "del": _("deleted"),
    "move_from": _("moved away"),
    "move_to": _("moved here"),
    "para_ins": _("paragraph inserted"),
    "para_del": _("paragraph deleted"),
}
_SPEAK = (Kind.STATE, Kind.OBSERVER, Kind.GROUP)
_HEADS = frozenset({*map(str, OPENS_SECTION), ProvisionKind.TITLE.value})


class NoSuchDocument(Unknown):
    """There is no such document, or it is another delegation's."""

    asked = "You asked for a document that was handed in."
    because = "There is none that you may see with the identity {uuid}."
    rule = "What a delegation hands in is its own until it tables what it suggests."
    remedy = "Choose it among those that your delegation handed in."


@dataclass(frozen=True, slots=True)
class Line:
    """A suggestion as it is shown: beside the paragraph as it stands, with what it would change there."""

    row: Suggested
    number: str
    runs: tuple[Run, ...]
    beside: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.row.status == Suggested.Status.SUGGESTED

    @property
    def is_orphaned(self) -> bool:
        """Whether it can be confirmed only after somebody has brought it over to the words that stand now."""
        return self.row.fate == "orphaned"

    @property
    def traces(self) -> list[dict[str, Any]]:
        """The tracked changes that it was made from, each with what it did in words."""
        return [trace | {"did": _DID.get(trace["kind"], trace["kind"])} for trace in self.row.traces]

    @property
    def percent(self) -> int:
        """How like the wording is to the one that the document was made from, in per cent."""
        return round(self.row.likeness * 100)


def returns(text: NegotiatingText, actor: Actor) -> QuerySet[Returned]:
    """Return the documents handed in on a text that the actor may know of, the newest first, with counts."""
    rows = Returned.objects.visible_to(actor, text.process).filter(text=text).select_related("entity", "made_from")
    statuses = {
        f"n_{status}": Count("suggestions", filter=Q(suggestions__status=status)) for status in Suggested.Status
    }
    return rows.annotate(**statuses).order_by("-at", "-id")


def returned_named(process: Process, actor: Actor, uuid: UUID | str) -> Returned:
    """Return the document with `uuid`, or raise NoSuchDocument."""
    rows = Returned.objects.visible_to(actor, process).select_related("text__process", "entity", "made_from", "blob")
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise NoSuchDocument(uuid=uuid)
    return found


def suggestion_named(process: Process, actor: Actor, uuid: UUID | str) -> Suggested:
    """Return the suggestion with `uuid`, or raise NoSuchDocument."""
    rows = Suggested.objects.visible_to(actor, process).select_related("returned__text__process", "returned__entity")
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise NoSuchDocument(uuid=uuid)
    return found


def lines(returned: Returned) -> list[Line]:
    """Return what a document suggests, in its order; the number of queries does not grow with it."""
    rows = unscoped(returned.suggestions, PART).select_related("provision", "after", "other", "proposal")
    labels = _labels(returned.text)
    return [_line(row, labels) for row in rows.order_by("ordinal")]


def line(row: Suggested) -> Line:
    """Return one suggestion as it is shown."""
    return _line(row, _labels(row.returned.text))


def _line(row: Suggested, labels: Mapping[int, str]) -> Line:
    place = row.after_id or row.other_id
    words = row.wording if row.wording or row.kind == "delete_paragraph" else row.base
    return Line(row, labels.get(row.provision_id or 0, ""), tuple(runs(row.base, words)), labels.get(place or 0, ""))


def _labels(text: NegotiatingText) -> dict[int, str]:
    return {row.provision_id: negotiation.label(row) for row in rows_now(text)}


def rows_now(text: NegotiatingText) -> list[ProvisionVersion]:
    """Return the rows of the newest version, in order."""
    rows = unscoped(negotiation.current(text).rows, PART).select_related("provision", "version__text__process")
    return list(rows.order_by("ordinal"))


def kind_behind(row: ProvisionVersion) -> str:
    """Return of which kind a paragraph is that comes behind another: the same; behind a heading, as those under it."""
    if row.kind not in _HEADS:
        return row.kind
    behind = unscoped(row.version.rows, PART).filter(ordinal__gt=row.ordinal).exclude(kind__in=_HEADS)
    following = behind.order_by("ordinal").first()
    return following.kind if following else ProvisionKind.OPERATIVE.value


def job_of(returned: Returned) -> Job | None:
    """Return the job that reads a document, as long as it is kept."""
    return Job.objects.filter(kind=KIND, key=key_of(returned)).first()


def key_of(returned: Returned) -> str:
    """Return the name of the job that reads a document."""
    return f"{KIND}:{returned.uuid}"


def entities_for(process: Process, actor: Actor) -> Iterable[Entity]:
    """Return for whom the actor may hand in: the secretariat for every delegation, a delegate for the own."""
    rows = entities(process).filter(kind__in=_SPEAK).order_by("code")
    return rows if actor.is_one_of(OFFICER) else rows.filter(code=actor.entity)


def moves(text: NegotiatingText) -> bool:
    """Whether the text still moves, so that something can be proposed on it."""
    return negotiation.current(text).status == VersionStatus.WORKING
