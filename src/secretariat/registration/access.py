"""Who names people for whom."""

from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from travaux.refusal import NotEntitled


class NotYourPeople(NotEntitled):
    """Somebody names people for an entity that is not the own one."""

    asked = "You asked to register people of {entity}."
    because = "In this process you act for {own}."
    rule = "An entity's people are named by those who sit for it; an invitation that was passed on gives no right to."
    remedy = "Ask the focal point of {entity}, or the secretariat."


def require_own(actor: Actor, entity: Entity) -> None:
    """Refuse with NotYourPeople one who does not sit for `entity`; the secretariat acts for all."""
    if not actor.is_one_of(OFFICER) and actor.entity_id != entity.pk:
        raise NotYourPeople(entity=entity.name, own=actor.entity or "nobody")
