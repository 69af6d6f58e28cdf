"""What holds for the moment only: sign-ins, attempts, links that work once, mail on its way. No copy brings it back."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.db import connections
from django.db.models import Model
from django.urls import Resolver404, resolve

from secretariat.jobs.models import Job
from secretariat.jobs.services.queue import brought_back
from secretariat.keeping.queries.rows import applied, table, tables, targets

SIGN_INS = ("django_session", "usersessions_usersession", "people_attempts")
JOBS = "jobs_job"
ONCE = "account_reset_password_from_key"  # the page that sets a password, for whoever has the link
ADDRESS = re.compile(r"https?://\S+|(?<!\S)/\S+")


def leave_out(using: str, *, at: datetime) -> set[str]:
    """Take out of a copy what must not be brought back, and return the tables that were touched."""
    models = {table(model): model for model in tables(using, targets(using, applied(using)))}
    if JOBS in models:
        _drop_links(models[JOBS], using, at)
    return {*_end_sign_ins(using), JOBS}


def settle(using: str, *, made: datetime) -> None:
    """End all sign-ins of what was brought back; of what may have left since it was `made` the operator decides."""
    _end_sign_ins(using)
    brought_back(using, since=made)


def _end_sign_ins(using: str) -> list[str]:
    connection = connections[using]
    there = [name for name in SIGN_INS if name in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        for name in there:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 - a table of ours
    return there


def _drop_links(jobs: type[Model], using: str, at: datetime) -> None:
    """Drop the jobs that hold a link with which a password is set."""
    rows = jobs._base_manager.using(using)  # noqa: SLF001 - the manager that hides nothing
    unfinished = rows.exclude(state__in=(Job.State.DONE, Job.State.DROPPED)).values_list("pk", "payload")
    held = [key for key, payload in unfinished.iterator() if holds_a_link(payload)]
    changes = {"state": Job.State.DROPPED, "leased_by": "", "ended_at": at, "error": "left out of the backup"}
    rows.filter(pk__in=held).update(payload={}, **changes)


def holds_a_link(payload: dict[str, object]) -> bool:
    """Whether any word of a job's is the address of the page that sets a password."""
    words = " ".join(map(str, payload.values()))
    return any(_page(urlsplit(found).path) == ONCE for found in ADDRESS.findall(words))


def _page(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
