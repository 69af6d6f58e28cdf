from django.db import models
from django.db.models import Q

from secretariat.frame.scope import Confidential, Guard
from secretariat.negotiation.models import NegotiatingText, Provision


class Screen(Confidential):
    """What a room sees of a text: the paragraph before it, and, while it is frozen, all that stood there then."""

    text = models.OneToOneField(NegotiatingText, on_delete=models.CASCADE, related_name="+")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="+")
    kept = models.JSONField(null=True)
    frozen_at = models.DateTimeField(null=True)

    guard = Guard("text__process", parts_of=("text",))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kept__isnull=True, frozen_at__isnull=True) | Q(kept__isnull=False, frozen_at__isnull=False),
                name="a_frozen_screen_keeps_what_it_shows",
            ),
        ]

    def __str__(self) -> str:
        return f"screen of {self.text_id}"
