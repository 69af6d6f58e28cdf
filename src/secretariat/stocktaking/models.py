from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Guard
from secretariat.inputs.models import Passage
from secretariat.processes.models import Process, Theme


class Summary(Confidential):
    """A chair's summary (paragraphs 21, 25 and 30 of A/RES/71/280): sentences, each resting on passages."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    opened_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("process", "summary", states={"draft": Q(status="draft"), "issued": Q(status="issued")})

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "summaries"
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="summary_number_once"),
            models.UniqueConstraint(fields=["process", "key"], name="summary_key_once"),
            models.CheckConstraint(
                condition=Q(status="draft", issued_at=None) | Q(status="issued", issued_at__isnull=False),
                name="summary_issued_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class Sentence(Confidential):
    """A sentence of a summary; `own` where the chair alone answers for it. Struck sentences stay, marked."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="sentences")
    ordinal = models.PositiveIntegerField()
    wording = models.TextField()
    own = models.BooleanField(default=False)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    passages = models.ManyToManyField(Passage, through="Citation", related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "summary__process",
        "sentence",
        states={"standing": Q(struck_at=None), "struck": Q(struck_at__isnull=False)},
        parts_of=("summary",),
    )

    class Meta:
        ordering = ["summary_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "ordinal"], name="sentence_ordinal_once"),
            models.CheckConstraint(condition=~Q(wording=""), name="sentence_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.wording[:60]


class Citation(Confidential):
    """A passage on which a sentence rests."""

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")

    guard = Guard("sentence__summary__process", parts_of=("sentence",))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sentence", "passage"], name="passage_cited_once_a_sentence")]

    def __str__(self) -> str:
        return f"{self.sentence_id} rests on {self.passage_id}"
