"""What the doctor looks at besides the record: the library, the database, the papers."""

import hashlib
import platform
from collections.abc import Iterator
from pathlib import Path

import django
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.utils import Error

from secretariat.documents.models import Blob
from secretariat.frame.doctor import CHECKS, Check, Finding, State, found
from secretariat.frame.sqlite import library
from secretariat.frame.sqlite.writer import beside
from secretariat.keeping.queries.place import cell, door, folder, way
from secretariat.keeping.queries.record import RESTORE, record_findings
from secretariat.keeping.queries.rows import applied
from travaux import __version__
from travaux.record.checkpoint import Checkpoint
from travaux.refusal import Refusal

FULL = 2  # PRAGMA synchronous


def findings(using: str = "default", held: Checkpoint | None = None) -> Iterator[Finding]:
    """Look at everything, the cheap things first; without tables there is nothing more to look at."""
    yield from _asked("versions", versions, using)
    yield from _asked("folder", folder, using)
    yield from _asked("settings", door, using)
    yield from _asked("cell", cell, using)
    yield from _asked("database", database, using)
    try:
        empty = not connections[using].introspection.table_names()
    except (Error, Refusal):  # the database was found broken above
        return
    if empty:
        yield Finding("tables", State.WARNING, "none", "travaux serve makes them.")
        return
    yield from _asked("migrations", migrations, using)
    yield from _asked("record", lambda alias: record_findings(alias, held), using)
    for one in (papers, *CHECKS):
        yield from _asked(one.__name__, one, using)


def _asked(what: str, check: Check, using: str) -> Iterator[Finding]:
    """Ask; a database that cannot answer is itself the answer."""
    try:
        yield from check(using)
    except (Error, OSError) as error:
        yield Finding(what, State.BROKEN, f"cannot be read: {error}", RESTORE)
    except Refusal as refusal:
        _, because, _, remedy = refusal.parts
        yield Finding(what, State.BROKEN, because, remedy)


def versions(using: str) -> Iterator[Finding]:
    """Say what runs here, and whether its SQLite is free of the fault."""
    told = f"Travaux {__version__}, Python {platform.python_version()}, Django {django.__version__}"
    yield Finding("versions", State.OK, told)
    connection = connections[using]
    if connection.vendor != "sqlite":
        connection.ensure_connection()
        number = ".".join(map(str, connection.get_database_version()))
        yield Finding("database", State.OK, f"{connection.display_name} {number}")
        return
    version = connection.get_database_version()
    told, sound = f"SQLite {library.dotted(version)}", library.is_sound(version)
    state = State.WARNING if library.is_accepted(version) else State.BROKEN
    yield found("database", told, sound=sound, remedy="pip install pysqlite3, or PostgreSQL.", otherwise=state)


def database(using: str) -> Iterator[Finding]:
    """Ask the database itself: its pages, its keys, and the settings that keep what it acknowledges."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        yield from _sqlite(using)
        return
    asked = ("fsync", "full_page_writes", "synchronous_commit")
    with connection.cursor() as cursor:
        for name in asked:
            cursor.execute(f"SHOW {name}")
            (value,) = cursor.fetchone()
            remedy = f"Set {name} = on in postgresql.conf: without it a power cut loses what was acknowledged."
            yield found(name, value, sound=value != "off", remedy=remedy)
        cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        (encrypted,) = cursor.fetchone()
    info = connection.connection.info
    yield way(info.host, encrypted=encrypted, mode=info.get_parameters().get("sslmode", ""))


def _sqlite(using: str) -> Iterator[Finding]:
    wanted: tuple[tuple[str, object], ...] = (("journal_mode", "wal"), ("synchronous", FULL), ("foreign_keys", 1))
    for name, value in wanted:
        said = _pragma(using, name)
        remedy = "The settings of the database were changed: bring back those of this version."
        yield found(name, f"{said[0][0]}", sound=said == [(value,)], remedy=remedy)
    pages = [str(words) for (words,) in _pragma(using, "integrity_check(5)")]
    yield found("pages", "; ".join(pages), sound=pages == ["ok"], remedy=RESTORE)
    wrong = _pragma(using, "foreign_key_check")
    yield found("foreign keys", f"{len(wrong)} rows refer to nothing", sound=not wrong, remedy=RESTORE)
    lock = beside(Path(connections[using].settings_dict["NAME"]), "lock")
    moved = lock.read_text().strip() if lock.exists() else ""
    remedy = f"Set TRAVAUX_DATABASE_URL to where it was moved; or, to go on here, empty {lock}."
    yield found("in use", moved or "here", sound=not moved, remedy=remedy, otherwise=State.WARNING)


def _pragma(using: str, name: str) -> list[tuple[object, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return list(cursor.fetchall())


def migrations(using: str) -> Iterator[Finding]:
    """Hold the tables against those that this version wants."""
    known, there = set(MigrationLoader(None).graph.nodes), applied(using)
    missing, later = sorted(known - there), sorted(there - known)
    told = f"{len(missing)} to be applied" if missing else f"{len(there)} applied"
    remedy = "travaux serve brings the tables up to date."
    yield found("migrations", told, sound=not missing, remedy=remedy, otherwise=State.WARNING)
    if later:
        remedy = "Install the version of Travaux that made these tables."
        yield Finding("migrations", State.BROKEN, f"{'.'.join(later[0])} is not known here", remedy)


def papers(using: str) -> Iterator[Finding]:
    """Recompute the digest of every paper."""
    wrong, count = [], 0
    for sha256, content in Blob.objects.using(using).values_list("sha256", "content").iterator(chunk_size=4):
        count += 1
        if hashlib.sha256(content).hexdigest() != sha256:
            wrong.append(sha256)
    told = (
        f"{len(wrong)} of {count} are not what was filed: {', '.join(wrong)}"
        if wrong
        else f"{count} as they were filed"
    )
    yield found("papers", told, sound=not wrong, remedy=RESTORE)
