"""Jobs through kills: workers are killed in the middle of a job, at the worst places; nothing is lost or done twice.

    python -m benchmarks.trust.jobs [--short|--long]

A fifth of the jobs change rows, a fifth open a paper in a process of its own, a fifth export a file to be handed back,
a fifth write to a folder outside, a fifth send mail to a server of ours that counts. Where the worker dies while the
mail server has the mail and has not answered, nobody can tell whether it was taken: those jobs must be listed as in
doubt, and are decided as an operator does who has asked the server. Two controls (a worker that marks a job done before
doing it, and one that marks it after) go through the same, but for papers and exports, and must lose, or double.
"""

import json
import os
import signal
import socketserver
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any

from benchmarks.figure import Figure
from benchmarks.trust.drill import cluster, main, missing, scratch

NUMBERS = {"short": (30, 10), "usual": (100, 30), "long": (1000, 300)}  # jobs, kills
CONTROL = (30, 10)
ON = "PostgreSQL"
STAGES = ("row", "paper", "export", "file", "mail-taken", "file-not-yet", "mail-dropped")
CARELESS = ("row", "file")
WITHIN = 60.0


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail and counts it by Message-ID; told to, it gives no answer to the next one, kept or not."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, signs: "Queue[dict[str, Any]]") -> None:
        self.signs, self.taken, self.silent = signs, Counter[str](), ""
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    """One worker that hands over its mail."""

    server: MailServer

    def handle(self) -> None:
        """Answer line by line."""
        self._say("220 drill")
        with suppress(ConnectionError):
            while line := self.rfile.readline().decode().strip():
                if line.upper() == "DATA":
                    self._say("354 go on")
                    self._take()
                else:
                    self._say("221 bye" if line.upper() == "QUIT" else "250 well")

    def _take(self) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        name = next((line.decode().split("<")[1].split("@")[0] for line in lines if line.startswith(b"Message-ID")), "")
        silent, self.server.silent = self.server.silent, ""
        if silent != "mail-dropped":
            self.server.taken[name] += 1
        if silent:
            self.server.signs.put({"here": silent})
            Event().wait(WITHIN)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        with suppress(ConnectionError):
            self.wfile.write(f"{words}\r\n".encode())


@dataclass(slots=True)
class Site:
    """The site's side of the drill, in a process of its own, and the mail server."""

    process: "subprocess.Popen[str]"
    mail: MailServer
    signs: "Queue[dict[str, Any]]"
    workers: set[int] = field(default_factory=set)

    def ask(self, *words: object) -> dict[str, Any]:
        """Send a line and return the answer."""
        assert self.process.stdin  # noqa: S101 - opened with a pipe
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.signs.get(timeout=WITHIN)
        if "ended" in answer:
            message = "the site's side of the drill ended: see above"
            raise RuntimeError(message)
        return answer

    def start(self, kind: str, stage: str = "") -> int:
        """Start a worker, told where to stand still."""
        self.mail.silent = stage if stage.startswith("mail") else ""
        pid = int(self.ask("start", kind, stage)["started"])
        self.workers.add(pid)
        return pid

    def kill(self, pid: int) -> None:
        """Kill a worker as a power cut would."""
        self.workers.discard(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def site(folder: Path, database: str) -> Iterator[Site]:
    """Start the site's side on an installation in `folder`, or on the PostgreSQL database given."""
    signs: Queue[dict[str, Any]] = Queue()
    with MailServer(signs) as mail:
        Thread(target=mail.serve_forever, daemon=True).start()
        env = {**os.environ, "TRAVAUX_DATA": str(folder), "TRAVAUX_MAIL": f"smtp://127.0.0.1:{mail.server_address[1]}"}
        env |= {"TRAVAUX_DATABASE_URL": database, "TRAVAUX_LOG": "ERROR", "TRAVAUX_DEMO": ""}
        command = [sys.executable, "-m", "benchmarks.trust.jobs_at_work"]
        pipe = subprocess.PIPE
        root = Path(__file__).parents[2]
        with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True, cwd=root) as process:
            listener = Thread(target=_listen, args=(process, signs), daemon=True)
            listener.start()
            found = Site(process, mail, signs)
            try:
                yield found
            finally:
                for pid in list(found.workers):
                    found.kill(pid)
                process.kill()
                listener.join()
                mail.shutdown()


