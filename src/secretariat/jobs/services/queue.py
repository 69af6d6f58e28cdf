"""The queue: a table of leases. No lease is judged by a clock that somebody could set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.translation import get_language

from secretariat.frame import clock
from secretariat.jobs import queries
from secretariat.jobs.models import Job, Product
from secretariat.jobs.services.registry import DAILY, HANDLERS, TRIES, Handler, unknown
from travaux.refusal import Changed

State = Job.State
# How long a job waits after its first, second, … failure: the same for all, so that it can be foretold.
WAITS = tuple(timedelta(seconds=s) for s in (10, 60, 300, 900, 3600, 4 * 3600, 12 * 3600))
ERROR_AT_MOST = 120
# How many jobs of one account may be under way, and how long what it asked for is kept once it has ended.
AT_ONCE = 5
KEPT = timedelta(days=1)
WHOLE = 100


class LeaseLost(Exception):  # noqa: N818 - says what happened
    """Somebody else has taken the job over: what was done for it is undone, and nothing is handed over."""


class NotWaitingForYou(Changed):
    """Only what was given up or is in doubt is for the operator to decide."""

    asked = "You asked to decide on the job {uuid}."
    because = "It is {state}."
    rule = "The operator decides on jobs that were given up or are in doubt; the others are the worker's."
    remedy = "`travaux jobs list` says how each stands."


class TooManyAtOnce(Changed):
    """One account has asked for more than should be done for it at once."""

    asked = "You asked for something that takes some time to make."
    because = "{number} things that you asked for before are not ready yet."
    rule = "A few things are made for one account at once, so that others do not wait."
    remedy = "Wait until one of them is ready, and ask again."


def enqueue(
    kind: str, payload: Mapping[str, Any], *, key: str = "", owner: str = "", not_before: datetime | None = None
) -> Job:
    """Put a job down in the transaction under way, to be done at once or `not_before`; the same `key` twice is one job.

    `owner` is the uuid of the account that asks for it and may see how it stands. Raises TooManyAtOnce.
    """
    at, uuid = clock.now(), uuid4()
    if known := Job.objects.filter(key=key or str(uuid)).first():
        return known
    if owner and queries.under_way(owner).count() >= AT_ONCE:
        raise TooManyAtOnce(number=AT_ONCE)
    given = {"uuid": uuid, "kind": kind, "payload": dict(payload), "enqueued_at": at, "run_after": not_before or at}
    given |= {"owner": owner, "language": get_language() or ""}
    job, _made = Job.objects.get_or_create(key=key or str(uuid), defaults=given)
    return job


def once_a_day() -> None:
    """Put down what is done once a day, at the first sign-in of it: what is to be forgotten begins with one."""
    day = clock.now().date()
    for kind in DAILY:
        enqueue(kind, {}, key=of_day(kind, day))


def of_day(kind: str, day: date) -> str:
    """Return the key of what is done once a day."""
    return f"{kind}:{day}"


def take(who: str) -> Job | None:
    """Take the longest waiting job in hand; None where none waits, which costs one reading only."""
    if not queries.waiting(clock.now()).exists():
        return None
    with transaction.atomic():
        job = _locked(queries.waiting(clock.now())).first()
        if job:
            job.state, job.leased_by, job.beat, job.attempts = State.RUNNING, who, 0, job.attempts + 1
            job.save()
    return job


def _locked(rows: QuerySet[Job]) -> QuerySet[Job]:
    """Lock the rows against other workers, who pass by them; on SQLite whoever writes is alone anyway."""
    return rows.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)


def held(job: Job) -> QuerySet[Job]:
    """Return the row of the job, as long as the lease is the one under which it was taken."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, leased_by=job.leased_by, attempts=job.attempts)


def _move(rows: QuerySet[Job], **changes: Any) -> None:
    if not rows.update(**changes):
        raise LeaseLost


def beat(job: Job) -> bool:
    """Show that the worker is alive; whether the job is still its own."""
    return bool(held(job).update(beat=F("beat") + 1))


def advance(job: Job, percent: int) -> None:
    """Show how far a long job is, which is a sign of life too. Raises LeaseLost."""
    _move(held(job), progress=min(max(percent, 0), WHOLE), beat=F("beat") + 1)


def hand_back(job: Job, content: bytes, *, filename: str, media_type: str) -> None:
    """Keep the file that was made, for the one who asked: call it where the result is put down."""
    Product.objects.update_or_create(
        job=job, defaults={"content": content, "filename": filename, "media_type": media_type}
    )


def mark(job: Job) -> None:
    """Mark, before anything leaves, that it is about to; only one can. Raises LeaseLost."""
    _move(held(job).filter(handed_at=None), handed_at=clock.now())


def done(job: Job, result: Mapping[str, Any] | None) -> None:
    """End the job; what it was about is forgotten, for it may hold words and addresses. Raises LeaseLost."""
    end = {"state": State.DONE, "ended_at": clock.now(), "payload": {}, "result": dict(result or {})}
    _move(held(job), leased_by="", error="", progress=WHOLE, **end)


