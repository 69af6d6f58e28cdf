"""What delegations do: prepare, table, co-sponsor and withdraw proposals, and take positions on those of others."""

from datetime import datetime

from django.urls import reverse

from secretariat.frame.scope import DEED, unscoped
from secretariat.jobs.services.mail import send_receipt
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Edit,
    Position,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Provision,
    ProvisionKind,
    ProvisionVersion,
    Sponsorship,
    Stance,
    Standing,
)
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.drafting import worded
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.models import Entry
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled
from travaux.text.proposal import edits_of, kind_of
from travaux.words.tokens import digest

NOT_FOR_CHANGES = (ProposalKind.NEW_PARAGRAPH, ProposalKind.DELETE_PARAGRAPH)


class NoDelegation(NotEntitled):
    """A delegate's seat names no delegation."""

    asked = "You asked to act for a delegation."
    because = "Your seat in this process names none."
    remedy = "Ask the secretariat to correct your seat."


class NotOfThatGroup(NotEntitled):
    """A delegation spoke on behalf of a group that it is not a member of."""

    asked = "You asked to speak on behalf of {group}."
    because = "{entity} is not a member of it."
    rule = "A delegation speaks for itself, or for a group of which it is a member."
    remedy = "Leave the group out, or ask the secretariat to correct its list of members."


class NotYours(NotEntitled):
    """A proposal of others was to be tabled or withdrawn."""

    asked = "You asked to table or withdraw a proposal."
    because = "{entity} does not stand behind it."
    rule = "A proposal belongs to those who put it forward."
    remedy = "Take a position on it instead."


class NoLongerPrepared(Changed):
    """The proposal to be tabled has been tabled or withdrawn before."""

    asked = "You asked to table a proposal."
    because = "It is no longer only prepared: its status is “{status}”."
    remedy = "See it in the rolling text, or prepare another."


class NotOpen(Changed):
    """The proposal is no longer, or not yet, on the table."""

    asked = "You asked to co-sponsor, withdraw or take a position on a proposal."
    because = "It is not on the table: its status is “{status}”."
    remedy = "See on the page of the paragraph what became of it."


class AlreadySponsor(Changed):
    """The delegation stands behind the proposal already."""

    asked = "You asked to co-sponsor a proposal."
    because = "{entity} stands behind it already, or has withdrawn from it."
    remedy = "Nothing is to be done; a delegation that withdrew may prepare a proposal of its own."


class NoSuchChoice(Invalid):
    """A word was given that is none of those to choose from."""

    asked = "You gave “{given}”."
    because = "That is none of the words to choose from here."
    remedy = "Choose one of: {known}."


