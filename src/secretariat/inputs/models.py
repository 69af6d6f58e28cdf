from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secretariat.documents.models import Document
from secretariat.frame.scope import Confidential, Guard
from secretariat.participation.models import Entity
from secretariat.processes.models import Process, Theme


class Kind(models.TextChoices):
    """Kinds of input that paragraphs 18 to 26 and 30 of A/RES/71/280 name, and those filed beside them."""

    WRITTEN_INPUT = "written_input", _("Written input")
    STATEMENT = "statement", _("Statement delivered")
    POSITION_PAPER = "position_paper", _("Position paper")
    ISSUE_BRIEF = "issue_brief", _("Issue brief")
    BACKGROUND_PAPER = "background_paper", _("Background paper")
    SUMMARY = "summary", _("Summary of a session")
    OUTCOME = "outcome", _("Outcome of a regional or consultative process")
    REPORT = "report", _("Report")
    NEWS = "news", _("News item")


class Submission(models.Model):
    """A paper handed in for the process: whose it is, under which themes, its original and the text read from it."""

    class Status(models.TextChoices):
        FILED = "filed", _("Filed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WRITTEN_INPUT)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=20)
    text = models.TextField()
    warnings = models.JSONField(default=list, blank=True)
    on_behalf = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.FILED)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="submission_number_once"),
            models.UniqueConstraint(fields=["process", "key"], name="submission_key_once"),
            models.CheckConstraint(
                condition=Q(status="filed", withdrawn_at=None) | Q(status="withdrawn", withdrawn_at__isnull=False),
                name="submission_withdrawn_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class Endorsement(models.Model):
    """Who else stands behind a submission, by the name as it was written, and the entity where it takes part."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="endorsements")
    entity = models.ForeignKey(Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "name"], name="endorsed_once_by_a_name"),
            models.UniqueConstraint(fields=["submission", "entity"], name="endorsed_once_by_an_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="endorsement_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """A stretch of a submission with an identity of its own; `text` is exactly `submission.text[start:end]`."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["submission_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "ordinal"], name="passage_ordinal_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Code(Confidential):
    """A passage put under a theme. What a machine suggests counts for nothing until a person confirms it."""

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="codes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SUGGESTED)
    suggested_by = models.CharField(max_length=40, blank=True)
    why = models.JSONField(default=list, blank=True)
    score = models.FloatField(default=0)
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "passage__submission__process",
        "code",
        states={state: Q(status=state) for state in ("suggested", "confirmed", "rejected")},
    )

    class Meta:
        ordering = ["theme_id"]
        constraints = [
            models.UniqueConstraint(fields=["passage", "theme"], name="passage_coded_once_a_theme"),
            models.CheckConstraint(
                condition=~Q(status="suggested") | (~Q(suggested_by="") & Q(decided_at=None)),
                name="code_suggestion_names_its_rule",
            ),
            models.CheckConstraint(
                condition=Q(status="suggested") | Q(decided_at__isnull=False), name="code_decision_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.status}"
