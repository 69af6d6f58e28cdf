"""Was what the modalities ask done? The state of each obligation on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Obligation

SOON = timedelta(days=30)


class Status(StrEnum):
    """The state of an obligation on a day."""

    LATE = "late"
    DUE = "due"
    OPEN = "open"
    NOT_YET = "not yet"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """An obligation as it stands on a day: when it was met, or how many days are left (fewer than 0: late)."""

    obligation: Obligation
    status: Status
    days_left: int
    met: date | None = None


def standings(
    modalities: Modalities, *, on: date, met: Mapping[str, date], soon: timedelta = SOON
) -> tuple[Standing, ...]:
    """Return how each obligation stands on the day `on`, by its last day.

    `met` gives, by key, the day on which an obligation was met; what was met after `on` was not yet met then.
    An obligation is due once its window has opened or `soon` before its last day, and open once its phase has begun.
    """
    begun = {phase.key for phase in modalities.phases if phase.opens <= on}
    by_day = sorted(modalities.obligations, key=lambda owed: owed.due)
    return tuple(_standing(owed, on, met.get(owed.key), begun=owed.phase in begun, soon=soon) for owed in by_day)


def _standing(owed: Obligation, on: date, met: date | None, *, begun: bool, soon: timedelta) -> Standing:
    left = (owed.due - on).days
    if met is not None and met <= on:
        return Standing(owed, Status.DONE, left, met)
    if left < 0:
        return Standing(owed, Status.LATE, left)
    if on >= min(owed.due_from or owed.due, owed.due - soon):
        return Standing(owed, Status.DUE, left)
    return Standing(owed, Status.OPEN if begun else Status.NOT_YET, left)
