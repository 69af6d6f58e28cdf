"""Every row of a database, in a form that does not depend on which database it is."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BinaryField, Field, Model

from travaux.refusal import Changed

Key = tuple[str, str]
Row = tuple[Any, ...]
MODULUS = 1 << 256
AT_ONCE, PAPERS_AT_ONCE = 1000, 4  # rows kept in memory; those of papers are as large as an upload may be


class MadeByALaterVersion(Changed):
    """The database has tables that this version does not know."""

    asked = "You asked to read {where}."
    because = "A later version of Travaux made it: {unknown} is not known here."
    rule = "Rows are read only by a version that knows every one of their columns."
    remedy = "Install the version that made it, or a later one, and type the command again."


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, and the sum of their digests: the same in whichever order they are read."""

    rows: int = 0
    total: int = 0

    def plus(self, digest: int) -> "Tally":
        """Count one more row."""
        return Tally(self.rows + 1, (self.total + digest) % MODULUS)

    def stored(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return {"rows": self.rows, "digest": f"{self.total:064x}"}


def applied(using: str) -> set[Key]:
    """Return the migrations that were applied; none where there are no tables."""
    return set(MigrationRecorder(connections[using]).applied_migrations())


def targets(using: str, keys: Iterable[Key]) -> list[Key]:
    """Return those of the applied migrations after which no other was; raises MadeByALaterVersion."""
    loader, known = MigrationLoader(connections[using]), set(keys)
    if unknown := sorted(known - set(loader.graph.nodes)):
        raise MadeByALaterVersion(where=connections[using].settings_dict["NAME"], unknown=".".join(unknown[0]))
    nodes = loader.graph.node_map
    return sorted(key for key in known if not any(child.key in known for child in nodes[key].children))


def tables(using: str, ends: Sequence[Key]) -> list[type[Model]]:
    """Return a model of every table as it is after the migrations `ends`, by the name of the table."""
    state = MigrationLoader(connections[using]).project_state(list(ends))
    kept = (model for model in state.apps.get_models(include_auto_created=True) if model._meta.managed)  # noqa: SLF001 - how Django's models tell of themselves
    return sorted((model for model in kept if not model._meta.proxy), key=table)  # noqa: SLF001 - the same


def table(model: type[Model]) -> str:
    """Return the name of the model's table."""
    return str(model._meta.db_table)  # noqa: SLF001 - how Django's models tell of themselves


def fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the fields that are columns."""
    return list(model._meta.local_concrete_fields)  # noqa: SLF001 - how Django's models tell of themselves


def at_once(model: type[Model]) -> int:
    """Return how many rows of the table may stand in memory."""
    return PAPERS_AT_ONCE if any(isinstance(field, BinaryField) for field in fields(model)) else AT_ONCE


def values(model: type[Model], using: str) -> Iterator[Row]:
    """Yield the rows of a table as Python's values, column by column."""
    names = [field.attname for field in fields(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)  # noqa: SLF001 - the manager that hides nothing
    yield from rows.iterator(chunk_size=at_once(model))


def digest(row: Row) -> int:
    """Return the digest of a row: SHA-256 over its values, each in one form whatever database it came from."""
    return int.from_bytes(hashlib.sha256(ONE_FORM.encode(row).encode("utf-8", "surrogatepass")).digest())


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


ONE_FORM = json.JSONEncoder(default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def tally(model: type[Model], using: str) -> Tally:
    """Read the whole table and count it."""
    counted = Tally()
    for row in values(model, using):
        counted = counted.plus(digest(row))
    return counted


def first_difference(model: type[Model], one: str, other: str) -> str:
    """Return the primary key of the first row that is not the same in both databases, as text."""
    place = [field.primary_key for field in fields(model)].index(True)
    left = {row[place]: digest(row) for row in values(model, one)}
    right = {row[place]: digest(row) for row in values(model, other)}
    return str(next((key for key in [*left, *right] if left.get(key) != right.get(key)), ""))
