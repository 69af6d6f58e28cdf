"""The watch: one thread that asks the record what is new, draws what changed, and asks again who may see it."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Thread

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection

from secretariat.frame import clock as clocks
from secretariat.participation.queries import actor
from secretariat.people.queries import still_there
from secretariat.processes.queries import NoSuchProcess, process_named
from secretariat.room import queries
from secretariat.room.services.drawing import clock_in, state_of
from secretariat.room.services.hub import Channel, Hub, Key
from secretariat.room.services.tickets import Ticket

TICK, BEAT, AGAIN = 0.05, 10.0, 30.0  # seconds: to the next look, beat, and question who may see what
A_FEW = 20  # such questions at one look, so that news never waits for them
# Deeds after which everybody is asked at once.
OF_RIGHTS = frozenset({"vacate_seat", "seat_person", "close_account", "reset_sign_in", "reset_colleague"})

log = logging.getLogger(__name__)


def _now(back: int) -> datetime:
    """Return the time of the site; in the sample, of its day."""
    return clocks.now() + timedelta(seconds=back)


def may_follow(ticket: Ticket) -> bool:
    """Whether the one whom a ticket names may see its text still."""
    try:
        process = process_named(ticket.process)
    except NoSuchProcess:
        return False
    person = still_there(ticket.person) if ticket.person else AnonymousUser()
    if person is None:
        return False
    return queries.is_seen(ticket.text, process, replace(actor(person, process), at=_now(ticket.back)))


class Watch:
    """Looks into the database while somebody follows a text; started and stopped with the loop of the streams."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.loop: asyncio.AbstractEventLoop | None = None
        self.stopping, self.wanted = Event(), Event()
        self.position = -1
        self.due: set[Key] = set()
        self.beaten = 0.0
        self.thread = Thread(target=self._run, name="watch", daemon=True)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to look."""
        self.loop = loop
        self.thread.start()

    def stop(self) -> None:
        """Look no more."""
        self.stopping.set()
        self.wanted.set()
        self.thread.join()

    def look(self) -> None:
        """Look soon: somebody came."""
        self.wanted.set()

    def _run(self) -> None:
        try:
            while not self.stopping.is_set():
                self._turn()
        finally:  # also where a fault of ours ends it: nobody may follow what nobody looks after
            self._on_loop(self.hub.close)
            connection.close()

    def _turn(self) -> None:
        self.wanted.wait()
        if self.hub.channels:
            self._try()
            self.stopping.wait(TICK)
        else:
            self.wanted.clear()
            if self.hub.channels:  # somebody came just then
                self.wanted.set()

    def _try(self) -> None:
        try:
            self.step(time.monotonic())
        except DatabaseError as why:
            log.warning("the database did not answer the room screens: %s", type(why).__name__)
            connection.close()

    def step(self, now: float) -> None:
        """Look once: draw what changed, beat, and ask of a few whether they may still see what they follow."""
        asked_anew = self._catch_up()
        for key, channel in list(self.hub.channels.items()):
            if not channel.state or key in self.due:
                self._draw(channel)
                self.due.discard(key)
        if now - self.beaten >= BEAT:
            self.beaten = now
            self._beat()
            self._on_loop(partial(self.hub.reap, now))
        self._ask(now, everybody=asked_anew)

    def _catch_up(self) -> bool:
        """Read what the log took up, and remember which channels that may concern; say whether rights may differ."""
        if self.position < 0:
            self.position = queries.newest()
            return False
        fresh = queries.since(self.position)
        touched = {process for _, process, _ in fresh}
        self.due |= {key for key in list(self.hub.channels) if key[0] in touched}
        self.position = max((place for place, *_ in fresh), default=self.position)
        return any(deed in OF_RIGHTS for *_, deed in fresh)

    def _draw(self, channel: Channel) -> None:
        """Draw a channel, and publish it where it has changed; what cannot be shown any more is over."""
        process, text, language = channel.key
        found, at, position = queries.text_followed(process, text), _now(channel.back), self.position
        if found is None:
            self._end(channel)
            return
        drawn = state_of(found, language, at=at)
        if drawn.digest != channel.digest:
            told = drawn.told(position, clock_in(found.process, at))
            event = f"id: {position}\nevent: text\ndata: {told}\n\n".encode()
            self._on_loop(partial(channel.publish, position, drawn.digest, event))

    def _end(self, channel: Channel) -> None:
        for party in list(self.hub.parties.values()):
            if (party.ticket.process, party.ticket.text) == channel.key[:2]:
                self._on_loop(partial(self.hub.end, party))

    def _beat(self) -> None:
        for channel in list(self.hub.channels.values()):
            try:
                clock = clock_in(process_named(channel.key[0]), _now(channel.back))
            except NoSuchProcess:
                continue  # it is over, as its text is
            beat = f"event: beat\ndata: {clock}\n\n".encode()
            self._on_loop(partial(channel.pulse, beat))

    def _ask(self, now: float, *, everybody: bool) -> None:
        waiting = sorted(self.hub.parties.copy().values(), key=lambda party: party.checked)
        due = waiting if everybody else [each for each in waiting[:A_FEW] if now - each.checked >= AGAIN]
        for party in due:
            party.checked = now
            if not may_follow(party.ticket):
                self._on_loop(partial(self.hub.end, party))

    def _on_loop(self, work: Callable[[], None]) -> None:
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(work)
