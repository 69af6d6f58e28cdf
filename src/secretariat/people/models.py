from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import Promise

from secretariat.frame.context import ROLES


class Person(AbstractUser):
    """Someone who signs in. What a person may do follows from the seats held in a process, not from the account."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [
            # What goes on in a second line of a mail's head is another head: no mail leaves with such an address.
            models.CheckConstraint(
                condition=~models.Q(email__contains="\n") & ~models.Q(email__contains="\r"),
                name="an_address_is_one_line",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username


class Handover(models.Model):
    """One handing out of a link that sets a password: at whose word, and to whom. Its person is always told."""

    class Why(models.TextChoices):
        """For what a link is handed out."""

        OPENED = "opened"
        RESET = "reset"
        REOPENED = "reopened"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="handovers")
    why = models.CharField(max_length=10, choices=Why.choices)
    at = models.DateTimeField()
    # The capacity, as the record names it, and the key of its process; neither where it is the site's.
    by = models.CharField(max_length=40, blank=True)
    process = models.CharField(max_length=100, blank=True)
    # Whether whoever asked was shown the link, there being no address to which it could be mailed.
    shown = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.why} {self.at:%Y-%m-%d %H:%M}"

    @property
    def role(self) -> Promise | str:
        """The role of whoever asked, in words; nothing where that was the staff of the site."""
        role = self.by.partition(":")[0]
        return ROLES.get(role, role)

    @property
    def entity(self) -> str:
        """The code of the entity for which whoever asked sits, if any."""
        return self.by.partition(":")[2]
