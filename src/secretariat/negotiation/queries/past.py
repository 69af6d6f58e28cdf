"""Who may see a text as it stood at a moment, and since when it stands as it does."""

from datetime import datetime

from secretariat.frame.scope import unscoped
from secretariat.negotiation.models import NegotiatingText, TextVersion
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of
from secretariat.record.access import OPEN
from secretariat.record.queries import entries
from travaux.modalities import may_see
from travaux.refusal import Unknown

THEN = "what is asked for is a text as it stood; whether its reader may know of that time was asked before"


class NotThen(Unknown):
    """There was no such text at that time, or not for the one who asks."""

    asked = "You asked how “{text}” stood on {day} UTC."
    because = "It was not there yet, or had not been presented."
    remedy = "Choose a later time; the list of versions tells when the draft was presented."


def moved_at(text: NegotiatingText) -> datetime:
    """Return when something was last done in the process of which everybody is told: since then the text stands so."""
    told = entries(text.process.key).filter(deed__in=OPEN).order_by("-at").values_list("at", flat=True)
    return told.first() or text.opened_at


def version_at(text: NegotiatingText, actor: Actor, at: datetime) -> TextVersion:
    """Return the version that moved at that time, or had been adopted; raise NotThen if the actor could not see it."""
    rows = list(unscoped(text.versions, THEN).select_related("text__process").order_by("ordinal"))
    presented = next((row.frozen_at for row in rows if row.frozen_at), None)
    sees_all = may_see(modalities_of(text.process), "text", role=actor.role, at=actor.at)
    if at < text.opened_at or not (sees_all or (presented and at >= presented)):
        raise NotThen(text=text, day=f"{at:%-d %B %Y, %H:%M}")
    return next((row for row in rows if row.frozen_at is None or row.frozen_at > at), rows[-1])
