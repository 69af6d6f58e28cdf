"""A backup brought back, or a database moved: into an empty place, read through before it counts."""

from datetime import datetime
from pathlib import Path

from django.db import connections, transaction
from django.db.utils import DatabaseError

from secretariat.frame.databases import also
from secretariat.frame.sqlite.writer import beside
from secretariat.keeping.queries.manifest import TABLE, Manifest, manifest_of
from secretariat.keeping.queries.record import is_as, last_checkpoint, read_record
from secretariat.keeping.queries.rows import Tally, applied, table, tables, tally, targets
from secretariat.keeping.services.copying import (
    Tell,
    copy_rows,
    count_on,
    migrate,
    require_empty,
)
from secretariat.keeping.services.passing import settle
from secretariat.keeping.services.saving import a_file, copy_file, in_place
from travaux.record.checkpoint import Checkpoint
from travaux.refusal import Changed

# Words of progress, in their order.
COMPARED, READ, IN_PLACE = "every row is as it was saved", "the record is as it was saved", "in place"


class Damaged(Changed):
    """What was brought back is not what was saved."""

    asked = "You asked to bring back an installation."
    because = "What was read is not sound: {why}."
    rule = "Every row, every entry and the root of the record must be those that were saved."
    remedy = "Nothing was put in place. Take an older backup, or another copy of this one."


class InUse(Changed):
    """Somebody has the empty database open."""

    asked = "You asked to restore into {path}."
    because = "The site or a command has it open."
    rule = "A database is put in place only where nobody works."
    remedy = "Stop the site (travaux serve) and type the command again."


class OnlyFromSQLite(Changed):
    """The move goes one way."""

    asked = "You asked to move this installation to PostgreSQL."
    because = "It is on {vendor}; what is moved is the embedded database."
    rule = "From any database to any other it goes by way of a backup."
    remedy = "Leave TRAVAUX_DATABASE_URL unset to move; or use travaux backup, then travaux restore."


class OnlyToPostgreSQL(Changed):
    """The address is not one of PostgreSQL."""

    asked = "You asked to move this installation to {vendor}."
    because = "The address names no PostgreSQL database."
    rule = "An embedded database is moved to PostgreSQL."
    remedy = "Give --to postgresql://user:password@host/name. For a copy in a file: travaux backup."


def restore(file: Path, *, tell: Tell, using: str = "default") -> Manifest:
    """Bring a backup into an empty installation; raises NotABackup, NotEmpty, InUse, Damaged and NotTheSameRow."""
    with also("backup", a_file(file)):
        manifest = manifest_of("backup", file)
        if connections[using].vendor == "sqlite":
            _restore_file(manifest, using, tell)
        else:
            with transaction.atomic(using=using):
                _require(manifest, _poured("backup", using, tell))
                _finish(manifest, using, tell)
                tell(READ)
            tell(IN_PLACE)
    return manifest


def _restore_file(manifest: Manifest, using: str, tell: Tell) -> None:
    """Build the database beside its place; a try that was cut off left nothing but that, and it is thrown away."""
    path = Path(connections[using].settings_dict["NAME"])
    part = beside(path, "restoring")
    for left in (part, part.with_name(f"{part.name}-journal")):
        left.unlink(missing_ok=True)
    if path.exists():
        require_empty(using)
        connections[using].close()
    part.touch(mode=0o600)
    with also("restoring", a_file(part)) as restoring:
        copy_file("backup", "restoring", tell)
        with restoring.cursor() as cursor:
            cursor.execute(f"DROP TABLE {TABLE}")
        _require(manifest, _counted("restoring"))
        tell(COMPARED)
        _require_sound_pages("restoring")
        migrate("restoring")
        _finish(manifest, "restoring", tell)
    tell(READ)
    _put(part, path, using)
    tell(IN_PLACE)


