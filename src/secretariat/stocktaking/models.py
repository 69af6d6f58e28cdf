from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Guard
from secretariat.inputs.models import Passage, Submission
from secretariat.participation.models import Region
from secretariat.processes.models import Process, Theme


class Summary(Confidential):
    """A chair's summary (paragraphs 21, 25 and 30 of A/RES/71/280): sentences, each resting on passages."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")

    class Kind(models.TextChoices):
        SESSION = "session", _("Summary of a session")
        HEARING = "hearing", _("Summary of a hearing")
        CHAIR = "chair", _("Chair's summary")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CHAIR)
    # Which numbers of entities each word of quantity stands for, as the chair set it: [word, least, most or null].
    quantities = models.JSONField(default=list, blank=True)
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


class NotTakenUp(models.Model):
    """Why a passage was not taken up, in the words of those who lead."""

    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="not_taken_up_has_its_reason")]

    def __str__(self) -> str:
        return self.reason[:60]


class Element(models.Model):
    """One of the elements that the outcome may hold, against which the other processes are laid."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=400)
    ordinal = models.PositiveIntegerField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["process", "key"], name="element_key_once_a_process")]

    def __str__(self) -> str:
        return self.title


class Activity(models.Model):
    """A line of the workplan (paragraph 22): what somebody else does, when, how it stands, and what came of it."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("Knowledge product")
        CONSULTATION = "consultation", _("Regional consultation")
        PROCESS = "process", _("Other process")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        DONE = "done", _("Outcome received")
        CANCELLED = "cancelled", _("Cancelled")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=400)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region = models.CharField(max_length=20, choices=Region.choices, default=Region.GLOBAL)
    lead = models.CharField(max_length=200, blank=True)
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PLANNED)
    outcome = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = models.URLField(max_length=400, blank=True)
    elements = models.ManyToManyField(Element, related_name="+", blank=True)

    class Meta:
        ordering = ["opens", "key"]
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["process", "key"], name="activity_key_once_a_process"),
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gte=F("opens")),
                name="activity_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.title
