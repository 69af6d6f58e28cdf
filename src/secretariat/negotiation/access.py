"""Who may see what of a text: drafters see it before it is presented, a delegation sees its own prepared proposals."""

from django.db.models import Q

from secretariat.people.access import COFACILITATOR, DELEGATE, OFFICER, Actor


def drafts(actor: Actor) -> bool:
    """Whether the actor works on a text before it is presented."""
    return actor.is_one_of(OFFICER, COFACILITATOR)


def texts_seen_by(actor: Actor) -> Q:
    """Return the filter on texts that the actor may know of: those presented, all for those who draft."""
    return Q() if drafts(actor) else Q(versions__status__in=["frozen", "adopted"])


def redrafts_seen_by(actor: Actor) -> Q:
    """Return the filter on redrafts that the actor may know of: words that were never presented stay inside."""
    return Q() if drafts(actor) else Q(version__ordinal__gt=0)


def proposals_seen_by(actor: Actor) -> Q:
    """Return the filter on proposals that the actor may know of: those tabled, and what the own delegation prepares."""
    tabled = Q(tabled_at__isnull=False)
    if actor.is_one_of(DELEGATE) and actor.entity_id is not None:
        return tabled | Q(proponent_id=actor.entity_id)
    return tabled
