"""What the drills share: their forms, the installations that they are held on, how they tell what is under way."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import postgresql
from benchmarks.figure import Figure, table
from benchmarks.postgresql import PostgreSQL
from benchmarks.trust.installation import Installation

KEPT = Path(__file__).parents[2] / ".drills"
FORMS = ("short", "usual", "long")
Figures = Callable[[str], Iterable[Figure]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a drill is held on: an installation, filled, with its cast; and the database server, if it has one."""

    installation: Installation
    cast: Any
    server: PostgreSQL | None = None


def tell(words: str) -> None:
    """Say on the error stream what is under way."""
    print(f"drill: {words}", file=sys.stderr, flush=True)


def sqlite(folder: Path, careless: str = "") -> Ground:
    """Make an installation with the embedded database; `careless` is how a control spoils it."""
    return _filled(Installation(folder), careless)


def _filled(installation: Installation, careless: str, server: PostgreSQL | None = None) -> Ground:
    """Fill the installation, unless that was done before: a long drill is taken up where it was left."""
    installation.careless = careless  # before it is filled: a database remembers its kind of journal
    kept = installation.folder / "cast.json"
    if not kept.exists():
        installation.data.mkdir(parents=True)
        kept.write_text(json.dumps(installation.asked("filled")))
    return Ground(installation, json.loads(kept.read_text()), server)


@contextmanager
def cluster(folder: Path) -> Iterator[PostgreSQL | None]:
    """Run a PostgreSQL server that keeps what it acknowledged, as it does unless told otherwise; None without one."""
    programs = postgresql.found_programs()
    if programs is None:
        tell(postgresql.MISSING)
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    server = PostgreSQL(programs, folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def on_server(folder: Path, server: PostgreSQL, database: str = "travaux", careless: str = "") -> Ground:
    """Make an installation whose database is one of the server's."""
    return _filled(Installation(folder, server.make(database)), careless, server)


@contextmanager
def scratch() -> Iterator[Path]:
    """Return a folder that is gone afterwards; readable for the user that a database server runs as."""
    with tempfile.TemporaryDirectory(prefix="travaux-drill-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def place(name: str, form: str) -> Iterator[Path]:
    """Return a folder for a drill; that of a long one stays until the drill has come to its end."""
    if form != "long":
        with scratch() as folder:
            yield folder
        return
    kept = KEPT / name
    kept.mkdir(parents=True, exist_ok=True)
    tell(f"{name}: what is done is kept in {kept}; the same command goes on from there")
    yield kept
    shutil.rmtree(kept)


def grounds() -> Iterator[Ground | None]:
    """Yield a filled installation on each database, one after the other; None for a server that cannot be had."""
    with scratch() as folder:
        yield sqlite(folder / "embedded")
        with cluster(folder / "server") as server:
            yield on_server(folder / "served", server) if server else None


def missing(what: str) -> Figure:
    """Return the figure of what could not be measured: that is no success."""
    return Figure(what, "not measured", "measured", met=False)


def form_of(words: list[str]) -> str:
    """Return the form that the words of a command ask for; end the run where they say anything else."""
    asked = [word.removeprefix("--") for word in words] or ["usual"]
    if len(asked) != 1 or asked[0] not in FORMS:
        sys.exit("A drill takes --short (as in CI), --long (see docs/guides/administrator.md), or neither.")
    return asked[0]


def main(figures: Figures) -> None:
    """Hold a drill as a command: print its figures; the status says whether all targets were met."""
    found = list(figures(form_of(sys.argv[1:])))
    print(table(found))
    sys.exit(int(any(not figure.met for figure in found)))
