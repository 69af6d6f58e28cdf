"""The rows of what was done to a provision by those who lead: decisions, redrafts, brackets lifted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from secretariat.frame.scope import Confidential, Guard
from secretariat.negotiation.models.words import How, Level


class Decision(Confidential):
    """A level that a provision reached, bound to the digest of its wording; kept when it is reopened later."""

    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="decisions")
    version = models.ForeignKey("negotiation.TextVersion", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Level.choices)
    wording_sha256 = models.CharField(max_length=64)
    how = models.CharField(max_length=10, choices=How.choices, default=How.CONSENSUS)
    by = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.CharField(max_length=400, blank=True)

    guard = Guard("provision__text__process", parts_of=("provision",))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.level


class Redraft(Confidential):
    """New words that those who lead gave a provision: how it read, how it then read, and why."""

    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="redrafts")
    version = models.ForeignKey("negotiation.TextVersion", on_delete=models.PROTECT, related_name="+")
    before = models.TextField()
    wording = models.TextField()
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    guard = Guard(
        "provision__text__process",
        "redraft",
        states={"unpresented": Q(version__ordinal=0), "presented": Q(version__ordinal__gt=0)},
        parts_of=("provision",),
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(before=F("wording")), name="a_redraft_changes_words")]

    def __str__(self) -> str:
        return self.reason or self.wording[:40]


class BracketLifted(Confidential):
    """A bracket that was lifted: what stood there, what was put there, and how the provision read afterwards."""

    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="lifted")
    version = models.ForeignKey("negotiation.TextVersion", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=12)
    base = models.TextField(blank=True)
    words = models.TextField(blank=True)
    wording = models.TextField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    guard = Guard("provision__text__process", parts_of=("provision",))

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["provision", "key"], name="lifted_by_key")]
        verbose_name_plural = "brackets lifted"

    def __str__(self) -> str:
        return self.key
