"""Preparing a proposal, of any kind, where only the own delegation sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Proposal,
    ProposalKind,
    ProposalStatus,
    Provision,
    ProvisionKind,
    ProvisionVersion,
)
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.drafting import worded
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled
from travaux.text.proposal import edits_of, kind_of, parts_of, placeholder
from travaux.words.tokens import digest

CHANGES = ("", ProposalKind.INSERT, ProposalKind.DELETE, ProposalKind.REPLACE)
NEW = (ProposalKind.NEW_PARAGRAPH, ProposalKind.ALTERNATIVE, ProposalKind.PLACEHOLDER)


class NoDelegation(NotEntitled):
    """A delegate's seat names no delegation."""

    asked = "You asked to act for a delegation."
    because = "Your seat in this process names none."
    remedy = "Ask the secretariat to correct your seat."


class NotYours(NotEntitled):
    """A proposal of others was to be tabled or withdrawn."""

    asked = "You asked to table or withdraw a proposal."
    because = "{entity} does not stand behind it."
    rule = "A proposal belongs to those who put it forward."
    remedy = "Take a position on it instead."


class NotOfThatGroup(NotEntitled):
    """A delegation spoke on behalf of a group that it is not a member of."""

    asked = "You asked to speak on behalf of {group}."
    because = "{entity} is not a member of it."
    rule = "A delegation speaks for itself, or for a group of which it is a member."
    remedy = "Leave the group out, or ask the secretariat to correct its list of members."


class NoOtherPlace(Invalid):
    """A paragraph was to be moved, or merged, without another one that it could go with."""

    asked = "You proposed to {what} a paragraph."
    because = "{reason}"
    remedy = "Name another paragraph of this text."


