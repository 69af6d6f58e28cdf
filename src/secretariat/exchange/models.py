"""Documents that came back, and what they suggest."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariat.documents.models import Blob
from secretariat.frame.scope import Confidential, Eyes, Guard
from secretariat.negotiation.models import Fate, NegotiatingText, Proposal, ProposalKind, Provision, TextVersion
from secretariat.participation.models import Entity


def _own(eyes: Eyes) -> Q:
    """Return the filter on what the own delegation handed in, or was handed in for it."""
    return Q(entity_id=eyes.entity_id)


class Returned(Confidential):
    """A document that came back changed: whose it is, its bytes, and what was read in it.

    `made_from` and `made_at` are the version and the time that it says it was made from, where it says so; `made_from`
    is else the version that it was compared with. `refusal` says why it could not be read, `remarks` what is not as it
    should be, `reported` what is told but not proposed: looks, comments, what could not be placed.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        READ = "read", _("Read")
        REFUSED = "refused", _("Could not be read")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey(NegotiatingText, on_delete=models.CASCADE, related_name="+")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(default=False)
    by = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    filename = models.CharField(max_length=255)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    made_from = models.ForeignKey(TextVersion, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(null=True)
    refusal = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    reported = models.JSONField(default=list)

    guard = Guard(
        "text__process",
        "returned_document",
        states={"on_behalf": Q(on_behalf=True)},
        relations={"own": _own},
        parts_of=("text",),
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(refusal=[])) | (~Q(state="refused") & Q(refusal=[])),
                name="a_document_refused_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.filename


class Suggested(Confidential):
    """A proposal that a returned document suggests: it counts for nothing until its delegation confirms it.

    `base` is the wording that stood when the document was read; `tracked` is false where nothing was tracked there, and
    the change was found by comparing words. `traces` are the tracked changes of the file that it was made from: number,
    kind, author, date and words of each. `edited` says that other words were confirmed.
    """

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        CONFIRMED = "confirmed", _("Confirmed")
        DROPPED = "dropped", _("Dropped")

    class FoundBy(models.TextChoices):
        IDENTITY = "identity", _("by the identity that it carries")
        ALIGNMENT = "alignment", _("by its likeness")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    returned = models.ForeignKey(Returned, on_delete=models.CASCADE, related_name="suggestions")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    provision = models.ForeignKey(Provision, null=True, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(Provision, null=True, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Provision, null=True, on_delete=models.CASCADE, related_name="+")
    base = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    authors = models.JSONField(default=list)
    dated = models.CharField(max_length=40, blank=True)
    comments = models.JSONField(default=list)
    traces = models.JSONField(default=list)
    found_by = models.CharField(max_length=10, choices=FoundBy.choices)
    likeness = models.FloatField(default=1.0)
    tracked = models.BooleanField(default=True)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.CLEAN)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SUGGESTED)
    edited = models.BooleanField(default=False)
    proposal = models.OneToOneField(Proposal, null=True, on_delete=models.PROTECT, related_name="+")

    guard = Guard("returned__text__process", parts_of=("returned",))

    class Meta:
        ordering = ["returned", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["returned", "ordinal"], name="suggestion_ordinal_once_a_document"),
            models.CheckConstraint(
                condition=(Q(status="confirmed") & Q(proposal__isnull=False))
                | (~Q(status="confirmed") & Q(proposal=None)),
                name="a_suggestion_confirmed_has_its_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ordinal} of {self.returned_id}"
