from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Something to be done after a deed, put down in the deed's own transaction; `key` names it once and for all.

    Whoever works on it holds a lease: its name, and a beat that it moves while it is alive. The lease is known by
    name, attempt and beat together, and by no clock. `handed_at` is set before anything leaves the database.

    `owner` is the account that asked for it, by its uuid, and sees how it stands: how far it is in percent, in which
    language it is done, and what `refused` it; a job without one is the site's own.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("In hand")
        DOUBT = "doubt", _("In doubt: it was handed over, and nobody answered")
        FAILED = "failed", _("Given up")
        DROPPED = "dropped", _("Dropped by the operator")
        REFUSED = "refused", _("Refused")
        DONE = "done", _("Done")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased_by = models.CharField(max_length=80, blank=True)
    beat = models.PositiveIntegerField(default=0)
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=120, blank=True)
    owner = models.CharField(max_length=36, blank=True, db_index=True)
    language = models.CharField(max_length=10, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    refused = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"], name="job_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="running") & ~Q(leased_by="")) | (~Q(state="running") & Q(leased_by="")),
                name="job_in_hand_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running", "doubt"), ended_at=None)
                | Q(state__in=("failed", "dropped", "refused", "done"), ended_at__isnull=False),
                name="job_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(handed_at=None), name="job_waiting_was_not_handed_over"
            ),
            models.CheckConstraint(
                condition=~Q(state="doubt") | Q(handed_at__isnull=False), name="job_in_doubt_was_handed_over"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(owner=""), name="job_refused_to_somebody"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_in_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid} {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether it may still come to an end by itself."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


class Product(models.Model):
    """The file that a job made for the one who asked, kept as long as the row of the job."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="product")
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.filename


class Tick(models.Model):
    """A time by the site's clock that this installation has acknowledged; the newest is where the clock goes on."""

    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.at.isoformat()
