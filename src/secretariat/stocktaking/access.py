"""Who sees a summary before it is issued."""

from secretariat.people.access import COFACILITATOR, OFFICER, Actor


def sees_drafts(actor: Actor) -> bool:
    """Whether `actor` sees summaries under way: co-facilitators, who write them, and the secretariat."""
    return actor.is_one_of(OFFICER, COFACILITATOR)
