"""Whether somebody may know of a thing: asked of the process file, and of what is usual where the file is silent."""

from collections.abc import Collection
from datetime import datetime

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Sight
from travaux.modalities.usual import USUAL


def sights_on(modalities: Modalities, thing: str) -> tuple[Sight, ...]:
    """Return the rules of sight on a kind of thing: those of the process file, or the usual ones if it has none on it.

    A kind of thing on which there is no rule at all is seen by nobody.
    """
    own = tuple(sight for sight in modalities.sights if sight.thing == thing)
    return own or tuple(sight for sight in USUAL if sight.thing == thing)


def sights_of(modalities: Modalities, thing: str, *, role: str, at: datetime | None) -> tuple[Sight, ...]:
    """Return the rules that let `role` see things of that kind at `at`, in some state and relation.

    Where the time is not known, rules that hold in certain phases only give nothing.
    """
    now = {phase.key for phase in modalities.phases_at(at)} if at else set()
    return tuple(
        sight
        for sight in sights_on(modalities, thing)
        if role in sight.roles and (not sight.phases or not now.isdisjoint(sight.phases))
    )


def may_see(
    modalities: Modalities,
    thing: str,
    *,
    role: str,
    at: datetime | None = None,
    state: str = "",
    relations: Collection[str] = (),
) -> bool:
    """Whether `role` may know of a thing in `state` to which it stands in `relations`; what no rule gives is not seen.

    >>> may_see(modalities, "proposal", role="delegate", state="prepared", relations=["own"])
    """
    return any(
        (not sight.states or state in sight.states)
        and (not sight.relations or not set(relations).isdisjoint(sight.relations))
        for sight in sights_of(modalities, thing, role=role, at=at)
    )


def is_voluntary(modalities: Modalities, thing: str) -> bool:
    """Whether those whom a thing is asked of give it of their own will, and may leave it."""
    return any(sight.voluntary for sight in sights_on(modalities, thing))
