"""The worker: takes one job after the other, and finishes the one in hand when it is told to stop."""

import logging
import os
import socket
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from secretariat.frame import clock
from secretariat.frame.outages import Outage
from secretariat.frame.refusals import told as sentences
from secretariat.frame.sqlite.writer import MovedAway
from secretariat.jobs.models import Job
from secretariat.jobs.services import queue, times
from secretariat.jobs.services.registry import HANDLERS, Handler, NotTaken
from secretariat.record.services import sequence
from travaux.refusal import Changed, Refusal

PATIENCE, POLL, SWEEP = 15.0, 0.5, 10.0  # seconds
BEATS = 5  # in the time after which a lease counts as left

log = logging.getLogger(__name__)


def told(why: BaseException) -> str:
    """Return what may be said of a failure: its kind and place. Its words may hold what is confidential."""
    if isinstance(why, NotTaken):
        return why.code
    frames = traceback.extract_tb(why.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""  # noqa: PTH119 - a name
    return f"{type(why).__name__}{place}"


def do(job: Job) -> None:
    """Do the job in hand and write down how it ended."""
    try:
        known = HANDLERS.get(job.kind)
        if known is None:
            queue.failed(job, "nobody here does such jobs", final=True)
            return
        with override(job.language or settings.LANGUAGE_CODE):
            (_outside if known.outside else _inside)(job, known)
    except queue.LeaseLost:
        log.warning("job %s (%s) was taken over by another worker", job.uuid, job.kind)


def _inside(job: Job, known: Handler) -> None:
    try:
        put_down = known.run(job) if known.long else partial(known.run, job)
        with transaction.atomic():
            queue.done(job, put_down())
    except queue.LeaseLost:
        raise
    except Exception as why:  # noqa: BLE001 - a job that fails is tried again, and must not end the worker
        _fail(job, why)


def _outside(job: Job, known: Handler) -> None:
    try:
        hand_over = known.run(job)
    except Exception as why:  # noqa: BLE001 - as above: nothing has left yet
        _fail(job, why)
        return
    queue.mark(job)
    try:
        result = hand_over()
    except NotTaken as why:
        _fail(job, why)
    except Exception as why:  # noqa: BLE001 - whether anything has left, only the other side knows
        _settle(job, known, why)
    else:
        queue.done(job, result)


def _fail(job: Job, why: Exception) -> None:
    if job.owner and isinstance(why, Refusal) and _is_final(job, why):
        queue.refused(job, sentences(why))
        return
    log.warning("job %s (%s) failed: %s", job.uuid, job.kind, told(why))
    queue.failed(job, told(why), final=isinstance(why, NotTaken) and why.final)


def _is_final(job: Job, why: Refusal) -> bool:
    """Whether asking again helps nobody: what has changed may change again, and an outage is no answer at all."""
    return not isinstance(why, Outage) and (not isinstance(why, Changed) or queue.is_last(job))


def _settle(job: Job, known: Handler, why: Exception) -> None:
    was_done = known.was_done(job)
    if was_done:
        queue.done(job, None)
    elif was_done is None:
        log.warning("job %s (%s) is in doubt: %s", job.uuid, job.kind, told(why))
        queue.doubted(job, told(why))
    else:
        _fail(job, why)


class Worker:
    """One worker; `patience` is how long, in seconds, a lease may stand still before it is taken back."""

    def __init__(self, *, patience: float = PATIENCE, poll: float = POLL) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"
        self.patience, self.poll = patience, poll
        self.watch = queue.Watch(patience)
        self.stopping = Event()
        self.swept = float("-inf")

    def stop(self, *_signal: object) -> None:
        """Take no further job; the one in hand is finished."""
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped; a database that is away is asked again."""
        while not self.stopping.is_set():
            try:
                worked = self.step()
            except MovedAway as why:
                log.warning("the worker ends: %s", why)
                self.stopping.set()
                worked = False
            except DatabaseError as why:
                log.warning("the database did not answer the worker: %s", told(why))
                connection.close()
                worked = False
            if not worked:
                self.stopping.wait(self.poll)
        connection.close()

    def step(self) -> bool:
        """Take back what others left, and do one job; whether there was one."""
        steady = time.monotonic()
        for left in self.watch.still(steady):
            queue.take_back(left)
        if steady - self.swept >= SWEEP:
            self.swept = steady
            times.sweep()
            sequence()  # an entry whose deed was committed just before the machine went down
            queue.forget(clock.now())
        job = queue.take(self.name)
        if job is None:
            return False
        with self._alive(job):
            do(job)
        return True

    @contextmanager
    def _alive(self, job: Job) -> Iterator[None]:
        """Move the beat of the job while it is in hand, from a thread beside."""
        ended = Event()
        heart = Thread(target=self._beat, args=(job, ended), daemon=True)
        heart.start()
        try:
            yield
        finally:
            ended.set()
            heart.join()

    def _beat(self, job: Job, ended: Event) -> None:
        beaten = False
        while not ended.wait(self.patience / BEATS):
            beaten = True
            try:
                queue.beat(job)
            except (DatabaseError, MovedAway):  # whoever writes at length holds the lock; the beat is tried again
                continue
        if beaten:
            connection.close()


def beside() -> "Stop":
    """Start a worker in a thread of this process, and return how it is stopped."""
    return Stop(Worker())


class Stop:
    """A worker in a thread; called, it is stopped, and what it has in hand finished."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.thread = Thread(target=worker.run, name="worker", daemon=True)
        self.thread.start()

    def __call__(self) -> None:
        """Stop the worker; waits for what it has in hand."""
        self.worker.stop()
        self.thread.join(PATIENCE)
