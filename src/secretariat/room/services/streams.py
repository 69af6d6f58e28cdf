"""The side app: server-sent events over plain ASGI, with neither Django's requests nor its database on the loop.

It sends `text` (the state, with its place in the log as the event's id), `beat` (alive, and the time of day), `renew`
(come again with a fresh ticket) and `over` (what is followed may not be seen any more).
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from secretariat.room.services.hub import Channel, Full, Hub, Party
from secretariat.room.services.tickets import LONGEST, read
from secretariat.room.services.watch import Watch

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

RETRY = (1_000, 3_000)  # milliseconds, drawn for each stream, so that not all come again at once
DIGITS = 18
OVER, RENEW = b"event: over\ndata:\n\n", b"event: renew\ndata:\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # a proxy that holds lines back would hold the room back
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"connection", b"close"),
]


class Live:
    """The application; `watch` looks into the database, in a thread of its own."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.watch = Watch(self.hub)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.watch.start(asyncio.get_running_loop())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.close()
        await asyncio.to_thread(self.watch.stop)
        await send({"type": "lifespan.shutdown.complete"})

    def close(self) -> None:
        """End every stream."""
        self.hub.close()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        ticket = read(asked.get("ticket", [""])[0])
        if scope["method"] != "GET":
            await _refuse(send, 405)
        elif ticket is None:
            await _refuse(send, 403)
        else:
            try:
                channel, party = self.hub.join(ticket, time.monotonic())
            except Full:
                await _refuse(send, 503)
                return
            self.watch.look()
            try:
                await _while_there(receive, _Stream(self.hub, channel, party, _after(scope, asked)).run(send))
            finally:
                self.hub.leave(channel, party)


def _after(scope: Scope, asked: dict[str, list[str]]) -> int:
    """Return the place of the state that the browser has; -1 if it has none."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    given = headers.get(b"last-event-id") or asked.get("after", [""])[0]
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= DIGITS else -1


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body"})


async def _while_there(receive: Receive, work: Awaitable[None]) -> None:
    """Do the work until it ends, or until the browser has gone."""
    tasks = [asyncio.ensure_future(work), asyncio.ensure_future(_gone(receive))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class _Stream:
    """One stream: what its reader has, and how long it lasts before the reader has to show a fresh ticket."""

    def __init__(self, hub: Hub, channel: Channel, party: Party, has: int) -> None:
        self.hub, self.channel, self.party, self.has = hub, channel, party, has
        self.beat, self.since = channel.beat, 0.0
        self.task: asyncio.Task[None] | None = None
        self.until = time.monotonic() + LONGEST / 2 + secrets.randbelow(LONGEST // 2)

    async def run(self, send: Send) -> None:
        """Send the state, each new one, and a beat now and then."""
        self.task = asyncio.current_task()
        self.hub.readers.add(self)
        try:
            await self._run(send)
        finally:
            self.hub.readers.discard(self)

    async def _run(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        low, high = RETRY
        await self._say(send, f"retry: {low + secrets.randbelow(high - low)}\n\n".encode())
        while not (self.hub.is_closed or self.party.is_over or time.monotonic() > self.until):
            turn = self.channel.turn
            if news := self._news():
                await self._say(send, news)
            else:
                await turn.wait()
        if not self.hub.is_closed:
            await self._say(send, OVER if self.party.is_over else RENEW)
        await send({"type": "http.response.body"})

    async def _say(self, send: Send, words: bytes) -> None:
        self.since = time.monotonic()
        await send({"type": "http.response.body", "body": words, "more_body": True})
        self.since = 0.0

    def drop(self) -> None:
        """End it at once."""
        if self.task is not None:
            self.task.cancel()

    def _news(self) -> bytes:
        """Return what the reader has not, and take it as sent."""
        channel = self.channel
        if channel.state and channel.position != self.has:
            self.has, self.beat = channel.position, channel.beat
            return channel.state
        if channel.beat != self.beat:
            self.beat = channel.beat
            return channel.beat
        return b""
