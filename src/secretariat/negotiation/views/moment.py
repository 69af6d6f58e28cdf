"""At which time a text is looked at: now, or as `?on=` says."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from secretariat.negotiation import queries
from secretariat.negotiation.forms.looking import AsOf
from secretariat.negotiation.models import NegotiatingText, TextVersion
from secretariat.negotiation.queries import Paragraph
from secretariat.people.access import Actor
from secretariat.processes.access import Request
from travaux.refusal import Invalid

SHOWN = ("text",)  # whatever these pages show of a text is tabled, and that is before everybody who sees the text


class NotATime(Invalid):
    """A text was asked for as of something that is no time."""

    asked = "You asked how the text stood on “{given}”."
    because = "That is no day and no time."
    remedy = "Write it like 2018-04-05 or 2018-04-05T18:00; the time is UTC."


@dataclass(frozen=True, slots=True)
class Moment:
    """A text at a time: the version that moved then, and `on` where it is not now."""

    text: NegotiatingText
    version: TextVersion
    on: datetime | None
    form: AsOf
    actor: Actor

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What tells the text at this time from the same at others, but for the state of the record."""
        return (self.version.pk, self.on)

    @property
    def query(self) -> str:
        """What an address ends with that stays at this time."""
        return f"?on={self.on:%Y-%m-%dT%H:%M:%S}" if self.on else ""

    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs as they stand, or stood."""
        return queries.as_of(self.text, self.actor, self.on) if self.on else queries.paragraphs(self.version)


def moment(request: Request, key: str) -> Moment:
    """Return the text named in an address, at the time asked for; raises NotATime, and the refusals of the queries."""
    door = request.door
    text = queries.text_named(door.process, door.actor, key)
    form = AsOf(request.GET)
    if not form.is_valid():
        raise NotATime(given=request.GET.get("on", "")[:40])
    on: datetime | None = form.cleaned_data["on"]
    if on is None or on >= request.at:
        return Moment(text, queries.current(text), None, AsOf(), door.actor)
    return Moment(text, queries.version_at(text, door.actor, on), on, form, door.actor)
