"""Editions of data sets, facts that rest on them, where facts are used, and the report that is made of them."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariat.documents.models import Blob, Document
from secretariat.frame.scope import Confidential, Guard
from secretariat.processes.models import Process


class Dataset(models.Model):
    """An edition of a data set: its source as it came, its rows as Parquet, and the rows that were not taken.

    `read` source rows were `taken` or `rejected`; `rows` observations are kept. An edition never changes.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=80)
    edition = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    published = models.DateField()
    unit = models.CharField(max_length=60, blank=True)
    notes = models.TextField(blank=True)
    source = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    parquet = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    rejects = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    layout = models.CharField(max_length=40)
    columns = models.JSONField(default=list)
    read = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    registered_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "key", "edition"], name="dataset_edition_once"),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_because="")
                | (Q(retired_at__isnull=False) & ~Q(retired_because="")),
                name="dataset_retired_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.edition}"

    @property
    def order(self) -> tuple[str, str]:
        """What tells which of two editions is newer: the day of publication, then the name."""
        return self.published.isoformat(), self.edition


class Fact(models.Model):
    """A sentence whose figures are asked of an edition; `says` is what it said when it was last stated."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=80)
    sentence = models.CharField(max_length=1000)
    query = models.TextField()
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="facts")
    wording = models.JSONField(default=dict)
    says = models.CharField(max_length=1200)
    words = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    stated_at = models.DateTimeField()
    restated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "key"], name="fact_key_once")]

    def __str__(self) -> str:
        return self.says


class FactUse(models.Model):
    """Where a fact is used: an issue brief, a paragraph of the draft, a paper; known by kind and identity only."""

    class Kind(models.TextChoices):
        PROVISION = "provision", _("Paragraph of the draft")
        SUBMISSION = "submission", _("Paper or issue brief")
        OTHER = "other", _("Something outside this site")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    thing = models.UUIDField(null=True, blank=True)
    label = models.CharField(max_length=300)
    said = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "kind", "thing", "label"], name="fact_used_once_in_a_thing"),
            models.CheckConstraint(condition=Q(kind="other") | Q(thing__isnull=False), name="fact_use_names_its_thing"),
        ]

    def __str__(self) -> str:
        return self.label


class Report(Confidential):
    """A report with facts and figures (A/RES/71/280, paragraph 26): sections of prose with facts and charts."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    symbol = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    opened_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("process", "report", states={"draft": Q(status="draft"), "issued": Q(status="issued")})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="report_number_once"),
            models.CheckConstraint(
                condition=Q(status="draft", issued_at=None) | Q(status="issued", issued_at__isnull=False),
                name="report_issued_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class Section(Confidential):
    """A section of a report: heading, prose with marks of facts ([^key]), and a chart asked of an edition.

    When the report is issued, `notes` keeps what its facts said and rested on, so that it reads the same for ever.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    ordinal = models.PositiveIntegerField()
    heading = models.CharField(max_length=300)
    prose = models.TextField(blank=True)
    chart = models.JSONField(default=dict)
    dataset = models.ForeignKey(Dataset, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    facts = models.ManyToManyField(Fact, related_name="+")
    notes = models.JSONField(default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("report__process", parts_of=("report",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "ordinal"], name="section_ordinal_once")]

    def __str__(self) -> str:
        return self.heading
