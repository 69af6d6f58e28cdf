"""Rows from one database to another, each read back and held against the one that it was copied from."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from django.core.management.color import no_style
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from secretariat.frame.serving import make_at_once
from secretariat.keeping.queries.rows import (
    Key,
    Row,
    Tally,
    applied,
    at_once,
    digest,
    fields,
    first_difference,
    table,
    tables,
    tally,
    targets,
    values,
)
from travaux.refusal import Changed

Tell = Callable[[str], None]
# Tables that a migration fills by itself: their rows say nothing of anybody's work.
HOUSEKEEPING = {"django_migrations", "django_content_type", "auth_permission"}


class NotTheSameRow(Changed):
    """A row that was copied reads otherwise than the one that it was copied from."""

    asked = "You asked for a copy of every row."
    because = "In the table {table} the copy differs, first in the row {key}."
    rule = "A copy counts only when every row reads the same."
    remedy = "Nothing was put in place. Check the disk and the memory of the machine (travaux doctor), then try again."


class NotEmpty(Changed):
    """Something is there already."""

    asked = "You asked to fill {where}."
    because = "It is not empty: the table {table} has rows."
    rule = "Nothing that is recorded is overwritten."
    remedy = "Name an empty database (TRAVAUX_DATABASE_URL) or another data folder (--data)."


def require_empty(using: str) -> list[str]:
    """Return the tables of ours that stand in the database without rows; raises NotEmpty if one has any."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    ends = targets(using, applied(using)) if there else []
    ours = [table(model) for model in tables(using, ends)] if ends else []
    standing = sorted(there & {*ours, "django_migrations"})
    for name in standing:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608 - a table of ours
            if cursor.fetchone() and name not in HOUSEKEEPING:
                raise NotEmpty(where=connection.settings_dict["NAME"], table=name)
    return standing


def migrate(using: str, ends: Sequence[Key] | None = None) -> None:
    """Make the tables as they are after the migrations `ends`, of all if none are named; a whole set at once."""
    executor = MigrationExecutor(connections[using])
    wanted = list(ends) if ends is not None else executor.loader.graph.leaf_nodes()
    is_whole = len(executor.migration_plan(wanted)) == len(executor.loader.graph.nodes)
    if not (is_whole and make_at_once(using)):
        executor.migrate(wanted)


def copy_rows(source: str, target: str, tell: Tell) -> dict[str, Tally]:
    """Copy every row of `source` into the new tables of `target`; raises NotTheSameRow.

    The tables are made as `source` has them, however old it is. Call it inside a transaction of `target`.
    """
    ends = targets(source, applied(source))
    migrate(target, ends)
    if connections[target].vendor == "postgresql":  # a migration that fills a column leaves them to be held at once
        with connections[target].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    counted = {}
    for model in tables(source, ends):
        counted[table(model)] = _copy_table(model, source, target)
        tell(f"{table(model)}: {counted[table(model)].rows} rows")
    return counted


def _copy_table(model: type[Model], source: str, target: str) -> Tally:
    connection = connections[target]
    columns = [connection.ops.quote_name(str(field.column)) for field in fields(model)]
    name = connection.ops.quote_name(table(model))
    put = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608 - tables and columns of ours
    counted, rows = Tally(), iter(values(model, source))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - what the migrations put there by themselves
        while some := list(islice(rows, at_once(model))):
            cursor.executemany(put, prepared(model, some, connection))
            for row in some:
                counted = counted.plus(digest(row))
    _compare(model, source, target, counted)
    return counted


def prepared(model: type[Model], rows: Iterable[Row], connection: BaseDatabaseWrapper) -> list[Row]:
    """Return the rows as the database takes them."""
    columns = fields(model)
    return [
        tuple(field.get_db_prep_save(value, connection) for field, value in zip(columns, row, strict=True))
        for row in rows
    ]


def _compare(model: type[Model], source: str, target: str, counted: Tally) -> None:
    if tally(model, target) != counted:
        raise NotTheSameRow(table=table(model), key=first_difference(model, source, target))


def count_on(using: str) -> None:
    """Let new rows get numbers after those that were copied."""
    connection = connections[using]
    models = tables(using, targets(using, applied(using)))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
