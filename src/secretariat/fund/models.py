from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import Confidential, Guard
from secretariat.participation.models import Entity
from secretariat.processes.models import Process

DIGITS, CENTS, RATE, REASON = 15, 2, 8, 200


class Fund(models.Model):
    """The trust fund that pays for taking part in a process; its terms say who is eligible and who comes first."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="+")
    terms = models.TextField()
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"fund of {self.process_id}"


class Reversible(models.Model):
    """An entry of the accounts: never changed; where it was made in error it is reversed, with the reason."""

    reversed_on = models.DateField(null=True, blank=True)
    reversed_because = models.CharField(max_length=REASON, blank=True)

    class Meta:
        abstract = True


def _has_its_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(reversed_on=None) | ~Q(reversed_because=""), name=f"a_reversed_{name}_has_its_reason"
    )


class Contribution(Reversible):
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
            _has_its_reason("pledge"),
            models.CheckConstraint(condition=Q(pledged__gt=0), name="a_pledge_is_above_nought"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="a_pledges_rate_is_above_nought"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """How the accounts name it."""
        return f"C{self.number}"


class Payment(Reversible):
    """What was received of a contribution, in its currency, at the rate of the day."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="payments")
    day = models.DateField()
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    rate = models.DecimalField(max_digits=DIGITS, decimal_places=RATE)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            _has_its_reason("payment"),
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
    ended_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

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


class Award(Confidential, Reversible):
    """What was granted on a request; once `closed`, what was not spent is free again."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="awards")
    day = models.DateField()
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    earmark = models.CharField(max_length=80, blank=True)
    closed = models.DateField(null=True, blank=True)

    guard = Guard("request__fund__process", parts_of=("request",))

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            _has_its_reason("award"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(reversed_on=None), name="one_award_on_a_request_stands"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_award_is_above_nought"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.amount}"


class Expense(Confidential, Reversible):
    """What was paid out on an award."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="expenses")
    day = models.DateField()
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS)
    what = models.CharField(max_length=80, blank=True)

    guard = Guard("award__request__fund__process", parts_of=("award",))

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            _has_its_reason("expense"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_expense_is_above_nought"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.amount}"
