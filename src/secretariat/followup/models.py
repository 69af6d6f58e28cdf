from uuid import uuid4

from django.db import models

from secretariat.negotiation.models import Provision
from secretariat.processes.models import Process


class Commitment(models.Model):
    """What an adopted text commits to: a provision of it, confirmed by a person, in its words as adopted."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    provision = models.OneToOneField(Provision, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    wording = models.TextField()
    ordinal = models.PositiveBigIntegerField()
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["provision__text__key", "ordinal"]

    def __str__(self) -> str:
        return self.number or self.wording[:40]
