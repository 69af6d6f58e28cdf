from django.db import models


class SampleClock(models.Model):
    """How far the sample's clock stands from the real one; one row, in the sample's own database only."""

    seconds = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.seconds} s"
