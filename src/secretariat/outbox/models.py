from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Guard
from secretariat.processes.models import Process

ONE_LINE = ~Q(subject__contains="\n") & ~Q(subject__contains="\r")


class Message(Confidential):
    """A mail to a group: to whom it goes, and whether a person has released it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RELEASED = "released", _("Released")
        DROPPED = "dropped", _("Dropped")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    roles = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    meeting = models.CharField(max_length=30, blank=True)
    addresses = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    prepared_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("process", "outbox_message")

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at__isnull=True)),
                name="a_released_message_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uuid} {self.state}"


class Wording(Confidential):
    """A message in one language; the first is that of those for whose language there is none."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    guard = Guard("message__process", parts_of=("message",))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "language"], name="worded_once_in_a_language"),
            models.CheckConstraint(condition=ONE_LINE, name="a_subject_is_one_line"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.subject}"


class Delivery(Confidential):
    """One mail of a message to one address: the job that delivers it, and whether it came back."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    job = models.UUIDField(unique=True, null=True)  # none where mail is not sent by jobs
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce = models.CharField(max_length=300, blank=True)

    guard = Guard("message__process", parts_of=("message",))

    class Meta:
        ordering = ["address"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["message", "address"], name="one_mail_to_an_address")]

    def __str__(self) -> str:
        return f"delivery {self.uuid}"
