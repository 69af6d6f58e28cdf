"""Who does which kind of job: handlers by name, of three sorts.

An *inside* handler changes rows only; what it does is committed together with "done", so it is done exactly once.
A *long* handler first works something out (opens a paper, writes a file) while nobody waits for it, and returns how
that is put down in rows, which is committed together with "done" like the work of an inside one.
An *outside* handler lets something leave the database. It first prepares (what fails then is simply tried again) and
returns what hands it over; between the two the job is marked, so that a worker that dies in mid-hand-over leaves a job
of which we know that we do not know. `was_done` says whether it was done after all, where that can be found out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secretariat.jobs.models import Job

Result = dict[str, Any] | None
HandOver = Callable[[], Result]
PutDown = Callable[[], Result]
T = Callable[[Job], Any]
# Eight tries last about eighteen hours (`queue.WAITS`): over a night in which a mail server is away.
TRIES = 8


class NotTaken(Exception):  # noqa: N818 - says what happened
    """The other side said no, so that nothing was handed over; `final` where asking again would not help."""

    def __init__(self, code: object, *, by: str, final: bool = False) -> None:
        super().__init__(code, by)
        self.code, self.final = f"{by} {code}", final


def unknown(_job: Job) -> bool | None:
    """Say that nobody can tell whether a job was done."""
    return None


@dataclass(frozen=True, slots=True)
class Handler:
    """How jobs of a kind are done."""

    run: Callable[[Job], Any]
    outside: bool
    was_done: Callable[[Job], bool | None]
    long: bool = False
    tries: int = TRIES


HANDLERS: dict[str, Handler] = {}
DAILY: list[str] = []
"""The kinds that are done once a day."""


def handler(
    kind: str,
    *,
    outside: bool = False,
    was_done: Callable[[Job], bool | None] = unknown,
    long: bool = False,
    daily: bool = False,
    tries: int = TRIES,
) -> Callable[[T], T]:
    """Let a function do the jobs of `kind`, tried `tries` times at most.

    An inside one returns its result, an outside one its hand-over, a long one how the result is put down. A `daily`
    one is put down at the first sign-in of a day (`queue.once_a_day`).
    """

    def registered(run: T) -> T:
        HANDLERS[kind] = Handler(run, outside, was_done, long, tries)
        if daily:
            DAILY.append(kind)
        return run

    return registered
