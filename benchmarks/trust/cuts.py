"""Run apart: cut the power at many moments of a trace, open what is then on the disk, and print what was found.

`python -m benchmarks.trust.cuts TRACE FOLDER BEFORE SEED COUNT LIBRARY`: FOLDER is the traced one, BEFORE a copy of it
as it was when the trace began.
"""

import importlib
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.trust.images import CHOICES, Disk
from benchmarks.trust.tracing import Answered, Event, Reader

DATABASE = "travaux.sqlite3"
WORD = re.compile(r"w\d+-\d+")
# Where the words of the deeds stand as rows, and the deed that left each row.
ROWS = {
    "endorse_submission": "SELECT name FROM inputs_endorsement",
    "redraft_provision": "SELECT reason FROM negotiation_redraft",
    "prepare_proposal": "SELECT reason FROM negotiation_proposal",
    "file_submission": "SELECT title FROM inputs_submission",
}
NOTES = "SELECT facts FROM record_entry WHERE deed = 'take_position'"
# Every row of a deed has its entry, and every entry its row: one transaction.
HALVES = "SELECT count(*) FROM record_entry WHERE deed = ?"


def looked_at(database: Path, library: Any, acknowledged: set[str]) -> str:
    """Open the database as the site would and say what is wrong with it: `lost`, `half`, `broken`, or nothing."""
    try:
        with closing(library.connect(database, isolation_level=None)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "broken"
            return told(connection, acknowledged)
    except library.DatabaseError as error:
        return f"broken: {error}"


def told(connection: Any, acknowledged: set[str]) -> str:
    found = {word for (facts,) in connection.execute(NOTES) for word in WORD.findall(facts)}
    for deed, query in ROWS.items():
        rows = [row[0] for row in connection.execute(query)]
        if len(rows) != connection.execute(HALVES, [deed]).fetchone()[0]:
            return "half"
        found.update(word.group() for row in rows if (word := WORD.search(row)))
    return "" if acknowledged <= found else "lost"


def cut(
    events: list[Event], before: Path, seed: int, count: int
) -> Iterator[tuple[str, dict[str, bytearray], set[str]]]:
    """Yield images: how each was chosen, its files, and what had been acknowledged by then."""
    chance = random.Random(seed)  # noqa: S311 - a drill that can be held again, no secret
    places = Counter(chance.choices(range(len(events) + 1), k=count))
    disk, acknowledged = Disk({path.name: path.read_bytes() for path in before.iterdir()}), set[str]()
    for place in range(len(events) + 1):
        for _ in range(places[place]):
            choice = chance.choice(CHOICES)
            yield choice.__name__, disk.image(choice, chance), acknowledged
        if place < len(events):
            event = events[place]
            disk.happened(event)
            if isinstance(event, Answered):
                acknowledged.add(event.word)


def examined(events: list[Event], before: Path, seed: int, count: int, library: Any) -> Counter[str]:
    """Make the images one after the other where no disk is waited for, and count what was found."""
    found: Counter[str] = Counter()
    memory = Path("/dev/shm")  # noqa: S108 - in memory; a folder of our own is made in it
    for chosen, files, acknowledged in cut(events, before, seed, count):
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
            for name, content in files.items():
                (Path(folder) / name).write_bytes(content)
            wrong = looked_at(Path(folder) / DATABASE, library, acknowledged)
        found.update(["images"] + ([wrong.partition(":")[0], f"{wrong} ({chosen})"] if wrong else []))
    return found


def main(trace: str, folder: str, before: str, seed: str, count: str, library: str) -> Counter[str]:
    there = {path.name for path in Path(before).iterdir()}
    events = list(Reader(Path(folder), there).events(Path(trace)))
    found = examined(events, Path(before), int(seed), int(count), importlib.import_module(library))
    return found + Counter(answered=sum(isinstance(event, Answered) for event in events), events=len(events))


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