def _listen(process: "subprocess.Popen[str]", signs: "Queue[dict[str, Any]]") -> None:
    for line in process.stdout or ():
        signs.put(json.loads(line))
    signs.put({"ended": True})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the jobs: how many kills fell in the middle of one, and how each ended."""

    jobs: int
    kills: int
    doubt: int
    lost: int
    twice: int


def drill(folder: Path, *, jobs: int, kills: int, worker: str = "ours", database: str = "") -> Outcome:
    """Fill the queue, kill workers in the middle of their jobs, let the last one finish, and count."""
    with site(folder, database) as there:
        there.ask("fill", jobs, worker)
        fell = sum(_killed(there, worker, n) for n in range(kills))
        pid = there.start(worker)
        left = _settled(there)
        doubt = _decided(there)
        _settled(there)
        there.kill(pid)
        lost, twice = _counted(there)
        return Outcome(jobs, fell, doubt, lost + left, twice)


def _killed(there: Site, worker: str, number: int) -> bool:
    """Start a worker, and kill it where it stands still; whether it came to that place."""
    stages = STAGES if worker == "ours" else CARELESS
    stage = stages[number % len(stages)]
    pid = there.start(worker, stage)
    try:
        return bool(there.signs.get(timeout=WITHIN / 6)["here"] == stage)
    except Empty:
        return False
    finally:
        there.kill(pid)


def _settled(there: Site) -> int:
    """Wait until no job is left to be done; how many are left all the same after a time."""
    until = time.monotonic() + WITHIN
    while left := _left(there):
        if time.monotonic() > until:
            break
        time.sleep(0.2)
    return left


def _left(there: Site) -> int:
    states = Counter(job["state"] for job in there.ask("count")["jobs"].values())
    return states["waiting"] + states["running"]


def _decided(there: Site) -> int:
    """Decide on the jobs in doubt as the mail server's own count says; how many there were."""
    jobs = there.ask("count")["jobs"]
    doubt = [uuid for uuid, job in jobs.items() if job["state"] == "doubt"]
    for uuid in doubt:
        there.ask("decide", uuid, "taken" if there.mail.taken[uuid] else "dropped")
    return len(doubt)


def _counted(there: Site) -> tuple[int, int]:
    said = there.ask("count")
    mails = {uuid: there.mail.taken[uuid] for uuid, job in said["jobs"].items() if job["kind"] == "mail"}
    effects = {job["key"]: said["effects"].get(job["key"], 0) for job in said["jobs"].values() if job["kind"] != "mail"}
    times = [*mails.values(), *effects.values()]
    return times.count(0), sum(1 for time_ in times if time_ > 1)


def figures(form: str = "usual") -> Iterator[Figure]:
    """Yield the figure of our worker on both databases, and those of the controls, which must fail."""
    jobs, kills = NUMBERS[form]
    with scratch() as folder:
        yield _figure("ours", drill(folder / "embedded", jobs=jobs, kills=kills), kills)
        with cluster(folder / "server") as server:
            if server:
                database = server.make("jobs")
                yield _figure("ours", drill(folder / "served", jobs=jobs, kills=kills, database=database), kills, ON)
            else:
                yield missing(f"{ON}: jobs")
        for worker, (number, falls) in {"before": CONTROL, "after": CONTROL}.items():
            yield _figure(worker, drill(folder / worker, jobs=number, kills=falls, worker=worker), falls)


def _figure(worker: str, found: Outcome, kills: int, on: str = "SQLite") -> Figure:
    ours = f"{found.lost} lost, {found.twice} twice"
    if worker == "ours":
        met = (found.lost, found.twice, found.kills) == (0, 0, kills)
        ours += f" ({found.doubt} asked the operator)"
        return Figure(f"{on}: {found.jobs} jobs, {found.kills} kills in mid-job", ours, "0 lost, 0 twice", met=met)
    met = bool(found.lost if worker == "before" else found.twice)
    wanted = "some lost" if worker == "before" else "some twice"
    return Figure(f"control that marks {worker}: {found.jobs} jobs, {found.kills} kills", ours, wanted, met=met)


if __name__ == "__main__":
    main(figures)
