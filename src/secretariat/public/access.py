"""What of the road may be shown to whom: drafts to those who draft, the rest to everybody."""

from django.db.models import Q

from secretariat.people.access import COFACILITATOR, OFFICER, Actor


def drafts(actor: Actor) -> bool:
    """Whether the actor works on summaries and texts before they are issued."""
    return actor.is_one_of(OFFICER, COFACILITATOR)


def summaries_seen_by(actor: Actor) -> Q:
    """Return the filter on sentences of which the actor may know."""
    return Q() if drafts(actor) else Q(summary__status="issued")


def texts_seen_by(actor: Actor) -> Q:
    """Return the filter on texts of which the actor may know: those of which a version was frozen."""
    return Q() if drafts(actor) else Q(versions__status__in=["frozen", "adopted"])
