"""Where the passages of papers stand among all of a process, which of them hold a word, and what is asked again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from secretariat.processes.models import Process


class Posted(models.Model):
    """Where the passages of a paper stand among all of the process: after `first`, up to `last`, in their order."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    submission = models.OneToOneField("inputs.Submission", on_delete=models.CASCADE, related_name="+")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        ordering = ["first", "last"]
        indexes = [models.Index(fields=["process", "last"], name="posted_by_place")]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="posted_from_first_to_last")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.first}-{self.last}"


class Posting(models.Model):
    """At which places of a block of them a term of the search stands, as `travaux.passages.places` keeps them."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+", db_index=False)
    term = models.CharField(max_length=64)
    block = models.PositiveIntegerField()
    places = models.BinaryField()

    class Meta:
        ordering = ["term", "block"]
        constraints = [models.UniqueConstraint(fields=["process", "term", "block"], name="posted_once_a_block")]

    def __str__(self) -> str:
        return f"{self.term} {self.block}"


class SavedSearch(models.Model):
    """A search that somebody asks again; the person's own."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    asked = models.CharField(max_length=600)
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["process", "person", "name"], name="search_saved_once_a_name")]

    def __str__(self) -> str:
        return self.name
