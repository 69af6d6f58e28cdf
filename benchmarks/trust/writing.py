"""What the drills write, over HTTP: real deeds of several kinds, each with a word by which it is found again.

A write is repeated with the same Idempotency-Key until it is answered. It is acknowledged once the answer is there.
"""

import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.trust.installation import DrillFailed, Server

Cast = Mapping[str, Any]
TAG, TOLD = re.compile(r"<[^>]*>"), 300
SECRET = "drill" * 6 + "dr"  # what a cookie and a form of Django's share against forgery: 32 letters
ANSWERED_WITHIN, AGAIN = 30.0, 0.02
DONE, NOT_SIGNED_IN, UNAVAILABLE = 303, 401, 500


@dataclass(frozen=True, slots=True)
class Write:
    """A deed to be done: by whom, at which address, with what in the form, and its word."""

    word: str
    session: str
    path: str
    form: Mapping[str, str]


def _endorse(cast: Cast, word: str) -> tuple[str, str, Mapping[str, str]]:
    return "officer", f"inputs/{cast['paper']}/endorse/", {"name": word}


def _redraft(cast: Cast, word: str) -> tuple[str, str, Mapping[str, str]]:
    place = cast["provisions"][len(word) % len(cast["provisions"])]
    return "cofacilitator", f"text/p/{place}/redraft/", {"wording": f"We commit to {word}.", "reason": word}


def _prepare(cast: Cast, word: str) -> tuple[str, str, Mapping[str, str]]:
    form = {"wording": f"We commit to {word}.", "reason": word}
    return "delegate", f"text/p/{cast['provisions'][1]}/propose/change/", form


def _position(cast: Cast, word: str) -> tuple[str, str, Mapping[str, str]]:
    return "delegate", f"text/proposals/{cast['proposal']}/position/", {"stance": "support", "note": word}


def _file(_cast: Cast, word: str) -> tuple[str, str, Mapping[str, str]]:
    text = f"# Statement\n\nWe file {word} and ask that it be read.\n"
    return "officer", "inputs/file/", {"entity": "E0", "title": word, "kind": "written_input", "text": text}


Kind = Callable[[Cast, str], tuple[str, str, Mapping[str, str]]]
KINDS: tuple[Kind, ...] = (_position, _endorse, _redraft, _prepare, _position, _file)


def writes(cast: Cast, *, hand: int, first: int = 0) -> Iterator[Write]:
    """Yield the writes of one of several hands, without end, from its number `first` on."""
    number = first
    while True:
        word = f"w{hand}-{number}"
        role, path, form = KINDS[(hand + number) % len(KINDS)](cast, word)
        able = [person for person in cast["people"] if person["role"] == role]
        session = able[hand % len(able)]["session"]
        yield Write(word, session, f"/processes/{cast['process']}/{path}", form)
        number += 1


class Line:
    """A browser's connection to the site, opened anew where it was cut."""

    def __init__(self, port: int, cast: Cast) -> None:
        self.port, self.cookies = port, cast["cookies"]
        self.connection: HTTPConnection | None = None

    def sent(self, write: Write) -> tuple[int, bytes]:
        """Send the write; return the status and the page. Raises OSError or HTTPException if it was not answered."""
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=ANSWERED_WITHIN)
        session, forgery = self.cookies
        headers = {
            "Cookie": f"{session}={write.session}; {forgery}={SECRET}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": SECRET,
            "Idempotency-Key": write.word,
        }
        try:
            self.connection.request("POST", write.path, urlencode(write.form), headers)
            answer = self.connection.getresponse()
            page = answer.read()
            # Whoever is led to signing in has been told nothing of the deed.
            return (NOT_SIGNED_IN if "next=" in answer.headers.get("Location", "") else answer.status), page
        except BaseException:
            self.closed()
            raise

    def closed(self) -> None:
        """Hang up."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def said(page: bytes) -> str:
    """Return the words of a page's main part, to tell why something was refused."""
    main = page.decode(errors="replace").partition("<main")[2].partition("</main")[0] or page.decode(errors="replace")
    return " ".join(TAG.sub(" ", main).split())[:TOLD]


@dataclass(slots=True)
class Ledger:
    """What the users hold against the site, on their own disk: a line for each write that was acknowledged."""

    path: Path
    acknowledged: set[str] = field(default_factory=set)
    refused: list[tuple[str, int, str]] = field(default_factory=list)
    unavailable: list[tuple[int, bytes]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Take up what was written before."""
        if self.path.exists():
            self.acknowledged.update(json.loads(line) for line in self.path.read_text().splitlines())

    def note(self, word: str, status: int, page: bytes, wait: float) -> None:
        """Enter an answer: acknowledged, refused, or a page that says that it cannot be done now."""
        with self.lock:
            if status >= UNAVAILABLE:
                self.unavailable.append((status, page))
            elif status > DONE:
                self.refused.append((word, status, said(page)))
            else:
                self.waits.append(wait)
                self.acknowledged.add(word)
                with self.path.open("a") as file:
                    file.write(json.dumps(word) + "\n")

    def reached(self, number: int, server: Server) -> None:
        """Wait until so many writes are acknowledged. Raises DrillFailed if the server is gone, or answers none."""
        last = -1, time.monotonic()
        while len(self.acknowledged) < number:
            if last[0] != len(self.acknowledged):
                last = len(self.acknowledged), time.monotonic()
            if server.process.poll() is not None or time.monotonic() - last[1] > ANSWERED_WITHIN:
                message = "the site acknowledges nothing any more"
                raise DrillFailed(message)
            time.sleep(AGAIN)


class Hand(threading.Thread):
    """One who writes, again and again, and sends anew what was not answered."""

    def __init__(self, number: int, *, port: int, cast: Cast, ledger: Ledger, seed: int = 0) -> None:
        super().__init__(daemon=True)
        self.line, self.ledger, self.resting = Line(port, cast), ledger, threading.Event()
        self.leaving = threading.Event()
        self.chance = random.Random(seed * 1000 + number)  # noqa: S311 - a drill that can be held again, no secret
        before = (int(word.partition("-")[2]) for word in ledger.acknowledged if word.startswith(f"w{number}-"))
        self.writes = writes(cast, hand=number, first=1 + max(before, default=-1))

    def run(self) -> None:
        """Write until told to rest; what is under way then is still seen through."""
        while not self.resting.is_set():
            self.see_through(next(self.writes))
        self.line.closed()

    def leave(self) -> None:
        """Give up what is not answered yet."""
        self.leaving.set()
        self.resting.set()

    def see_through(self, write: Write) -> None:
        """Send one write until it is answered with anything but that it cannot be done now."""
        status = UNAVAILABLE
        self.ledger.sent += 1
        while status >= UNAVAILABLE and not self.leaving.is_set():
            start = time.perf_counter()
            with suppress(OSError, HTTPException):
                status, page = self.line.sent(write)
                self.ledger.note(write.word, status, page, time.perf_counter() - start)
            if status >= UNAVAILABLE:
                time.sleep(AGAIN + AGAIN * self.chance.random())
