"""Editions of data sets: registered, and retired when they should no longer be asked."""

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from secretariat.documents.models import Blob
from secretariat.documents.services import keep
from secretariat.evidence.models import Dataset, Fact
from secretariat.evidence.queries.register import in_use
from secretariat.evidence.services.common import put_down, require_key
from secretariat.evidence.services.loading import loaded_apart
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed
from travaux.evidence.loading import Loaded
from travaux.evidence.registry import AlreadyThere, OlderThanInUse, UnitChanged
from travaux.evidence.store import write_parquet
from travaux.refusal import Changed, Invalid


class NothingSaid(Invalid):
    """What must be said of a data set is missing."""

    asked = "You asked to register a data set."
    because = "It is not said: {missing}."
    rule = "A figure is cited with publisher, title, edition, day and licence."
    remedy = "Fill in what is missing."


class NothingTaken(Invalid):
    """Not one row of the file could be taken."""

    asked = "You asked to register “{file}”."
    because = "None of its {read} rows could be taken; the first reason: {reason}."
    remedy = "Look whether it is the right file, and in the layout that was named."


class RetiredBefore(Changed):
    """The edition was retired before."""

    asked = "You asked to retire {name}."
    because = "It was retired on {day}."
    remedy = "Nothing is left to do."


class NoReason(Invalid):
    """An edition is to be retired without a reason."""

    asked = "You asked to retire {name}."
    because = "You gave no reason."
    rule = "Facts that rest on a retired edition turn stale; their readers are told why."
    remedy = "Say why, in a sentence."


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of a file of figures by the one who registers it."""

    key: str
    edition: str
    title: str
    publisher: str
    licence: str
    published: date
    notes: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file of figures as it came, what was made of it, and its rows as Parquet; made before the deed begins."""

    content: bytes
    file: str
    media_type: str
    loaded: Loaded
    parquet: bytes

    @property
    def sha256(self) -> str:
        """The digest of the file as it came."""
        return hashlib.sha256(self.content).hexdigest()


def prepare(content: bytes, file: str, layout: str | None = None, media_type: str = "") -> Prepared:
    """Load a file that was handed in, in a process of its own. Raises what `loaded_apart` raises, DatabaseMissing."""
    return prepared(content, file, loaded_apart(content, file, layout), media_type)


def prepared(content: bytes, file: str, loaded: Loaded, media_type: str = "text/csv") -> Prepared:
    """Make Parquet of what was loaded. Raises NothingTaken, DatabaseMissing."""
    if not loaded.rows:
        reason = loaded.rejected[0].reason if loaded.rejected else "it holds none"
        raise NothingTaken(file=file, read=loaded.read, reason=reason)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        write_parquet(loaded.columns, path)
        parquet = path.read_bytes()
    return Prepared(content, file, media_type or "application/octet-stream", loaded, parquet)


@deed("data set registered")
def register_dataset(
    process: Process, *, described: Described, prepared: Prepared, older: bool = False, by: Actor, at: datetime
) -> Dataset:
    """Register an edition of a data set; the facts of older editions turn stale.

    Raises BadKey, NothingSaid, AlreadyThere, OlderThanInUse, UnitChanged.
    """
    require(process, by, "register_dataset", at=at)
    require_key(described.key)
    _require_said(described)
    Process.objects.select_for_update().get(pk=process.pk)  # two editions must not pass each other unseen
    _require_successor(process, described, prepared, older=older)
    row = _kept(process, described, prepared, by=by, at=at)
    facts = {
        "key": row.key,
        "edition": row.edition,
        "publisher": row.publisher,
        "published": row.published.isoformat(),
        "licence": row.licence,
        "layout": row.layout,
        "rows": row.rows,
        "rejected": row.rejected,
        "sha256": prepared.sha256,
        "parquet": row.parquet_id,
    }
    put_down("register_dataset", process, f"dataset:{row.uuid}", facts, by=by, at=at)
    return row


def _require_said(described: Described) -> None:
    wanted = ("edition", "title", "publisher", "licence")
    if missing := [name for name in wanted if not getattr(described, name).strip()]:
        raise NothingSaid(missing=", ".join(missing))


def _require_successor(process: Process, described: Described, prepared: Prepared, *, older: bool) -> None:
    said = {"key": described.key, "edition": described.edition}
    there = Dataset.objects.filter(process=process, **said).select_related("source").first()
    if there:
        raise AlreadyThere(there=there.source.blob_id[:12], here=prepared.sha256[:12], **said)
    newest = in_use(process).get(described.key)
    if newest is None:
        return
    if described.published < newest.published and not older:
        raise OlderThanInUse(
            date=described.published, newest=newest.edition, newest_date=newest.published.isoformat(), **said
        )
    if described.unit != newest.unit:
        raise UnitChanged(unit=described.unit, other=newest.unit, newest=newest.edition, **said)


def _kept(process: Process, described: Described, prepared: Prepared, *, by: Actor, at: datetime) -> Dataset:
    title = f"{described.title}, {described.edition}"[:300]
    source = keep(
        prepared.content,
        filename=prepared.file[:255],
        media_type=prepared.media_type[:100],
        title=title,
        by=by.person,
        at=at,
    )
    loaded = prepared.loaded
    return Dataset.objects.create(
        process=process,
        key=described.key,
        edition=described.edition,
        title=described.title,
        publisher=described.publisher,
        licence=described.licence,
        published=described.published,
        unit=described.unit,
        notes=described.notes,
        source=source,
        parquet=_blob(prepared.parquet),
        rejects=_blob(_listed(loaded)),
        layout=loaded.layout,
        columns=list(loaded.columns),
        read=loaded.read,
        taken=loaded.taken,
        rejected=len(loaded.rejected),
        rows=loaded.rows,
        registered_at=at,
    )


def _blob(content: bytes) -> Blob:
    given = {"size": len(content), "content": content}
    return Blob.objects.get_or_create(sha256=hashlib.sha256(content).hexdigest(), defaults=given)[0]


def _listed(loaded: Loaded) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["line", "reason", "said"])
    writer.writerows([each.line, each.reason, each.said] for each in loaded.rejected)
    return out.getvalue().encode()


@deed("data set retired")
def retire_dataset(dataset: Dataset, *, reason: str, by: Actor, at: datetime) -> Dataset:
    """Retire an edition that should no longer be asked: it stays, and the facts that rest on it turn stale.

    Raises NoReason, RetiredBefore.
    """
    require(dataset.process, by, "retire_dataset", at=at)
    if not reason.strip():
        raise NoReason(name=dataset)
    row = Dataset.objects.select_for_update().get(pk=dataset.pk)
    if row.retired_at:
        raise RetiredBefore(name=row, day=f"{row.retired_at:%-d %B %Y}")
    row.retired_at, row.retired_because = at, reason.strip()[:400]
    row.save(update_fields=["retired_at", "retired_because"])
    stale = list(Fact.objects.filter(dataset=row).order_by("key").values_list("key", flat=True))
    facts = {"key": row.key, "edition": row.edition, "reason": row.retired_because, "stale": stale}
    put_down("retire_dataset", dataset.process, f"dataset:{row.uuid}", facts, by=by, at=at)
    return row
