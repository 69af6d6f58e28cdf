"""What may be asked of the record."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet, Subquery, Value

from secretariat.record.access import is_sealed, may_read
from secretariat.record.models import Checkpoint as Head
from secretariat.record.models import Entry, Node
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry as Shape
from travaux.record.entry import canonical, leaf_of, leaf_start, sealed
from travaux.record.proof import Receipt, consistency_text
from travaux.record.signature import signature_line, verifier_key
from travaux.record.tiles import WIDTH, Tiles, width_of
from travaux.record.tree import Frontier
from travaux.record.verifier import check_receipt
from travaux.refusal import Unknown


class NoSuchEntry(Unknown):
    """The record holds no such entry, or none that the reader is told of."""

    asked = "You asked for an entry of the record."
    because = "The record has none there that you are told of."
    rule = (
        "Some deeds are told to others only once they are made public; a receipt is for those who may know of the deed."
    )
    remedy = "Look whether the address is whole, or sign in as the one who did it."


def entry_shape(row: Entry) -> Shape:
    """Return the row as the engine's entry."""
    parts = (row.deed, row.process, row.actor, row.subject, row.at, row.facts, row.entered_at)
    return Shape(str(row.uuid), *parts)


def entries(process: str = "") -> QuerySet[Entry]:
    """Return the entries of one process, or all, newest first."""
    rows = Entry.objects.order_by("-id")
    return rows.filter(process=process) if process else rows


def entry_about(subject: str, deed: str) -> Entry | None:
    """Return the newest entry of `deed` on `subject` (a reference such as `submission:<uuid>`), if any."""
    return Entry.objects.filter(subject=subject, deed=deed).order_by("-id").first()


def entry_of_key(once: str) -> Entry | None:
    """Return the entry of the deed that was asked for with a key, if it was done."""
    return Entry.objects.filter(once=once).first()


def checkpoint() -> Checkpoint:
    """Return the head of the log; that of the empty tree before anything was done."""
    head = Head.objects.order_by("-size").first()
    if head is None:
        return Checkpoint(settings.TRAVAUX_ORIGIN, 0, Frontier().root())
    return Checkpoint(settings.TRAVAUX_ORIGIN, head.size, bytes.fromhex(head.root))


def state() -> tuple[str, int] | None:
    """Return what changes with every deed: the root of the log, and how many committed entries wait for their place.

    While the root stays, no entry was placed, so that those who wait can only have become more. None while nothing
    was done: rows may then be there that no deed made.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_asked())
        row = cursor.fetchone()
    if row:
        return row[0], row[1] or 0
    waiting = Entry.objects.count()  # none has a place yet
    return ("", waiting) if waiting else None


@cache
def _asked() -> tuple[str, tuple[Any, ...]]:
    """Return the question of `state` in the words of the database: asked a thousand times a second, put once."""
    waiting = Entry.objects.filter(position=None).order_by().values(one=Value(1)).annotate(n=Count("*")).values("n")
    rows = Head.objects.order_by("-size").values_list("root", Subquery(waiting))[:1]
    sql, given = rows.query.sql_with_params()
    return sql, tuple(given)


def exported(*, whole: bool = False) -> Iterator[str]:
    """Yield the sequenced entries, one line each, in the order of the log.

    What outsiders are not told is sealed, unless the `whole` record is asked for.
    """
    for row in _sequenced():
        yield (canonical(entry_shape(row)).decode() if whole else line_of(row)) + "\n"


def archive(*, whole: bool = False) -> Iterator[str]:
    """Yield the record as it is handed out: its signed checkpoint, then the entries that this one covers.

    The `whole` record holds the private values too, each on the line after its entry.
    """
    head = checkpoint()
    yield _json({"checkpoint": signed(head)})
    for row in _sequenced().filter(position__lt=head.size).prefetch_related("openings"):
        yield (canonical(entry_shape(row)).decode() if whole else line_of(row)) + "\n"
        for opening in row.openings.all() if whole else ():
            yield _json({"opening": {"name": opening.name, "salt": opening.salt, "value": opening.value}})


def leaves_that_differ() -> Iterator[Entry]:
    """Yield the entries that are not those whose leaves were kept when they were entered."""
    return (row for row in Entry.objects.order_by("id").iterator() if leaf_of(entry_shape(row)).hex() != row.leaf)


def _sequenced() -> QuerySet[Entry]:
    return Entry.objects.exclude(position=None).order_by("position")


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def _key() -> Ed25519PrivateKey:
    """Return the key with which this site signs its checkpoints, made of the secret of the installation."""
    seed = hashlib.sha256(b"checkpoints of the record\n" + settings.TRAVAUX_RECORD_KEY.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key() -> str:
    """Return the key by which everybody can tell the checkpoints of this site (C2SP signed-note, verifier key)."""
    return verifier_key(settings.TRAVAUX_ORIGIN, _key().public_key().public_bytes_raw())


def signed(head: Checkpoint) -> str:
    """Return a checkpoint as a signed note (C2SP tlog-checkpoint)."""
    key = _key()
    signature = key.sign(head.text().encode())
    return f"{head.text()}\n{signature_line(head.origin, key.public_key().public_bytes_raw(), signature)}"


class NotYetInLog(Unknown):
    """The entry has no place in the log of that size."""

    asked = "You asked for the proof that an entry stands in the log."
    because = "It has no place there yet, or the log of the size that you named ends before it."
    rule = "The log takes up an entry within a second of its deed."
    remedy = "Ask again in a second, or for a larger size."


def entry_told(uuid: UUID, *, process: str, reference: str) -> Entry:
    """Return an entry, if one whom the record knows as `reference` is told of it; raises NoSuchEntry."""
    entry = Entry.objects.filter(uuid=uuid, process=process).first()
    if entry is None or not may_read(entry, reference=reference):
        raise NoSuchEntry
    return entry


def line_of(entry: Entry, *, reference: str = "") -> str:
    """Return the line of an entry in the exported record, sealed for those who may not see its facts."""
    told = not is_sealed(entry) or reference == entry.actor
    return canonical(entry_shape(entry)).decode() if told else sealed(bytes.fromhex(entry.leaf))


def private_names(entry: Entry) -> dict[str, bool]:
    """Return the names of the private values that an entry is committed to: True if kept, False if erased."""
    kept = set(entry.openings.values_list("name", flat=True))
    return {name: name in kept for name in entry.facts.get("committed", {})}


def tile(level: int, number: int, width: int) -> list[bytes]:
    """Return the first `width` hashes of a tile: leaves on level 0, above it the roots of the full tiles below."""
    first = number * WIDTH
    if level:
        rows = Node.objects.filter(level=level, number__gte=first, number__lt=first + width).order_by("number")
        return [bytes.fromhex(root) for root in rows.values_list("root", flat=True)]
    rows_0 = Entry.objects.filter(position__gte=first, position__lt=first + width).order_by("position")
    return [bytes.fromhex(leaf) for leaf in rows_0.values_list("leaf", flat=True)]


def checkpoint_of(size: int) -> Checkpoint:
    """Return the checkpoint over the first `size` entries, also if none was written at that moment."""
    return Checkpoint(settings.TRAVAUX_ORIGIN, size, Tiles(size, tile).root(0, size))


def receipt_of(entry: Entry, *, reference: str, size: int | None = None) -> Receipt | None:
    """Return the proof that an entry stands in the log of `size` entries, or of today's; None if it does not yet."""
    head = checkpoint()
    size = head.size if size is None else min(size, head.size)
    if entry.position is None or entry.position >= size:
        return None
    tiles = Tiles(size, tile)
    head = head if size == head.size else Checkpoint(head.origin, size, tiles.root(0, size))
    return Receipt(line_of(entry, reference=reference), entry.position, tiles.inclusion(entry.position), head)