@deed("proposal prepared")
def prepare_proposal(  # noqa: PLR0913 - a proposal has these parts
    provision: Provision,
    *,
    wording: str = "",
    kind: str = "",
    provision_kind: str = "",
    reason: str = "",
    on_behalf_of: Entity | None = None,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Proposal:
    """Prepare a proposal that only the own delegation sees.

    `wording` is the whole paragraph as it should read; for kind `new_paragraph` the paragraph to stand behind
    `provision`, of `provision_kind`. `seen` is the digest of the wording that the delegate saw.
    """
    process = provision.text.process
    require(process, by, "prepare_proposal", at=at)
    own = _speaks(by, on_behalf_of)
    row = queries.working_row(provision)
    steps.check_seen(row, seen)
    proposal = Proposal(
        text=provision.text,
        proponent_id=own,
        on_behalf_of=on_behalf_of,
        base=row.wording,
        reason=reason.strip(),
        prepared_at=at,
    )
    _ask(proposal, row, kind, wording, provision_kind or row.kind)
    proposal.save()
    # What is prepared is private: the record keeps its digest, not its words nor its place.
    facts = {"sha256": digest(f"{provision.uuid} {proposal.kind} {proposal.wording}")}
    subject = f"proposal:{proposal.uuid}"
    enter("prepare_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return proposal


def _ask(proposal: Proposal, row: ProvisionVersion, kind: str, wording: str, provision_kind: str) -> None:
    """Fill in what a proposal asks for; raise EmptyChange, NoWords or NoSuchChoice."""
    if kind == ProposalKind.NEW_PARAGRAPH:
        _choice(provision_kind, ProvisionKind.values)
        proposal.after, proposal.provision_kind, proposal.base = row.provision, provision_kind, ""
        proposal.kind, proposal.wording = kind, worded(wording)
        return
    proposal.provision = row.provision
    if kind == ProposalKind.DELETE_PARAGRAPH:
        proposal.kind = kind
        return
    _choice(kind, ["", *ProposalKind.values])
    proposal.wording = worded(wording)
    proposal.kind = str(kind_of(edits_of(row.wording, proposal.wording)))


def _choice(given: str, known: list[str]) -> None:
    if given not in known:
        raise NoSuchChoice(given=given, known=", ".join(filter(None, known)))


def _speaks(by: Actor, group: Entity | None = None) -> int:
    """Return whose delegation the actor acts for, if it is a member of the group that it speaks for."""
    if by.entity_id is None:
        raise NoDelegation
    if group is not None and not group.members.filter(pk=by.entity_id).exists():
        raise NotOfThatGroup(group=group, entity=by.entity)
    return by.entity_id


@deed("proposal tabled")
def table_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Put a prepared proposal on the table, where all see it; an agreed paragraph is reopened by it, visibly."""
    process = proposal.text.process
    require(process, by, "table_proposal", at=at)
    row = _on_the_table(_prepared(proposal, by), at)
    reopened = steps.reopen(row, f"{by.entity} tabled a proposal", at)
    Sponsorship.objects.create(
        proposal=proposal, entity_id=proposal.proponent_id, on_behalf_of=proposal.on_behalf_of, since=at
    )
    facts = {
        "provision": str(row.provision.uuid),
        "number": row.number,
        "kind": proposal.kind,
        "seen": digest(proposal.base),
        "wording": proposal.wording,
        "reason": proposal.reason,
        "on_behalf_of": proposal.on_behalf_of.code if proposal.on_behalf_of else "",
        "reopened": reopened,
    }
    subject = f"proposal:{proposal.uuid}"
    entry = enter("table_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    _send_receipt(entry, proposal, by)
    return proposal


def _send_receipt(entry: Entry, proposal: Proposal, by: Actor) -> None:
    """Send whoever tabled the proposal its receipt, if the account has an address."""
    if by.person:
        page = reverse("negotiation:proposal", kwargs={"process": proposal.text.process.key, "uuid": proposal.uuid})
        to, language = by.person.email, by.person.language
        send_receipt(entry, to=to, language=language, key=str(proposal.uuid), page=page)


def _prepared(proposal: Proposal, by: Actor) -> Proposal:
    """Return the proposal as it stands, if it is the actor's to table and still only prepared."""
    if proposal.proponent_id != by.entity_id:
        raise NotYours(entity=by.entity)
    proposal.refresh_from_db(from_queryset=Proposal.objects.unscoped(DEED).select_for_update())
    if proposal.status != ProposalStatus.PREPARED:
        raise NoLongerPrepared(status=proposal.get_status_display())
    return proposal


def _on_the_table(proposal: Proposal, at: datetime) -> ProvisionVersion:
    proposal.status, proposal.tabled_at = ProposalStatus.TABLED, at
    if proposal.after is not None:
        row = _new_paragraph(proposal, proposal.after)
        proposal.provision = row.provision
        proposal.save()
        steps.renumber(row.version)
        row.refresh_from_db(fields=["number"])
        return row
    if proposal.provision is None:
        raise queries.NotInText
    row = queries.working_row(proposal.provision, lock=True)
    steps.check_seen(row, digest(proposal.base))
    proposal.save()
    _write_edits(proposal)
    return row


def _write_edits(proposal: Proposal) -> None:
    if proposal.kind not in NOT_FOR_CHANGES:
        Edit.objects.bulk_create(
            Edit(proposal=proposal, ordinal=i, start=edit.start, end=edit.end, words=edit.words)
            for i, edit in enumerate(edits_of(proposal.base, proposal.wording))
        )


def _new_paragraph(proposal: Proposal, after: Provision) -> ProvisionVersion:
    """Put the new paragraph behind the one that it should follow, as proposed."""
    row = queries.working_row(after, lock=True)
    provision = Provision.objects.create(text=proposal.text, born_in=row.version)
    return ProvisionVersion.objects.create(
        provision=provision,
        version=row.version,
        kind=proposal.provision_kind,
        ordinal=steps.place_after(row.version, row),
        wording=proposal.wording,
        standing=Standing.PROPOSED,
    )


@deed("proposal withdrawn")
def withdraw_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Withdraw from a proposal; it goes off the table when nobody is left behind it."""
    process = proposal.text.process
    require(process, by, "withdraw_proposal", at=at)
    proposal.refresh_from_db(from_queryset=Proposal.objects.unscoped(DEED).select_for_update())
    untabled = proposal.status == ProposalStatus.PREPARED and proposal.proponent_id == by.entity_id
    left = 0 if untabled else _step_back(proposal, by, at)
    if not left:
        _off_the_table(proposal, at)
    facts: dict[str, object] = {"left": left, "status": proposal.status}
    if untabled:  # so that the record tells nobody else that there was a proposal
        facts["untabled"] = True
    subject = f"proposal:{proposal.uuid}"
    enter("withdraw_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return proposal


def _step_back(proposal: Proposal, by: Actor, at: datetime) -> int:
    """End the actor's sponsorship and return how many are left behind the proposal."""
    _check_tabled(proposal)
    sponsors = unscoped(proposal.sponsorships, DEED).filter(withdrawn_at=None)
    if not sponsors.filter(entity_id=_speaks(by)).update(withdrawn_at=at):
        raise NotYours(entity=by.entity)
    return sponsors.count()


def _off_the_table(proposal: Proposal, at: datetime) -> None:
    was_tabled = proposal.status == ProposalStatus.TABLED
    steps.settle(proposal, ProposalStatus.WITHDRAWN, at)
    if was_tabled and proposal.kind == ProposalKind.NEW_PARAGRAPH and proposal.provision is not None:
        row = queries.working_row(proposal.provision, lock=True)
        steps.strike(row, at)
        steps.renumber(row.version)


def _check_tabled(proposal: Proposal) -> None:
    if proposal.status != ProposalStatus.TABLED:
        raise NotOpen(status=proposal.get_status_display())


@deed("proposal co-sponsored")
def cosponsor_proposal(
    proposal: Proposal, *, on_behalf_of: Entity | None = None, by: Actor, at: datetime
) -> Sponsorship:
    """Stand behind a proposal of others, for the own delegation or on behalf of a group."""
    process = proposal.text.process
    require(process, by, "cosponsor_proposal", at=at)
    own = _speaks(by, on_behalf_of)
    _check_tabled(proposal)
    if unscoped(proposal.sponsorships, DEED).filter(entity_id=own).exists():
        raise AlreadySponsor(entity=by.entity)
    sponsor = Sponsorship.objects.create(proposal=proposal, entity_id=own, on_behalf_of=on_behalf_of, since=at)
    facts = {"on_behalf_of": on_behalf_of.code if on_behalf_of else ""}
    subject = f"proposal:{proposal.uuid}"
    enter("cosponsor_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return sponsor


@deed("position taken")
def take_position(proposal: Proposal, *, stance: str, note: str = "", by: Actor, at: datetime) -> Position:
    """Say what the own delegation thinks of a proposal; a later word replaces the earlier, which the record keeps."""
    process = proposal.text.process
    require(process, by, "take_position", at=at)
    own = _speaks(by)
    _check_tabled(proposal)
    _choice(stance, Stance.values)
    position, _ = Position.objects.unscoped(DEED).update_or_create(
        proposal=proposal, entity_id=own, defaults={"stance": stance, "note": note.strip(), "at": at}
    )
    facts = {"stance": stance, "note": position.note}
    subject = f"proposal:{proposal.uuid}"
    enter("take_position", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return position
