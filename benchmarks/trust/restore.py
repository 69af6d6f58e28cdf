"""A large process saved and brought back: every row, the pages, every entry and the root of the record read through.

    python -m benchmarks.trust.restore [--short|--long]

The installation is made from a seed, saved, and restored into an empty folder. The floor is the copying of the same
file (`cp`), which checks nothing. The peer is Django's own way, `dumpdata` and `loaddata`, which checks no digest and
no record; it is run at a smaller size, with ours at that size beside it. The control is a backup in which one byte of
one paper was changed: it must be refused.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.trust.drill import main

# Entries, passages, megabytes of papers.
SIZES = {"short": (2_000, 500, 5), "usual": (200_000, 50_000, 500), "long": (400_000, 100_000, 1_000)}
SMALL = (2_000, 500, 5)
GOAL = 60.0
PAPER = 1 << 20  # bytes of a large paper
ROOT = Path(__file__).parents[2]
TRAVAUX = ("-c", "from travaux.cli import main; main()")
LEFT_OUT = ("--exclude=contenttypes", "--exclude=auth.permission")


@dataclass(frozen=True, slots=True)
class Took:
    """How long a command took: by the clock, and of the processors."""

    wall: float
    cpu: float
    said: str = ""

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.cpu:.1f} s of a processor)"

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.cpu + other.cpu)


def run(data: Path, *words: object, must: bool = True) -> Took:
    """Run Python on an installation, in a process of its own."""
    env = {**os.environ, "TRAVAUX_DATA": str(data), "TRAVAUX_DATABASE_URL": "", "TRAVAUX_DEMO": ""}
    env |= {"DJANGO_SETTINGS_MODULE": "secretariat.settings", "TRAVAUX_SECRET_KEY": "the drill's"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, env=env, cwd=ROOT, check=False, capture_output=True, text=True)
    if must and done.returncode:
        raise RuntimeError(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(time.perf_counter() - start, cpu, done.stderr)


def there_and_back(folder: Path, size: tuple[int, int, int]) -> tuple[Path, Took, Took]:
    """Make an installation of that size, save it, and bring it back; the backup, and how long each took."""
    file = folder / "kept.backup"
    run(folder / "old", "-m", "benchmarks.trust.restore_large", *size)
    saved = run(folder / "old", *TRAVAUX, "backup", file)
    return file, saved, run(folder / "new", *TRAVAUX, "restore", file)


def djangos(folder: Path) -> tuple[Took, Took]:
    """Save and bring back the same installation with dumpdata and loaddata."""
    dump = folder / "dump.json"
    saved = run(folder / "old", "-m", "django", "dumpdata", "--all", *LEFT_OUT, "--output", dump)
    made = run(folder / "peer", "-m", "django", "migrate", "--verbosity=0")
    return saved, made + run(folder / "peer", "-m", "django", "loaddata", dump)


def is_refused(folder: Path, file: Path) -> bool:
    """Change one byte of one paper in the backup; whether it is then refused, and nothing put in place."""
    bad = folder / "bad.backup"
    shutil.copyfile(file, bad)
    with closing(sqlite3.connect(bad)) as opened, opened:
        bent = "CAST(substr(content, 1, 99) || x'00' || substr(content, 101) AS BLOB)"
        opened.execute(f"UPDATE documents_blob SET content = {bent} WHERE size = {PAPER}")  # noqa: S608 - our own words
    tried = run(folder / "none", *TRAVAUX, "restore", bad, must=False)
    return "the table documents_blob" in tried.said and not (folder / "none" / "travaux.sqlite3").exists()


def figures(form: str = "usual") -> Iterator[Figure]:
    """Yield the figures of the large process, the floor, the peer's and the control."""
    entries, passages, _megabytes = SIZES[form]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, saved, back = there_and_back(folder, SIZES[form])
        start = time.perf_counter()
        shutil.copyfile(file, folder / "floor")
        floor = time.perf_counter() - start
        of = f"{entries} entries, {passages} passages, {file.stat().st_size / 1e6:.0f} MB"
        yield Figure(f"backup of {of}", str(saved), "", f"{floor:.1f} s", "cp, checks nothing")
        goal = "" if form == "long" else f"<= {GOAL:.0f} s"
        yield Figure(
            f"restore, all read through: {of}",
            str(back),
            goal,
            f"{floor:.1f} s",
            "cp",
            met=back.wall <= GOAL or not goal,
        )
    yield from _small()


def _small() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, saved, back = there_and_back(folder, SMALL)
        dumped, loaded = djangos(folder)
        of = f"{SMALL[0]} entries, {SMALL[2]} MB"
        yield Figure(f"backup of {of}", str(saved), "", str(dumped), "Django's dumpdata")
        yield Figure(f"restore of {of}", str(back), "", str(loaded), "Django's migrate and loaddata, checks nothing")
        refused = is_refused(folder, file)
    yield Figure("control: a byte of a paper changed", "refused" if refused else "taken", "refused", met=refused)


if __name__ == "__main__":
    main(figures)
