"""The group of commands on a text, and what they share: the text that is worked on, its paragraphs and proposals."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import acting
from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import NegotiatingText, Proposal, Provision
from secretariat.participation.models import Entity
from secretariat.participation.queries import door as door_of
from secretariat.participation.queries import entity
from secretariat.processes.access import Door
from travaux.refusal import Unknown


class NoSuchNumber(Unknown):
    """No paragraph of the text has the number given."""

    asked = "You named the paragraph “{given}”."
    because = "No paragraph of the text has that number or identity now."
    remedy = "See the numbers with `travaux text show`."


@dataclass(frozen=True, slots=True)
class Here:
    """What a command works on: the door, and the text that it names, or else the first of the process."""

    door: Door
    key: str

    @property
    def by(self) -> dict[str, Any]:
        """Who acts, and when: the last two arguments of every deed."""
        return {"by": self.door.actor, "at": self.door.at}

    @property
    def text(self) -> NegotiatingText:
        """The text; raises NoSuchText."""
        if self.key:
            return queries.text_named(self.door.process, self.door.actor, self.key)
        found = queries.texts(self.door.process, self.door.actor).first()
        if found is None:
            raise queries.NoSuchText(key="")
        return found

    def provision(self, given: str) -> Provision:
        """Return the paragraph with a printed number or a uuid."""
        if uuid := uuid_of(given):
            return queries.provision_named(self.door.process, self.door.actor, uuid)
        rows = unscoped(queries.current(self.text).rows, PART).select_related("provision__text__process")
        row = rows.exclude(standing="struck").filter(number=given).first()
        if row is None:
            raise NoSuchNumber(given=given)
        return row.provision

    def proposal(self, given: str) -> Proposal:
        """Return the proposal with a uuid."""
        return queries.proposal_named(self.door.process, self.door.actor, uuid_of(given) or UUID(int=0))

    def provisions(self, given: Iterable[str]) -> list[Provision]:
        """Return the paragraphs with these numbers or uuids."""
        return [self.provision(each) for each in given]

    def entities(self, codes: Iterable[str]) -> list[Entity]:
        """Return those with these codes."""
        return [entity(self.door.process, code) for code in codes]

    def group(self, code: str) -> Entity | None:
        """Return the group on whose behalf one speaks, if one was named."""
        return entity(self.door.process, code) if code else None


def uuid_of(given: str) -> UUID | None:
    """Return the identity that was typed, if it is one."""
    try:
        return UUID(given)
    except ValueError:
        return None


def here(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command on a text, and hand it over as `Here`."""

    @acting
    @click.option("--text", "text_key", default="", metavar="KEY", help="Key of the text; without it the first one.")
    @wraps(command)
    def called(process: str, username: str, at: datetime, text_key: str, **rest: Any) -> None:
        command(Here(door_of(process, username=username, at=at), text_key), **rest)

    return called


@click.group()
def text() -> None:
    """Draft, negotiate, freeze, compare and adopt a text."""
