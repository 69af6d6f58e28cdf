from uuid import uuid4

from django.db import models


class Entry(models.Model):
    """One line of the record: a deed, who did it in which capacity, to what, and when. Never edited, never removed."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    deed = models.CharField(max_length=60)
    process = models.CharField(max_length=60, blank=True)
    actor = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    leaf = models.CharField(max_length=64)
    position = models.PositiveBigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["process", "id"], name="entry_by_process"),
            models.Index(fields=["subject"], name="entry_by_subject"),
        ]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"


class Sequencer(models.Model):
    """One row, held by whoever gives entries their places in the log, so that nobody else does meanwhile."""

    def __str__(self) -> str:
        return "sequencer"


class Checkpoint(models.Model):
    """The head of the log after `size` entries; `frontier` holds the roots of its complete subtrees, largest first."""

    size = models.PositiveBigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    frontier = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"
