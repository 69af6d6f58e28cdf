"""A corpus of adopted texts in a file of its own: an SQLite database that can be made anew from the texts."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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
HELD, _BATCHES, _AT_ONCE, _MAPPED = 4_000_000, 8, 500, 1 << 30
_FREE = "SELECT max(coalesce((SELECT max(last) FROM sources), 0), coalesce((SELECT max(id) FROM paragraphs), 0))"


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
        self._next = self._one(_FREE) + 1

    def _opened(self, *, fresh: bool) -> None:
        if fresh:
            self._base.executescript(_TABLES)
        self._base.execute(f"PRAGMA mmap_size = {_MAPPED}")
        if (self._one("PRAGMA application_id"), self._one("PRAGMA user_version")) != (_MADE_BY, _FORM):
            reason = "its form is unknown"
            raise sqlite3.DatabaseError(reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.ProgrammingError):
            self._base.close()

    def _one(self, question: str, *facts: object) -> int:
        return int(self._base.execute(question, facts).fetchone()[0])

    # --- What may be asked: see `shapes.Corpus` ---

    def size(self) -> int:
        """Return how many paragraphs there are."""
        return self._one("SELECT coalesce(sum(last - first), 0) FROM sources")

    def shelves(self, wanted: Collection[int]) -> dict[int, list[bytes]]:
        """Return what stands on these shelves, in one or more packed batches each."""
        result: dict[int, list[bytes]] = {}
        for shelf, postings in self._among("SELECT shelf, postings FROM shelves WHERE shelf IN", sorted(wanted)):
            result.setdefault(shelf, []).append(postings)
        return result

    def codes(self, paragraphs: Collection[int]) -> Iterable[tuple[int, int, bytes]]:
        """Return number, source and packed words of those of these paragraphs that are still there."""
        return self._among("SELECT id, source, codes FROM paragraphs WHERE id IN", sorted(paragraphs))

    def dates(self) -> dict[int, str]:
        """Return the date of each source."""
        if self._dates is None:
            self._dates = dict(self._base.execute("SELECT id, date FROM sources"))
        return self._dates

    def places(self, paragraphs: Collection[int]) -> dict[int, Place]:
        """Say where each of these paragraphs stands."""
        question = (
            "SELECT paragraphs.id, symbol, number, date FROM paragraphs JOIN sources ON sources.id = source"
            " WHERE paragraphs.id IN"
        )
        return {row[0]: Place(*row[1:]) for row in self._among(question, sorted(paragraphs))}

    def texts(self, paragraphs: Collection[int]) -> dict[int, str]:
        """Return the words of these paragraphs as they were adopted."""
        return {each: self._text(each) for each in paragraphs}

    def _text(self, paragraph: int) -> str:
        question = "SELECT first, texts FROM leaves WHERE first <= ? ORDER BY first DESC LIMIT 1"
        first, texts = self._base.execute(question, (paragraph,)).fetchone()
        return opened(texts)[paragraph - int(first)]

    def _among(self, question: str, numbers: Sequence[int]) -> Iterator[Any]:
        for begin in range(0, len(numbers), _AT_ONCE):
            some = numbers[begin : begin + _AT_ONCE]
            yield from self._base.execute(f"{question} ({','.join('?' * len(some))})", some)

    # --- What may be done ---

    def holds(self, sha256: str, symbol: str = "", date: str = "") -> bool:
        """Whether this content is there already, under whatever path, with what is given of symbol and date."""
        facts = (sha256, symbol, symbol, date, date)
        return bool(
            self._one(
                "SELECT count(*) FROM sources WHERE sha256 = ? AND (? = '' OR symbol = ?) AND (? = '' OR date = ?)",
                *facts,
            )
        )

    def add(self, path: str, sha256: str, text: Prepared) -> bool:
        """Take up an adopted text; say whether it came in the place of what was read from the same path before."""
        replaced = self._remove(path)
        first = self._next
        self._next += len(text.codes)
        source = self._base.execute(
            "INSERT INTO sources (path, sha256, symbol, date, first, last) VALUES (?, ?, ?, ?, ?, ?)",
            (path, sha256, text.symbol, text.date, first, self._next),
        ).lastrowid
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
        if self._one("SELECT count(*) FROM batches") > _BATCHES:
            self._merge_beside(*largest)
            self._base.commit()

    def _merge_beside(self, largest: int) -> None:
        """Put all batches but one together: to rewrite that one each time would take as long as it is large."""
        (kept,) = self._base.execute("SELECT min(id) FROM batches WHERE id <> ?", (largest,)).fetchone()
        beside = "SELECT DISTINCT shelf FROM shelves WHERE batch <> ?"
        for (shelf,) in self._base.execute(beside, (largest,)).fetchall():
            where = (shelf, largest)
            parts = self._base.execute("SELECT postings FROM shelves WHERE shelf = ? AND batch <> ?", where).fetchall()
            self._base.execute("DELETE FROM shelves WHERE shelf = ? AND batch <> ?", where)
            whole = merged(postings for (postings,) in parts)
            self._base.execute("INSERT INTO shelves VALUES (?, ?, ?)", (shelf, kept, whole))
        total = self._one("SELECT sum(postings) FROM batches WHERE id <> ?", largest)
        self._base.execute("DELETE FROM batches WHERE id <> ?", (largest,))
        self._base.execute("INSERT INTO batches VALUES (?, ?)", (kept, total))
