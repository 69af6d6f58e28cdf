"""Which SQLite the embedded database runs on, and whether it may.

Releases before 3.51.3 have a fault (sqlite.org/wal.html, “The WAL-Reset Bug”): when a checkpoint meets a commit that
begins the write-ahead log anew, a later checkpoint may leave out what was committed. It is mended in 3.51.3 and in
the branches 3.50.7 and 3.44.6. Python brings the SQLite of the system, which is often older; pysqlite3 brings its own.
"""

import importlib
import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from types import ModuleType

from travaux.refusal import Changed

Version = tuple[int, ...]

SOUND: Version = (3, 51, 3)
MENDED: tuple[Version, ...] = ((3, 44, 6), (3, 50, 7))
ACCEPT = "TRAVAUX_ACCEPT_SQLITE"


class UnsoundLibrary(Changed):
    """The SQLite on this machine can lose what it has acknowledged."""

    asked = "You asked for the embedded database."
    because = "SQLite {version} is the newest here; it has a fault that can damage a database while several write."
    rule = "Nothing acknowledged is lost: SQLite 3.51.3 or later; of the older branches 3.50.7 or 3.44.6."
    remedy = (
        "Install one that is mended: pip install pysqlite3 (Linux on x86_64). Or use PostgreSQL: TRAVAUX_DATABASE_URL. "
        "If your system's SQLite {version} is mended under its old number, or you accept the risk: "
        "TRAVAUX_ACCEPT_SQLITE={version}."
    )


def is_sound(version: Version) -> bool:
    """Whether this release of SQLite is free of the fault."""
    return version >= SOUND or any(version[:2] == mended[:2] and version >= mended for mended in MENDED)


def is_accepted(version: Version) -> bool:
    """Whether the operator accepts this very release by name; the next release must be accepted anew."""
    return os.environ.get(ACCEPT) == dotted(version)


def dotted(version: Version) -> str:
    """Write a version as SQLite does."""
    return ".".join(map(str, version))


def require_sound(version: Version) -> None:
    """Refuse a library with the fault, unless it is accepted by name; raises UnsoundLibrary."""
    if is_sound(version):
        return
    if not is_accepted(version):
        raise UnsoundLibrary(version=dotted(version))
    _warn(version)


@cache  # once for each process
def _warn(version: Version) -> None:
    logging.getLogger(__name__).warning(
        "SQLite %s has a known fault and is used because you accept it", dotted(version)
    )


def newest() -> ModuleType:
    """Return pysqlite3 if it is installed and newer than what Python brings, else Python's own module."""
    if find_spec("pysqlite3") is None:
        return sqlite3
    other = importlib.import_module("pysqlite3")
    return other if other.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


@contextmanager
def in_place_of_pythons(library: ModuleType) -> Iterator[None]:
    """Let `import sqlite3` find `library` while the block runs, and no longer: others keep the one that they had."""
    put = {"sqlite3": library, "sqlite3.dbapi2": library.dbapi2}
    kept = {name: sys.modules[name] for name in put}
    sys.modules.update(put)
    try:
        yield
    finally:
        sys.modules.update(kept)
