"""The rows of the inputs: calls, papers, their passages, what these are coded to."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secretariat.documents.models import Blob, Document
from secretariat.frame.scope import Confidential, Guard
from secretariat.inputs.models.places import Posted, Posting, SavedSearch
from secretariat.participation.models import Entity
from secretariat.processes.models import Process, Theme

__all__ = [
    "Call",
    "Code",
    "CodebookEdition",
    "Endorsement",
    "Envelope",
    "HalfAnswer",
    "Judgement",
    "Kind",
    "LearnedModel",
    "Party",
    "Passage",
    "Posted",
    "Posting",
    "Quotation",
    "Rendering",
    "SavedSearch",
    "Submission",
]


class Kind(models.TextChoices):
    """Kinds of input that paragraphs 18 to 26 and 30 of A/RES/71/280 name, and those filed beside them."""

    WRITTEN_INPUT = "written_input", _("Written input")
    STATEMENT = "statement", _("Statement delivered")
    POSITION_PAPER = "position_paper", _("Position paper")
    ISSUE_BRIEF = "issue_brief", _("Issue brief")
    BACKGROUND_PAPER = "background_paper", _("Background paper")
    SUMMARY = "summary", _("Summary of a session")
    OUTCOME = "outcome", _("Outcome of a regional or consultative process")
    REGIONAL_REPORT = "regional_report", _("Report of a regional commission")
    GOOD_PRACTICE = "good_practice", _("Good practice")
    SG_REPORT = "sg_report", _("Report of the Secretary-General")
    REPORT = "report", _("Report")
    NEWS = "news", _("News item")


class Call(models.Model):
    """A call for inputs: the paragraph that mandates it, its themes, who may answer, in which languages, until when.

    `kinds` are kinds of entity and `languages` codes of languages; where they are empty, none is left out. `words` is
    the greatest length, 0 for any. `closes_at` is a moment; `zone` is the place whose clock the deadline goes by.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    asks = models.TextField(blank=True)
    paragraph = models.CharField(max_length=60)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    kinds = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    words = models.PositiveIntegerField(default=0)
    closes_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="call_number_once"),
            models.UniqueConstraint(fields=["process", "key"], name="call_key_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="call_closes_after_it_opened"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class Submission(models.Model):
    """A paper handed in for the process: whose it is, under which themes, its original and the text read from it."""

    class Status(models.TextChoices):
        FILED = "filed", _("Filed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REPLACED = "replaced", _("Replaced")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WRITTEN_INPUT)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=20)
    text = models.TextField()
    warnings = models.JSONField(default=list, blank=True)
    on_behalf = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.FILED)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    call = models.ForeignKey(Call, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="submission_number_once"),
            models.UniqueConstraint(fields=["process", "key"], name="submission_key_once"),
            models.CheckConstraint(
                condition=Q(status="filed", withdrawn_at=None) | (~Q(status="filed") & Q(withdrawn_at__isnull=False)),
                name="submission_withdrawn_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class Party(models.Model):
    """Another entity in whose name a paper speaks: one that files it too, or one on whose behalf it is filed."""

    class Part(models.TextChoices):
        JOINT = "joint", _("Files it too")
        BEHALF = "behalf", _("It is filed on its behalf")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="parties")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=6, choices=Part.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["submission", "entity"], name="party_once_a_submission")]

    def __str__(self) -> str:
        return f"{self.part} {self.entity_id}"


class Rendering(models.Model):
    """The paper in another language, as its authors hand it in: the passages stay those of the first."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(max_length=10)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=20)
    text = models.TextField()
    warnings = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "language"], name="rendered_once_a_language"),
            models.CheckConstraint(condition=~Q(language=""), name="rendering_has_a_language"),
        ]

    def __str__(self) -> str:
        return self.language


class Envelope(Confidential):
    """A paper handed in under embargo: nobody but those whose it is sees it before its hour, when it is filed."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    given = models.JSONField()  # the rest of the filing, by its names
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_as = models.CharField(max_length=40)
    sealed_at = models.DateTimeField()
    submission = models.OneToOneField(Submission, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "process",
        "envelope",
        states={"on_behalf": Q(sealed_as="officer")},
        relations={"own": lambda eyes: Q(entity=eyes.entity_id)},
    )

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("sealed_at")), name="embargo_ends_later"),
            models.CheckConstraint(
                condition=Q(submission=None) | Q(withdrawn_at=None), name="envelope_filed_or_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HalfAnswer(models.Model):
    """What somebody has typed and not yet handed in; the person's own, and gone when the paper is filed.

    `place` is the key of the call that it answers, or empty.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=80, blank=True)
    typed = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["process", "person", "place"], name="half_answer_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.place}"


class Endorsement(models.Model):
    """Who else stands behind a submission, by the name as it was written, and the entity where it takes part."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="endorsements")
    entity = models.ForeignKey(Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "name"], name="endorsed_once_by_a_name"),
            models.UniqueConstraint(fields=["submission", "entity"], name="endorsed_once_by_an_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="endorsement_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """A stretch of a submission with an identity of its own; `text` is exactly `submission.text[start:end]`.

    `asks` are the words by which it asks for something, none where it is context. `copy_of` is the passage of an
    earlier paper that says the same but for a few words, and `alike` how like it is.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    asks = models.JSONField(default=list, blank=True)
    copy_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    alike = models.FloatField(default=0)

    class Meta:
        ordering = ["submission_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "ordinal"], name="passage_ordinal_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Quotation(models.Model):
    """A stretch of a passage, from `start` to `end` in its text, that quotes a passage of an earlier paper."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="quotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    of = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="quoted_by")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="quotation_is_not_empty")]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.of_id}"


class Code(Confidential):
    """A passage put under a theme. What a machine suggests counts for nothing until a person confirms it."""

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="codes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SUGGESTED)
    suggested_by = models.CharField(max_length=40, blank=True)
    why = models.JSONField(default=list, blank=True)
    score = models.FloatField(default=0)
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "passage__submission__process",
        "code",
        states={state: Q(status=state) for state in ("suggested", "confirmed", "rejected")},
    )

    class Meta:
        ordering = ["theme_id"]
        constraints = [
            models.UniqueConstraint(fields=["passage", "theme"], name="passage_coded_once_a_theme"),
            models.CheckConstraint(
                condition=~Q(status="suggested") | (~Q(suggested_by="") & Q(decided_at=None)),
                name="code_suggestion_names_its_rule",
            ),
            models.CheckConstraint(
                condition=Q(status="suggested") | Q(decided_at__isnull=False), name="code_decision_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.status}"


class Judgement(Confidential):
    """What one coder, unseen by the other, holds a passage to be on: the keys of themes, none where it is on none."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="+")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    themes = models.JSONField(default=list)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("passage__submission__process", "judgement")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["passage", "coder"], name="judged_once_by_a_coder")]

    def __str__(self) -> str:
        return f"{self.coder_id}: {', '.join(self.themes)}"


class CodebookEdition(models.Model):
    """The codebook as it stands from `adopted_at` on: of each code key, title, parent, category, words, retired."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    codes = models.JSONField()
    note = models.CharField(max_length=400, blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="codebook_edition_once")]

    def __str__(self) -> str:
        return f"{self.process_id} {self.number}"


class LearnedModel(models.Model):
    """What the machine has learned from the coders of a process: the weights of words, as `learning.told`, packed.

    It was learned from `passages` of the `known` that were coded then, with that edition of the codebook (0: the one of
    the process file).
    """

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    passages = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    weights = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
