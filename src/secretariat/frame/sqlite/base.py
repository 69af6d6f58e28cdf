"""The backend that settings name: Django's own, loaded on the newest SQLite there is, with the writer's lock around.

Django's module takes `sqlite3` by name and makes its cursor a subclass of that library's; so the library is put in
its place for the one moment in which that module is loaded.
"""

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from secretariat.frame.sqlite.library import in_place_of_pythons, newest, require_sound
from secretariat.frame.sqlite.writer import WriterLock, beside

DJANGOS = "django.db.backends.sqlite3.base"

if DJANGOS in sys.modules:  # pragma: no cover - only if somebody loads it before the settings are read
    message = f"{DJANGOS} was loaded before ours: it stands on the wrong library"
    raise ImportError(message)
with in_place_of_pythons(newest()):
    from django.db.backends.sqlite3 import base

# Whatever is not plainly a question takes the lock: a word too few here costs a wait, a word too many a lost update.
QUESTION = re.compile(
    r"\s*(SELECT|VALUES|EXPLAIN|PRAGMA(?!\s+(wal_checkpoint|journal_mode\s*=|optimize|incremental_vacuum))"
    r"|WITH(?!.*\b(INSERT|UPDATE|DELETE|REPLACE)\b))\b",
    re.IGNORECASE | re.DOTALL,
)


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that takes the writer's lock before it changes anything, and gives it back when that is settled."""

    writer: WriterLock

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement, after waiting for the lock unless it only asks."""
        if QUESTION.match(query):
            return super().execute(query, params)
        self.writer.acquire()
        try:
            return super().execute(query, params)
        finally:
            self._settle()

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run a statement for each of many, under the lock."""
        self.writer.acquire()
        try:
            return super().executemany(query, param_list)
        finally:
            self._settle()

    def executescript(self, script: str) -> Any:
        """Run a script under the lock."""
        self.writer.acquire()
        try:
            return super().executescript(script)
        finally:
            self._settle()

    def close(self) -> None:
        """Close; what a statement with RETURNING wrote outside a transaction is committed by this at the latest."""
        super().close()
        self._settle(finished=True)

    def _settle(self, *, finished: bool = False) -> None:
        """Give the lock back if no transaction is open and no row that was written waits to be fetched."""
        if (finished or self.description is None) and not self.connection.in_transaction:
            self.writer.release()


def _owners_only(path: Path) -> None:
    """Make a new database a file that only its owner may read; the library gives the files beside it the same rights.

    It is not opened for that: to close a database's file again gives up every lock that this process has on it.
    """
    with suppress(OSError):  # it is there; or something is wrong with the place, which the library tells
        os.mknod(path, 0o600)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite with a write-ahead log and one writer at a time; who only reads never waits.

    The option `alone` opens a file that nobody else has open, without either: a backup, which is one file.
    """

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.alone = bool(settings_dict.get("OPTIONS", {}).get("alone"))
        self.writer = WriterLock(self._beside, seconds=settings_dict.get("OPTIONS", {}).get("timeout", 20))

    def _beside(self) -> Path | None:
        """Return the path of the database beside which the lock lies; none for a database in memory."""
        name = self.settings_dict["NAME"]
        return None if self.alone or self.is_in_memory_db() else Path(name)

    def get_connection_params(self) -> dict[str, Any]:
        """Return what the library is opened with; `alone` is ours."""
        return {name: value for name, value in super().get_connection_params().items() if name != "alone"}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the database on a sound library only, with the write-ahead log; raises UnsoundLibrary."""
        require_sound(self.Database.sqlite_version_info)
        database = self._beside()
        if database and beside(database, "lock").exists():  # there was one before: a file that is gone is not made anew
            conn_params = {**conn_params, "database": f"{database.absolute().as_uri()}?mode=rw"}
        elif database:
            _owners_only(database)
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        journal = connection.execute("PRAGMA journal_mode").fetchone()
        if journal == ("delete",) and not self.alone:
            with self.writer:  # a new database: two that start at once take turns
                connection.execute("PRAGMA journal_mode=WAL")
        return connection

    def _file(self) -> tuple[int, int] | None:
        """Return which file is at the database's place; None if there is none."""
        database = self._beside()
        if database is None or not database.exists():
            return None
        found = database.stat()
        return found.st_dev, found.st_ino

    def is_usable(self) -> bool:
        """Whether the file that is open is still the one in its place: what is written to another would be lost."""
        return self._file() == self.opened

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002 - SQLite has no named cursors
        """Open a cursor that knows the lock of this connection."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.writer = self.writer
        return cursor

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc] # the stubs do not know it
        finally:
            self._settle()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # the stubs do not know it
        finally:
            self._settle()

    def _settle(self) -> None:
        if self.connection is None or not self.connection.in_transaction:
            self.writer.release()

    def _close(self) -> None:
        """Close, under the lock if it is free: the last to close makes a checkpoint.

        If it is not free, its holder has the database open, so this is not the last.
        """
        self.writer.acquire(seconds=0, required=False)
        try:
            super()._close()  # type: ignore[misc] # the stubs do not know it
        finally:
            self.writer.release()
