"""Adopted texts, their paragraphs, and the shelves on which the fingerprints of their words stand."""

from uuid import uuid4

from django.db import models


class AdoptedText(models.Model):
    """A text as it was adopted: its symbol, its day, the digest of the file that it was read from."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    symbol = models.CharField(max_length=120)
    date = models.DateField(null=True)
    title = models.CharField(max_length=400, blank=True)
    sha256 = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.symbol


class AdoptedParagraph(models.Model):
    """A paragraph of an adopted text; `codes` are its words as `travaux.text.precedents.tally` packs them."""

    text = models.ForeignKey(AdoptedText, on_delete=models.CASCADE, related_name="paragraphs")
    ordinal = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    wording = models.TextField()
    codes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "ordinal"], name="adopted_paragraph_has_its_place")]

    def __str__(self) -> str:
        return self.number


class Shelf(models.Model):
    """A shelf of fingerprints, packed and in order; its number is its key."""

    number = models.PositiveIntegerField(primary_key=True)
    postings = models.BinaryField()

    def __str__(self) -> str:
        return str(self.number)
