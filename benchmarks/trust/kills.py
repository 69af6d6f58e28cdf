"""The kill loop: the site is served and written to over HTTP, and killed again and again in the middle of it.

`python -m benchmarks.trust.kills [--short|--long]`. SIGKILL goes to every process of the server at once, at moments
drawn by lot; those who write send anew, under the same key, what was not answered. In the end all that was acknowledged
must be there exactly once, as a row and in the record, and the log must be whole. On PostgreSQL its own server is
killed too, some of the times, while ours stays up. Control: a site that acknowledges before it commits must lose.
"""

import json
import random
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from benchmarks.trust.drill import Ground, cluster, main, missing, on_server, place, scratch, sqlite, tell
from benchmarks.trust.writing import Hand, Ledger

HANDS, SEED = 4, 71
# Per form: kills of our server on each database, kills of the database server, kills of the control.
NUMBERS = {"short": (100, 4, 4), "usual": (100, 5, 5), "long": (1000, 25, 5)}
EARLIEST, LATEST, MOST = 0.0, 0.2, 5  # after so many writes were acknowledged, in the midst of the next ones
RESTART = 2.0
TELL_EVERY = 10


@dataclass(slots=True)
class Tally:
    """How far a loop has come: kills, and how long each start took to the first answered page, in seconds."""

    kills: int = 0
    database_kills: int = 0
    starts: list[float] = field(default_factory=list)


class Loop:
    """One installation that is killed again and again; kept on disk, so that it can be taken up where it was left."""

    def __init__(self, ground: Ground, kills: int, database_kills: int = 0) -> None:
        self.ground, self.kills = ground, kills
        self.every = kills // database_kills if database_kills else 0
        folder = ground.installation.folder
        self.kept, self.ledger = folder / "tally.json", Ledger(folder / "ledger")
        self.tally = Tally(**json.loads(self.kept.read_text())) if self.kept.exists() else Tally()

    def held(self) -> "Loop":
        """Write and kill as often as was asked, then let everybody finish."""
        port, cast = self.ground.installation.port, self.ground.cast
        hands = [Hand(n, port=port, cast=cast, ledger=self.ledger, seed=self.tally.kills) for n in range(HANDS)]
        for hand in hands:
            hand.start()
        try:
            while self.tally.kills < self.kills:
                self.once(random.Random(f"{SEED} {self.tally.kills}"))  # noqa: S311 - a drill that can be held again
            self.finished(hands)
        finally:
            for hand in hands:
                hand.leave()
        return self

    def once(self, chance: random.Random) -> None:
        """Start, let them write for a moment, kill."""
        server = self.ground.installation.served()
        try:
            self.tally.starts.append(server.opened())
            self.tally.kills += 1
            if self.every and self.tally.kills % self.every == 0:
                self.without_database(chance)
            self.ledger.reached(len(self.ledger.acknowledged) + chance.randint(0, MOST), server)
            time.sleep(chance.uniform(EARLIEST, LATEST))
        finally:
            server.killed()
        self.kept.write_text(json.dumps(asdict(self.tally)))
        if self.tally.kills % TELL_EVERY == 0:
            self.told()

    def without_database(self, chance: random.Random) -> None:
        """Kill the database's own server in mid-deed, and bring it back, while ours stays up."""
        time.sleep(chance.uniform(EARLIEST, LATEST))
        if self.ground.server:
            self.ground.server.kill()
            self.ground.server.start()
            self.tally.database_kills += 1

    def told(self) -> None:
        """Say how far it has come."""
        kind, kills, done = self.ground.installation.kind, self.tally.kills, len(self.ledger.acknowledged)
        tell(f"kills: {kind}: {kills} of {self.kills}, {done:,} writes acknowledged")

    def finished(self, hands: list[Hand]) -> None:
        """Serve once more until every write that is under way is answered."""
        server = self.ground.installation.served()
        try:
            server.opened()
            for hand in hands:
                hand.resting.set()
            for hand in hands:
                hand.join()
        finally:
            server.stopped()


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong in the end: writes lost, doubled, half there or refused; a broken log; a database ill."""

    lost: int
    doubled: int
    half: int
    refused: tuple[tuple[str, int, str], ...]
    whole: bool
    sound: str

    @property
    def words(self) -> str:
        """All of it in words."""
        log = "log whole" if self.whole else "LOG NOT WHOLE"
        told = f"{self.lost} lost, {self.doubled} doubled, {self.half} half, {len(self.refused)} refused, {log}"
        told += f" (refused: {self.refused[0]})" if self.refused else ""
        return told if self.sound == "ok" else f"{told}, {self.sound}"

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.half or self.refused) and self.whole and self.sound == "ok"


def found(loop: Loop) -> Found:
    """Compare what was acknowledged with what is there."""
    kept: Any = loop.ground.installation.asked("kept", "words")
    rows, entries = kept["rows"], kept["entries"]
    words = loop.ledger.acknowledged
    return Found(
        lost=sum(word not in entries for word in words),
        doubled=sum(rows.get(word, 0) > 1 or number > 1 for word, number in entries.items()),
        half=sum(word not in entries for word in rows),
        refused=tuple(loop.ledger.refused),
        whole=kept["whole"],
        sound=kept["sound"],
    )


def judged(loop: Loop) -> Iterator[Figure]:
    kind, kills = loop.ground.installation.kind, loop.tally.kills
    also = f" and {loop.tally.database_kills} of the database's" if loop.tally.database_kills else ""
    wrong, count = found(loop), len(loop.ledger.acknowledged)
    what = f"{kind}: {kills:,} kills{also}, {count:,} writes acknowledged"
    yield Figure(what, wrong.words, "0", met=wrong.is_right)
    p95 = statistics.quantiles(loop.tally.starts, n=20)[-1]
    what = f"{kind}: restart to the first answered page, 95 of 100"
    yield Figure(what, f"{p95:.2f} s", f"{RESTART:.0f} s", met=p95 <= RESTART)


def loops(folder: Path, form: str) -> Iterator[Loop | None]:
    """Hold the loops on both databases at the same time; None for a server that cannot be had."""
    kills, database_kills, _ = NUMBERS[form]
    with cluster(folder / "server") as server, ThreadPoolExecutor(2) as both:
        asked = [Loop(sqlite(folder / "embedded"), kills)]
        if server:
            asked.append(Loop(on_server(folder / "served", server), kills, database_kills))
        yield from both.map(Loop.held, asked)
        if server is None:
            yield None


def control(folder: Path, kills: int) -> Figure:
    tell("kills: a site that acknowledges before it commits")
    wrong = found(Loop(sqlite(folder / "hasty", careless="early"), kills).held())
    what = f"control: acknowledged before it is committed, {kills} kills"
    return Figure(what, f"{wrong.lost} lost", "> 0 lost", met=wrong.lost > 0)


def figures(form: str = "usual") -> Iterator[Figure]:
    with place("kills", form) as folder:
        for loop in loops(folder, form):
            yield from judged(loop) if loop else [missing("PostgreSQL: kills")]
    with scratch() as folder:
        yield control(folder, NUMBERS[form][2])


if __name__ == "__main__":
    main(figures)
