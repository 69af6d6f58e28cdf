"""Asking an edition: its Parquet brought from the database to a file once a process, each question answered once.

Editions never change, so nothing that is kept here grows stale.
"""

import atexit
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from secretariat.documents.models import Blob
from secretariat.evidence.models import Dataset
from secretariat.frame.kept import MIB, Kept
from travaux.evidence.loading import Cell
from travaux.evidence.registry import Dataset as Edition
from travaux.evidence.registry import Source
from travaux.evidence.store import Store

A_CELL = 64  # bytes that a cell of an answer takes, about
AT_ONCE = 8  # editions that are held open: a page asks as many
_turn = Lock()
_folder = TemporaryDirectory(prefix="travaux-evidence-")
_open: OrderedDict[str, tuple[Store, Lock]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: the names of its columns, and its rows."""

    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def _size(answer: Answer) -> int:
    return A_CELL * (1 + len(answer.rows) * len(answer.names))


_answers: Kept[Answer] = Kept(16 * MIB, _size)


def path_of(dataset: Dataset) -> Path:
    """Return a file with the rows of an edition, named by its digest, written where it is not there; one at a time."""
    path = Path(_folder.name) / dataset.parquet_id
    if not path.exists():
        content = Blob.objects.values_list("content", flat=True).get(pk=dataset.parquet_id)
        path.write_bytes(bytes(content))
    return path


@contextmanager
def held(dataset: Dataset) -> Iterator[Store]:
    """Lend the rows of an edition to one who asks at a time; those least recently asked for are closed.

    Raises DatabaseMissing, RowsMissing.
    """
    with _turn:
        if dataset.parquet_id not in _open:
            _open[dataset.parquet_id] = Store(path_of(dataset)), Lock()
        store, turn = _open[dataset.parquet_id]
        _open.move_to_end(dataset.parquet_id)
        while len(_open) > AT_ONCE:
            _closed(*_open.popitem(last=False)[1])
    with turn:
        yield store


def _closed(store: Store, turn: Lock) -> None:
    with turn:  # whoever asks it now is answered first
        store.__exit__()


def ask(dataset: Dataset, query: str, values: Mapping[str, Cell] | None = None) -> Answer:
    """Return what a SELECT finds in the rows of an edition. Raises DatabaseMissing, BadQuery."""
    key = (dataset.parquet_id, query, tuple(sorted((values or {}).items())))
    return _answers.made(key, lambda: _asked(dataset, query, values))


def _asked(dataset: Dataset, query: str, values: Mapping[str, Cell] | None) -> Answer:
    with held(dataset) as store:
        names, rows = store.ask(query, values)
    return Answer(names, tuple(rows))


def forget() -> None:
    """Close every edition that is held open, and let go of all answers."""
    _answers.forget()
    while _open:
        _closed(*_open.popitem()[1])


atexit.register(forget)  # else the library tells of what it left behind


def everything(dataset: Dataset) -> Answer:
    """Return all rows of an edition. Raises DatabaseMissing."""
    with held(dataset) as store:
        names, rows = store.everything()
    return Answer(names, tuple(rows))


def shape(dataset: Dataset) -> Edition:
    """Return an edition as the engine knows it."""
    source = Source(
        key=dataset.key,
        edition=dataset.edition,
        title=dataset.title,
        publisher=dataset.publisher,
        licence=dataset.licence,
        published=dataset.published.isoformat(),
        notes=dataset.notes,
        unit=dataset.unit,
    )
    return Edition(
        source=source,
        file=dataset.source.filename,
        sha256=dataset.source.blob_id,
        parquet_sha256=dataset.parquet_id,
        layout=dataset.layout,
        columns=tuple(dataset.columns),
        read=dataset.read,
        taken=dataset.taken,
        rejected=dataset.rejected,
        rows=dataset.rows,
    )
