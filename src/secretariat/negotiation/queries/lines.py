"""Where a provision comes from and what became of it: what other rooms ask, to follow words both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from secretariat.frame.context import ROLES
from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation.models import (
    NegotiatingText,
    ProposalStatus,
    Provenance,
    Provision,
    ProvisionVersion,
    Redraft,
    Standing,
    Step,
    VersionStatus,
)
from secretariat.negotiation.queries.states import TABLED
from secretariat.people.access import Actor
from secretariat.processes.models import Process

SAID = {
    "redraft_provision": _("Worded anew"),
    "lift_bracket": _("Bracket lifted"),
    "agree_provision": _("Marked as agreed"),
    "reopen_provision": _("Reopened"),
    "merge_proposals": _("Proposals merged"),
    "move_to_alternative": _("Moved to an alternative paragraph"),
}
"""What those who lead did to a paragraph and may undo, in words."""

ADOPTED = "only what was adopted is asked for, which is public"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a provision; `kind`: version, proposal, redraft, lifted, decision, reopened, undone.

    `who` is the capacity in which it was done, where that is told.
    """

    at: datetime
    kind: str
    key: str
    label: str
    words: str = ""
    who: str = ""


def adopted_provisions(text: NegotiatingText) -> QuerySet[ProvisionVersion]:
    """Return the provisions of the adopted text in reading order; none before it is adopted."""
    rows = ProvisionVersion.objects.unscoped(ADOPTED).filter(version__text=text, version__status=VersionStatus.ADOPTED)
    return rows.filter(standing=Standing.STANDING).select_related("provision", "version").order_by("ordinal")


def provenance_of(provision: Provision, actor: Actor) -> QuerySet[Provenance]:
    """Return the sentences and passages that a provision rests on, as far as the actor may know of them."""
    found = Provenance.objects.visible_to(actor, provision.text.process).filter(provision=provision)
    return found.select_related("sentence__summary", "passage__submission__entity").order_by("id")


def redrafts(process: Process, provisions: Iterable[int], actor: Actor) -> QuerySet[Redraft]:
    """Return the redrafts of the provisions with these database ids that the actor may know of, in order."""
    return Redraft.objects.visible_to(actor, process).filter(provision__in=list(provisions)).order_by("at", "id")


def capacity(reference: str) -> str:
    """Return in words the capacity that a reference of the record names, with the entity if there is one."""
    role, _, entity = reference.partition(":")
    name = ROLES.get(role, role)
    return f"{name} ({entity})" if entity else str(name)


def fate_of(provision: Provision, actor: Actor) -> list[Event]:
    """Return what happened to a provision, as far as the actor may know, in order.

    Frozen versions, tabled proposals, redrafts, brackets lifted, decisions, and which of these were undone.
    """
    told = [_versions(provision), _proposals(provision), _redrafts(provision, actor), _lifted(provision)]
    return sorted([*chain(*told), *_decisions(provision), *_undone(provision, actor)], key=lambda event: event.at)


def deed_said(step: Step) -> str:
    """Return in words what a deed of those who lead was; of another deed, its name."""
    return str(SAID.get(step.deed, step.deed))


def _undone(provision: Provision, actor: Actor) -> list[Event]:
    rows = Step.objects.visible_to(actor, provision.text.process).filter(provision=provision)
    found = ((row, row.undone_at) for row in rows.order_by("undone_at", "id"))
    return [Event(at, "undone", row.deed, deed_said(row), row.undone_because) for row, at in found if at]


def _redrafts(provision: Provision, actor: Actor) -> list[Event]:
    return [
        Event(row.at, "redraft", str(row.pk), row.reason, row.wording, capacity(row.by))
        for row in redrafts(provision.text.process, [provision.pk], actor)
    ]


def _versions(provision: Provision) -> list[Event]:
    rows = unscoped(provision.versions, PART).select_related("version").exclude(version__status=VersionStatus.WORKING)
    frozen = [(row, row.version.frozen_at) for row in rows.order_by("version__ordinal")]
    return [Event(at, "version", str(row.version.ordinal), row.version.label, row.wording) for row, at in frozen if at]


def _proposals(provision: Provision) -> list[Event]:
    found = []
    rows = unscoped(provision.proposals, TABLED).filter(tabled_at__isnull=False).select_related("proponent")
    for row in rows.order_by("tabled_at", "id"):
        steps = ((row.tabled_at, ProposalStatus.TABLED.label), (row.settled_at, row.get_status_display()))
        found += [
            Event(at, "proposal", str(row.uuid), f"{row.proponent.code}: {label}", row.wording)
            for at, label in steps
            if at is not None
        ]
    return found


def _lifted(provision: Provision) -> list[Event]:
    rows = unscoped(provision.lifted, PART).order_by("at", "id")
    return [Event(row.at, "lifted", row.key, row.words, row.wording) for row in rows]


def _decisions(provision: Provision) -> list[Event]:
    found = []
    for row in unscoped(provision.decisions, PART).order_by("at", "id"):
        found.append(Event(row.at, "decision", row.level, row.get_level_display()))
        if row.reopened_at:
            found.append(Event(row.reopened_at, "reopened", row.level, row.reopened_because))
    return found
