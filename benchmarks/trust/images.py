"""What may be on the disk after the power is cut: a model of a file system that promises no more than it must.

- What was written to a file and not synced since may be there or not, each write for itself, in any order, and each
  sector of 512 bytes of it for itself (a disk writes sectors whole).
- A file may have its new length before it has the bytes: what is missing then reads as zeros.
- What was synced is there; a sync covers what had been asked of that file when the sync was asked for.
- Names that were made or given up are on the disk only after their folder was synced, until then up to any point, in
  their order, as a file system with a journal keeps them. A file that comes back has what its own syncs had kept.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.trust.tracing import FOLDER, Answered, Event, Length, Made, Removed, Synced, Write

SECTOR = 512
Change = Write | Length


@dataclass(slots=True)
class File:
    """The bytes of a file that are on the disk for certain, and what was asked since, numbered."""

    content: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, Change]] = field(default_factory=list)

    def synced(self, asked: int) -> None:
        """Put on the disk what had been asked by then."""
        for number, change in self.waiting:
            if number < asked:
                put(self.content, change)
        self.waiting = [each for each in self.waiting if each[0] >= asked]


def put(content: bytearray, change: Change) -> None:
    """Carry a change out."""
    if isinstance(change, Length):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


def sectors(change: Change) -> Iterable[Change]:
    """Cut a write into the sectors that the disk writes whole."""
    if isinstance(change, Length):
        return [change]
    ends = range(SECTOR - change.offset % SECTOR, len(change.data), SECTOR)
    places = [0, *ends, len(change.data)]
    return [Write(change.name, change.offset + a, change.data[a:b]) for a, b in pairwise(places)]


Choice = Callable[[list[Change], random.Random], list[Change]]


def nothing(_changes: list[Change], _chance: random.Random) -> list[Change]:
    return []


def everything(changes: list[Change], _chance: random.Random) -> list[Change]:
    return changes


def beginning(changes: list[Change], chance: random.Random) -> list[Change]:
    return changes[: chance.randint(0, len(changes))]


def some(changes: list[Change], chance: random.Random) -> list[Change]:
    share = chance.random()
    return [change for change in changes if chance.random() < share]


def disordered(changes: list[Change], chance: random.Random) -> list[Change]:
    kept = some(changes, chance)
    chance.shuffle(kept)
    return kept


def torn(changes: list[Change], chance: random.Random) -> list[Change]:
    """Keep each sector for itself."""
    return some([part for change in changes for part in sectors(change)], chance)


def torn_last(changes: list[Change], chance: random.Random) -> list[Change]:
    """Keep all up to one write, of that some sectors from its beginning, and nothing after it."""
    whole = beginning(changes, chance)
    parts = list(sectors(whole[-1])) if whole else []
    return [*whole[:-1], *parts[: chance.randint(0, len(parts))]]


def stretched(changes: list[Change], chance: random.Random) -> list[Change]:
    """Let the file have its length before it has its bytes."""
    ends = [change.offset + len(change.data) for change in changes if isinstance(change, Write)]
    return [Write("", max(ends, default=0), b""), *some(changes, chance)]


CHOICES: tuple[Choice, ...] = (nothing, everything, beginning, some, disordered, torn, torn_last, stretched)


class Disk:
    """The files of one folder, as an application sees them and as the disk has them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.seen = {name: File(bytearray(content)) for name, content in files.items()}
        self.names = dict(self.seen)
        self.renamed: list[tuple[str, File | None]] = []
        self.number = 0

    def happened(self, event: Event) -> None:
        """Take in the next event of the trace."""
        if isinstance(event, Write | Length):
            if event.name in self.seen:
                self.seen[event.name].waiting.append((self.number, event))
        elif isinstance(event, Synced):
            self._synced(event)
        elif not isinstance(event, Answered):
            self._named(event)
        self.number += 1

    def _synced(self, event: Synced) -> None:
        if event.name == FOLDER:
            for name, file in self.renamed:
                _name(self.names, name, file)
            self.renamed = []
        elif event.name in self.seen:
            self.seen[event.name].synced(event.asked)

    def _named(self, event: Made | Removed) -> None:
        file = File() if isinstance(event, Made) else None
        _name(self.seen, event.name, file)
        self.renamed.append((event.name, file))

    def image(self, choice: Choice, chance: random.Random) -> dict[str, bytearray]:
        """Return the files that may be there if the power is cut now."""
        names = dict(self.names)
        for name, file in self.renamed[: chance.randint(0, len(self.renamed))]:
            _name(names, name, file)
        return {name: _content(file, choice, chance) for name, file in names.items()}


def _name(names: dict[str, File], name: str, file: File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _content(file: File, choice: Choice, chance: random.Random) -> bytearray:
    content = bytearray(file.content)
    for change in choice([change for _, change in file.waiting], chance):
        put(content, change)
    return content
