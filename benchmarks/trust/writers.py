"""Eight writers at once, each in a process of its own, by the services: errors, waits, and updates that get lost.

`python -m benchmarks.trust.writers [--short]`. First they do deeds of four kinds as fast as they can. Then they word
the same few paragraphs anew, each time as they saw them: an edit is lost if the one after it was made by somebody who
had not seen it, which the record tells. Controls: Django's own settings of SQLite must fail where ours do not, and
writers who do not say what they saw must lose updates.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.figure import Figure
from benchmarks.trust.drill import Ground, grounds, main, missing, scratch, sqlite, tell
from benchmarks.trust.installation import Child, DrillFailed, Installation

WRITERS = 8
# Per form: deeds of each writer, edits of all together, those of the controls.
NUMBERS = {"short": (40, 800, 200), "usual": (150, 5000, 400), "long": (1500, 50_000, 400)}
RATE, LONGEST = 100, 1.0
PEER = "Django's settings of SQLite"


class Outcome:
    """What all the writers did since `start`, and how long it took until the last deed was done."""

    def __init__(self, tallies: list[Mapping[str, Any]], start: float) -> None:
        self.seconds: float = max(tally["ended"] for tally in tallies) - start
        self.done: list[str] = [word for tally in tallies for word in tally["done"]]
        self.errors: list[str] = [error for tally in tallies for error in tally["errors"]]
        self.waits: list[float] = sorted(wait for tally in tallies for wait in tally["waits"])
        self.stale: int = sum(tally["stale"] for tally in tallies)
        self.seen = {word: seen for tally in tallies for word, seen, _ in tally["edits"]}

    @property
    def rate(self) -> float:
        """Deeds done a second."""
        return len(self.done) / self.seconds

    @property
    def failing(self) -> float:
        """The share of deeds that failed."""
        return len(self.errors) / (len(self.errors) + len(self.done) + self.stale)


def together(ground: Ground, what: str, deeds: int) -> Outcome:
    """Let the writers work at the same time."""
    writers = [ground.installation.apart("writer", what, number, deeds) for number in range(WRITERS)]
    for writer in writers:
        said(writer, json.dumps(ground.cast))
    for writer in writers:
        heard(writer)
    start = monotonic()
    for writer in writers:
        said(writer, "")
    return Outcome([read(writer) for writer in writers], start)


def said(writer: Child, words: str) -> None:
    if writer.stdin:
        writer.stdin.write(f"{words}\n")
        writer.stdin.flush()


def heard(writer: Child) -> None:
    if writer.stdout and writer.stdout.readline() != "ready\n":
        message = "a writer did not begin"
        raise DrillFailed(message)


def read(writer: Child) -> Mapping[str, Any]:
    out, _ = writer.communicate()
    if writer.returncode:
        message = "a writer broke off"
        raise DrillFailed(message)
    tally: Mapping[str, Any] = json.loads(out)
    return tally


def lost(installation: Installation, outcome: Outcome) -> int:
    """Count the edits that were overwritten by somebody who had not seen them, along each paragraph's history.

    The record holds each edit with the digest of the wording that it replaced; the writers hold what they saw.
    """
    history = installation.asked("kept", "edits")
    if sorted(row["word"] for row in history["edits"]) != sorted(outcome.seen):
        message = "the record does not hold exactly the edits that were done"
        raise DrillFailed(message)
    broken = [row["word"] for row in history["edits"] if row["before"] != row["follows"]]
    if broken or not history["stands"]:
        message = f"the history of the paragraphs is not a chain: {broken[:3]}"
        raise DrillFailed(message)
    return sum(outcome.seen[row["word"]] != row["before"] for row in history["edits"])


def on(ground: Ground, form: str) -> Iterator[Figure]:
    each, edits, _ = NUMBERS[form]
    kind = ground.installation.kind
    tell(f"{WRITERS} writers, {WRITERS * each} deeds, {kind}")
    deeds = together(ground, "deeds", each)
    yield from judged(kind, deeds)
    tell(f"{WRITERS} writers, {edits} contended edits, {kind}")
    contended = together(ground, "edits", edits // WRITERS)
    count = lost(ground.installation, contended)
    what = f"{kind}: lost updates in {edits:,} contended edits ({contended.stale:,} stale ones refused)"
    yield Figure(what, str(count), "0", met=count == 0)
    yield Figure(f"{kind}: errors in them", str(len(contended.errors)), "0", met=not contended.errors)


def judged(kind: str, deeds: Outcome) -> Iterator[Figure]:
    errors = f"{len(deeds.errors)} of {len(deeds.done) + len(deeds.errors)}"
    yield Figure(f"{kind}: {WRITERS} writers, errors", errors, "0", met=not deeds.errors)
    yield Figure(f"{kind}: deeds a second", f"{deeds.rate:.0f}", f"{RATE}", met=deeds.rate >= RATE)
    longest = deeds.waits[-1]
    yield Figure(f"{kind}: longest wait", f"{longest:.2f} s", f"{LONGEST:.0f} s", met=longest <= LONGEST)


def controls(folder: Path, form: str) -> Iterator[Figure]:
    each, _, few = NUMBERS[form]
    tell("the same writers on Django's settings of SQLite")
    peer = together(sqlite(folder / "peer", careless="default"), "deeds", each)
    share = f"{peer.failing:.0%} of deeds fail, longest wait {peer.waits[-1]:.1f} s"
    yield Figure(f"control: {PEER}, python's library", share, "> 0 %", met=bool(peer.errors))
    tell("writers who do not say what they saw")
    ground = sqlite(folder / "blind")
    count = lost(ground.installation, together(ground, "blind", few // WRITERS))
    yield Figure(f"control: edits that do not say what was seen, lost of {few}", str(count), "> 0", met=count > 0)


def figures(form: str = "usual") -> Iterator[Figure]:
    for ground in grounds():
        yield from on(ground, form) if ground else [missing("PostgreSQL: writers")]
    with scratch() as folder:
        yield from controls(folder, form)


if __name__ == "__main__":
    main(figures)
