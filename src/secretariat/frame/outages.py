"""What is nobody's fault who asked: a full disk, a database that is gone, one that others keep busy."""

import errno

from django.db.utils import Error, InterfaceError, OperationalError

from secretariat.frame.sqlite.writer import WriterBusy
from travaux.refusal import Changed, Refusal

# Primary result codes of SQLite (sqlite.org/rescode.html); extended ones carry more above the low byte.
BUSY, IO, FULL, CANNOT_OPEN = 5, 10, 13, 14
READ_ONLY_MOVED = 8 | 4 << 8
# SQLSTATE of PostgreSQL: its class, or the whole (appendix A of its manual). None: the connection broke.
PG_FULL, PG_TOO_MANY, PG_GONE = "53100", "53300", ("57P", "08")
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


class Outage(Changed):
    """The machine cannot do it now; it is worth trying again."""


class DiskFull(Outage):
    """There is no room to record it."""

    asked = "You asked for something that has to be recorded."
    because = "The disk of this site is full. Nothing was recorded."
    rule = "A deed is recorded whole or not at all."
    remedy = "Tell the people who run this site; when they have made room, send it again."


class DatabaseGone(Outage):
    """The database did not confirm."""

    asked = "You asked for something that needs the database."
    because = "The database went away before it confirmed."
    rule = "Only what the database has confirmed counts as done; it keeps a deed whole or not at all."
    remedy = (
        "Wait a minute and look whether it is there, for it may have gone after the last word; if not, send it again."
    )


class OthersAreWriting(Outage):
    """The writers before this one took too long."""

    asked = "You asked for something that has to be recorded."
    because = "Others have been writing for longer than one can be kept waiting. Nothing was recorded."
    rule = "One writes at a time."
    remedy = "Send it again in a minute."


def outage(error: BaseException | None) -> Refusal | None:
    """Return what to say of `error` if it is an outage; None of anything else, which is a bug."""
    if isinstance(error, WriterBusy):
        return OthersAreWriting()
    if isinstance(error, OSError) and error.errno in NO_SPACE:
        return DiskFull()
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return _of_sqlite(code) if code is not None else _of_postgresql(error)


def _of_sqlite(code: int) -> Refusal | None:
    if code == READ_ONLY_MOVED:
        return DatabaseGone()
    kinds = {FULL: DiskFull, BUSY: OthersAreWriting, IO: DatabaseGone, CANNOT_OPEN: DatabaseGone}
    kind = kinds.get(code & 0xFF)
    return kind() if kind else None


def _of_postgresql(error: Error) -> Refusal | None:
    cause = error.__cause__
    if isinstance(error, InterfaceError):
        return DatabaseGone() if "connection" in str(error) else None  # or else it is a cursor misused
    if cause is None or not hasattr(cause, "sqlstate"):
        return None
    state = cause.sqlstate
    if state is None or state.startswith(PG_GONE):
        return DatabaseGone()
    return {PG_FULL: DiskFull, PG_TOO_MANY: OthersAreWriting}.get(state, lambda: None)()
