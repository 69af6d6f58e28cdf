"""The silence procedure: words that stand unless somebody objects before a moment that all were told.

The moment is set in the time of a place and kept with its zone: 18.00 in New York stays 18.00 in New York.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from travaux.refusal import Changed, Invalid


class State(StrEnum):
    """How a silence stands at a moment."""

    RUNNING = "running"
    BROKEN = "broken"
    KEPT = "kept"


class NoSuchMoment(Invalid):
    """The end of a silence was given as a time that the clocks of the place never show, or in no known zone."""

    asked = "You set the end of a silence at {local} in “{zone}”."
    because = "{reason}"
    remedy = "Choose another time, and a zone such as “America/New_York” or “Europe/Vienna”."


class NoTimeLeft(Invalid):
    """A silence was to end before it began."""

    asked = "You asked to put words under silence until {ends}."
    because = "That is not after now."
    rule = "Everybody is given time to object."
    remedy = "Set a later end."


class SilenceOver(Changed):
    """A silence that is over was to be broken or ended."""

    asked = "You asked to break or to conclude a silence."
    because = "It is “{state}”: it ended at {ends}."
    rule = "Silence is broken before its end, and once."
    remedy = "If a paragraph was adopted by it, ask those who lead to reopen it; you may also explain your position."


class StillSilent(Changed):
    """A silence was to be concluded before its end."""

    asked = "You asked to conclude a silence."
    because = "It runs until {ends}."
    rule = "Until then everybody may object."
    remedy = "Wait for its end."


@dataclass(frozen=True, slots=True)
class Silence:
    """Words under silence: until when, in the time of which zone, and when it was broken, if it was."""

    ends: datetime
    zone: str
    broken: datetime | None = None

    def state(self, at: datetime) -> State:
        """Return how it stands at a moment; what is said at the very end is too late."""
        if self.broken is not None and self.broken <= at:
            return State.BROKEN
        return State.RUNNING if at < self.ends else State.KEPT

    @property
    def told(self) -> str:
        """Its end as it was told: the time of its place, with the zone."""
        return f"{self.ends.astimezone(ZoneInfo(self.zone)):%-d %B %Y, %H:%M} ({self.zone})"


def moment(local: datetime, zone: str) -> datetime:
    """Return the moment at which the clocks of a zone show `local`; raise NoSuchMoment where they never do.

    Where they show it twice, in autumn, it is the later one: nobody is cut short.
    """
    told = f"{local:%-d %B %Y, %H:%M}"
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoSuchMoment(local=told, zone=zone, reason="No time zone has that name.") from None
    found = local.replace(tzinfo=place, fold=1)
    if found.astimezone(ZoneInfo("UTC")).astimezone(place).replace(tzinfo=None) != local:
        raise NoSuchMoment(local=told, zone=zone, reason="The clocks are put forward over that time.")
    return found


def opened(now: datetime, ends: datetime, zone: str) -> Silence:
    """Return a silence from `now`; raise NoTimeLeft if it would be over."""
    silence = Silence(ends, zone)
    if ends <= now:
        raise NoTimeLeft(ends=silence.told)
    return silence


def check_breakable(silence: Silence, at: datetime) -> None:
    """Raise SilenceOver unless the silence runs."""
    state = silence.state(at)
    if state is not State.RUNNING:
        raise SilenceOver(state=state, ends=silence.told)


def check_kept(silence: Silence, at: datetime) -> None:
    """Raise StillSilent while it runs, SilenceOver if it was broken."""
    state = silence.state(at)
    if state is State.RUNNING:
        raise StillSilent(ends=silence.told)
    if state is State.BROKEN:
        raise SilenceOver(state=state, ends=silence.told)
