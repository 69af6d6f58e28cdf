"""Registering what an adopted text commits to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from secretariat.followup.models import Commitment
from secretariat.frame.scope import DEED
from secretariat.negotiation.models import NegotiatingText, ProvisionVersion
from secretariat.negotiation.queries import adopted_provisions
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, Unknown


class NothingChosen(Invalid):
    """No paragraph was confirmed."""

    asked = "You asked to register commitments of “{text}”."
    because = "You chose no paragraph."
    rule = "What the program suggests counts only when a person confirms it."
    remedy = "Choose the paragraphs that hold commitments."


class NotAdopted(Changed):
    """The text has no adopted version."""

    asked = "You asked to register commitments of “{text}”."
    because = "The text has not been adopted."
    rule = "Commitments are those of an adopted text."
    remedy = "Adopt the text first."


class NotInText(Unknown):
    """What was named is no paragraph of the adopted text."""

    asked = "You asked to register commitments of “{text}”."
    because = "The adopted text has no paragraph with the identity {uuid}."
    remedy = "Choose from the list of its paragraphs."


class AlreadyRegistered(Changed):
    """A paragraph stands in the register of commitments already."""

    asked = "You asked to register commitments of “{text}”."
    because = "These stand in the register already: {numbers}."
    rule = "A paragraph is registered once."
    remedy = "Leave them out; they are on the page of commitments."


@deed("commitments registered")
def register_commitments(
    text: NegotiatingText, *, provisions: Iterable[UUID | str], by: Actor, at: datetime
) -> list[Commitment]:
    """Register provisions of an adopted text, named by their uuid, as its commitments, in the order of the text.

    Raises NotAdopted, NothingChosen, NotInText or AlreadyRegistered, or the refusal of the modalities.
    """
    require(text.process, by, "register_commitments", at=at)
    rows = _chosen(text, [str(uuid) for uuid in provisions])
    _refuse_registered(text, rows)
    made = [
        Commitment(
            process=text.process,
            provision=row.provision,
            number=row.number,
            wording=row.wording,
            ordinal=row.ordinal,
            registered_at=at,
        )
        for row in rows
    ]
    Commitment.objects.bulk_create(made)
    facts = {
        "commitments": [
            {"provision": str(row.provision.uuid), "number": row.number, "sha256": row.sha256} for row in rows
        ]
    }
    enter(
        "register_commitments",
        process=text.process.key,
        actor=by.reference,
        subject=f"text:{text.key}",
        facts=facts,
        at=at,
    )
    return made


def _chosen(text: NegotiatingText, uuids: Sequence[str]) -> list[ProvisionVersion]:
    adopted = {str(row.provision.uuid): row for row in adopted_provisions(text)}
    if not adopted:
        raise NotAdopted(text=text.title)
    if not uuids:
        raise NothingChosen(text=text.title)
    if missing := [uuid for uuid in uuids if uuid not in adopted]:
        raise NotInText(text=text.title, uuid=missing[0])
    return [row for uuid, row in adopted.items() if uuid in uuids]


def _refuse_registered(text: NegotiatingText, rows: Sequence[ProvisionVersion]) -> None:
    """Refuse the rows that are registered; the text's row is locked so that two cannot register at once."""
    NegotiatingText.objects.unscoped(DEED).select_for_update().get(pk=text.pk)
    there = Commitment.objects.filter(provision__in=[row.provision_id for row in rows]).order_by("ordinal")
    if numbers := [str(commitment) for commitment in there]:
        raise AlreadyRegistered(text=text.title, numbers=", ".join(numbers))