def entry_of_code(code: str) -> Entry | None:
    """Return the entry with a short code, if there is one."""
    start = leaf_start(code)
    if start is None:
        return None
    return Entry.objects.filter(leaf__gte=start.hex(), leaf__lt=f"{start.hex()}g").first()


def consistency(old: int) -> str | None:
    """Return the proof that today's log continues that of `old` entries, with today's checkpoint; None if it cannot."""
    head = checkpoint()
    if not 0 < old <= head.size:
        return None
    return consistency_text(old, Tiles(head.size, tile).consistency(old), signed(head))


class NoSuchSize(Unknown):
    """The log never had that many entries, or none is asked about."""

    asked = "You asked for the proof that the log continues the one of {size} entries."
    because = "The log has fewer entries, or you asked about none."
    rule = "A proof leads from an older checkpoint, of at least one entry, to today's (RFC 6962, section 2.1.2)."
    remedy = (
        "If a checkpoint that you hold has more entries than this site admits, keep it and show it: entries are gone."
    )


class NoSuchTile(Unknown):
    """The log has no such tile, or not yet."""

    asked = "You asked for a tile of the log."
    because = "There is none at that address, or not yet."
    rule = "A tile is level/number, or level/number.p/width while it is not full (C2SP tlog-tiles); of hashes only."
    remedy = "Read the checkpoint first: its size says which tiles there are."


INDEX = re.compile(r"^index (\d+)", re.MULTILINE)
_TILE = re.compile(r"([0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


def tile_at(path: str) -> bytes:
    """Return the hashes of the tile at an address below `tile/` (C2SP tlog-tiles); raises NoSuchTile."""
    found = _TILE.fullmatch(path)
    if not found or found[2].startswith("x000"):
        raise NoSuchTile
    level, number = int(found[1]), int(found[2].replace("x", "").replace("/", ""))
    width = int(found[3] or WIDTH)
    if width > width_of(level, number, checkpoint().size) or found[3] == str(WIDTH):
        raise NoSuchTile
    return b"".join(tile(level, number, width))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the site says of a receipt that was handed in: whether it is in the log, and the entry, if so."""

    is_in: bool
    entry: Entry | None = None


def judged(text: str) -> Judged:
    """Hold a receipt against the log as it is today; raises BrokenError if it is no sound receipt in itself."""
    found, _said = check_receipt(text)
    index = INDEX.search(text)
    ours = found.entries <= checkpoint().size and checkpoint_of(found.entries).root == found.root
    if not ours or index is None:
        return Judged(is_in=False)
    return Judged(is_in=True, entry=Entry.objects.filter(position=int(index[1])).first())


def judged_code(code: str) -> Judged:
    """Say whether a short code is that of an entry of the log."""
    entry = entry_of_code(code)
    return Judged(is_in=entry is not None, entry=entry)
