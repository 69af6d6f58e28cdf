"""Forgetting what is over: sessions that have ended, and attempts that count no more."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction

from secretariat.frame import clock
from secretariat.jobs.models import Job
from secretariat.jobs.services import handler

KIND = "forget-sign-ins"


@handler(KIND, daily=True)
def forget(_job: Job | None = None) -> dict[str, int]:
    """Forget ended sessions, with what they say of where somebody was, and attempts that count no more."""
    at = clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        sessions, _each = Session.objects.filter(expire_date__lt=at).delete()
        left = Session.objects.values("session_key")
        places, _each = UserSession.objects.exclude(session_key__in=left).delete()
        table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined] # noqa: SLF001 - Django names it nowhere else
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(at)])  # noqa: S608 - quoted
        return {"sessions": sessions, "places": places, "attempts": cursor.rowcount}
