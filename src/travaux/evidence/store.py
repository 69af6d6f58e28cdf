"""Parquet files asked through DuckDB: read only, one file, nothing else of the machine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import Any, Self

from travaux.deferred import deferred
from travaux.evidence.loading import Cell
from travaux.refusal import Invalid, Unknown

# Both are of the extra `evidence`: what only reads facts, lays out tables and draws charts does without them.
duckdb, np = deferred("duckdb"), deferred("numpy")
HAS_DATABASE = bool(duckdb and np)

LIMITS: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",  # sums are added in one order, so that a figure comes out to the last digit again
    "memory_limit": "512MB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
TABLE = "data"
MOST = 100_000
SECONDS = 10.0


class DatabaseMissing(Unknown):
    """Figures are to be kept or asked for, and the library that does so is not installed."""

    asked = "You asked for something that is reckoned from a data set."
    because = "The library DuckDB, which keeps figures and answers queries, is not installed."
    rule = "What reckons with large tables is an extra of its own, so that the rest stays small."
    remedy = "Type: pip install 'travaux[evidence]'"


class BadQuery(Invalid):
    """A query of figures cannot be answered."""

    asked = "You asked: {query}"
    because = "{reason}."
    rule = "A query is one SELECT from the table “data”, which holds the rows of one edition of one data set."
    remedy = "Look at the columns of the data set: {columns}."


class RowsMissing(Unknown):
    """The rows of a registered edition are not there, or cannot be read."""

    asked = "You asked for the rows in “{file}”."
    because = "They cannot be read: {reason}."
    remedy = "Restore the registry from a copy, or add the source anew; travaux data verify tells what is wrong."


def _connected() -> Any:
    if not HAS_DATABASE:
        raise DatabaseMissing
    return duckdb.connect(config=LIMITS)


def write_parquet(columns: Mapping[str, Sequence[Cell]], path: Path) -> None:
    """Write columns as Parquet: text, whole numbers or numbers; what a source left open is null.

    Raises DatabaseMissing.
    """
    with _connected() as connection:
        arrays = {name: _array(cells) for name, cells in columns.items()}
        connection.register("arrays", arrays)
        relation = connection.table("arrays")
        numbers = [name for name, array in arrays.items() if array.dtype.kind == "f"]
        opened = ", ".join(
            f'CASE WHEN isnan("{_quoted(name)}") THEN NULL ELSE "{_quoted(name)}" END AS "{_quoted(name)}"'
            for name in numbers
        )
        kept = ", ".join(f'"{_quoted(name)}"' for name in arrays if name not in numbers)
        relation.select(", ".join(part for part in (kept, opened) if part)).write_parquet(str(path), compression="zstd")


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _array(cells: Sequence[Cell]) -> Any:
    kinds = set(map(type, cells))
    if kinds == {float}:
        return np.array(cells, dtype=np.float64)
    if kinds == {int}:
        return np.array(cells, dtype=np.int32)
    words = cells if kinds == {str} else [None if cell is None else str(cell) for cell in cells]
    return np.array(words, dtype=object)


class Store:
    """One edition of a data set, held open for queries. Close it after use, or use it as a context."""

    def __init__(self, path: Path, *, seconds: float = SECONDS) -> None:
        """Open the Parquet file at `path` and nothing else: no other file, no network, no setting can be reached.

        A query that takes longer than `seconds` is broken off. Raises DatabaseMissing, RowsMissing.
        """
        self._seconds = seconds
        self._connection = _connected()
        try:
            self._connection.read_parquet(str(path)).create(TABLE)
        except duckdb.Error as error:
            self._connection.close()
            raise RowsMissing(file=path.name, reason=str(error).splitlines()[0]) from error
        self._connection.execute("SET enable_progress_bar = false")  # it would be written among the answers
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        self.columns = tuple(self._connection.table(TABLE).columns)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def everything(self) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Return the names of all columns and all rows, as they were loaded."""
        found = self._connection.table(TABLE)
        return tuple(found.columns), found.fetchall()

    def ask(
        self, query: str, values: Mapping[str, Cell] | None = None
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Return the columns and rows that a SELECT finds; `values` fill its places. Raises BadQuery."""
        limit = Timer(self._seconds, self._connection.interrupt)
        limit.start()
        try:
            statements = self._connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise BadQuery(query=query, reason="It is not one SELECT", columns=", ".join(self.columns))
            answer = self._connection.execute(statements[0], dict(values) if values else None)
            names = tuple(column[0] for column in answer.description or ())
            rows = answer.fetchmany(MOST + 1)
        except duckdb.InterruptException as error:
            reason = f"It takes longer than {self._seconds:g} seconds"
            raise BadQuery(query=query, reason=reason, columns=", ".join(self.columns)) from error
        except duckdb.Error as error:
            reason = str(error).splitlines()[0].rstrip(".")
            raise BadQuery(query=query, reason=reason, columns=", ".join(self.columns)) from error
        finally:
            limit.cancel()
        if len(rows) > MOST:
            raise BadQuery(query=query, reason=f"It finds more than {MOST:,} rows", columns=", ".join(self.columns))
        return names, rows
