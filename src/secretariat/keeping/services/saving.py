"""A backup: one file, made while the site is in use, the same whichever database it comes from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from secretariat.frame.databases import also
from secretariat.keeping.queries.manifest import TABLE, Manifest
from secretariat.keeping.queries.record import last_checkpoint
from secretariat.keeping.queries.rows import Tally, applied, table, tables, tally, targets
from secretariat.keeping.services.copying import Tell, copy_rows
from secretariat.keeping.services.passing import leave_out
from travaux.refusal import Changed

PAGES = 4096  # copied between two words of progress: 16 MiB


class AlreadyThere(Changed):
    """The name of the backup is taken."""

    asked = "You asked for a backup in {file}."
    because = "A file of that name is there."
    rule = "A backup never overwrites anything."
    remedy = "Choose another name, for instance with the date in it."


def a_file(path: Path) -> dict[str, Any]:
    """Return the settings of a SQLite file that nobody else has open; it goes to the disk when it gets its name."""
    options = {"alone": True, "init_command": "PRAGMA synchronous=OFF"}
    return {"ENGINE": "secretariat.frame.sqlite", "NAME": str(path), "OPTIONS": options}


def backup(file: Path, *, tell: Tell, at: datetime, using: str = "default") -> Manifest:
    """Write a backup of the database as it is at this moment into `file`; raises AlreadyThere."""
    if file.exists():
        raise AlreadyThere(file=file)
    raw, part = (file.with_name(f".{file.name}.{os.getpid()}.{name}") for name in ("raw", "part"))
    for each in (raw, part):
        each.touch(mode=0o600)
    try:
        with also("copy", a_file(raw)) as copy:
            counted = _copied(using, tell, at)
            manifest = _seal(using, counted, at)
            with copy.cursor() as cursor:  # what was left out, and whatever was deleted before, is in no page of it
                cursor.execute("VACUUM INTO %s", [str(part)])
        in_place(part, file)
    finally:
        for each in (raw, part):
            each.unlink(missing_ok=True)
    return manifest


def _copied(using: str, tell: Tell, at: datetime) -> dict[str, Tally]:
    """Copy, leave out what holds for the moment only, and count what is then there."""
    counted = {}
    if connections[using].vendor == "sqlite":
        copy_file(using, "copy", tell)
    else:
        counted = _copy_snapshot(using, tell)
    touched = leave_out("copy", at=at)
    models = tables("copy", targets("copy", applied("copy")))
    return counted | {
        table(model): tally(model, "copy") for model in models if table(model) in touched or table(model) not in counted
    }


def in_place(part: Path, file: Path) -> None:
    """Give a finished file its name, after it and before its name are on the disk."""
    for path, rename in ((part, True), (file.parent, False)):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if rename:
            part.rename(file)


def copy_file(source: str, target: str, tell: Tell) -> None:
    """Copy one SQLite database into another page by page, as it is at this moment; others go on writing meanwhile."""
    with also("snapshot", connections[source].settings_dict) as snapshot:
        snapshot.ensure_connection()
        pages = snapshot.connection
        pages.execute("BEGIN")
        pages.execute("SELECT 1 FROM sqlite_master").fetchall()  # from here on this connection sees this moment only
        into = connections[target]
        into.ensure_connection()

        def progress(_status: int, left: int, of: int) -> None:
            tell(f"pages: {of - left} of {of}")

        pages.backup(into.connection, pages=PAGES, progress=progress)
        into.connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def unchecked(using: str) -> Iterator[None]:
    """Let rows come into a SQLite file in any order; what they refer to is checked at the end."""
    connection = connections[using]
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=using):
            yield
            connection.check_constraints()
    finally:
        connection.enable_constraint_checking()


def _copy_snapshot(using: str, tell: Tell) -> dict[str, Tally]:
    """Copy the rows as one moment of PostgreSQL has them."""
    with also("snapshot", connections[using].settings_dict) as snapshot, transaction.atomic(using="snapshot"):
        with snapshot.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with unchecked("copy"):
            return copy_rows("snapshot", "copy", tell)


def _seal(using: str, counted: dict[str, Tally], at: datetime) -> Manifest:
    """Write what the backup says of itself into it."""
    stored = {name: each.stored() for name, each in counted.items()}
    manifest = Manifest(at.isoformat(), connections[using].display_name, stored, last_checkpoint("copy"))
    with connections["copy"].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (manifest text NOT NULL)")
        cursor.execute(f"INSERT INTO {TABLE} VALUES (%s)", [manifest.text()])  # noqa: S608 - a name of ours
    return manifest
