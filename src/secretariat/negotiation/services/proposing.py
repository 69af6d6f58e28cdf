"""What delegations do: table, co-sponsor and withdraw proposals, and take positions on those of others."""

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
    ProvisionVersion,
    Sponsorship,
    Stance,
    Standing,
)
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.journal import Reach, journal
from secretariat.negotiation.services.preparing import (
    CHANGES,
    NEW,
    Asked,
    NotYours,
    check_amended,
    choice,
    prepared,
    speaks,
)
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.models import Entry
from secretariat.record.services import deed, enter
from travaux.refusal import Changed
from travaux.text.proposal import edits_of, quoted
from travaux.words.tokens import digest


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


@deed("proposal tabled")
def table_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Put a prepared proposal on the table, where all see it; an agreed paragraph is reopened by it, visibly."""
    process = proposal.text.process
    require(process, by, "table_proposal", at=at)
    facts = _tabled(_prepared(proposal, by), "table_proposal", by, at)
    subject = f"proposal:{proposal.uuid}"
    entry = enter("table_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    _send_receipt(entry, proposal, by)
    return proposal


@deed("proposal tabled at once")
def submit_proposal(provision: Provision, *, asked: Asked, by: Actor, at: datetime) -> Proposal:
    """Prepare a proposal and table it in one: for whoever has only a phone and a minute."""
    process = provision.text.process
    require(process, by, "submit_proposal", at=at)
    proposal = prepared(provision, asked, by, at)
    facts = _tabled(proposal, "submit_proposal", by, at)
    subject = f"proposal:{proposal.uuid}"
    entry = enter("submit_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    _send_receipt(entry, proposal, by)
    return proposal


def _tabled(proposal: Proposal, name: str, by: Actor, at: datetime) -> dict[str, object]:
    """Put a prepared proposal on the table and return what the record keeps of that."""
    with journal(proposal.text, name, proposal.provision, reach=Reach.TABLES, by=by, at=at):
        row = _on_the_table(proposal, at)
        reopened = proposal.kind != ProposalKind.RETAIN and steps.reopen(row, f"{by.entity} tabled a proposal", at)
        Sponsorship.objects.create(
            proposal=proposal, entity_id=proposal.proponent_id, on_behalf_of=proposal.on_behalf_of, since=at
        )
    return {
        "provision": str(row.provision.uuid),
        "number": row.number,
        "kind": proposal.kind,
        "seen": digest(proposal.base),
        "wording": proposal.wording,
        "reason": proposal.reason,
        "on_behalf_of": proposal.on_behalf_of.code if proposal.on_behalf_of else "",
        "reopened": reopened,
        **_anchors(proposal),
    }


def _anchors(proposal: Proposal) -> dict[str, object]:
    """Return the other things that a proposal is about, as far as it is: by their identities."""
    others = {"after": proposal.after, "other": proposal.other, "amends": proposal.amends}
    told: dict[str, object] = {name: str(thing.uuid) for name, thing in others.items() if thing is not None}
    quotes = list(unscoped(proposal.edits, DEED).values_list("quoted", flat=True))
    return told | ({"quoted": quotes} if quotes else {})


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
    if proposal.kind in NEW and proposal.after is not None:
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
    steps.check_open_to_change(row)
    check_amended(proposal.amends, proposal.provision)
    proposal.save()
    _write_edits(proposal)
    return row


def _write_edits(proposal: Proposal) -> None:
    if proposal.kind in CHANGES:
        Edit.objects.bulk_create(
            Edit(
                proposal=proposal,
                ordinal=i,
                start=edit.start,
                end=edit.end,
                words=edit.words,
                quoted=quoted(proposal.base, edit),
            )
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
        alternative_to=after if proposal.kind == ProposalKind.ALTERNATIVE else None,
    )


@deed("proposal withdrawn")
def withdraw_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Withdraw from a proposal; it goes off the table when nobody is left behind it."""
    process = proposal.text.process
    require(process, by, "withdraw_proposal", at=at)
    proposal.refresh_from_db(from_queryset=Proposal.objects.unscoped(DEED).select_for_update())
    untabled = proposal.status == ProposalStatus.PREPARED and proposal.proponent_id == by.entity_id
    left = 0
    if untabled:
        steps.settle(proposal, ProposalStatus.WITHDRAWN, at)
    else:
        with journal(proposal.text, "withdraw_proposal", proposal.provision, reach=Reach.TABLES, by=by, at=at):
            left = _step_back(proposal, by, at)
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
    if not sponsors.filter(entity_id=speaks(by)).update(withdrawn_at=at):
        raise NotYours(entity=by.entity)
    return sponsors.count()


def _off_the_table(proposal: Proposal, at: datetime) -> None:
    steps.settle(proposal, ProposalStatus.WITHDRAWN, at)
    if proposal.kind in NEW and proposal.provision is not None:
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
    own = speaks(by, on_behalf_of)
    _check_tabled(proposal)
    if unscoped(proposal.sponsorships, DEED).filter(entity_id=own).exists():
        raise AlreadySponsor(entity=by.entity)
    with journal(proposal.text, "cosponsor_proposal", proposal.provision, reach=Reach.TABLES, by=by, at=at):
        sponsor = Sponsorship.objects.create(proposal=proposal, entity_id=own, on_behalf_of=on_behalf_of, since=at)
    facts = {"on_behalf_of": on_behalf_of.code if on_behalf_of else ""}
    subject = f"proposal:{proposal.uuid}"
    enter("cosponsor_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return sponsor


def check_position(process: Process, stance: str, meeting: str) -> None:
    """Raise NoSuchChoice unless the stance is one, and the meeting, if any, is one of the process."""
    choice(stance, Stance.values)
    choice(meeting, ["", *(event.key for event in modalities_of(process).events)])


@deed("position taken")
def take_position(
    proposal: Proposal, *, stance: str, note: str = "", meeting: str = "", by: Actor, at: datetime
) -> Position:
    """Say what the own delegation thinks of a proposal, at a meeting if one is named.

    A later word replaces the earlier, which the record keeps.
    """
    process = proposal.text.process
    require(process, by, "take_position", at=at)
    own = speaks(by)
    _check_tabled(proposal)
    check_position(process, stance, meeting)
    said = {"stance": stance, "note": note.strip(), "meeting": meeting}
    position, _ = Position.objects.unscoped(DEED).update_or_create(
        proposal=proposal, entity_id=own, defaults={**said, "at": at}
    )
    facts = said
    subject = f"proposal:{proposal.uuid}"
    enter("take_position", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return position
