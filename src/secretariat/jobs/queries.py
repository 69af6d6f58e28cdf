"""What may be asked of the jobs."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.frame import clock
from secretariat.frame.clock import WORTH_A_WORD
from secretariat.frame.doctor import Finding, check, found
from secretariat.frame.doctor import State as Found
from secretariat.jobs.models import Job, Product, Tick
from travaux.refusal import Unknown

State = Job.State
ENDED_WELL = (State.DONE, State.DROPPED, State.REFUSED)
WAITS_TOO_LONG = timedelta(hours=1)
# What the doctor advises.
DECIDE = "travaux jobs list, then travaux jobs retry or drop; travaux serve or travaux work does those that wait."
NAME = "Set TRAVAUX_MAIL and TRAVAUX_ADDRESS (docs/reference/settings.md)."
SET = "Synchronize the machine's clock; if it once stood in the future: travaux jobs clock --trust-machine."


class NoSuchJob(Unknown):
    """No job has that uuid."""

    asked = "You asked for the job {uuid}."
    because = "This site has no such job."
    remedy = "`travaux jobs list` prints those that are there."


class NotYours(Unknown):
    """No job of that uuid was asked for by that account, or it was forgotten."""

    asked = "You asked for the job {uuid}."
    because = "You have no such job here."
    rule = "Only whoever asked for something sees it. It is kept for a day after it is ready."
    remedy = "Ask for it again."


def jobs(*, ended: bool = False) -> QuerySet[Job]:
    """Return the jobs in the order in which they came; those that ended well only if asked for."""
    rows = Job.objects.order_by("id")
    return rows if ended else rows.exclude(state__in=ENDED_WELL)


def job_named(uuid: UUID) -> Job:
    """Return the job with `uuid`, or raise NoSuchJob."""
    try:
        return Job.objects.get(uuid=uuid)
    except Job.DoesNotExist:
        raise NoSuchJob(uuid=uuid) from None


def asked_for(kinds: Collection[str], *, owner: str) -> QuerySet[Job]:
    """Return the jobs of `kinds` for which the account `owner` asked, the newest first."""
    return Job.objects.filter(owner=owner, kind__in=kinds).exclude(owner="").order_by("-id")


def one_asked_for(uuid: UUID, kinds: Collection[str], *, owner: str) -> Job:
    """Return the job of `kinds` with `uuid` for which the account `owner` asked, or raise NotYours."""
    if job := asked_for(kinds, owner=owner).filter(uuid=uuid).first():
        return job
    raise NotYours(uuid=uuid)


def product_of(uuid: UUID, kinds: Collection[str], *, owner: str) -> Product:
    """Return the file that such a job made, or raise NotYours."""
    rows = Product.objects.filter(job__in=asked_for(kinds, owner=owner), job__uuid=uuid, job__state=State.DONE)
    if product := rows.select_related("job").first():
        return product
    raise NotYours(uuid=uuid)


def under_way(owner: str) -> QuerySet[Job]:
    """Return the jobs of the account that have not ended."""
    return Job.objects.filter(owner=owner, state__in=(State.WAITING, State.RUNNING))


def waiting(at: datetime) -> QuerySet[Job]:
    """Return the jobs that may be taken in hand at `at`, the longest waiting first."""
    return Job.objects.filter(state=State.WAITING, run_after__lte=at).order_by("run_after", "id")


def latest_tick() -> datetime | None:
    """Return the latest time that this installation has acknowledged."""
    return Tick.objects.order_by("-at").values_list("at", flat=True).first()


def in_doubt() -> int:
    """Return how many jobs the operator has to decide on because they may have been done."""
    return Job.objects.filter(state=State.DOUBT).count()


def problems() -> list[str]:
    """Return what the operator should know: jobs that need a decision, mail that goes nowhere, a clock set back."""
    return [*_of_jobs(), *_of_mail(), *_of_the_clock()]


@check
def jobs_and_clock(_using: str) -> Iterator[Finding]:
    """Tell the doctor of the problems; the clock is that of a process that starts now."""
    clock.resume()
    for what, asked, remedy in (("jobs", _of_jobs, DECIDE), ("mail", _of_mail, NAME), ("clock", _of_the_clock, SET)):
        said = asked()
        yield found(
            what, " ".join(said) or "nothing to be done", sound=not said, remedy=remedy, otherwise=Found.WARNING
        )


def _of_jobs() -> list[str]:
    found = []
    if failed := Job.objects.filter(state=State.FAILED).count():
        found.append(ngettext("%d job was given up.", "%d jobs were given up.", failed) % failed)
    if doubt := in_doubt():
        said = ngettext("%d job is in doubt: it may or may not have been done.", "%d jobs are in doubt.", doubt)
        found.append(said % doubt)
    too_long = clock.now() - WAITS_TOO_LONG
    if Job.objects.filter(Q(state=State.WAITING, attempts=0, run_after__lt=too_long)).exists():
        found.append(_("A job has waited for more than an hour: does a worker run (`travaux work`)?"))
    return found


def _of_mail() -> list[str]:
    found = []
    if not settings.TRAVAUX_MAIL:
        found.append(_("Mails are not sent but kept as files: TRAVAUX_MAIL names no server."))
    if not settings.TRAVAUX_ADDRESS:
        found.append(_("Mails name pages without the site: TRAVAUX_ADDRESS is not set."))
    return found


def _of_the_clock() -> list[str]:
    behind = clock.SITE.behind
    if behind < WORTH_A_WORD:
        return []
    said = _("The machine's clock stands %d seconds behind times already acknowledged; the site goes on from those.")
    return [said % behind.total_seconds()]
