"""The co-facilitators' workbench: proposals merged, moved to an alternative, amendments taken over, deeds undone."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Fate,
    NegotiatingText,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Sponsorship,
    Standing,
    Step,
)
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.journal import journal
from secretariat.negotiation.services.preparing import CHANGES, NEW, NotYours, speaks
from secretariat.negotiation.services.restoring import check_undoable, restore
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Invalid

FEWEST = 2


class NothingToMerge(Invalid):
    """Fewer than two proposals were to be merged, or proposals that are not on the table."""

    asked = "You asked to merge proposals."
    because = "They are not two or more proposals on the table of this text, on the same paragraph."
    rule = "Proposals that say the same are merged into one that keeps every sponsor; a person says that they do."
    remedy = "Choose those that say the same on the page of the text."


class NotAChange(Invalid):
    """Something other than a change of words was to become an alternative paragraph."""

    asked = "You asked to move a proposal to an alternative paragraph."
    because = "It is not a change of words that is on the table, or has lost its place."
    remedy = "Choose a proposal that changes words of the paragraph."


class NoAmendment(Invalid):
    """A proposal that amends nothing was to be taken over."""

    asked = "You asked to take over an amendment."
    because = "It amends no proposal that is on the table."
    remedy = "Co-sponsor it instead."


@deed("proposals merged")
def merge_proposals(text: NegotiatingText, *, proposals: Sequence[Proposal], by: Actor, at: datetime) -> Proposal:
    """Merge proposals that a person found to say the same into the first tabled, which keeps every sponsor."""
    require(text.process, by, "merge_proposals", at=at)
    rows = list(
        Proposal.objects.unscoped(DEED)
        .select_for_update(of=("self",))
        .filter(text=text, status=ProposalStatus.TABLED, pk__in=[each.pk for each in proposals])
        .select_related("provision", "text__process")
        .order_by("tabled_at", "id")
    )
    anchors = {(each.after_id, None) if each.kind in NEW else (None, each.provision_id) for each in rows}
    if len(rows) < FEWEST or len(rows) != len({each.pk for each in proposals}) or len(anchors) != 1:
        raise NothingToMerge
    kept, *others = rows
    with journal(text, "merge_proposals", kept.provision, *[each.provision for each in others], by=by, at=at):
        for other in others:
            _take_over_sponsors(other, kept, at)
            _subsume(other, at)
    facts = {"kept": str(kept.uuid), "merged": [str(each.uuid) for each in others]}
    facts["sponsors"] = list(queries.proponents(kept))
    subject = f"proposal:{kept.uuid}"
    enter("merge_proposals", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return kept


def _subsume(proposal: Proposal, at: datetime) -> None:
    """Close a proposal as merged into another; the paragraph that it had put on the table goes with it."""
    steps.settle(proposal, ProposalStatus.SUBSUMED, at)
    if proposal.kind in NEW and proposal.provision is not None:
        row = queries.working_row(proposal.provision, lock=True)
        steps.strike(row, at)
        steps.renumber(row.version)


def _take_over_sponsors(one: Proposal, other: Proposal, at: datetime) -> None:
    """Put all who stand behind one proposal behind the other too."""
    standing = set(unscoped(other.sponsorships, DEED).values_list("entity_id", flat=True))
    for each in unscoped(one.sponsorships, DEED).filter(withdrawn_at=None).order_by("since", "id"):
        if each.entity_id not in standing:
            Sponsorship.objects.create(
                proposal=other, entity_id=each.entity_id, on_behalf_of_id=each.on_behalf_of_id, since=at
            )


@deed("proposal moved to an alternative paragraph")
def move_to_alternative(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Take a change of words out of its paragraph and set it beside it, whole, as an alternative.

    The alternative is a proposal of the same delegations, tabled now; the change is superseded by it.
    """
    process = proposal.text.process
    require(process, by, "move_to_alternative", at=at)
    Proposal.objects.unscoped(DEED).select_for_update().get(pk=proposal.pk)
    proposal, original = _change(proposal)
    row = queries.working_row(original, lock=True)
    with journal(proposal.text, "move_to_alternative", original, by=by, at=at):
        beside = _beside(proposal, row)
        moved = _alternative(proposal, beside, at)
        _take_over_sponsors(proposal, moved, at)
        steps.settle(proposal, ProposalStatus.SUPERSEDED, at)
        steps.renumber(row.version)
    facts = {"provision": str(original.uuid), "alternative": str(beside.provision.uuid), "wording": beside.wording}
    facts["instead_of"] = str(proposal.uuid)
    subject = f"proposal:{moved.uuid}"
    enter("move_to_alternative", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return moved


def _alternative(proposal: Proposal, beside: ProvisionVersion, at: datetime) -> Proposal:
    return Proposal.objects.create(
        text=proposal.text,
        kind=ProposalKind.ALTERNATIVE,
        provision=beside.provision,
        after=proposal.provision,
        provision_kind=beside.kind,
        status=ProposalStatus.TABLED,
        proponent=proposal.proponent,
        on_behalf_of=proposal.on_behalf_of,
        wording=beside.wording,
        reason=proposal.reason,
        prepared_at=at,
        tabled_at=at,
    )


def _change(proposal: Proposal) -> tuple[Proposal, Provision]:
    """Return a change of words that is on the table, with its edits, and the paragraph it changes; or NotAChange."""
    for found in queries.open_proposals(pk=proposal.pk, kind__in=CHANGES):
        edits = queries.open_edits(found)
        if found.provision and edits and not any(edit.fate == Fate.ORPHANED for edit in edits):
            return found, found.provision
    raise NotAChange


def _beside(proposal: Proposal, row: ProvisionVersion) -> ProvisionVersion:
    provision = Provision.objects.create(text=proposal.text, born_in=row.version)
    return ProvisionVersion.objects.create(
        provision=provision,
        version=row.version,
        kind=row.kind,
        ordinal=steps.place_after(row.version, row),
        wording=queries.reading_of(proposal, row.wording),
        standing=Standing.PROPOSED,
        alternative_to=row.provision,
    )


@deed("amendment taken over")
def accept_amendment(amendment: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Take over an amendment to a proposal that the own delegation stands behind: it takes that one's place.

    All who stand behind the one now stand behind the other; who does not want to, withdraws.
    """
    process = amendment.text.process
    require(process, by, "accept_amendment", at=at)
    parent = amendment.amends
    if parent is None or {parent.status, amendment.status} != {ProposalStatus.TABLED}:
        raise NoAmendment
    if not unscoped(parent.sponsorships, DEED).filter(entity_id=speaks(by), withdrawn_at=None).exists():
        raise NotYours(entity=by.entity)
    with journal(amendment.text, "accept_amendment", amendment.provision, by=by, at=at):
        _take_over_sponsors(parent, amendment, at)
        steps.settle(parent, ProposalStatus.SUPERSEDED, at)
    facts = {"instead_of": str(parent.uuid), "sponsors": list(queries.proponents(amendment))}
    subject = f"proposal:{amendment.uuid}"
    enter("accept_amendment", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return amendment


@deed("deed undone")
def undo_deed(provision: Provision, *, reason: str = "", by: Actor, at: datetime) -> Step:
    """Undo the last deed of those who lead on a provision, until the next freeze; that it was done stays on record.

    Raises NothingToUndo, FrozenSince, ChangedSince.
    """
    text = provision.text
    require(text.process, by, "undo_deed", at=at)
    step = check_undoable(text, provision)
    with journal(text, "undo_deed", provision, *step.touched, by=by, at=at):
        restore(text, step, reason, at)
    facts = {"undone": step.step.deed, "done_at": step.step.at.isoformat(), "reason": reason.strip()}
    subject = f"provision:{provision.uuid}"
    enter("undo_deed", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return step.step
