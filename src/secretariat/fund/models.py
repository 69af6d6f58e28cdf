from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Guard
from secretariat.participation.models import Entity
from secretariat.processes.models import Process

DIGITS, CENTS, RATE = 15, 2, 8


class Fund(models.Model):
    """The trust fund that pays for taking part in a process; its terms say who is eligible and who comes first."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="+")
    terms = models.TextField()
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"fund of {self.process_id}"


class Contribution(models.Model):
    """What a donor pledged, in its currency, at the rate of the day, perhaps for one purpose only."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="contributions")
    number = models.PositiveIntegerField()
    donor = models.CharField(max_length=200)
    day = models.DateField()
    currency = models.CharField(max_length=3)
    pledged = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    rate = models.DecimalField(max_digits=DIGITS, decimal_places=RATE)
    earmark = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="contribution_number_once"),
            models.CheckConstraint(condition=Q(pledged__gt=0), name="a_pledge_is_above_nought"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="a_pledges_rate_is_above_nought"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """How the accounts name it."""
        return f"C{self.number}"


class Payment(models.Model):
    """What was received of a contribution, in its currency, at the rate of the day."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="payments")
    day = models.DateField()
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    rate = models.DecimalField(max_digits=DIGITS, decimal_places=RATE)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_above_nought"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="a_payments_rate_is_above_nought"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.day}"


class Request(Confidential):
    """An entity's request that the fund pay for one of its people: facts on which the terms look, and the journey."""

    class State(models.TextChoices):
        HANDED_IN = "handed_in", _("Handed in")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="requests")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    traveller = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    fare = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    days = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HANDED_IN)
    applied_at = models.DateTimeField()

    guard = Guard("fund__process", "support_request", relations={"own": lambda eyes: Q(entity=eyes.entity_id)})

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["fund", "number"], name="support_request_number_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """How the accounts name it: never by the traveller."""
        return f"S{self.number}"


class Award(Confidential):
    """What was granted on a request; once `closed`, what was not spent is free again."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="award")
    day = models.DateField()
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    earmark = models.CharField(max_length=80, blank=True)
    closed = models.DateField(null=True, blank=True)

    guard = Guard("request__fund__process", parts_of=("request",))

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="an_award_is_above_nought")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.amount}"


class Expense(Confidential):
    """What was paid out on an award."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="expenses")
    day = models.DateField()
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    what = models.CharField(max_length=80, blank=True)

    guard = Guard("award__request__fund__process", parts_of=("award",))

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="an_expense_is_above_nought")]

    def __str__(self) -> str:
        return f"{self.award_id} {self.amount}"