def _finish(manifest: Manifest, using: str, tell: Tell) -> None:
    """Read the record through; end the sign-ins, and leave mail on its way to the operator."""
    tell("the record is read through")
    _read_through(using, manifest.checkpoint)
    settle(using, made=datetime.fromisoformat(manifest.made))


def _counted(using: str) -> dict[str, Tally]:
    """Count every table; what the library cannot read, or reads as another type, was not saved so."""
    try:
        return {table(model): tally(model, using) for model in _models(using)}
    except DatabaseError as error:
        raise Damaged(why=error) from None


def _models(using: str) -> list[type]:
    return list(tables(using, targets(using, applied(using))))


def _put(part: Path, path: Path, using: str) -> None:
    with connections[using].writer:  # type: ignore[attr-defined] # our backend's
        if Path(f"{path}-wal").exists():
            raise InUse(path=path)
        in_place(part, path)


def _require_sound_pages(using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        (told,) = cursor.fetchone()
    if told != "ok":
        raise Damaged(why=told)


def _require(manifest: Manifest, counted: dict[str, Tally]) -> None:
    """Hold what was read against what the backup says of itself, table by table."""
    stored = {name: each.stored() for name, each in counted.items()}
    names = sorted({*stored, *manifest.tables})
    wrong = next((name for name in names if stored.get(name) != manifest.tables.get(name)), None)
    if wrong:
        raise Damaged(why=f"the table {wrong} has {stored.get(wrong)} instead of {manifest.tables.get(wrong)}")


def _read_through(using: str, checkpoint: Checkpoint) -> None:
    reading = read_record(using)
    if reading.wrong or not is_as(reading.frontier, checkpoint):
        raise Damaged(why=reading.wrong or "the root of the record is not that of the checkpoint")


def _poured(source: str, target: str, tell: Tell) -> dict[str, Tally]:
    """Fill the database from a backup; what the library cannot read of it was not saved so."""
    try:
        return _pour(source, target, tell)
    except DatabaseError as error:
        theirs = connections[source].Database.Error  # type: ignore[attr-defined] # the stubs do not know it
        if isinstance(error.__cause__, theirs):  # else it is the target that failed
            raise Damaged(why=error) from None
        raise


def _pour(source: str, target: str, tell: Tell) -> dict[str, Tally]:
    """Fill an empty PostgreSQL database inside one transaction: cut off, it leaves nothing."""
    connection = connections[target]
    standing = require_empty(target)
    with connection.cursor() as cursor:
        for name in standing:  # empty, and perhaps not as the source has them
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
        counted = copy_rows(source, target, tell)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    migrate(target)
    count_on(target)
    return counted


def _is_the_same(source: str, target: str) -> bool:
    """Whether everything is there already: from a move that was cut off before the embedded database was marked."""
    if applied(source) != applied(target):
        return False
    return all(tally(model, source) == tally(model, target) for model in _models(source))


def move(to: dict[str, object], *, tell: Tell, using: str = "default") -> Checkpoint:
    """Copy the embedded database into an empty PostgreSQL; nobody writes meanwhile, and nobody here afterwards.

    Raises OnlyFromSQLite, OnlyToPostgreSQL, NotEmpty, NotTheSameRow and Damaged.
    """
    source = connections[using]
    if source.vendor != "sqlite":
        raise OnlyFromSQLite(vendor=source.display_name)
    with also("target", to) as target:
        if target.vendor != "postgresql":
            raise OnlyToPostgreSQL(vendor=target.display_name)
        with transaction.atomic(using=using):  # holds the writer's lock
            with transaction.atomic(using="target"):
                if not _is_the_same(using, "target"):
                    _pour(using, "target", tell)
                _read_through("target", last_checkpoint(using))
                tell(READ)
            tell(IN_PLACE)
            source.writer.mark(f"to PostgreSQL, {target.settings_dict['HOST']}/{target.settings_dict['NAME']}")  # type: ignore[attr-defined] # our backend's
    return last_checkpoint(using)
