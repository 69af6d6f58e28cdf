"""The streams that are open: those who follow the same text in the same language share one state, made once.

A stream is sent the newest state and never a queue of old ones: however slow its reader, it holds nothing back for it.
All of this lives on one event loop; the watch, in a thread beside, only reads `channels` and `parties`.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol

from secretariat.room.services.tickets import Ticket

Key = tuple[str, str, str]
MOST, MOST_A_PERSON = 5_000, 20
PATIENCE = 20.0  # seconds in which a reader must have taken what was sent


class Reader(Protocol):
    """One stream: since when it waits for its reader to take what was sent, 0 while it does not."""

    since: float

    def drop(self) -> None:
        """End it."""


@dataclass(slots=True)
class Party:
    """All streams of one person on one text; `checked` is when it was last asked whether they may see it."""

    ticket: Ticket
    checked: float
    streams: int = 0
    is_over: bool = False


@dataclass(slots=True)
class Channel:
    """What is shown of one text in one language: the state with its place in the log, and the beat."""

    key: Key
    back: int = 0
    position: int = -1
    digest: str = ""
    state: bytes = b""
    beat: bytes = b""
    streams: int = 0
    turn: asyncio.Event = field(default_factory=asyncio.Event)

    def publish(self, position: int, digest: str, state: bytes) -> None:
        """Let every stream send a new state."""
        self.position, self.digest, self.state = position, digest, state
        self.wake()

    def pulse(self, beat: bytes) -> None:
        """Let every stream say that it is alive, and what time it is."""
        self.beat = beat
        self.wake()

    def wake(self) -> None:
        """Let every stream look what is new."""
        self.turn.set()
        self.turn = asyncio.Event()


class Full(Exception):  # noqa: N818 - says what it is
    """As many streams are open as there should be, of this person or in all."""


class Hub:
    """The channels and parties of one process."""

    def __init__(self) -> None:
        self.channels: dict[Key, Channel] = {}
        self.parties: dict[tuple[str, str, int | None], Party] = {}
        self.readers: set[Reader] = set()
        self.streams = 0
        self.is_closed = False

    def join(self, ticket: Ticket, now: float) -> tuple[Channel, Party]:
        """Count one more stream; raises Full. Visitors are counted together only: a whole room has one address."""
        whose = (ticket.process, ticket.text, ticket.person)
        party = self.parties.get(whose) or Party(ticket, now)
        if self.is_closed or self.streams >= MOST or (ticket.person and party.streams >= MOST_A_PERSON):
            raise Full
        self.parties[whose] = party
        key = (ticket.process, ticket.text, ticket.language)
        channel = self.channels.setdefault(key, Channel(key, ticket.back))
        for each in (self, party, channel):
            each.streams += 1
        return channel, party

    def leave(self, channel: Channel, party: Party) -> None:
        """Count one stream less, and forget what nobody follows any more."""
        for each in (self, party, channel):
            each.streams -= 1
        if not channel.streams:
            self.channels.pop(channel.key, None)
        if not party.streams:
            ticket = party.ticket
            self.parties.pop((ticket.process, ticket.text, ticket.person), None)

    def end(self, party: Party) -> None:
        """End the streams of those who may not see the text any more."""
        party.is_over = True
        self.wake()

    def reap(self, now: float) -> None:
        """Drop those who do not take what they are sent: they come again, and have lost nothing."""
        for reader in [each for each in self.readers if each.since and now - each.since > PATIENCE]:
            reader.drop()

    def close(self) -> None:
        """End every stream: the browsers come again by themselves."""
        self.is_closed = True
        self.wake()

    def wake(self) -> None:
        """Let every stream look what is new."""
        for channel in self.channels.values():
            channel.wake()
