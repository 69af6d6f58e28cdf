"""Reminding those who owe something, some days before its last day, by mail and once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from secretariat.frame import clock
from secretariat.jobs.models import Job
from secretariat.jobs.services import enqueue, handler, of_day
from secretariat.jobs.services.mail import address_of
from secretariat.participation.models import Seat
from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from secretariat.registry.models import NoReminders, Reminder
from secretariat.registry.queries import owing
from travaux.modalities import Obligation

KIND = "remind-of-obligations"


@deed("people reminded of what they owe")
def remind_of_obligations(
    process: Process, *, owed: Sequence[tuple[Obligation, Seat]], by: Actor, at: datetime
) -> Mapping[str, int]:
    """Remind those who owe something, each once of each last day; return how many were reminded of what.

    The modalities are not asked: they set the days themselves (`remind`), and the site does it by itself.
    """
    rows = [
        Reminder(process=process, obligation=each.key, due=each.due, person=seat.person, sent_at=at)
        for each, seat in owed
    ]
    Reminder.objects.bulk_create(rows)
    for person, each in groupby(sorted(owed, key=lambda pair: pair[1].person_id), key=lambda pair: pair[1].person):
        _remind(process, person, [obligation for obligation, _seat in each])
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.obligation] = counted.get(row.obligation, 0) + 1
    enter(
        "remind_of_obligations",
        process=process.key,
        actor=by.reference,
        subject=f"process:{process.uuid}",
        facts={"reminded": counted},
        at=at,
    )
    return counted


def _remind(process: Process, person: Person, owed: Sequence[Obligation]) -> None:
    page = address_of(reverse("processes:agenda", args=[process.key]))
    stop = address_of(reverse("registry:reminders", args=[process.key]))
    with override(person.language or None):
        lines = [
            gettext("%(title)s: by %(day)s, paragraph %(paragraph)s of %(symbol)s")
            % {"title": each.title, "day": each.due, "paragraph": each.paragraph, "symbol": process.symbol}
            for each in owed
        ]
        more = (
            gettext("Page: %(page)s") % {"page": page},
            gettext("You want no reminders of this process: %(page)s") % {"page": stop},
        )
        subject = gettext("What is asked of you soon: %(title)s") % {"title": process.title}
        EmailMessage(subject.replace("\n", " ")[:200], "\n".join([*lines, "", *more]), to=[person.email]).send()


def remind_today(process: Process, *, at: datetime) -> Mapping[str, int]:
    """Remind, in one process, those whom it is time to remind; nothing is entered where there is nobody."""
    with transaction.atomic():
        Process.objects.select_for_update().get(pk=process.pk)  # two at once would remind twice
        owed = list(owing(process, modalities_of(process).day_of(at)))
        return remind_of_obligations(process, owed=owed, by=Actor(role=OFFICER), at=at) if owed else {}


@handler(KIND, daily=True)
def remind(_job: Job | None = None) -> dict[str, int]:
    """Remind in every process, and let it be done again tomorrow, whether somebody signs in or not."""
    at = clock.now()
    later = at + timedelta(days=1)
    enqueue(KIND, {}, key=of_day(KIND, later.date()), not_before=later)
    processes = Process.objects.filter(is_sample=False).order_by("pk")
    return {process.key: sum(remind_today(process, at=at).values()) for process in processes}


def want_reminders(process: Process, person: Person, *, wanted: bool) -> None:
    """Let somebody be reminded in a process, or no longer: a wish of one's own, and no deed."""
    rows = NoReminders.objects.filter(process=process, person=person)
    if wanted:
        rows.delete()
    else:
        NoReminders.objects.get_or_create(process=process, person=person)
