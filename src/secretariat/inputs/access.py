"""Who may file for whom."""

from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from travaux.refusal import NotEntitled


class NotYourEntity(NotEntitled):
    """Someone acts for an entity that is not the one he or she represents."""

    asked = "You asked to act for {entity}."
    because = "In this process you act for {own}."
    rule = "An entity speaks through those it has named; only the secretariat files for others, and the record says so."
    remedy = "Ask the secretariat to file the paper on its behalf."


def acts_for(actor: Actor, entity: Entity) -> bool:
    """Whether `actor` may act for `entity`: its own people, and the secretariat for everyone."""
    return actor.is_one_of(OFFICER) or actor.entity_id == entity.pk


def require_own(actor: Actor, entity: Entity) -> None:
    """Refuse with NotYourEntity one who may not act for `entity`."""
    if not acts_for(actor, entity):
        raise NotYourEntity(entity=entity.name, own=actor.entity or "nobody")
