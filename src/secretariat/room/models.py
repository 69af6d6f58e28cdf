from django.conf import settings
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


class Rendering(Confidential):
    """A paragraph in another language than the one in which it is negotiated: its words, and the wording they render.

    `of` is that wording and `of_sha256` its digest: where the paragraph has another one now, the rendering lags behind.
    Renderings of earlier wordings are kept, so that earlier versions can still be read in the language.
    """

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    wording = models.TextField()
    of = models.TextField(blank=True)
    of_sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    guard = Guard("provision__text__process", parts_of=("provision",))

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "language", "of_sha256"], name="one_rendering_a_language_and_wording"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="a_rendering_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.provision_id}"
