"""A folder as registry of data sets: what was published, by whom, in which edition, and its rows as Parquet.

`datasets.json` lists the editions; each has its source as it came, its rows as Parquet, and the rows that were not
taken as CSV. Nothing is fetched: who adds a data set hands over the file.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from travaux.evidence.load import load
from travaux.evidence.loading import Loaded, Rejected
from travaux.evidence.store import write_parquet
from travaux.refusal import Changed, Invalid, Unknown

LIST = "datasets.json"
SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-._")


class BadKey(Invalid):
    """The key of a data set or edition cannot name a file."""

    asked = "You gave the key “{key}” to a data set or edition."
    because = "Keys are small letters, digits, points, hyphens and underscores, a letter or digit first."
    remedy = "Choose another, for instance desa-migrant-stock and 2020."


class AlreadyThere(Changed):
    """The same edition of the data set is registered with another content."""

    asked = "You asked to add the edition {edition} of “{key}”."
    because = "It is there already, with other content (SHA-256 {there} instead of {here})."
    rule = "An edition never changes: facts rest on it."
    remedy = "Give a corrected file an edition of its own, for instance {edition}.1."


class OlderThanInUse(Changed):
    """A newer edition of the data set is in use."""

    asked = "You asked to add the edition {edition} of “{key}”, published {date}."
    because = "The edition {newest}, published {newest_date}, is in use."
    rule = "An older edition never takes the place of a newer one by mistake."
    remedy = "If you want it beside the newer one, add --older."


class UnitChanged(Changed):
    """An edition counts in another unit than the one in use."""

    asked = "You asked to add the edition {edition} of “{key}”, which counts in “{unit}”."
    because = "The edition {newest} counts in “{other}”."
    rule = "Facts that rest on one edition are asked of the next; a figure must not change by its unit."
    remedy = "Bring the file to the unit in use, or register it under a key of its own."


class NoSuchDataset(Unknown):
    """The registry has no such data set, or not in that edition."""

    asked = "You asked for the data set “{key}”{edition}."
    because = "The registry in “{folder}” has: {known}."
    remedy = "Choose one of those, or add it with travaux data add."


class BrokenRegistry(Invalid):
    """The list of the registry cannot be read."""

    asked = "You asked for the registry in “{folder}”."
    because = "Its list {list} cannot be read: {reason}."
    remedy = "Restore it from a copy."


@dataclass(frozen=True, slots=True)
class Source:
    """What is said of a file of figures: key, edition, title, publisher, licence, day of publication, method notes."""

    key: str
    edition: str
    title: str
    publisher: str
    licence: str
    published: str
    notes: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """An edition of a data set as it is registered. `read` source rows were `taken` or `rejected`; `rows` are kept."""

    source: Source
    file: str
    sha256: str
    parquet_sha256: str
    layout: str
    columns: tuple[str, ...]
    read: int
    taken: int
    rejected: int
    rows: int

    @property
    def stem(self) -> str:
        """The name of its files without their endings."""
        return f"{self.source.key}/{self.source.edition}"

    @property
    def order(self) -> tuple[str, str]:
        """What tells which of two editions is newer: the day of publication, then the name."""
        return self.source.published, self.source.edition


@dataclass(frozen=True, slots=True)
class Finding:
    """What `verify` finds of an edition; sound where nothing is wrong."""

    key: str
    edition: str
    wrong: tuple[str, ...]


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def datasets(folder: Path) -> tuple[Dataset, ...]:
    """Return what is registered, by key and then from the oldest edition to the newest. Raises BrokenRegistry."""
    path = folder / LIST
    if not path.exists():
        return ()
    try:
        found = [_dataset(item) for item in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenRegistry(folder=folder, list=LIST, reason=error) from error
    return tuple(sorted(found, key=lambda each: (each.source.key, each.order)))


def _dataset(item: dict[str, object]) -> Dataset:
    source = Source(**item.pop("source"))  # type: ignore[arg-type] # a wrong shape raises and is told as such
    columns = tuple(item.pop("columns"))  # type: ignore[arg-type, var-annotated] # as above
    return Dataset(source=source, columns=columns, **item)  # type: ignore[arg-type] # as above


def dataset(folder: Path, key: str, edition: str | None = None) -> Dataset:
    """Return an edition of a data set, the newest where none is named, or raise NoSuchDataset."""
    all_ = datasets(folder)
    found = [each for each in all_ if each.source.key == key and edition in {None, each.source.edition}]
    if not found:
        known = ", ".join(f"{each.source.key} {each.source.edition}" for each in all_) or "nothing"
        raise NoSuchDataset(
            key=key, edition=f" in the edition {edition}" if edition else "", folder=folder, known=known
        )
    return found[-1]


def add(folder: Path, content: bytes, file: str, source: Source, *, layout: str | None, older: bool) -> Dataset:
    """Register a file as an edition of a data set; the same file a second time changes nothing.

    Raises BadKey, AlreadyThere, OlderThanInUse, UnitChanged, and what loading raises.
    """
    _require_key(source.key)
    _require_key(source.edition)
    registered = datasets(folder)
    editions = [each for each in registered if each.source.key == source.key]
    if there := _same_edition(editions, source, sha256(content)):
        return there
    if editions:
        _require_successor(editions[-1].source, source, older=older)
    loaded = load(content, file, layout)
    added = _kept(folder, content, file, source, loaded)
    _write_list(folder, [*registered, added])
    return added


def _same_edition(editions: list[Dataset], source: Source, digest: str) -> Dataset | None:
    """Return the edition if it is there with the same content, nothing if it is not there, or raise AlreadyThere."""
    there = next((each for each in editions if each.source.edition == source.edition), None)
    if there and there.sha256 != digest:
        raise AlreadyThere(key=source.key, edition=source.edition, there=there.sha256[:12], here=digest[:12])
    return there


def _require_successor(newest: Source, source: Source, *, older: bool) -> None:
    """Raise OlderThanInUse or UnitChanged unless an edition may stand beside the newest one."""
    said = {"key": source.key, "edition": source.edition, "newest": newest.edition}
    if source.published < newest.published and not older:
        raise OlderThanInUse(date=source.published, newest_date=newest.published, **said)
    if source.unit != newest.unit:
        raise UnitChanged(unit=source.unit, other=newest.unit, **said)


def _require_key(key: str) -> None:
    if not key or not SAFE.issuperset(key) or not key[0].isalnum():
        raise BadKey(key=key)


def _kept(folder: Path, content: bytes, file: str, source: Source, loaded: Loaded) -> Dataset:
    (folder / source.key).mkdir(parents=True, exist_ok=True)
    stem = folder / source.key / source.edition
    parquet = stem.with_name(f"{source.edition}.parquet")
    write_parquet(loaded.columns, parquet)
    stem.with_name(f"{source.edition}.source").write_bytes(content)
    stem.with_name(f"{source.edition}.rejected.csv").write_text(_as_csv(loaded.rejected), encoding="utf-8", newline="")
    return Dataset(
        source=source,
        file=Path(file).name,
        sha256=sha256(content),
        parquet_sha256=sha256(parquet.read_bytes()),
        layout=loaded.layout,
        columns=tuple(loaded.columns),
        read=loaded.read,
        taken=loaded.taken,
        rejected=len(loaded.rejected),
        rows=loaded.rows,
    )


def _as_csv(rejected: tuple[Rejected, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["line", "reason", "said"])
    writer.writerows([each.line, each.reason, each.said] for each in rejected)
    return out.getvalue()


def _write_list(folder: Path, all_: list[Dataset]) -> None:
    """Write the list anew and put it in the place of the old one at once, so that it is never seen half written."""
    new = folder / f"{LIST}.new"
    new.write_text(json.dumps([asdict(each) for each in all_], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new.replace(folder / LIST)


def parquet_of(folder: Path, kept: Dataset) -> Path:
    """Return where the rows of an edition stand."""
    return folder / f"{kept.stem}.parquet"


def verify(folder: Path) -> Iterator[Finding]:
    """Compare every file with what was registered, and load every source anew: the same rows must come of it."""
    for each in datasets(folder):
        yield Finding(each.source.key, each.source.edition, tuple(_wrong(folder, each)))


def _wrong(folder: Path, kept: Dataset) -> Iterator[str]:
    for ending, digest in (("source", kept.sha256), ("parquet", kept.parquet_sha256)):
        path = folder / f"{kept.stem}.{ending}"
        if not path.exists():
            yield f"{path.name} is missing"
        elif sha256(path.read_bytes()) != digest:
            yield f"{path.name} was changed since it was registered"
        elif ending == "source":
            loaded = load(path.read_bytes(), kept.file, kept.layout)
            if (loaded.read, loaded.taken, loaded.rows) != (kept.read, kept.taken, kept.rows):
                yield f"{path.name} is now read as {loaded.rows} rows instead of {kept.rows}"
