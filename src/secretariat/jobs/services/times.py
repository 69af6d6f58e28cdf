"""The times that this installation has acknowledged, kept so that the clock goes on from there after a restart."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.signals import post_save
from django.dispatch import receiver

from secretariat.frame import clock
from secretariat.jobs import queries
from secretariat.jobs.models import Tick
from secretariat.record.services import Doer, deed, enter

TABLE = "jobs_tick"
_PUT = "INSERT INTO jobs_tick (at) VALUES (%s)"  # plain, for every deed passes here while others wait for it


def acknowledge(at: datetime) -> None:
    """Keep `at` as a time that was told to somebody. A row of its own each: two deeds at once do not wait for it."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [connection.ops.adapt_datetimefield_value(at)])


@receiver(post_save, sender="record.Entry")
def on_entry(sender: object, *, created: bool, **_more: Any) -> None:  # noqa: ARG001 - what Django hands to a receiver
    """Acknowledge the time with each entry in the record, in the same transaction: the clock's, not the one claimed."""
    if created:
        acknowledge(clock.now())


def latest() -> datetime | None:
    """Return the latest time acknowledged; None where there are no tables yet."""
    if TABLE not in connection.introspection.table_names():
        return None
    return queries.latest_tick()


def sweep() -> None:
    """Acknowledge the present time, and keep nothing but the latest."""
    acknowledge(clock.now())
    if newest := Tick.objects.order_by("-at", "-id").first():
        Tick.objects.exclude(pk=newest.pk).filter(at__lte=newest.at).delete()


@deed("the machine's clock trusted again")
def trust_machine(*, by: Doer, at: datetime) -> datetime:
    """Forget every time acknowledged and follow the machine again, from `at`: for one that once stood in the future.

    It is a deed because what was closed may be open again: the entry keeps the latest time that had been acknowledged.
    """
    before = latest()
    facts = {"acknowledged": before.isoformat() if before else ""}
    enter("trust_machine", process="", actor=by.reference, subject="clock:site", facts=facts, at=at)
    Tick.objects.all().delete()  # also the one of this entry, which the site's clock still had
    acknowledge(at)
    return at


clock.SITE.kept = latest  # the clock is the ground's, which knows no tables
