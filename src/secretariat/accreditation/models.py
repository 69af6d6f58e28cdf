from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Eyes, Guard
from secretariat.participation.models import Entity, Kind, Region
from secretariat.processes.models import Process, loaded
from travaux.modalities.arrangements import Category
from travaux.participation.objection import Resolution

NON_OBJECTION, ASSEMBLY = "non-objection", "General Assembly"


def lists_of(process: Process) -> tuple[Category, ...]:
    """Return the lists on a non-objection basis that the process file knows, in its order."""
    return tuple(each for each in loaded(process.modalities).participation if each.route == NON_OBJECTION)


# Kinds of organization that come in by these lists.
RELEVANT = (Kind.CIVIL_SOCIETY, Kind.ACADEMIA, Kind.PRIVATE, Kind.DIASPORA, Kind.PARLIAMENT, Kind.LOCAL)
CATEGORIES = [(kind.value, kind.label) for kind in RELEVANT]


def _states(eyes: Eyes) -> Q:
    """Return the filter that whoever looks sits for a Member State, which is one of the process."""
    return Q(process__in=Entity.objects.filter(pk=eyes.entity_id or 0, kind=Kind.STATE).values("process"))


def _everything(_eyes: Eyes) -> Q:
    return Q(pk__isnull=False)


class Application(Confidential):
    """An organization's application for a list, or for both; whoever holds its link goes on with it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Begun, not handed in")
        HANDED_IN = "handed_in", _("Handed in")
        RETURNED = "returned", _("Sent back for more")
        ELIGIBLE = "eligible", _("Eligible")
        SET_ASIDE = "set_aside", _("Set aside")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    link = models.CharField(max_length=64, unique=True)  # the digest of what stands in the link
    # The keys of the lists that are applied for, each with a space before and behind it.
    wanted = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=12, blank=True)
    category = models.CharField(max_length=20, choices=CATEGORIES, blank=True)
    country = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=20, choices=Region.choices, blank=True)
    website = models.CharField(max_length=200, blank=True)
    aims = models.TextField(blank=True)
    relevance = models.TextField(blank=True)
    representatives = models.PositiveSmallIntegerField(null=True, blank=True)
    women = models.PositiveSmallIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    language = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    entity = models.ForeignKey(Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    screened_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    guard = Guard("process", "accreditation_application")

    class Meta:
        ordering = ["handed_in_at", "pk"]
        indexes = [models.Index(fields=["process", "state", "handed_in_at"], name="application_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(wanted=""), name="application_names_its_lists"),
            models.CheckConstraint(
                condition=Q(women=None) | Q(representatives=None) | Q(women__lte=F("representatives")),
                name="women_are_among_the_representatives",
            ),
            models.CheckConstraint(
                condition=~Q(email__contains="\n") & ~Q(email__contains="\r"), name="an_applicants_address_is_one_line"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("returned", "set_aside")) | ~Q(reason=""), name="screened_out_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lists(self) -> list[Category]:
        """The lists that are applied for."""
        return [each for each in lists_of(self.process) if f" {each.key} " in self.wanted]


class Circulation(Confidential):
    """A proposed list of names, before Member States until `closes_at`; once closed, the final list."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    list = models.CharField(max_length=60)
    # As the process file had them when the list went out: what States were shown stays as it was.
    title = models.CharField(max_length=200)
    paragraph = models.CharField(max_length=60)
    resolution = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Resolution])
    number = models.PositiveSmallIntegerField()
    circulated_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    closed_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "process",
        "list_of_names",
        states={"proposed": Q(closed_at=None), "final": Q(closed_at__isnull=False)},
        relations={"member_state": _states, "office": _everything},
    )

    class Meta:
        ordering = ["list", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "list", "number"], name="circulation_number_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("circulated_at")), name="objections_have_their_time"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("closes_at")), name="closed_after_the_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.number}"


class Name(Confidential):
    """An organization on a list, as it was called and described when the list was circulated."""

    class Outcome(models.TextChoices):
        PENDING = "pending", _("Before Member States")
        FINAL = "final", _("On the final list")
        WAITS = "waits", _("Before the General Assembly")
        LEFT_OUT = "left_out", _("Not on the final list")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    circulation = models.ForeignKey(Circulation, on_delete=models.CASCADE, related_name="names")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="names")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=12, blank=True)
    category = models.CharField(max_length=20, choices=CATEGORIES)
    country = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=20, choices=Region.choices)
    website = models.CharField(max_length=200, blank=True)
    representatives = models.PositiveSmallIntegerField(default=0)
    women = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.PENDING)

    guard = Guard("circulation__process", parts_of=("circulation",))

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "application"], name="named_once_on_a_list"),
            models.UniqueConstraint(fields=["circulation", "ordinal"], name="name_ordinal_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Objection(Confidential):
    """A Member State's objection to a name: known to that State and to the Office, and to nobody else."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.ForeignKey(Name, on_delete=models.PROTECT, related_name="objections")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    guard = Guard(
        "name__circulation__process",
        "objection",
        relations={"objecting_state": lambda eyes: Q(entity=eyes.entity_id), "office": _everything},
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "entity"], condition=Q(withdrawn_at=None), name="one_objection_of_a_state_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.uuid}"


class Basis(Confidential):
    """The general basis of an objection, where it was told: shared with States that ask, without whose it is."""

    objection = models.OneToOneField(Objection, on_delete=models.CASCADE, related_name="basis")
    words = models.TextField()

    guard = Guard(
        "objection__name__circulation__process",
        "objection_basis",
        states={"told": ~Q(words="")},
        relations={
            "objecting_state": lambda eyes: Q(objection__entity=eyes.entity_id),
            "office": _everything,
            "member_state_that_asked": lambda eyes: Q(
                objection__name__in=Asked.objects.unscoped(WHO_ASKED).filter(entity=eyes.entity_id).values("name")
            ),
        },
    )

    class Meta:
        verbose_name_plural = "bases"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_basis_that_is_told_has_words")]

    def __str__(self) -> str:
        return f"basis of {self.objection_id}"


WHO_ASKED = "a State asks for its own requests only: whether it asked is what gives it the sight"


class Asked(Confidential):
    """A Member State's request for the basis of objections to a name: each is kept."""

    name = models.ForeignKey(Name, on_delete=models.PROTECT, related_name="requests")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    guard = Guard(
        "name__circulation__process",
        "basis_request",
        relations={"own": lambda eyes: Q(entity=eyes.entity_id), "office": _everything},
    )

    class Meta:
        verbose_name_plural = "asked"
        constraints = [models.UniqueConstraint(fields=["name", "entity"], name="a_state_asks_once_of_a_name")]

    def __str__(self) -> str:
        return f"{self.entity_id} asked for {self.name_id}"
