from uuid import uuid4

from django.db import models
from django.urls import reverse


class Entry(models.Model):
    """One line of the record: a deed, who did it in which capacity, to what, and when. Never edited, never removed."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    deed = models.CharField(max_length=60)
    process = models.CharField(max_length=60, blank=True)
    actor = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    # The machine's time; entries of the first form of the record have none.
    entered_at = models.DateTimeField(null=True)
    leaf = models.CharField(max_length=64)
    position = models.PositiveBigIntegerField(null=True, unique=True)
    # Of a deed that was asked for with a key, so that it is done once: who asked where with which key, and for what.
    once = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - none is no key, and many have none
    sent = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["process", "id"], name="entry_by_process"),
            models.Index(fields=["subject"], name="entry_by_subject"),
            models.Index(fields=["leaf"], name="entry_by_leaf"),
        ]
        constraints = [models.UniqueConstraint(fields=["once"], name="entry_once")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"

    def get_absolute_url(self) -> str:
        """Return the address of the receipt."""
        if self.process:
            return reverse("record:receipt", kwargs={"process": self.process, "uuid": self.uuid})
        return reverse("record:receipt_of_site", kwargs={"uuid": self.uuid})


class Opening(models.Model):
    """A private value of an entry, which holds a commitment to it only; to erase the row is to erase the value."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="openings")
    name = models.CharField(max_length=60)
    salt = models.CharField(max_length=64)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.name} of {self.entry_id}"


class Node(models.Model):
    """The root of the `number`-th stretch of 256 ** `level` entries (C2SP tlog-tiles). Never changes."""

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="node_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


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
