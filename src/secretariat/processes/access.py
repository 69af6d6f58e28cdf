"""Who may do what, when: asked of the modalities, which are data."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest

from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process, loaded
from travaux.modalities import Modalities, permit


@dataclass(frozen=True, slots=True)
class Door:
    """What a request brings in, read once at the door: the process, who acts there, and the time."""

    process: Process
    actor: Actor
    at: datetime

    def __post_init__(self) -> None:
        """Let the actor know when the door was passed: sight, too, may follow the phases."""
        object.__setattr__(self, "actor", replace(self.actor, at=self.at))


class Request(HttpRequest):
    """A request to a page of a process, after the door has been passed (`participation.middleware.Doors`)."""

    at: datetime
    door: Door


def modalities_of(process: Process) -> Modalities:
    """Return the modalities of `process`, read from its own copy of the process file."""
    return loaded(process.modalities)


def require(process: Process, actor: Actor, deed: str, *, at: datetime) -> None:
    """Refuse `deed` unless the modalities give it to the actor's role in the phase that `at` falls in."""
    permit(modalities_of(process), deed, role=actor.role, at=at)


def may(process: Process, actor: Actor, deed: str, *, at: datetime) -> bool:
    """Whether `require` would let the deed pass; for showing or hiding a button, never instead of `require`."""
    return modalities_of(process).allows(deed, role=actor.role, at=at)


def renews(actor: Actor) -> bool:
    """Whether the actor may take other rules into the process.

    The rules themselves are not asked: those of an earlier edition could not know of the deed.
    """
    return actor.role == OFFICER or actor.runs_site
