"""One writer at a time: a lock on a file beside the database, which the kernel gives back when its holder dies.

Three waits, each with the same bound. In the process, those who wait stand in a line. Of each process the first waits
at the gate, and who has passed it waits for the lock: so a busy process, coming back at once, finds the next one there
before it. `flock` belongs to an open file, so every hold opens its own. Nobody looks again and again: those who wait
sleep until the kernel wakes them, so the processor is left to the one that writes.
"""

import fcntl
import os
import time
import weakref
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType

from django.db.utils import OperationalError

from travaux.refusal import Changed


class WriterBusy(OperationalError):  # noqa: N818 - an outage, told as such
    """Somebody else wrote for longer than one may be kept waiting."""


class MovedAway(Changed):
    """The database was moved; what would be written here would be lost."""

    asked = "You asked to write in the embedded database."
    because = "This installation was moved to another database: {mark}."
    rule = "What is recorded is recorded in one place."
    remedy = "Start the site with TRAVAUX_DATABASE_URL set to where it was moved. To go on here instead, empty {path}."


class Line:
    """Those of one process who want to write to one database, first come, first served."""

    def __init__(self) -> None:
        self.mutex = Lock()
        self.waiting: deque[Event] = deque()

    def enter(self, seconds: float) -> bool:
        """Stand at the end and wait for one's turn; say whether it came in time."""
        turn = Event()
        with self.mutex:
            self.waiting.append(turn)
            self.waiting[0].set()
        if turn.wait(seconds):
            return True
        with self.mutex:
            if not turn.is_set():
                self.waiting.remove(turn)
            return turn.is_set()

    def leave(self) -> None:
        """Let the next one in."""
        with self.mutex:
            self.waiting.popleft()
            if self.waiting:
                self.waiting[0].set()


LINES: defaultdict[Path, Line] = defaultdict(Line)
HELD: "weakref.WeakSet[WriterLock]" = weakref.WeakSet()


def beside(database: Path, name: str) -> Path:
    """Return the path of a file beside the database."""
    return database.with_name(f"{database.name}.{name}")


class Wait:
    """The wait for a lock that somebody else holds: in a thread of its own, for the kernel's wait knows no bound."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.mutex, self.over = descriptor, Lock(), Event()
        self.given_up = False

    def seen_through(self) -> None:
        """Wait, and give the lock back at once where nobody waits for it any more."""
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        with self.mutex:
            self.over.set()
            if self.given_up:
                _free(self.descriptor)

    def come(self, seconds: float) -> bool:
        """Whether the lock came in time."""
        Thread(target=self.seen_through, name=f"waits for {self.descriptor}", daemon=True).start()
        if self.over.wait(seconds):
            return True
        with self.mutex:
            self.given_up = not self.over.is_set()
        return not self.given_up


def _free(descriptor: int) -> None:
    """Give a lock back, also where a child that was forked meanwhile has a copy of the open file."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def _locked(path: Path, until: float) -> int | None:
    """Open the file and lock it before `until` (of the monotonic clock); None if that did not come about."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        left = until - time.monotonic()
        if left <= 0:
            os.close(descriptor)
            return None
        return descriptor if Wait(descriptor).come(left) else None
    return descriptor


class WriterLock:
    """The right of one connection to write; taken again by the same connection it is simply held."""

    def __init__(self, database: Callable[[], Path | None], *, seconds: float) -> None:
        self.database = database
        self.seconds = seconds
        self.descriptor: int | None = None
        self.line: Line | None = None

    @property
    def held(self) -> bool:
        """Whether this connection may write."""
        return self.descriptor is not None

    def acquire(self, *, seconds: float | None = None, required: bool = True) -> None:
        """Wait for the lock; raises WriterBusy if it does not come in time and is `required`, and MovedAway."""
        database = self.database()
        if self.held or database is None:
            return
        wait = self.seconds if seconds is None else seconds
        self._take(database.absolute(), time.monotonic() + wait)
        if required and not self.held:
            words = f"somebody else has been writing for {wait} seconds"
            raise WriterBusy(words)
        if required:
            self._stay_out_if_moved(beside(database, "lock"))

    def _take(self, database: Path, until: float) -> None:
        line = LINES[database]
        if not line.enter(until - time.monotonic()):
            return
        try:
            gate = _locked(beside(database, "gate"), until)
            if gate is not None:
                try:
                    self.descriptor = _locked(beside(database, "lock"), until)
                finally:
                    _free(gate)
        finally:
            if self.held:
                self.line = line
                HELD.add(self)
            else:
                line.leave()

    def _stay_out_if_moved(self, path: Path) -> None:
        if self.descriptor is not None and os.fstat(self.descriptor).st_size:
            self.release()
            raise MovedAway(mark=path.read_text().strip(), path=path)

    def mark(self, words: str) -> None:
        """Say in the file of the lock, which is held, that the database was moved: from now on nobody writes here."""
        if self.descriptor is not None:
            os.write(self.descriptor, f"{words}\n".encode())
            os.fsync(self.descriptor)

    def release(self) -> None:
        """Give the lock back, if it is held."""
        descriptor, line = self.descriptor, self.line
        if descriptor is None or line is None:
            return
        self.descriptor = self.line = None
        HELD.discard(self)
        _free(descriptor)
        line.leave()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()


def _begin_anew() -> None:
    """Close, in a child that was forked, its copies of the open files: it holds nothing of its parent's."""
    for lock in tuple(HELD):
        if lock.descriptor is not None:
            os.close(lock.descriptor)
        lock.descriptor = lock.line = None
    HELD.clear()
    LINES.clear()


os.register_at_fork(after_in_child=_begin_anew)
