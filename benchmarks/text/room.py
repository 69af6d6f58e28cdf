"""Live screens: two thousand in one process, each sees a change, and all catch up after everything was killed.

The site is served as `travaux serve` serves it; the screens are a swarm in another process. `ROOM_SCREENS` sets their
number. The peer, django-eventstream, is measured with the same swarm where `ROOM_PEER` names a Python that has it.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.figure import Figure

SCREENS = int(os.environ.get("ROOM_SCREENS", "2000"))
CHANGES, APART, PATIENCE, DOWN = 20, 1.0, 120.0, 2.0
PAGE = "/processes/gcm-2018/text/t/compact/room/"
TICKET = re.compile(r'data-ticket="([^"]+)"')
SERVE = "from secretariat.commands import serve; serve(host='127.0.0.1', port={})"
GOAL_SEEN, GOAL_BACK = 0.5, 10.0
PEER = "django-eventstream"


def quiet_port() -> int:
    """Return a free port below those that the system gives to clients: thousands that knock would find themselves."""
    for port in range(20_000, 30_000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    message = "no port is free"
    raise RuntimeError(message)


class Talk:
    """A process that answers each line with a line."""

    def __init__(self, command: list[str], env: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def said(self) -> str:
        """Return the next line."""
        assert self.process.stdout  # noqa: S101 - it was asked for
        return self.process.stdout.readline()

    def ask(self) -> str:
        """Send an empty line and return what comes back."""
        assert self.process.stdin  # noqa: S101 - it was asked for
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.said()

    def end(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()


@dataclass
class Swarm:
    """The screens, as the benchmark hears of them."""

    talk: Talk
    open: int = 0
    seen: dict[int, list[float]] = field(default_factory=dict)

    def look(self) -> None:
        """Ask what was seen meanwhile."""
        told: dict[str, Any] = json.loads(self.talk.ask())
        self.open = told["open"]
        for number, times in told["seen"].items():
            self.seen.setdefault(int(number), []).extend(times)

    def until(self, done: Callable[[], bool]) -> bool:
        """Look until something holds; say whether it came to that."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.look()
            if done():
                return True
            time.sleep(0.05)
        return False

    def late(self, asked: Mapping[int, float]) -> list[float]:
        """Return how long after each change each screen saw it, in order."""
        return sorted(at - asked[number] for number, times in self.seen.items() if number in asked for at in times)


@contextmanager
def swarming(port: int, path: str, env: Mapping[str, str]) -> Iterator[Swarm]:
    command = [sys.executable, "-m", "benchmarks.text.room_swarm", "127.0.0.1", str(port), path, str(SCREENS)]
    talk = Talk(command, env)
    try:
        yield Swarm(talk)
    finally:
        talk.end()


def started(command: list[str], env: Mapping[str, str], port: int) -> "subprocess.Popen[bytes]":
    """Start a server in a group of its own and return once it listens."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return process
        time.sleep(0.02)
    message = f"it ended with {process.returncode}"
    raise RuntimeError(message)


def ended(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def killed(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def below(pid: int) -> Iterator[int]:
    for path in Path("/proc").glob(f"{pid}/task/*/children"):
        for child in map(int, path.read_text().split()):
            yield child
            yield from below(child)


def memory(pid: int, of: str) -> int:
    """Return the MiB that the process below `pid` whose command holds `of` keeps in memory; 0 where it is not told."""
    for child in (pid, *below(pid)):
        with suppress(OSError):
            if of in Path(f"/proc/{child}/cmdline").read_text():
                return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{child}/status").read_text())[0]) // 1024
    return 0


def at(late: list[float], part: float) -> float:
    return late[min(len(late) - 1, int(len(late) * part))] if late else float("inf")


def ours(env: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Yield what was measured of the site, by name."""
    port, hand = quiet_port(), Talk([sys.executable, "-m", "benchmarks.text.room_site"], env)
    hand.said()
    command = [sys.executable, "-c", SERVE.format(port)]
    site = started(command, env, port)
    try:
        with urlopen(f"http://127.0.0.1:{port}{PAGE}") as page:
            ticket = TICKET.findall(page.read().decode())[0]
        with swarming(port, f"/live/?ticket={quote(ticket)}", env) as swarm:
            begun = time.monotonic()
            swarm.until(lambda: swarm.open == SCREENS and sum(map(len, swarm.seen.values())) >= SCREENS)
            yield "open", swarm.open
            yield "opening", time.monotonic() - begun
            asked = dict(change(hand) for _ in range(CHANGES))
            swarm.until(lambda: len(swarm.late(asked)) >= SCREENS * CHANGES)
            late = swarm.late(asked)
            yield from (("seen", len(late)), ("p50", at(late, 0.5)), ("p99", at(late, 0.99)), ("last", late[-1]))
            yield "memory", memory(site.pid, "import live")
            killed(site)
            last = [change(hand) for _ in range(2)][-1][0]
            again = time.time()
            site = started(command, env, port)
            swarm.until(lambda: len(swarm.seen.get(last, ())) >= SCREENS)
            back = sorted(swarm.seen.get(last, ()))
            yield from (("back", len(back)), ("after", back[-1] - again if back else float("inf")))
    finally:
        ended(site)
        hand.end()


