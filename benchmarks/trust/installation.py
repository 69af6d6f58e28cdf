"""An installation for a drill: made, filled, served as its users serve it, and killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.site import free_port

TRAVAUX = Path(sys.executable).with_name("travaux")
Child: TypeAlias = "subprocess.Popen[str]"
STARTS_WITHIN, STOPS_WITHIN = 120.0, 30.0
AGAIN = 0.01
# Of what stands around us, what an installation does not have: settings; and its code is compiled once.
NOT_THEIRS = ("TRAVAUX_", "PYTHONDONTWRITEBYTECODE")


class DrillFailed(Exception):  # noqa: N818 - says what happened
    """The drill could not be held, so it shows nothing: that is a failure too."""


@dataclass(slots=True)
class Installation:
    """A folder of data, and the database if it is not the embedded one; `careless` names how a control spoils it."""

    folder: Path
    database: str = ""
    careless: str = ""
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> Mapping[str, str]:
        """What the commands of this installation find around them."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_THEIRS)}
        ours = {
            "TRAVAUX_DATA": str(self.data),
            "TRAVAUX_LOG": "ERROR",
            "TRAVAUX_COSTLY": "0",  # who writes here files more often in a minute than a person does
            "DJANGO_SETTINGS_MODULE": "secretariat.settings",
        }
        return kept | ours | ({"TRAVAUX_DATABASE_URL": self.database} if self.database else {})

    @property
    def data(self) -> Path:
        """Where the site keeps its own."""
        return self.folder / "data"

    @property
    def kind(self) -> str:
        """Which database it is, in words."""
        return "PostgreSQL" if self.database else "SQLite"

    def apart(self, module: str, *words: object) -> Child:
        """Start a module of ours in a process of its own, within this installation."""
        careless = ["benchmarks.trust.careless", self.careless] if self.careless else []
        command = [sys.executable, "-m", *careless, f"benchmarks.trust.{module}", *map(str, words)]
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def asked(self, module: str, *words: object) -> Any:
        """Run a module of ours within this installation and return what it prints, read as JSON."""
        child = self.apart(module, *words)
        said, _ = child.communicate()
        if child.returncode:
            message = f"{module} {words} failed on {self.kind}"
            raise DrillFailed(message)
        return json.loads(said)

    def served(self, *before: str) -> "Server":
        """Start `travaux serve`, behind the command `before` if there is one."""
        careless = [sys.executable, "-m", "benchmarks.trust.careless", self.careless, "travaux"]
        command = careless if self.careless else [str(TRAVAUX)]
        return Server([*before, *command, "serve", "--port", str(self.port)], self)


class Server:
    """A served installation, with all the processes that it started."""

    def __init__(self, command: Sequence[str], installation: Installation) -> None:
        self.installation, self.started = installation, time.monotonic()
        with (installation.folder / "server.log").open("ab") as said:
            self.process = subprocess.Popen(
                command,
                env=installation.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,  # one group, so that one signal ends all of it at once
            )

    def opened(self, page: str = "/") -> float:
        """Wait for the first answered page; return how long after the start it came, in seconds."""
        until = self.started + STARTS_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            if self._answers(page):
                return time.monotonic() - self.started
            time.sleep(AGAIN)
        log = self.installation.folder / "server.log"
        message = f"the site did not open:\n{log.read_text(errors='replace')[-2000:]}"
        raise DrillFailed(message)

    def _answers(self, page: str) -> bool:
        line = HTTPConnection("127.0.0.1", self.installation.port, timeout=STARTS_WITHIN)
        with closing(line), suppress(OSError, HTTPException):
            line.request("GET", page)
            answer = line.getresponse()
            answer.read()
            return answer.status == 200  # noqa: PLR2004 - HTTP's "OK"
        return False

    def killed(self) -> None:
        """End every process of the server at once, with nothing written out: SIGKILL to the group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stopped(self) -> None:
        """Stop it as its users do; the signal goes to the group, for a tracer passes none on."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(STOPS_WITHIN)
        finally:
            self.killed()
