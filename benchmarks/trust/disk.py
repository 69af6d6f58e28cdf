"""A disk that is full, and a database that vanishes in mid-deed.

`python -m benchmarks.trust.disk [--short]`. While users write, the server's processes are forbidden to let a file
grow (a limit of the system, which works wherever the drill is held); where a small file system of our own can be
mounted, the same is done with one that is really full. Then there is room again, and the site must go on as it is.
PostgreSQL is killed in mid-deed and brought back. The file of the embedded database is moved away and put back.
What was acknowledged must be there; what could not be done must be told on a page that says so (503), not as a fault.
"""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.trust.drill import Ground, cluster, main, missing, on_server, scratch, sqlite, tell
from benchmarks.trust.installation import DrillFailed, Server
from benchmarks.trust.kills import Found, Loop, found
from benchmarks.trust.writing import Hand

HANDS = 3
# Per form: writes that must be acknowledged before the trouble, and after it.
NUMBERS = {"short": 20, "usual": 100, "long": 1000}
TROUBLE, UNDER_WAY = 1.5, 3.0
SMALL = "16m"
CLEAR = b"<h1"


class Trial:
    """Users who write while something happens to the database; what they were told meanwhile is counted."""

    def __init__(self, ground: Ground, number: int) -> None:
        self.loop, self.number = Loop(ground, 0), number
        self.ground, self.ledger, self.meanwhile = ground, self.loop.ledger, 0
        port = ground.installation.port
        self.hands = [Hand(n, port=port, cast=ground.cast, ledger=self.ledger) for n in range(HANDS)]

    def held(self, trouble: Callable[["Trial", Server], None]) -> "Trial":
        """Let them write, then let the trouble come and go, then let them write again, without a new start."""
        server = self.ground.installation.served()
        try:
            server.opened()
            for hand in self.hands:
                hand.start()
            self.ledger.reached(self.number, server)
            trouble(self, server)
            self.ledger.reached(len(self.ledger.acknowledged) + self.number, server)
            for hand in self.hands:
                hand.resting.set()
            for hand in self.hands:
                hand.join()
        finally:
            for hand in self.hands:
                hand.leave()
            server.stopped()
        return self

    @property
    def clear(self) -> int:
        """How many were told by a page of ours that it cannot be done now."""
        return sum(status == 503 and CLEAR in page for status, page in self.ledger.unavailable)  # noqa: PLR2004 - HTTP

    @property
    def told(self) -> str:
        """What those were told whose writes could not be done."""
        return f"{self.clear} of {len(self.ledger.unavailable)}"


Trouble = Callable[[Trial, Server], None]


def group(server: Server) -> list[int]:
    """Return the processes of a server."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if os.getpgid(int(entry.name)) == server.process.pid:
                found.append(int(entry.name))
    return found


def limited(_trial: Trial, server: Server) -> None:
    """Let no file of the server's grow for a while: every write beyond what is there fails."""
    never = resource.RLIM_INFINITY
    for size in (4096, never):
        for process in group(server):
            with suppress(ProcessLookupError):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (size, never))
        time.sleep(TROUBLE if size != never else 0)


@contextmanager
def small() -> Iterator[Path | None]:
    """Mount a small file system, where that is allowed; None elsewhere."""
    with scratch() as folder:
        mounted = folder / "small"
        mounted.mkdir()
        mount, umount = shutil.which("mount"), shutil.which("umount")
        words = ["-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(mounted)]
        if not mount or not umount or subprocess.run([mount, *words], check=False, capture_output=True).returncode:
            tell("disk: no file system may be mounted here, so none is really full: the limit alone shows it")
            yield None
            return
        try:
            yield mounted
        finally:
            subprocess.run([umount, str(mounted)], check=True)


def filled_up(folder: Path) -> Trouble:
    """Return the trouble of a file system that is full until something on it is thrown away."""

    def trouble(_trial: Trial, _server: Server) -> None:
        ballast = folder / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        time.sleep(TROUBLE)
        ballast.unlink()

    return trouble


def away(ground: Ground) -> Trouble:
    """Return the trouble of an embedded database whose file is moved away and put back.

    What is acknowledged while it is away would be lost if it never came back.
    """
    database = ground.installation.data / "travaux.sqlite3"
    elsewhere = ground.installation.folder / "elsewhere.sqlite3"

    def trouble(trial: Trial, _server: Server) -> None:
        database.rename(elsewhere)
        time.sleep(UNDER_WAY)
        before = len(trial.ledger.acknowledged)
        time.sleep(TROUBLE)
        trial.meanwhile = len(trial.ledger.acknowledged) - before
        made_anew = database.exists()
        elsewhere.replace(database)
        if made_anew:
            tell("disk: while the database was away, an empty one was made in its place")

    return trouble


def killed(ground: Ground) -> Trouble:
    """Return the trouble of a database server that is killed in mid-deed and comes back after a while."""

    def trouble(_trial: Trial, _server: Server) -> None:
        if ground.server:
            ground.server.kill()
            time.sleep(TROUBLE)
            ground.server.start()

    return trouble


def judged(what: str, ground: Ground, number: int, trouble: Trouble) -> Iterator[Figure]:
    """Hold a trial and tell: what was lost, and what users were told."""
    tell(f"disk: {what}")
    try:
        trial = Trial(ground, number).held(trouble)
    except DrillFailed as reason:
        yield Figure(what, f"{reason}"[:80], "goes on", met=False)
        return
    wrong: Found = found(trial.loop)
    yield Figure(f"{what}: {len(trial.ledger.acknowledged)} acknowledged", wrong.words, "0", met=wrong.is_right)
    if trial.meanwhile:
        yield Figure(f"{what}: acknowledged while it was away", str(trial.meanwhile), "0", met=False)
    is_told = 0 < trial.clear == len(trial.ledger.unavailable)
    yield Figure(f"{what}: told on a clear page (503)", trial.told, "all, and some", met=is_told)


def trials(folder: Path, form: str) -> Iterator[Figure]:
    number = NUMBERS[form]
    yield from judged("SQLite: no file may grow", sqlite(folder / "limited"), number, limited)
    with small() as mounted:
        if mounted:
            ground = sqlite(mounted / "full")
            yield from judged("SQLite: disk full", ground, number, filled_up(mounted))
    ground = sqlite(folder / "away")
    yield from judged("SQLite: database moved away and back", ground, number, away(ground))
    with cluster(folder / "server") as server:
        if server is None:
            yield missing("PostgreSQL: killed in mid-deed")
            return
        ground = on_server(folder / "served", server)
        yield from judged("PostgreSQL: killed in mid-deed and brought back", ground, number, killed(ground))


def figures(form: str = "usual") -> Iterator[Figure]:
    with scratch() as folder:
        yield from trials(folder, form)


if __name__ == "__main__":
    main(figures)
