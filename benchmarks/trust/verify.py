"""How long an outsider's check of a large record takes, and how much memory; and how long a proof from a large log.

    python -m benchmarks.trust.verify [--short | --long]

The record is written by the engine, in chunks, and checked as outsiders do: the one file, in a process of its own. The
peer is the verifier written in Perl for the tests, with the same archive on the same machine in the same run.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

from benchmarks.figure import Figure, seconds
from benchmarks.trust.drill import main
from travaux.record import verifier
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry, canonical
from travaux.record.tiles import WIDTH, Tiles, crossed
from travaux.record.tree import Frontier, frontier_of
from travaux.record.verifier import inclusion_root, leaf_hash

ENTRIES = {"short": 50_000, "usual": 1_000_000, "long": 4_000_000}
WITHIN, MEMORY, PROOF = 15.0, 256, 0.050  # seconds, MiB, seconds
WORDS = "Reaffirm the commitment to voluntary measures that are fair to all, and recall what was agreed before"
OPENED = datetime(2018, 2, 20, 9, tzinfo=UTC)
PEER = "verify.pl (Perl)"
PERL = Path(__file__).parents[2] / "tests/travaux/record/verify.pl"


def line(i: int) -> bytes:
    """Write an entry as long as those of the sample are."""
    at = OPENED + timedelta(seconds=i)
    facts = {"kind": "replace", "number": str(i % 90), "reason": "", "wording": f"{WORDS} ({i})"}
    uuid, subject = UUID(int=i), f"proposal:{UUID(int=i << 64)}"
    return canonical(Entry(str(uuid), "table_proposal", "gcm-2018", "delegate:ARL", subject, at, facts, at)) + b"\n"


def written(archive: Path, kept: Path, entries: int) -> Checkpoint:
    """Write a record of that many entries, and the checkpoint that an outsider holds."""
    tree = Frontier()
    with archive.open("wb") as out:
        for i in range(entries):
            words = line(i)
            out.write(words)
            tree = tree.extended(leaf_hash(words[:-1]))
    head = Checkpoint("travaux", tree.size, tree.root())
    kept.write_text(head.text())
    return head


def timed(*command: str | Path) -> tuple[float, int, str]:
    """Run a command; return its seconds of a processor, the most memory that it held in MiB, and what it said."""
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(command, stdout=said)
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = status
        said.seek(0)
        return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, said.read() if status == 0 else ""


def proofs(entries: int) -> float:
    """Return the median seconds of a proof by tiles that are read from memory; each is checked."""
    leaves = [hashlib.sha256(i.to_bytes(8, "big")).digest() for i in range(entries)]
    nodes: dict[tuple[int, int], bytes] = {}

    def read(level: int, number: int, width: int) -> list[bytes]:
        first = number * WIDTH
        return leaves[first : first + width] if level == 0 else [nodes[level, i] for i in range(first, first + width)]

    for level, number in crossed(0, entries):
        nodes[level, number] = frontier_of(read(level - 1, number, WIDTH)).root()
    root = Tiles(entries, read).root(0, entries)
    places: Sequence[int] = range(entries // 2000, entries, entries // 21)
    right = [inclusion_root(leaves[i], i, entries, Tiles(entries, read).inclusion(i)) == root for i in places]
    if not all(right):
        message = "a proof by tiles does not lead to the root"
        raise RuntimeError(message)
    return median(seconds(lambda i=i: Tiles(entries, read).inclusion(i), 1) for i in places)  # type: ignore[misc] # a default binds i


def figures(form: str = "usual") -> Iterator[Figure]:
    entries = ENTRIES[form]
    with tempfile.TemporaryDirectory() as folder:
        archive, kept = Path(folder, "record.jsonl"), Path(folder, "kept.txt")
        head = written(archive, kept, entries)
        taken, memory, said = timed(sys.executable, "-I", verifier.__file__, archive, kept)
        is_right = head.root.hex() in said and f"vouches for the first {entries}." in said
        perl = shutil.which("perl")
        theirs = timed(perl, PERL, archive, kept) if perl else (0.0, 0, "")
        told = f"{theirs[0]:.1f} s" if head.root.hex() in theirs[2] else ""
        what = f"check of a record of {entries:,} entries, {archive.stat().st_size // 2**20} MiB, time of a processor"
        yield Figure(
            what, f"{taken:.1f} s", f"{WITHIN:.0f} s", told, "verify.pl (Perl)", met=is_right and taken <= WITHIN
        )
        room = f"{theirs[1]} MiB" if told else ""
        yield Figure("the same, memory", f"{memory} MiB", f"{MEMORY} MiB", room, PEER, met=memory <= MEMORY)
        spoil(archive)
        broken = timed(sys.executable, "-I", verifier.__file__, archive, kept)[2]
        yield Figure("the same with one letter changed", "sound" if broken else "broken", "broken", met=not broken)
    proof = proofs(entries)
    what = f"proof of an entry of {entries:,}, without the reading of its tiles"
    yield Figure(what, f"{proof * 1000:.1f} ms", f"{PROOF * 1000:.0f} ms", met=proof <= PROOF)


def spoil(archive: Path) -> None:
    """Change one letter in the middle."""
    with archive.open("r+b") as file:
        file.seek(archive.stat().st_size // 2)
        around = file.read(2000)
        at = around.index(b"voluntary")
        file.seek(archive.stat().st_size // 2 + at)
        file.write(b"V")


if __name__ == "__main__":
    main(figures)