def change(hand: Talk) -> tuple[int, float]:
    """Have the text changed; return the place in the log and when it was asked for."""
    place, asked = hand.ask().split()
    time.sleep(APART)
    return int(place), float(asked)


def peers(python: str, env: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Yield the same of the peer, as far as it has it: it keeps no events, so nobody catches up after a kill."""
    port = quiet_port()
    server = started([python, str(Path(__file__).with_name("room_peer.py")), str(port)], env, port)
    try:
        with swarming(port, "/events/", env) as swarm:
            swarm.until(lambda: swarm.open == SCREENS)
            yield "open", swarm.open
            asked = {}
            for number in range(1, CHANGES + 1):
                asked[number] = time.time()
                urlopen(f"http://127.0.0.1:{port}/send/?id={number}").close()
                time.sleep(APART)
            swarm.until(lambda: len(swarm.late(asked)) >= SCREENS * CHANGES)
            late = swarm.late(asked)
            yield from (("seen", len(late)), ("p50", at(late, 0.5)), ("p99", at(late, 0.99)))
            yield "memory", memory(server.pid, "room_peer")
    finally:
        ended(server)


def figures() -> Iterator[Figure]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}
    python = os.environ.get("ROOM_PEER", "")
    theirs = dict(peers(python, env)) if python else {}
    with tempfile.TemporaryDirectory() as folder:
        found = dict(ours({**env, "TRAVAUX_DATA": folder}))
    peer = PEER if theirs else f"{PEER}: ROOM_PEER names no Python that has it"
    yield Figure(
        f"live screens open at once in one process, of {SCREENS:,}",
        f"{found['open']:,.0f} after {found['opening']:.1f} s, {found['memory']:.0f} MiB",
        f"{SCREENS:,}",
        f"{theirs['open']:,.0f}, {theirs['memory']:.0f} MiB" if theirs else "",
        peer,
        met=found["open"] == SCREENS,
    )
    yield Figure(
        f"a change seen on every screen ({CHANGES} changes): p50, p99",
        f"{found['p50']:.2f} s, {found['p99']:.2f} s ({found['seen']:,.0f} of {SCREENS * CHANGES:,} seen)",
        f"p99 {GOAL_SEEN} s",
        f"{theirs['p50']:.2f} s, {theirs['p99']:.2f} s ({theirs['seen']:,.0f} seen)" if theirs else "",
        peer,
        met=found["p99"] <= GOAL_SEEN and found["seen"] >= SCREENS * CHANGES,
    )
    yield Figure(
        "all killed (SIGKILL), changed meanwhile, started again: every screen has it, after the start",
        f"{found['after']:.1f} s ({found['back']:,.0f} of {SCREENS:,})",
        f"{GOAL_BACK:.0f} s",
        "none catches up: it keeps no events without a store of its own" if theirs else "",
        peer,
        met=found["after"] <= GOAL_BACK and found["back"] >= SCREENS,
    )


if __name__ == "__main__":
    for each in figures():
        print(each.cells)
