"""A site started as a user starts it: a command, the address that it prints, a page."""

import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

ADDRESS = re.compile(r"https?://[^\s/]+:\d+/")
WITHIN, LINES = 300, 25


class NotOpened(Exception):  # noqa: N818 - says what happened
    """The command ended, or said nothing for too long, before it printed an address; or the page did not come."""

    def __init__(self, said: str, *what: object) -> None:
        super().__init__("\n".join([*map(str, what), *said.splitlines()[-LINES:]]))


class Page(NamedTuple):
    """A page as fetched: its address, its body, and how long after the start of the command it was here."""

    url: str
    body: bytes
    after: float


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def opened(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Iterator[Page]:
    """Start `command`, wait for the address that it prints and fetch that page; stop the command at the end."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=env, cwd=cwd
        )
        try:
            url = _address(process, said)
            yield Page(url, _fetched(url, said), time.perf_counter() - start)
        finally:
            process.terminate()
            process.wait(30)


def _fetched(url: str, said: BinaryIO) -> bytes:
    try:
        with urlopen(url, timeout=60) as answer:  # noqa: S310 - the address that our own command printed
            body: bytes = answer.read()
            return body
    except URLError as error:
        raise NotOpened(_all(said), url, error) from None


def _all(said: BinaryIO) -> str:
    said.seek(0)
    return said.read().decode(errors="replace")


def _address(process: "subprocess.Popen[bytes]", said: BinaryIO) -> str:
    until = time.monotonic() + WITHIN
    while time.monotonic() < until and not ADDRESS.search(_all(said)):
        if process.poll() is not None:
            break
        time.sleep(0.02)
    if found := ADDRESS.search(_all(said)):
        return found.group()
    raise NotOpened(_all(said))
