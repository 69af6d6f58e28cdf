"""Confirming what a document suggests, as proposals that the delegation prepares; dropping it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from secretariat.exchange import queries
from secretariat.exchange.models import Returned, Suggested
from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import Proposal, ProposalKind, Provision
from secretariat.negotiation.services.preparing import CHANGES, Asked, prepared
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled, Refusal
from travaux.words.tokens import digest

Status = Suggested.Status


class NotYourDocument(NotEntitled):
    """Somebody decides on what another delegation handed in."""

    asked = "You asked to decide on what a document suggests."
    because = "It was handed in for {entity}."
    rule = "A delegation decides by itself what it proposes; whoever hands in for it only brings the paper."
    remedy = "Ask the delegation to confirm it; its own people see the document on their page of the text."


class NothingChosen(Invalid):
    """Nothing was chosen to be confirmed or dropped."""

    asked = "You asked to decide on what a document suggests."
    because = "You chose none of its suggestions."
    remedy = "Tick those that you mean."


class DecidedBefore(Changed):
    """Somebody of the delegation has decided on it before."""

    asked = "You asked to decide on what a document suggests."
    because = "Somebody of your delegation has decided on that before: it is {status}."
    remedy = "See the page of the document; what was confirmed is among those that your delegation prepares."


class OnlyByHand(Changed):
    """The words that a suggestion would change are gone."""

    asked = "You asked to confirm what the document suggests for paragraph {number}."
    because = "The words that it would change do not stand there any more."
    rule = "What is proposed is bound to the wording that stands when it is proposed."
    remedy = "Open the suggestion and bring it over to the wording of now, or drop it."


@dataclass(frozen=True, slots=True)
class Wish:
    """A suggestion to be confirmed, and the words in which it is, where they are not those of the document.

    `seen` is the digest of the wording before the delegate; empty: that which stood when the document was read.
    """

    suggested: Suggested
    wording: str = ""
    reason: str = ""
    provision_kind: str = ""
    on_behalf_of: Entity | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of confirming: the proposals prepared, and the suggestions that could not be, each with its refusal."""

    proposals: tuple[Proposal, ...]
    left: tuple[tuple[Suggested, Refusal], ...]


@deed("suggestions of a document confirmed")
def confirm_suggestions(returned: Returned, *, wishes: Sequence[Wish], by: Actor, at: datetime) -> Confirmed:
    """Prepare proposals as a document suggests them: one deed, however many; only the own delegation sees them.

    Where some cannot be prepared (the text has moved on), the others are. Where none can, it is refused as the first.
    """
    require(returned.text.process, by, "confirm_suggestions", at=at)
    _require_own(returned, by)
    if not wishes:
        raise NothingChosen
    made: dict[str, Proposal] = {}
    left: list[tuple[Suggested, Refusal]] = []
    for wish in wishes:
        row = _locked(wish.suggested)
        try:
            with transaction.atomic():
                made[str(row.uuid)] = _confirmed(row, wish, by, at)
        except Refusal as refusal:
            left.append((row, refusal))
    if not made:
        raise left[0][1]
    # What is prepared is private: the record keeps digests, and which file each proposal came from.
    facts = {"file": returned.blob_id, "proposals": {str(each.uuid): _digest(each) for each in made.values()}}
    subject = f"returned_document:{returned.uuid}"
    process = returned.text.process.key
    enter("confirm_suggestions", process=process, actor=by.reference, subject=subject, facts=facts, at=at)
    return Confirmed(tuple(made.values()), tuple(left))


def _require_own(returned: Returned, by: Actor) -> None:
    if returned.entity_id != by.entity_id:
        raise NotYourDocument(entity=returned.entity)


def _locked(suggested: Suggested) -> Suggested:
    rows = Suggested.objects.unscoped(DEED).select_for_update(of=("self",)).select_related("returned__text__process")
    return rows.get(pk=suggested.pk)


def _digest(proposal: Proposal) -> str:
    place = proposal.provision or proposal.after
    return digest(f"{place.uuid if place else ''} {proposal.kind} {proposal.wording}")


def _confirmed(row: Suggested, wish: Wish, by: Actor, at: datetime) -> Proposal:
    if row.status != Status.SUGGESTED:
        raise DecidedBefore(status=row.get_status_display())
    if row.fate == "orphaned" and not wish.seen:
        raise OnlyByHand(number=_number(row))
    place = row.provision or row.after
    if place is None:
        raise negotiation.NotInText
    wording = wish.wording or row.wording
    asked = Asked(
        wording=wording,
        kind="" if row.kind in CHANGES else row.kind,
        provision_kind=wish.provision_kind or _kind(row, place),
        reason=wish.reason or _reason(row),
        on_behalf_of=wish.on_behalf_of,
        other=row.after if row.kind == ProposalKind.MOVE else row.other,
        seen=wish.seen or (digest(row.base) if row.provision else ""),
    )
    proposal = prepared(place, asked, by, at)
    row.edited = wording.strip() != row.wording.strip()
    row.status, row.proposal = Status.CONFIRMED, proposal
    row.save(update_fields=["status", "proposal", "edited"])
    return proposal


def _number(row: Suggested) -> str:
    return negotiation.label(negotiation.row_of(row.provision)) if row.provision else ""


def _kind(row: Suggested, place: Provision) -> str:
    """Return of which kind a new paragraph is, if it is one."""
    is_new = row.kind == ProposalKind.NEW_PARAGRAPH
    return queries.kind_behind(negotiation.working_row(place)) if is_new else ""


def _reason(row: Suggested) -> str:
    """Return what the delegation's comments on the paragraph say: that is where reasons are asked for."""
    return "\n".join(comment["words"] for comment in row.comments)


@deed("suggestions of a document dropped")
def drop_suggestions(returned: Returned, *, chosen: Iterable[Suggested], by: Actor, at: datetime) -> int:
    """Drop what a document suggests and the delegation does not want; return how many."""
    require(returned.text.process, by, "drop_suggestions", at=at)
    _require_own(returned, by)
    rows = unscoped(returned.suggestions, DEED).filter(pk__in=[each.pk for each in chosen])
    count = rows.filter(status=Status.SUGGESTED).update(status=Status.DROPPED)
    if not count:
        raise NothingChosen
    facts = {"file": returned.blob_id, "dropped": count}
    subject = f"returned_document:{returned.uuid}"
    process = returned.text.process.key
    enter("drop_suggestions", process=process, actor=by.reference, subject=subject, facts=facts, at=at)
    return count
