from functools import lru_cache
from uuid import uuid4

from django.db import models

from secretariat.frame.scope import Eyes
from travaux.modalities import Modalities, Sight, load_modalities, sights_of


@lru_cache(maxsize=32)
def loaded(text: str) -> Modalities:
    """Read a process file; each is read once."""
    return load_modalities(text)


class Process(models.Model):
    """A preparatory process; `modalities` is its process file as text, the one source of its phases and rules."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    symbol = models.CharField(max_length=60)
    modalities = models.TextField()
    is_sample = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.title

    def sights(self, thing: str, eyes: Eyes) -> tuple[Sight, ...]:
        """Return the rules of sight that the process file gives these eyes on a kind of thing."""
        return sights_of(loaded(self.modalities), thing, role=eyes.role, at=eyes.at)


class Edition(models.Model):
    """The rules of a process as they were taken in, so that what applied on a day stays answerable."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    modalities = models.TextField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="edition_numbered_once_a_process")]

    def __str__(self) -> str:
        return f"{self.process_id} {self.number}"

    @property
    def said(self) -> Modalities:
        """The modalities that the edition says."""
        return loaded(self.modalities)


class Theme(models.Model):
    """A theme under which inputs are taken, with the paragraph that names it."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=400)
    paragraph = models.CharField(max_length=30)
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["process", "key"], name="theme_key_once_a_process")]

    def __str__(self) -> str:
        return self.title


class Fulfilment(models.Model):
    """What shows that an obligation was met, and when."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="fulfilments")
    obligation = models.SlugField(max_length=80)
    evidence = models.CharField(max_length=400)
    met_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "obligation"], name="obligation_met_once")]

    def __str__(self) -> str:
        return self.obligation
