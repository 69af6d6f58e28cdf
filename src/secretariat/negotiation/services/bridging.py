"""Bridging text: words that those who lead try out with chosen delegations, in private."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import BracketPosition, BridgeShare, BridgingText, Provision
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.drafting import worded
from secretariat.negotiation.services.preparing import speaks
from secretariat.negotiation.services.proposing import check_position
from secretariat.negotiation.services.settling import bracket_in
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid
from travaux.words.tokens import digest


class SharedWithNobody(Invalid):
    """A bridging text was to be shown to nobody."""

    asked = "You asked to offer a bridging text."
    because = "You named no delegation that it is shown to."
    remedy = "Choose the delegations; nobody else is told of it."


class AlreadyTakenBack(Changed):
    """A bridging text that was taken back was to be taken back."""

    asked = "You asked to take back a bridging text."
    because = "It was taken back before."
    remedy = "Nothing is to be done."


@deed("bridging text offered")
def offer_bridging_text(
    provision: Provision,
    *,
    wording: str,
    shared_with: Sequence[Entity],
    note: str = "",
    seen: str = "",
    by: Actor,
    at: datetime,
) -> BridgingText:
    """Offer other words for a provision to chosen delegations; nobody else is told, not even that there are any.

    The record keeps the digest of the words only, and not to whom they were shown.
    """
    process = provision.text.process
    require(process, by, "offer_bridging_text", at=at)
    wording = worded(wording)
    if not shared_with:
        raise SharedWithNobody
    row = queries.working_row(provision)
    steps.check_seen(row, seen)
    found = BridgingText.objects.create(
        provision=provision, base=row.wording, wording=wording, note=note.strip(), by=by.reference, at=at
    )
    BridgeShare.objects.bulk_create(BridgeShare(bridge=found, entity=each) for each in shared_with)
    facts = {"sha256": digest(f"{provision.uuid} {found.wording}"), "untabled": True}
    subject = f"bridging_text:{found.uuid}"
    enter("offer_bridging_text", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("bridging text taken back")
def withdraw_bridging_text(found: BridgingText, *, by: Actor, at: datetime) -> BridgingText:
    """Take a bridging text back; those who saw it see it no more."""
    process = found.provision.text.process
    require(process, by, "withdraw_bridging_text", at=at)
    if not BridgingText.objects.unscoped(DEED).filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise AlreadyTakenBack
    found.withdrawn_at = at
    facts = {"untabled": True}
    subject = f"bridging_text:{found.uuid}"
    enter("withdraw_bridging_text", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("position on a bracket taken")
def take_bracket_position(
    provision: Provision,
    *,
    bracket: str,
    stance: str,
    note: str = "",
    meeting: str = "",
    by: Actor,
    at: datetime,
) -> BracketPosition:
    """Say what the own delegation thinks of a bracket as it was seen; raise AlreadyLifted or BracketChanged."""
    process = provision.text.process
    require(process, by, "take_bracket_position", at=at)
    own = speaks(by)
    found = bracket_in(queries.paragraph(queries.working_row(provision)), bracket)
    check_position(process, stance, meeting)
    said = {"stance": stance, "note": note.strip(), "meeting": meeting}
    position, _ = BracketPosition.objects.unscoped(DEED).update_or_create(
        provision=provision,
        key=bracket,
        entity_id=own,
        defaults={**said, "base": found.base, "words": queries.contested(found), "at": at},
    )
    facts = {"bracket": bracket, "words": position.words, **said}
    subject = f"provision:{provision.uuid}"
    enter("take_bracket_position", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return position
