from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from secretariat.processes.models import Process


class Kind(models.TextChoices):
    """Kinds of entity that take part, after paragraphs 3, 4, 6 and 8 of A/RES/71/280."""

    STATE = "state", _("Member State")
    GROUP = "group", _("Group of States")
    OBSERVER = "observer", _("Observer")
    AGENCY = "agency", _("United Nations system")
    INTERGOVERNMENTAL = "igo", _("Intergovernmental organization")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    ACADEMIA = "academia", _("Academic institution")
    PRIVATE = "private", _("Private sector")
    DIASPORA = "diaspora", _("Diaspora or migrant organization")
    PARLIAMENT = "parliament", _("Parliament")
    LOCAL = "local", _("Local authority")
    RIGHTS_INSTITUTION = "nhri", _("National human rights institution")
    SECRETARIAT = "secretariat", _("Secretariat")


class Region(models.TextChoices):
    """Regional groups; an entity without one is global."""

    AFRICA = "africa", _("Africa")
    ASIA_PACIFIC = "asia_pacific", _("Asia and the Pacific")
    EASTERN_EUROPE = "eastern_europe", _("Eastern Europe")
    LATIN_AMERICA = "latin_america", _("Latin America and the Caribbean")
    WESTERN = "western", _("Western Europe and others")
    GLOBAL = "global", _("Global")


class Entity(models.Model):
    """Who takes part in a process: a State, a group, an organization, a city."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region = models.CharField(max_length=20, choices=Region.choices, default=Region.GLOBAL)
    ordinal = models.PositiveSmallIntegerField(default=0)
    members = models.ManyToManyField("self", symmetrical=False, related_name="groups", blank=True)
    admitted_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "entities"
        constraints = [models.UniqueConstraint(fields=["process", "code"], name="entity_code_once_a_process")]

    def __str__(self) -> str:
        return self.name

    @property
    def tint(self) -> int:
        """Which of the eight tints of the style sheet goes with the entity's chip; the code is what identifies it."""
        return self.ordinal % 8


class Former(models.Model):
    """What an entity was called, and of which kind it was, until a day: papers of that time are its own."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="former")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region = models.CharField(max_length=20, choices=Region.choices)
    until = models.DateField()

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a State is a member of a group, from one day to another; `Entity.members` are those of now."""

    group = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["member__code", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"], condition=models.Q(until=None), name="a_member_of_a_group_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="who_leaves_has_joined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


class Seat(models.Model):
    """A person's role in a process, for an entity or for the bureau."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    entity = models.ForeignKey(Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Whether the person looks after the sign-in of the entity's people.
    administers = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "person"], name="one_seat_a_person_a_process"),
            models.CheckConstraint(
                condition=models.Q(administers=False) | models.Q(entity__isnull=False),
                name="only_for_an_entity_does_one_administer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.entity_id or ''}".strip()
