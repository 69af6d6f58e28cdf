"""Credentials: received, examined, withdrawn; who acts on withdrawn ones acts no more, from that moment on."""

from datetime import datetime

from django.db import IntegrityError, transaction

from secretariat.frame.scope import DEED
from secretariat.participation.models import Entity
from secretariat.participation.services import unseated
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed
from secretariat.registration.models import Credential, Meeting
from secretariat.registration.services.naming import entered
from travaux.refusal import Changed, Invalid

State = Credential.State


class CredentialHeld(Changed):
    """One stands already."""

    asked = "You asked to enter the credentials of {entity} for “{meeting}”."
    because = "Its credentials are there already."
    remedy = "Withdraw those first, if they no longer hold."


class ReferenceMissing(Invalid):
    """A paper has a reference or a date."""

    asked = "You asked to enter credentials."
    because = "Nothing is said by which the paper could be found again."
    remedy = "Give its reference, or its date and who signed it."


class FaultUntold(Invalid):
    """What is wrong is said."""

    asked = "You asked to find credentials not in order, or to withdraw them."
    because = "It is not said why."
    rule = "An entity is told why its people may not act for it."
    remedy = "Write the reason."


class CredentialSettled(Changed):
    """They were withdrawn."""

    asked = "You asked to examine or withdraw credentials."
    because = "They stand as: {state}."
    remedy = "Enter new ones when they come."


@deed("credentials received")
def receive_credentials(
    meeting: Meeting, *, entity: Entity, form: str, reference: str, by: Actor, at: datetime
) -> Credential:
    """Enter the note verbale or letter of an entity for a meeting. Raises ReferenceMissing or CredentialHeld."""
    require(meeting.process, by, "receive_credentials", at=at)
    if not reference.strip():
        raise ReferenceMissing
    given = {"entity": entity, "form": form, "reference": reference.strip(), "received_at": at}
    try:
        with transaction.atomic():
            found = Credential.objects.create(meeting=meeting, **given)
    except IntegrityError:
        raise CredentialHeld(entity=entity.name, meeting=meeting.title) from None
    facts = {"entity": entity.code, "form": form}
    entered("receive_credentials", meeting, f"credential:{found.uuid}", facts, by=by, at=at)
    return found


@deed("credentials examined")
def examine_credentials(
    credential: Credential, *, in_order: bool, reason: str = "", by: Actor, at: datetime
) -> Credential:
    """Find credentials in order, or not and why. Raises FaultUntold or CredentialSettled."""
    meeting = credential.meeting
    require(meeting.process, by, "examine_credentials", at=at)
    if not in_order and not reason.strip():
        raise FaultUntold
    credential = _standing(credential)
    credential.state = State.IN_ORDER if in_order else State.NOT_IN_ORDER
    credential.reason, credential.settled_at = "" if in_order else reason.strip(), at
    credential.save()
    facts = {"entity": credential.entity.code, "in_order": in_order}
    entered("examine_credentials", meeting, f"credential:{credential.uuid}", facts, by=by, at=at)
    return credential


@deed("credentials withdrawn")
def withdraw_credentials(credential: Credential, *, reason: str, by: Actor, at: datetime) -> Credential:
    """Withdraw credentials: their holders act no more, also one who has the floor; what was done before stands.

    Their seats in the process fall vacant, and their badges open no door. Raises FaultUntold or CredentialSettled.
    """
    meeting = credential.meeting
    require(meeting.process, by, "withdraw_credentials", at=at)
    if not reason.strip():
        raise FaultUntold
    credential = _standing(credential)
    credential.state, credential.reason, credential.settled_at = State.WITHDRAWN, reason.strip(), at
    credential.save()
    facts = {"entity": credential.entity.code, "seats": unseated(meeting.process, credential.entity)}
    entered("withdraw_credentials", meeting, f"credential:{credential.uuid}", facts, by=by, at=at)
    return credential


def _standing(credential: Credential) -> Credential:
    rows = Credential.objects.unscoped(DEED).select_for_update(of=("self",)).select_related("entity", "meeting")
    found = rows.get(pk=credential.pk)
    if found.state == State.WITHDRAWN:
        raise CredentialSettled(state=found.get_state_display())
    return found
