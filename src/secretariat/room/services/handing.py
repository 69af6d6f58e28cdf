"""Handing a live stream over: the pages' server takes the connection, the side app keeps it.

So there is one address and one port, with and without a proxy, and no page waits for a stream. A request under `/live/`
never reaches the site: its connection is passed over a socket, as the system passes open files, to a process of its
own, which is started with the first such request. In its place the pages' server is left with one that leads nowhere,
which it closes. Where that cannot be (another server, another system), the screens are told so, and ask now and then.
"""

import asyncio
import errno
import json
import logging
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

import uvicorn

from secretariat.room import queries
from secretariat.room.services.streams import Live

PATH = "/live/"
OPEN_FILES = 65_536
LENGTH = 4  # bytes that say how long a message is
GRACE = 5  # seconds to end in
WAITING = {errno.EAGAIN, errno.EWOULDBLOCK, errno.ETOOMANYREFS}
UNTAKEN = 30_000  # milliseconds after which the system itself closes a connection on which nothing is taken
# Without the commands, of which it needs none: it is there the sooner.
PROGRAM = (
    "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'secretariat.settings'); django.setup(); "
    "from secretariat.room.services.handing import live; live({})"
)
SILENT = [("Content-Length", "0"), ("Cache-Control", "no-store"), ("Retry-After", "5")]

log = logging.getLogger(__name__)
Site = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class SideApp:
    """The process of the streams, as the pages' server has it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.way: socket.socket | None = None
        self.lock = Lock()

    def take(self, connection: socket.socket, head: Mapping[str, str]) -> bool:
        """Hand a connection over, with the head of its request; say whether that was possible."""
        said = json.dumps(head).encode()
        message = len(said).to_bytes(LENGTH, "big") + said
        with self.lock:
            is_taken = self._sent(message, connection)
            if is_taken is None:  # it has just ended: once more, with a new one
                self._leave()
                is_taken = self._sent(message, connection)
        if is_taken:
            _leads_nowhere(connection)
        return bool(is_taken)

    def _sent(self, message: bytes, connection: socket.socket) -> bool | None:
        """Send a message with a connection; None where the process does not answer any more."""
        try:
            return socket.send_fds(self._way(), [message], [connection.fileno()]) == len(message) or None
        except OSError as why:
            if why.errno in WAITING:  # it is just starting, and many wait: they come again
                return False
            log.warning("the side app of the room screens does not answer: %s", why.strerror)
            return None

    def _way(self) -> socket.socket:
        """Return the way to the process; it is started with its first use, and anew where it has ended."""
        if self.way is None or self.process is None or self.process.poll() is not None:
            self._leave()
            own, its = socket.socketpair()
            own.settimeout(0)
            with its:
                command = [sys.executable, "-c", PROGRAM.format(its.fileno())]
                # A session of its own: what the terminal says to the pages' server, that one passes on.
                self.process = subprocess.Popen(command, pass_fds=[its.fileno()], start_new_session=True)  # noqa: S603 - our own
            self.way = own
        return self.way

    def _leave(self) -> None:
        """Let go of the process: it ends when its end of the way is closed."""
        if self.way is not None:
            self.way.close()
        if self.process is not None:
            try:
                self.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.way = self.process = None

    def start(self) -> None:
        """Start the process before anybody asks."""
        with self.lock:
            self._way()

    def stop(self) -> None:
        """End the process, if there is one."""
        with self.lock:
            self._leave()


SIDE = SideApp()


def _leads_nowhere(connection: socket.socket) -> None:
    """Put another socket in the place of a connection that was handed over: its server may shut and close that one."""
    one, other = socket.socketpair()
    with one, other:
        os.dup2(one.fileno(), connection.fileno(), inheritable=False)


def before(site: Site) -> Site:
    """Stand before the site: hand over what asks for a stream, and let all else through."""

    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH:
            return site(environ, start_response)
        connection = environ.get("gunicorn.socket")
        is_taken = type(connection) is socket.socket and SIDE.take(connection, _head(environ))
        # What is said to a connection that was taken, nobody hears.
        start_response("200 OK" if is_taken else "503 Service Unavailable", SILENT)
        return []

    return answered


def _head(environ: Mapping[str, Any]) -> dict[str, str]:
    """Return of a request what a stream needs to know."""
    query = str(environ.get("QUERY_STRING", ""))
    return {
        "method": str(environ["REQUEST_METHOD"]),
        "query": query if query.isascii() and query.isprintable() and " " not in query else "",
        "last": str(environ.get("HTTP_LAST_EVENT_ID", "")),
    }


def beside() -> Callable[[], None]:
    """Start the side app where screens were used before; return how it is stopped with the pages' server."""
    if queries.is_used():
        SIDE.start()
    return SIDE.stop


class Server(uvicorn.Server):
    """The server of the side app: it listens nowhere, and is handed its connections."""

    def __init__(self, config: uvicorn.Config, live: Live, way: socket.socket) -> None:
        super().__init__(config)
        self.live, self.way = live, way

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start with nothing to listen on, and take what is handed over."""
        await super().startup(sockets or [])
        Thread(target=self._take, args=(asyncio.get_running_loop(),), name="way", daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams first, for which the server would wait."""
        self.live.close()
        await super().shutdown(sockets)

    async def on_tick(self, counter: int) -> bool:
        """Go on until it is told to end, or nobody looks after the streams any more."""
        return await super().on_tick(counter) or self.live.hub.is_closed

    def _take(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take one connection after the other, until nobody hands any over."""
        with suppress(OSError):
            while handed := received(self.way):
                asyncio.run_coroutine_threadsafe(self._serve_one(*handed), loop)
        self.should_exit = True

    async def _serve_one(self, connection: socket.socket, head: bytes) -> None:
        connection.settimeout(0)
        with suppress(OSError, AttributeError):  # not on every system
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNTAKEN)
        made: Any = self.config.http_protocol_class
        protocol = made(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)
        await asyncio.get_running_loop().connect_accepted_socket(lambda: protocol, connection)
        protocol.data_received(head)


def received(way: socket.socket) -> tuple[socket.socket, bytes] | None:
    """Return the next connection with its request, as it would have come in; None once the other end is closed."""
    start, files, _, _ = socket.recv_fds(way, LENGTH, 1)
    if not start:
        return None
    head = json.loads(_exactly(way, int.from_bytes(start + _exactly(way, LENGTH - len(start)), "big")))
    lines = [f"{head['method']} {PATH}?{head['query']} HTTP/1.1", "Host: side", "Connection: close"]
    lines += [f"Last-Event-ID: {head['last']}"] if head["last"].isdecimal() and head["last"].isascii() else []
    return socket.socket(fileno=files[0]), "\r\n".join((*lines, "", "")).encode("ascii")


def _exactly(way: socket.socket, size: int) -> bytes:
    taken = b""
    while len(taken) < size and (more := way.recv(size - len(taken))):
        taken += more
    return taken


def live(number: int) -> None:
    """Serve the streams, as the process whose end of the way is the open file `number`."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    app = Live()
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE - 2,
    )
    with socket.socket(fileno=number) as way:
        Server(config, app, way).run()
