"""A corpus of adopted texts in a file of its own: an SQLite database that can be made anew from the texts."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from travaux.refusal import Invalid, Unknown
from travaux.text.precedents.leaves import LEAF, Prepared, opened
from travaux.text.precedents.postings import Postings, merged
from travaux.text.precedents.shapes import Place

_MADE_BY, _FORM = 0x54525658, 1
_TABLES = f"""
PRAGMA page_size = 16384;
PRAGMA application_id = {_MADE_BY};
PRAGMA user_version = {_FORM};
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    symbol TEXT NOT NULL, date TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX sources_by_content ON sources (sha256);
CREATE TABLE paragraphs (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, number TEXT NOT NULL, codes BLOB NOT NULL);
CREATE TABLE leaves (first INTEGER PRIMARY KEY, texts BLOB NOT NULL);
CREATE TABLE shelves (
    shelf INTEGER NOT NULL, batch INTEGER NOT NULL, postings BLOB NOT NULL, PRIMARY KEY (shelf, batch)) WITHOUT ROWID;
CREATE TABLE batches (id INTEGER PRIMARY KEY AUTOINCREMENT, postings INTEGER NOT NULL);
"""
HELD, _BATCHES = 4_000_000, 8
_FREE = "SELECT max(coalesce((SELECT max(last) FROM sources), 0), coalesce((SELECT max(id) FROM paragraphs), 0)) + 1"
_SHELVES = "SELECT shelf, postings FROM json_each(?) CROSS JOIN shelves ON shelf = value"
_CODES = "SELECT paragraphs.id, source, codes FROM json_each(?) CROSS JOIN paragraphs ON paragraphs.id = value"
_PLACES = """
SELECT paragraphs.id, symbol, number, date
FROM json_each(?) CROSS JOIN paragraphs ON paragraphs.id = value JOIN sources ON sources.id = source
"""
_LEAF = "SELECT first, texts FROM leaves WHERE first <= ? ORDER BY first DESC LIMIT 1"
_HELD = "SELECT count(*) FROM sources WHERE sha256 = ? AND (? = '' OR symbol = ?) AND (? = '' OR date = ?)"
_SOURCE = "INSERT INTO sources (path, sha256, symbol, date, first, last) VALUES (?, ?, ?, ?, ?, ?)"
_SMALL = "SELECT min(id), sum(postings) FROM batches WHERE id <> ?"


class NoIndex(Unknown):
    """There is no index in that place."""

    asked = "You asked for the index “{file}”."
    because = "There is no such file."
    remedy = "Make it with `travaux precedents build CORPUS --index {file}`."


class NotAnIndex(Invalid):
    """The file is not an index of adopted texts, or one of another version."""

    asked = "You gave “{file}” as an index of adopted texts."
    because = "It is none, or was made by another version of this programme ({reason})."
    rule = "An index is only read in the form in which it was made; it can always be made anew from the texts."
    remedy = "Give another file, or remove it and make it anew with `travaux precedents build`."


class IndexFile:
    """An index file, open for reading and, between `with` and its end, for adding to."""

    def __init__(self, file: Path, *, create: bool = False) -> None:
        """Open the index. Raises NoIndex where there is none and `create` is not set, and NotAnIndex."""
        fresh = not file.exists() or not file.stat().st_size
        if fresh and not create:
            raise NoIndex(file=file.name)
        self._base = sqlite3.connect(file)
        self._postings = Postings()
        self._dates: dict[int, str] | None = None
        try:
            self._opened(fresh=fresh)
        except sqlite3.DatabaseError as error:
            self._base.close()
            raise NotAnIndex(file=file.name, reason=error) from None
        self._next: int = self._base.execute(_FREE).fetchone()[0]

    def _opened(self, *, fresh: bool) -> None:
        if fresh:
            self._base.executescript(_TABLES)
        self._base.execute("PRAGMA mmap_size = 1073741824")
        made_by = self._base.execute("PRAGMA application_id").fetchone()
        if (*made_by, *self._base.execute("PRAGMA user_version").fetchone()) != (_MADE_BY, _FORM):
            reason = "its form is unknown"
            raise sqlite3.DatabaseError(reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.ProgrammingError):
            self._base.close()

    # --- What may be asked: see `shapes.Corpus` ---

    def size(self) -> int:
        """Return how many paragraphs there are."""
        count: int = self._base.execute("SELECT coalesce(sum(last - first), 0) FROM sources").fetchone()[0]
        return count

    def shelves(self, wanted: Collection[int]) -> dict[int, list[bytes]]:
        """Return what stands on these shelves, in one or more packed batches each."""
        result: dict[int, list[bytes]] = {}
        for shelf, postings in self._base.execute(_SHELVES, _numbers(wanted)):
            result.setdefault(shelf, []).append(postings)
        return result

    def codes(self, paragraphs: Collection[int]) -> Iterable[tuple[int, int, bytes]]:
        """Return number, source and packed words of those of these paragraphs that are still there."""
        return self._base.execute(_CODES, _numbers(paragraphs))

    def dates(self) -> dict[int, str]:
        """Return the date of each source."""
        if self._dates is None:
            self._dates = dict(self._base.execute("SELECT id, date FROM sources"))
        return self._dates

    def places(self, paragraphs: Collection[int]) -> dict[int, Place]:
        """Say where each of these paragraphs stands."""
        return {row[0]: Place(*row[1:]) for row in self._base.execute(_PLACES, _numbers(paragraphs))}

    def texts(self, paragraphs: Collection[int]) -> dict[int, str]:
        """Return the words of these paragraphs as they were adopted."""
        return {each: self._text(each) for each in paragraphs}

    def _text(self, paragraph: int) -> str:
        first, texts = self._base.execute(_LEAF, (paragraph,)).fetchone()
        return opened(texts)[paragraph - int(first)]

    # --- What may be done ---

    def holds(self, sha256: str, symbol: str = "", date: str = "") -> bool:
        """Whether this content is there already, under whatever path, with what is given of symbol and date."""
        facts = (sha256, symbol, symbol, date, date)
        return bool(self._base.execute(_HELD, facts).fetchone()[0])

    def add(self, path: str, sha256: str, text: Prepared) -> bool:
        """Take up an adopted text; say whether it came in the place of what was read from the same path before."""
        replaced = self._remove(path)
        first = self._next
        self._next += len(text.codes)
        facts = (path, sha256, text.symbol, text.date, first, self._next)
        source = self._base.execute(_SOURCE, facts).lastrowid
        numbered = enumerate(zip(text.numbers, text.codes, strict=True), first)
        rows = ((each, source, number, words) for each, (number, words) in numbered)
        self._base.executemany("INSERT INTO paragraphs VALUES (?, ?, ?, ?)", rows)
        self._base.executemany("INSERT INTO leaves VALUES (?, ?)", zip(count(first, LEAF), text.leaves, strict=False))
        self._postings.add(first, text.shelves, text.entries)
        if self._postings.count >= HELD:
            self.save()
        return replaced

    def _remove(self, path: str) -> bool:
        """Forget what was read from a path; its fingerprints stay on the shelves and lead nowhere."""
        row = self._base.execute("SELECT id, first, last FROM sources WHERE path = ?", (path,)).fetchone()
        if row:
            source, first, last = row
            self._base.execute("DELETE FROM paragraphs WHERE id >= ? AND id < ?", (first, last))
            self._base.execute("DELETE FROM leaves WHERE first >= ? AND first < ?", (first, last))
            self._base.execute("DELETE FROM sources WHERE id = ?", (source,))
        return bool(row)

    def save(self) -> None:
        """Keep all that was added so far; what is added later and not saved is read again next time."""
        if self._postings.count:
            facts = (self._postings.count,)
            batch = self._base.execute("INSERT INTO batches (postings) VALUES (?)", facts).lastrowid
            rows = ((shelf, batch, postings) for shelf, postings in self._postings.drain())
            self._base.executemany("INSERT INTO shelves VALUES (?, ?, ?)", rows)
        self._base.commit()
        self._dates = None

    def settle(self) -> None:
        """Save, and put the smaller batches together where there have come to be many."""
        self.save()
        largest = self._base.execute("SELECT id FROM batches ORDER BY postings DESC, id").fetchone()
        if self._base.execute("SELECT count(*) FROM batches").fetchone()[0] > _BATCHES:
            self._merge_beside(*largest)
            self._base.commit()

    def _merge_beside(self, largest: int) -> None:
        """Put all batches but one together: to rewrite that one each time would take as long as it is large."""
        kept, total = self._base.execute(_SMALL, (largest,)).fetchone()
        for (shelf,) in self._base.execute(
            "SELECT DISTINCT shelf FROM shelves WHERE batch <> ?", (largest,)
        ).fetchall():
            where = (shelf, largest)
            parts = self._base.execute("SELECT postings FROM shelves WHERE shelf = ? AND batch <> ?", where).fetchall()
            self._base.execute("DELETE FROM shelves WHERE shelf = ? AND batch <> ?", where)
            whole = merged(postings for (postings,) in parts)
            self._base.execute("INSERT INTO shelves VALUES (?, ?, ?)", (shelf, kept, whole))
        self._base.execute("DELETE FROM batches WHERE id <> ?", (largest,))
        self._base.execute("INSERT INTO batches VALUES (?, ?)", (kept, total))


def _numbers(numbers: Collection[int]) -> tuple[str]:
    return (json.dumps(sorted(numbers)),)