class NotOnThese(Changed):
    """A proposal on another paragraph, or on the whole of one, was to be amended word by word."""

    asked = "You proposed an amendment to a proposal."
    because = "That proposal does not change words of this paragraph, or is no longer on the table."
    rule = "A change of words is amended word by word; a new paragraph is changed on its own page."
    remedy = "Propose a change of the paragraph itself."


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
    other: Provision | None = None,
    amends: Proposal | None = None,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Proposal:
    """Prepare a proposal that only the own delegation sees.

    `wording` is the whole paragraph as it should read; for a kind that adds one, the paragraph to stand behind
    `provision`, of `provision_kind`, or in its place; for kind `split` the paragraph with empty lines where it parts.
    `other` is the paragraph behind which it would move, or that would be merged into it; `amends` the proposal of
    others that it would have otherwise. `seen` is the digest of the wording that the delegate saw.
    """
    process = provision.text.process
    require(process, by, "prepare_proposal", at=at)
    asked = Asked(wording, kind, provision_kind, reason, on_behalf_of, other, amends, seen)
    proposal = prepared(provision, asked, by, at)
    # What is prepared is private: the record keeps its digest, not its words nor its place.
    facts = {"sha256": digest(f"{provision.uuid} {proposal.kind} {proposal.wording}")}
    subject = f"proposal:{proposal.uuid}"
    enter("prepare_proposal", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return proposal


@dataclass(frozen=True, slots=True)
class Asked:
    """What a delegation asks of a paragraph, as it was typed: the parts of `prepare_proposal`."""

    wording: str = ""
    kind: str = ""
    provision_kind: str = ""
    reason: str = ""
    on_behalf_of: Entity | None = None
    other: Provision | None = None
    amends: Proposal | None = None
    seen: str = ""

    def beside(self, row: ProvisionVersion, what: str) -> ProvisionVersion:
        """Return the row of the other paragraph, in the same text as `row`; raise NoOtherPlace."""
        if self.other is None or self.other.text_id != row.version.text_id:
            raise NoOtherPlace(what=what, reason="No other paragraph of this text was named.")
        if self.other.pk == row.provision_id:
            raise NoOtherPlace(what=what, reason="It cannot stand behind itself, or be merged with itself.")
        return queries.working_row(self.other)


def prepared(provision: Provision, asked: Asked, by: Actor, at: datetime) -> Proposal:
    """Keep what a delegation asks of a paragraph as a proposal that is only prepared."""
    own = speaks(by, asked.on_behalf_of)
    row = queries.working_row(provision)
    steps.check_seen(row, asked.seen)
    proposal = Proposal(
        text=provision.text,
        proponent_id=own,
        on_behalf_of=asked.on_behalf_of,
        amends=check_amended(asked.amends, provision),
        base=row.wording,
        reason=asked.reason.strip(),
        prepared_at=at,
    )
    _ask(proposal, row, asked)
    proposal.save()
    return proposal


def _ask(proposal: Proposal, row: ProvisionVersion, asked: Asked) -> None:
    """Fill in what a proposal asks for; raise EmptyChange, NoWords, NotASplit, NoOtherPlace or NoSuchChoice."""
    choice(asked.kind, ["", *ProposalKind.values])
    proposal.kind = asked.kind
    if asked.kind in NEW:
        _ask_for_new(proposal, row, asked)
        return
    steps.check_open_to_change(row)
    proposal.provision = row.provision
    if asked.kind in CHANGES:
        proposal.wording = worded(asked.wording)
        proposal.kind = str(kind_of(edits_of(row.wording, proposal.wording)))
    elif asked.kind in ARRANGED:
        ARRANGED[asked.kind](proposal, row, asked)


def _ask_for_new(proposal: Proposal, row: ProvisionVersion, asked: Asked) -> None:
    kind = asked.provision_kind or row.kind
    choice(kind, ProvisionKind.values)
    wording = worded(asked.wording)
    proposal.after, proposal.provision_kind, proposal.base = row.provision, kind, ""
    proposal.wording = placeholder(wording) if asked.kind == ProposalKind.PLACEHOLDER else wording


def _move(proposal: Proposal, row: ProvisionVersion, asked: Asked) -> None:
    place = asked.beside(row, "move")
    rows = queries.standing_rows(row.version)
    if rows.index(row.provision_id) == rows.index(place.provision_id) + 1:
        raise NoOtherPlace(what="move", reason="It stands there already.")
    proposal.after = place.provision


def _split(proposal: Proposal, row: ProvisionVersion, asked: Asked) -> None:
    proposal.wording = "\n\n".join(parts_of(row.wording, worded(asked.wording)))


def _merge(proposal: Proposal, row: ProvisionVersion, asked: Asked) -> None:
    other = asked.beside(row, "merge")
    proposal.other = other.provision
    proposal.wording = worded(asked.wording or f"{row.wording} {other.wording}")


ARRANGED: Mapping[str, Callable[[Proposal, ProvisionVersion, Asked], None]] = {
    ProposalKind.MOVE.value: _move,
    ProposalKind.SPLIT.value: _split,
    ProposalKind.MERGE.value: _merge,
}


def check_amended(parent: Proposal | None, provision: Provision) -> Proposal | None:
    """Return the proposal that is to be amended, if it changes words of the paragraph and is on the table."""
    if parent is None:
        return None
    found = Proposal.objects.unscoped(DEED).get(pk=parent.pk)
    is_open = found.status == ProposalStatus.TABLED and found.kind in CHANGES
    if not is_open or found.provision_id != provision.pk:
        raise NotOnThese
    return found


def choice(given: str, known: list[str]) -> None:
    """Raise NoSuchChoice unless the word is one of those known."""
    if given not in known:
        raise NoSuchChoice(given=given, known=", ".join(filter(None, known)))


def speaks(by: Actor, group: Entity | None = None) -> int:
    """Return whose delegation the actor acts for, if it is a member of the group that it speaks for."""
    if by.entity_id is None:
        raise NoDelegation
    if group is not None and not group.members.filter(pk=by.entity_id).exists():
        raise NotOfThatGroup(group=group, entity=by.entity)
    return by.entity_id
