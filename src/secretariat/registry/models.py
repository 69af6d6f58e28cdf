from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from secretariat.documents.models import Document
from secretariat.frame.scope import Confidential, Eyes, Guard
from secretariat.participation.models import Entity, Kind
from secretariat.processes.models import Process


def _states(eyes: Eyes) -> Q:
    """Return the filter that whoever looks sits for a Member State, which is one of the process."""
    return Q(process__in=Entity.objects.filter(pk=eyes.entity_id or 0, kind=Kind.STATE).values("process"))


class Issued(Confidential):
    """A document that the process has issued, under its symbol, which is given once; `owed` is what it was owed as.

    `page` is where the house itself has it, such as a summary or a version of the text. What was withdrawn keeps its
    symbol, so that no other document can be taken for it. What was not for everybody at first stays so, by what the
    process file says of its distribution, until it is `general_at`.
    """

    class Distribution(models.TextChoices):
        GENERAL = "general", _("General")
        LIMITED = "limited", _("Limited")
        RESTRICTED = "restricted", _("Restricted")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    symbol = models.CharField(max_length=60)
    series = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    owed = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=200)
    distribution = models.CharField(max_length=10, choices=Distribution.choices, default=Distribution.GENERAL)
    page = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField()
    entered_at = models.DateTimeField()
    general_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    guard = Guard(
        "process",
        "document",
        states={
            "general": Q(distribution=Distribution.GENERAL) | Q(general_at__isnull=False),
            "limited": Q(distribution=Distribution.LIMITED, general_at=None),
            "restricted": Q(distribution=Distribution.RESTRICTED, general_at=None),
        },
        relations={"member_state": _states},
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("process", Lower("symbol"), name="symbol_given_once_a_process"),
            models.CheckConstraint(condition=~Q(symbol=""), name="issued_has_a_symbol"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, reason="") | (Q(withdrawn_at__isnull=False) & ~Q(reason="")),
                name="withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(general_at=None) | ~Q(distribution="general"), name="general_once_and_not_before"
            ),
        ]

    def __str__(self) -> str:
        return self.symbol

    @property
    def is_general(self) -> bool:
        """Whether it is for everybody, from the first or by now."""
        return self.distribution == self.Distribution.GENERAL or self.general_at is not None


class InLanguage(models.Model):
    """A document of the register in one language: the file, where it is kept here."""

    issued = models.ForeignKey(Issued, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(max_length=3)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["issued", "language"], name="issued_once_a_language")]

    def __str__(self) -> str:
        return f"{self.issued_id} {self.language}"


class Question(models.Model):
    """Something to be decided: why, the options, a draft decision, until when; and, once taken, the decision."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    paragraph = models.CharField(max_length=30)
    background = models.TextField()
    draft = models.TextField()
    body = models.CharField(max_length=200)
    decide_by = models.DateField()
    put_at = models.DateTimeField()
    chosen = models.ForeignKey("Option", null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="question_numbered_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, chosen=None)
                | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="decision_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Option(models.Model):
    """One of the ways in which a question can be decided: what it is, and its timeline, a step a line."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    says = models.TextField()
    timeline = models.TextField(blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["question", "ordinal"], name="option_once_a_question")]

    def __str__(self) -> str:
        return self.title

    @property
    def steps(self) -> list[str]:
        """The steps of the timeline."""
        return [line.strip() for line in self.timeline.splitlines() if line.strip()]


class Reminder(models.Model):
    """That somebody was reminded of an obligation before its last day; it happens once."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    obligation = models.CharField(max_length=60)
    due = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "obligation", "due", "person"], name="reminded_once_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.due}"


class NoReminders(models.Model):
    """That somebody wants no reminders of a process."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["process", "person"], name="no_reminders_said_once")]

    def __str__(self) -> str:
        return f"{self.process_id} {self.person_id}"
