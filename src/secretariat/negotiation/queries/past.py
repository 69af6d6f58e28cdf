"""The text as it stood at a moment: a fold over what was done until then."""

from datetime import datetime

from secretariat.negotiation.models import NegotiatingText
from secretariat.record.access import OPEN
from secretariat.record.queries import entries


def moved_at(text: NegotiatingText) -> datetime:
    """Return when something was last done in the process of which everybody is told: since then the text stands so."""
    last = entries(text.process.key).filter(deed__in=OPEN).values_list("at", flat=True).first()
    return last or text.opened_at