def refused(job: Job, sentences: Sequence[str]) -> None:
    """End the job with the refusal that its owner is told; the operator need not decide anything. Raises LeaseLost."""
    end = {"state": State.REFUSED, "ended_at": clock.now(), "payload": {}, "refused": list(sentences)}
    _move(held(job), leased_by="", handed_at=None, error="", **end)


def failed(job: Job, error: str, *, final: bool = False) -> None:
    """Let the job wait for another try, or give it up. Raises LeaseLost."""
    _move(held(job), **_after_failure(job, error, final=final))


def doubted(job: Job, error: str) -> None:
    """Leave the job to the operator: nobody can tell whether it was done. Raises LeaseLost."""
    _move(held(job), state=State.DOUBT, leased_by="", error=error[:ERROR_AT_MOST])


def _after_failure(job: Job, error: str, *, final: bool) -> dict[str, Any]:
    changes: dict[str, Any] = {"leased_by": "", "handed_at": None, "error": error[:ERROR_AT_MOST], "progress": 0}
    if final or is_last(job):
        return {**changes, "state": State.FAILED, "ended_at": clock.now()}
    return {**changes, "state": State.WAITING, "run_after": clock.now() + WAITS[job.attempts - 1]}


def is_last(job: Job) -> bool:
    """Whether the try under way is the last."""
    known: Handler | None = HANDLERS.get(job.kind)
    return job.attempts >= (known.tries if known else TRIES)


def forget(at: datetime) -> None:
    """Forget what accounts asked for and what was made of it, a day after its end; the site's own jobs stay."""
    ended = Job.objects.filter(state__in=queries.ENDED_WELL, ended_at__lt=at - KEPT)
    ended.exclude(owner="").delete()


def retry(job: Job) -> Job:
    """Let a job that was given up or is in doubt be tried again, from the first try. Raises NotWaitingForYou."""
    changes = {"state": State.WAITING, "ended_at": None, "handed_at": None, "attempts": 0}
    return _decide(job, {**changes, "run_after": clock.now()})


def drop(job: Job) -> Job:
    """End a job that was given up or is in doubt; its row stays, without what it was about. Raises NotWaitingForYou."""
    return _decide(job, {"state": State.DROPPED, "ended_at": clock.now(), "payload": {}})


def _decide(job: Job, changes: Mapping[str, Any]) -> Job:
    if not Job.objects.filter(pk=job.pk, state__in=(State.FAILED, State.DOUBT)).update(**changes):
        job.refresh_from_db()
        raise NotWaitingForYou(uuid=job.uuid, state=job.get_state_display())
    job.refresh_from_db()
    return job


def brought_back(using: str, *, since: datetime) -> int:
    """Leave to the operator the jobs of a backup that let something leave: it may have left since the backup was made.

    What changes rows only is done again, for what it had changed is not in the backup either.
    """
    inside = [kind for kind, known in HANDLERS.items() if not known.outside]
    rows = Job.objects.using(using).filter(state__in=(State.WAITING, State.RUNNING)).exclude(kind__in=inside)
    return rows.update(state=State.DOUBT, leased_by="", handed_at=since, error="brought back from a backup")


@dataclass(slots=True)
class Watch:
    """Sees which leases stand still: one whose beat has not moved for `patience` seconds of our own is taken back.

    The seconds are the watcher's, of a clock that nobody sets; so leases neither end early nor last for ever when the
    machine's clock is set.
    """

    patience: float
    seen: dict[int, tuple[tuple[str, int, int], float]] = field(default_factory=dict)

    def still(self, steady: float) -> list[Job]:
        """Return the jobs whose leases stood still, seen at `steady` seconds."""
        rows = list(Job.objects.filter(state=State.RUNNING).order_by("id"))
        signs = {job.pk: (job.leased_by, job.attempts, job.beat) for job in rows}
        before = self.seen
        self.seen = {
            pk: before[pk] if pk in before and before[pk][0] == sign else (sign, steady) for pk, sign in signs.items()
        }
        return [job for job in rows if steady - self.seen[job.pk][1] >= self.patience]


def take_back(job: Job) -> None:
    """Take a job from a worker that shows no life; if it has moved after all, leave it. Never done twice for that."""
    rows = Job.objects.filter(state=State.RUNNING, leased_by=job.leased_by, attempts=job.attempts, beat=job.beat)
    rows.filter(pk=job.pk, handed_at=job.handed_at).update(**_after_death(job))


def _after_death(job: Job) -> dict[str, Any]:
    known = HANDLERS.get(job.kind)
    was_done = False if job.handed_at is None else (known.was_done if known else unknown)(job)
    if was_done:
        return {"state": State.DONE, "leased_by": "", "error": "", "payload": {}, "ended_at": clock.now()}
    if was_done is None:
        return {"state": State.DOUBT, "leased_by": "", "error": "the worker ended in mid-hand-over"}
    again = _after_failure(job, "the worker ended in the middle", final=False)
    return {**again, "run_after": clock.now()}  # the job need not be at fault; if it is, the tries run out all the same
