"""Opening a paper in a process of its own, which can do nothing else and is ended when it takes too much."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Timer
from typing import IO, Any, TypeVar, cast

from travaux.formats.guard import weighed
from travaux.formats.intake import Opened
from travaux.formats.reading import Limits
from travaux.formats.returned import Version
from travaux.formats.walls import Allowance
from travaux.formats.wire import Broken, GarbledError, TooHeavy, request, understood
from travaux.formats.wire_returned import understood as suggested
from travaux.formats.wire_returned import version_told
from travaux.formats.word.suggest import Suggestions

Answer = TypeVar("Answer")
MIB = 1024 * 1024
_HOME = Path(__file__).parents[2]
_START = """
import os, sys
sys.path[:] = sys.argv[1:]
from travaux.formats.cell import serve
serve(sys.stdin.buffer, sys.stdout.buffer)
os._exit(0)
"""
_OVER_TIME = (signal.SIGPROF, signal.SIGXCPU, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What opening a paper may take, in proportion to its size.

    `seconds` of the processor for a paper of up to 1 MiB, half as much for each further; bytes of `memory` and
    `memory_per_byte` of the paper, at most `memory_most`; `patience` times its seconds, on the clock, and `start` more.
    """

    seconds: float = 1.2
    memory: int = 20 * MIB
    memory_per_byte: int = 12
    memory_most: int = 200 * MIB
    patience: float = 3.0
    start: float = 5.0
    answer: int = 64 * MIB

    def allowance(self, size: int) -> Allowance:
        """Return what opening a paper of so many bytes may take."""
        seconds = self.seconds * (1 + max(0.0, size / MIB - 1) / 2)
        return Allowance(seconds, min(self.memory_most, self.memory + self.memory_per_byte * size))


@dataclass(frozen=True, slots=True)
class Spent:
    """What the process took: its exit (negative: the signal that ended it), seconds of the processor, peak in KiB."""

    exit: int
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Means:
    """How a paper is opened: how much of it is read, what that may take, and who is told what it took."""

    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    watch: Callable[[Spent], object] = lambda _spent: None


def open_apart(
    content: bytes,
    filename: str,
    media_type: str = "",
    *,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    watch: Callable[[Spent], object] = lambda _spent: None,
) -> Opened:
    """Open a paper in a process of its own; `watch` is told what that took.

    Raises what `opened` raises; TooHeavy where it took more than it may, Broken where it broke down short of that.
    What is too large by its mere size is refused before a process is started.
    """
    means = Means(limits or Limits(), bounds or Bounds(), watch)
    return _apart(
        content, filename, {"media_type": media_type}, means, lambda told: understood(told, content, filename)
    )


def return_apart(content: bytes, filename: str, version: Version, means: Means | None = None) -> Suggestions:
    """Read a document that was sent back against the version it would change, in a process of its own.

    Raises what `returned` raises, and TooHeavy, Broken and TooLarge as `open_apart` does.
    """
    facts = {"version": version_told(version)}
    return _apart(content, filename, facts, means or Means(), lambda told: suggested(told, filename, version))


def _apart(
    content: bytes, filename: str, facts: Mapping[str, Any], means: Means, read: Callable[[bytes], Answer]
) -> Answer:
    weighed(content, filename, means.limits.size)
    allowance = means.bounds.allowance(len(content))
    first = request(filename, {"limits": asdict(means.limits), "allowance": asdict(allowance), **facts})
    patience = means.bounds.start + means.bounds.patience * allowance.seconds
    answer, spent = _asked(first, content, patience, means.bounds.answer)
    means.watch(spent)
    if spent.exit:
        raise _ended_early(spent.exit, filename)
    try:
        return read(answer)
    except GarbledError:
        raise Broken(filename=filename, place="its answer was no answer") from None


def _asked(first: bytes, content: bytes, patience: float, longest: int) -> tuple[bytes, Spent]:
    """Start the process, hand it the paper, and return its answer and what it took; it never outlives this call."""
    paths = [str(_HOME), *(path for path in sys.path if path)]
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, *paths]
    process = subprocess.Popen(  # noqa: S603 - our own program, and no word of the paper on its command line
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
        cwd="/",
    )
    clock = Timer(patience, os.kill, (process.pid, signal.SIGKILL))
    clock.start()
    with process:
        answer = _exchanged(process, first + content, longest)
        clock.cancel()
        clock.join()  # so that it can no longer strike at a number that another process may bear after the next line
        return answer, _ended(process)


def _exchanged(process: subprocess.Popen[bytes], paper: bytes, longest: int) -> bytes:
    """Hand over the paper and return the answer, of one that talks without end only so much."""
    source, sink = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    with suppress(BrokenPipeError):  # it was ended before it had read all; its exit says why
        source.write(paper)
        source.close()
    return sink.read(longest)


def _ended(process: subprocess.Popen[bytes]) -> Spent:
    """See to it that the process ends, and return what it took; the exit of one that has ended stays as it is."""
    os.kill(process.pid, signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Spent(process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def _ended_early(exit_: int, filename: str) -> TooHeavy | Broken:
    """Tell one that a limit ended from one that broke down: a library that gives up does so by a signal of its own."""
    if -exit_ in _OVER_TIME:
        return TooHeavy(filename=filename, reason="it took too much time")
    return Broken(filename=filename, place=signal.Signals(-exit_).name if exit_ < 0 else f"exit {exit_}")
