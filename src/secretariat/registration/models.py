from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Guard
from secretariat.participation.models import Entity
from secretariat.processes.models import Process


class Role(models.TextChoices):
    """In which role a person comes to a meeting."""

    HEAD = "head", _("Head of delegation")
    ALTERNATE = "alternate", _("Alternate")
    ADVISER = "adviser", _("Adviser")
    REPRESENTATIVE = "representative", _("Representative")
    PANELLIST = "panellist", _("Panellist")
    MODERATOR = "moderator", _("Moderator")
    INTERPRETER = "interpreter", _("Interpreter")
    STAFF = "staff", _("Staff")


class Consent(models.TextChoices):
    """How far a person agrees to be listed."""

    NOBODY = "nobody", _("Listed nowhere but with the secretariat")
    PUBLIC = "public", _("Name and role on the public list of participants")


class Meeting(models.Model):
    """A meeting for which people are registered: its days, until when, and how many seats there are."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=30)
    title = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    closes_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    for_an_entity = models.PositiveIntegerField(null=True, blank=True)
    for_all = models.PositiveIntegerField(null=True, blank=True)
    # After so many days from its last, who its people were is forgotten; what is counted stays.
    keep_days = models.PositiveSmallIntegerField(default=365)

    class Meta:
        ordering = ["first", "key"]
        constraints = [
            models.UniqueConstraint(fields=["process", "key"], name="meeting_key_once_a_process"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_meeting_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class Registration(Confidential):
    """A person named for a meeting by the entity's focal point, and what the secretariat decided."""

    class State(models.TextChoices):
        NAMED = "named", _("With the secretariat")
        APPROVED = "approved", _("Approved")
        WAITING = "waiting", _("On the waiting list")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="registrations")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    given = models.CharField(max_length=200)
    family = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    role = models.CharField(max_length=20, choices=Role.choices)
    function = models.CharField(max_length=200, blank=True)
    gender = models.CharField(max_length=40, blank=True)
    first_time = models.BooleanField(null=True, blank=True)
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.NOBODY)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NAMED)
    reason = models.CharField(max_length=300, blank=True)
    # Its place in the order of approval, which is also the number of the badge.
    number = models.PositiveIntegerField(null=True, blank=True)
    named_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "meeting__process",
        "registration",
        states={"listed": Q(state="approved", consent="public")},
        relations={"own": lambda eyes: Q(entity=eyes.entity_id)},
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["meeting", "state"], name="registration_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "entity", "email"],
                condition=~Q(state__in=("refused", "withdrawn")),
                name="named_once_by_an_entity",
            ),
            models.UniqueConstraint(fields=["meeting", "number"], name="badge_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "waiting")) | Q(number__isnull=False),
                name="approved_has_its_number",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="refused_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip() or "–"  # noqa: RUF001 - a dash for one who was erased

    @property
    def badge(self) -> str:
        """The number on the badge."""
        return f"{self.meeting.key.upper()}-{self.number:05}" if self.number else ""


class Attendance(Confidential):
    """That a person came, on a day of the meeting."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    day = models.DateField()
    at = models.DateTimeField()

    guard = Guard("registration__meeting__process", "attendance")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["registration", "day"], name="came_once_a_day")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.day}"


class Credential(Confidential):
    """The paper by which an entity says who acts for it at a meeting, and what the examination of it found."""

    class Form(models.TextChoices):
        NOTE = "note_verbale", _("Note verbale")
        LETTER = "letter", _("Letter")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        IN_ORDER = "in_order", _("In order")
        NOT_IN_ORDER = "not_in_order", _("Not in order")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="credentials")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=12, choices=Form.choices)
    reference = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("meeting__process", "credential", relations={"own": lambda eyes: Q(entity=eyes.entity_id)})

    class Meta:
        ordering = ["entity__code", "received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "entity"], condition=~Q(state="withdrawn"), name="an_entity_has_one_credential"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("not_in_order", "withdrawn")) | ~Q(reason=""), name="a_fault_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id}: {self.reference}"
