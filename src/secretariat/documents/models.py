from uuid import uuid4

from django.conf import settings
from django.db import models


class Blob(models.Model):
    """Bytes as they came, found again by their digest; kept once however often they are filed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(models.Model):
    """A paper as it was filed: its bytes, the name and kind under which it came, its symbol where it has one."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(max_length=300)
    symbol = models.CharField(max_length=60, blank=True)
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    language = models.CharField(max_length=10, blank=True)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.symbol or self.title
