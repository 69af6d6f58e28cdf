"""Texts, versions, provisions and proposals, as far as the one who asks may know of them."""

from uuid import UUID

from django.db.models import QuerySet

from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation.models import (
    NegotiatingText,
    Position,
    Proposal,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Sponsorship,
    Standing,
    TextVersion,
    VersionStatus,
)
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.refusal import Changed, Unknown


class NoSuchText(Unknown):
    """The process has no such text, or it has not been presented yet."""

    asked = "You asked for the text “{key}”."
    because = "There is no such text in this process, or it has not been presented yet."
    remedy = "Start from the page of the process; the co-facilitators say when a draft is presented."


class NoSuchVersion(Unknown):
    """The text has no version of that number."""

    asked = "You asked for version {ordinal} of “{text}”."
    because = "The text has no such version, or it has not been presented yet."
    remedy = "Choose one from the list of versions."


class NoSuchProvision(Unknown):
    """No paragraph has that identity."""

    asked = "You asked for a paragraph of the text."
    because = "No paragraph has the identity {uuid}, or its text has not been presented yet."
    remedy = "Choose it in the rolling text."


class NoSuchProposal(Unknown):
    """No proposal has that identity, or none that the one who asks may see."""

    asked = "You asked for a proposal."
    because = "No proposal that you may see has the identity {uuid}."
    remedy = "Choose it in the rolling text, or among those that your delegation prepares."


class NotInText(Changed):
    """The paragraph is not part of the text that is being worked on."""

    asked = "You asked for a change of a paragraph."
    because = "It is not part of the text that is now worked on: it was struck, or the text has been adopted."
    remedy = "See in the versions what became of it; propose a new paragraph if its words are wanted back."


class NothingMoves(Changed):
    """The text has no version that moves."""

    asked = "You asked for a change of “{text}”."
    because = "The text has been adopted; none of its versions moves any more."
    rule = "What is adopted is not changed; a new text would be opened."


def texts(process: Process, actor: Actor) -> QuerySet[NegotiatingText]:
    """Return the texts of the process that the actor may know of, in the order in which they were opened."""
    found = NegotiatingText.objects.visible_to(actor, process)
    return found.order_by("opened_at", "id")


def text_named(process: Process, actor: Actor, key: str) -> NegotiatingText:
    """Return the text with `key`, or raise NoSuchText."""
    found = texts(process, actor).filter(key=key).first()
    if found is None:
        raise NoSuchText(key=key)
    return found


def versions(text: NegotiatingText, actor: Actor) -> QuerySet[TextVersion]:
    """Return the versions that the actor may see, in order: the working one only once a draft has been presented."""
    found = TextVersion.objects.visible_to(actor, text.process).filter(text=text)
    return found.select_related("text").order_by("ordinal")


def version_numbered(text: NegotiatingText, actor: Actor, ordinal: int) -> TextVersion:
    """Return the version with `ordinal`, or raise NoSuchVersion."""
    found = versions(text, actor).filter(ordinal=ordinal).first()
    if found is None:
        raise NoSuchVersion(ordinal=ordinal, text=text)
    return found


def current(text: NegotiatingText) -> TextVersion:
    """Return the version that moves, or the adopted one once nothing does."""
    return unscoped(text.versions, PART).order_by("-ordinal")[0]


def working(text: NegotiatingText) -> TextVersion:
    """Return the version that moves, or raise NothingMoves."""
    found = unscoped(text.versions, PART).filter(status=VersionStatus.WORKING).first()
    if found is None:
        raise NothingMoves(text=text)
    return found


def is_presented(text: NegotiatingText) -> bool:
    """Whether a version of the text has been frozen, so that all may see it."""
    return unscoped(text.versions, PART).exclude(status=VersionStatus.WORKING).exists()


def provision_named(process: Process, actor: Actor, uuid: UUID | str) -> Provision:
    """Return the provision with `uuid`, or raise NoSuchProvision."""
    rows = Provision.objects.visible_to(actor, process).select_related("text__process")
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise NoSuchProvision(uuid=uuid)
    return found


def row_of(provision: Provision) -> ProvisionVersion:
    """Return the newest row of a provision: that of the working text, or of the last version that it stood in."""
    rows = unscoped(provision.versions, PART).select_related("version__text__process", "provision")
    return rows.order_by("-version__ordinal")[0]


def row_in(version: TextVersion, provision: Provision) -> ProvisionVersion:
    """Return the row of a provision in one version, or raise NoSuchProvision."""
    rows = unscoped(version.rows, PART).select_related("version__text__process", "provision")
    found = rows.filter(provision=provision).first()
    if found is None:
        raise NoSuchProvision(uuid=provision.uuid)
    return found


def working_row(provision: Provision, *, lock: bool = False) -> ProvisionVersion:
    """Return the row of a provision in the working text, or raise NotInText; `lock` keeps others from changing it."""
    rows = unscoped(provision.versions, PART).select_related("version")
    rows = rows.filter(version__status=VersionStatus.WORKING).exclude(standing=Standing.STRUCK)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise NotInText
    found.version.text = provision.text  # with its process, which is not read again
    return found


def proposals(text: NegotiatingText, actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals on a text that the actor may know of."""
    found = Proposal.objects.visible_to(actor, text.process).filter(text=text)
    return found.select_related("proponent", "on_behalf_of", "provision", "after", "text").order_by("prepared_at", "id")


def prepared(text: NegotiatingText, actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals that the actor's own delegation prepares and has not tabled."""
    return proposals(text, actor).filter(status=ProposalStatus.PREPARED, proponent_id=actor.entity_id)


def proposal_named(process: Process, actor: Actor, uuid: UUID | str) -> Proposal:
    """Return the proposal with `uuid`, or raise NoSuchProposal: also where it is prepared by another delegation."""
    found = Proposal.objects.visible_to(actor, process).filter(uuid=uuid)
    row = found.select_related("text__process", "proponent", "on_behalf_of", "provision__text", "after").first()
    if row is None:
        raise NoSuchProposal(uuid=uuid)
    return row


def sponsorships_of(proposal: Proposal) -> list[Sponsorship]:
    """Return who stood behind a proposal, those who withdrew too, in the order in which they came."""
    return list(unscoped(proposal.sponsorships, PART).select_related("entity", "on_behalf_of"))


def positions_of(proposal: Proposal) -> list[Position]:
    """Return what delegations say of a proposal."""
    return list(unscoped(proposal.positions, PART).select_related("entity"))
