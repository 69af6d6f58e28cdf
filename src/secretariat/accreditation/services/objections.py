"""Objections of Member States to a name, their basis where it is told, and the requests for it (footnote 5)."""

from datetime import datetime
from typing import Any

from secretariat.accreditation import queries
from secretariat.accreditation.models import Asked, Basis, Circulation, Name, Objection
from secretariat.frame.scope import DEED
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, NotEntitled, Unknown


class NotAMemberState(NotEntitled):
    """Only Member States object, and ask for the basis of objections."""

    asked = "You asked about an objection to the name “{name}”."
    because = "You do not sit for a Member State."
    rule = "The lists go to Member States on a non-objection basis (6 (b), 6 (c), footnote 5)."
    remedy = "Speak with a delegation."


class PeriodOver(Changed):
    """The time for objections is over."""

    asked = "You objected to the name “{name}”."
    because = "Objections could be made until {closes}; your objection came at {at}."
    rule = "A list is before Member States for a period, to the second; what comes later has no effect."
    remedy = "Write to the Office of the President."


class ObjectedBefore(Changed):
    """The objection of this State stands already."""

    asked = "You objected to the name “{name}”."
    because = "An objection of your State to that name stands."
    remedy = "Withdraw it first if you want to tell another basis."


class NoObjection(Unknown):
    """No objection of the State stands to the name."""

    asked = "You asked to withdraw an objection to the name “{name}”."
    because = "No objection of your State stands to it."
    remedy = "The page of the list shows your own objections."


class AskedBefore(Changed):
    """The State asked before."""

    asked = "You asked for the basis of objections to the name “{name}”."
    because = "Your State asked before: what was told is on the page of the list."
    remedy = "Look there: what is told later appears there too."


@deed("name objected to")
def object_to_name(name: Name, *, basis: str = "", by: Actor, at: datetime) -> Objection:
    """Object to a name on a list; the basis is told or not, as the State chooses.

    Raises NotAMemberState, PeriodOver or ObjectedBefore, or the refusal of the modalities.
    """
    state = _required(name, "object_to_name", by, at)
    _check_period(name, at)
    if queries.standing(name, state):
        raise ObjectedBefore(name=name.name)
    objection = Objection.objects.create(name=name, entity_id=state, at=at)
    if basis := basis.strip():
        Basis.objects.create(objection=objection, words=basis)
    _entered("object_to_name", name, {"basis": bool(basis)}, by=by, at=at)
    return objection


@deed("objection to a name withdrawn")
def withdraw_objection(name: Name, *, by: Actor, at: datetime) -> Objection:
    """Withdraw the own objection to a name, for as long as the period runs. Raises NoObjection or PeriodOver."""
    objection = queries.standing(name, _required(name, "withdraw_objection", by, at))
    if objection is None:
        raise NoObjection(name=name.name)
    _check_period(name, at)
    objection.withdrawn_at = at
    objection.save()
    _entered("withdraw_objection", name, {}, by=by, at=at)
    return objection


@deed("basis of objections asked for")
def ask_objection_basis(name: Name, *, by: Actor, at: datetime) -> Asked:
    """Ask the Office for the basis of objections to a name: it is shared at once, where one was told, and it is logged.

    Raises NotAMemberState or AskedBefore.
    """
    state = _required(name, "ask_objection_basis", by, at)
    asked, is_new = Asked.objects.unscoped(DEED).get_or_create(name=name, entity_id=state, defaults={"at": at})
    if not is_new:
        raise AskedBefore(name=name.name)
    told = Basis.objects.unscoped(DEED).filter(objection__name=name, objection__withdrawn_at=None).count()
    _entered("ask_objection_basis", name, {"told": told}, by=by, at=at)
    return asked


def _required(name: Name, deed_name: str, by: Actor, at: datetime) -> int:
    """Return the Member State for which the actor sits, once it may do the deed."""
    require(name.circulation.process, by, deed_name, at=at)
    if by.entity_id is None or not queries.is_member_state(by):
        raise NotAMemberState(name=name.name)
    return by.entity_id


def _check_period(name: Name, at: datetime) -> None:
    """Refuse what comes when the clock shows the end of the period, to the second, or after the list was closed.

    The list is kept from being closed until the deed is done: an objection made in time is never left out.
    """
    circulation = Circulation.objects.unscoped(DEED).select_for_update(of=("self",)).get(pk=name.circulation_id)
    if at >= circulation.closes_at or circulation.closed_at:
        told = f"{circulation.closes_at:%Y-%m-%d %H:%M:%S} UTC"
        raise PeriodOver(name=name.name, closes=told, at=f"{at:%Y-%m-%d %H:%M:%S} UTC")


def _entered(deed_name: str, name: Name, facts: dict[str, Any], *, by: Actor, at: datetime) -> None:
    process = name.circulation.process
    enter(deed_name, process=process.key, actor=by.reference, subject=f"name:{name.uuid}", facts=facts, at=at)
