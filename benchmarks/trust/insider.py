"""What `benchmarks.trust.tamper` runs apart: make the sample, tamper with it, say what was found, print JSON."""

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from secretariat.demo.services import make_sample
from secretariat.documents.models import Blob
from secretariat.frame.serving import bring_up_to_date
from secretariat.negotiation.models import BracketLifted, Decision, Position, Proposal
from secretariat.public.queries.compare import disagreements
from secretariat.record import queries
from secretariat.record.models import Checkpoint, Entry, Node, Opening
from travaux.record.checkpoint import Checkpoint as Head
from travaux.record.entry import leaf_of
from travaux.record.tiles import WIDTH, crossed
from travaux.record.tree import Frontier, frontier_of
from travaux.record.verify import RecordBroken, verify

SEED = 71280
WHY = "an insider asks the database itself"
Edit = Callable[[random.Random, list[Entry]], None]


def moved(entry: Entry, **parts: object) -> None:
    """Change an entry as one who writes in the table does."""
    for name, value in parts.items():
        setattr(entry, name, value)
    entry.leaf = leaf_of(queries.entry_shape(entry)).hex()
    entry.save()


def words(chance: random.Random, rows: list[Entry]) -> None:
    entry = chance.choice([row for row in rows if row.facts.keys() - {"committed"}])
    name = chance.choice(sorted(entry.facts.keys() - {"committed"}))
    moved(entry, facts={**entry.facts, name: f"{entry.facts[name]} "})


def capacity(chance: random.Random, rows: list[Entry]) -> None:
    moved(chance.choice(rows), actor="delegate:XYZ")


def time(chance: random.Random, rows: list[Entry]) -> None:
    entry, name = chance.choice(rows), chance.choice(["at", "entered_at"])
    moved(entry, **{name: getattr(entry, name) - timedelta(microseconds=chance.randint(1, 10**9))})


def removed(chance: random.Random, rows: list[Entry]) -> None:
    gone = chance.choice(rows)
    Opening.objects.filter(entry=gone).delete()
    gone.delete()
    place_anew([row for row in rows if row.pk != gone.pk])


def inserted(chance: random.Random, rows: list[Entry]) -> None:
    i = chance.randrange(len(rows))
    model = rows[i]
    late = Entry(
        deed=model.deed, process=model.process, actor=model.actor, subject=f"proposal:{uuid4()}", facts={}, at=model.at
    )
    moved(late, entered_at=model.entered_at)
    place_anew([*rows[:i], late, *rows[i:]])


def out_of_order(chance: random.Random, rows: list[Entry]) -> None:
    i, j = chance.sample(range(len(rows)), 2)
    rows = list(rows)
    if chance.choice([True, False]):
        rows[i], rows[j] = rows[j], rows[i]
    else:
        rows.insert(j, rows.pop(i))
    place_anew(rows)


def rolled_back(chance: random.Random, rows: list[Entry]) -> None:
    """Put an older backup in place, and let the log grow past the checkpoint again with other deeds."""
    kept = rows[: chance.randrange(len(rows))]
    lost = Entry.objects.exclude(pk__in=[row.pk for row in kept])
    Opening.objects.filter(entry__in=lost).delete()
    lost.delete()
    if chance.choice([True, False]):
        for _ in range(len(rows) - len(kept) + 1):
            late = Entry(deed="take_position", process="p", actor="delegate:XYZ", subject="x:1", at=timezone.now())
            moved(late, entered_at=timezone.now())
            kept.append(late)
    place_anew(kept)


def private_value(chance: random.Random, _rows: list[Entry]) -> None:
    row = chance.choice(list(Opening.objects.order_by("id")))
    name = chance.choice(["value", "salt"])
    setattr(row, name, f"{row.value}." if name == "value" else "00" * 32)
    row.save()


def row_behind_the_site(chance: random.Random, _rows: list[Entry]) -> None:
    tabled = Proposal.objects.unscoped(WHY).filter(tabled_at__isnull=False)
    kinds: list[Callable[[], object]] = [
        lambda: change(chance, tabled, "wording"),
        lambda: change(chance, tabled, "reason"),
        lambda: change(chance, Position.objects.unscoped(WHY), "note"),
        lambda: change(chance, BracketLifted.objects.unscoped(WHY), "words"),
        lambda: change(chance, Decision.objects.unscoped(WHY).filter(level="ad_referendum"), "wording_sha256"),
        lambda: Blob.objects.filter(pk=chance.choice(list(Blob.objects.order_by("pk"))).pk).update(content=b"other"),
    ]
    chance.choice(kinds)()


def change(chance: random.Random, rows: QuerySet[Any], name: str) -> None:
    row = chance.choice(list(rows.order_by("pk")))
    new = "0" * 64 if name == "wording_sha256" else f"{getattr(row, name)}, or not"
    type(row).objects.unscoped(WHY).filter(pk=row.pk).update(**{name: new})


def place_anew(rows: list[Entry]) -> None:
    Entry.objects.update(position=None)
    for i, row in enumerate(rows):
        row.position = i
    Entry.objects.bulk_update(rows, ["position"])


def rewrite() -> None:
    """Compute every node and checkpoint anew, so that the database is consistent in itself."""
    Node.objects.all().delete()
    Checkpoint.objects.all().delete()
    rows = list(Entry.objects.exclude(position=None).order_by("position"))
    place_anew(rows)
    leaves = [bytes.fromhex(row.leaf) for row in rows]
    for level, number in crossed(0, len(leaves)):
        root = frontier_of(queries.tile(level - 1, number, WIDTH)).root().hex()
        Node.objects.create(level=level, number=number, root=root)
    tree = Frontier()
    for row, leaf in zip(rows, leaves, strict=True):
        tree = tree.extended(leaf)
        Checkpoint.objects.create(size=tree.size, root=tree.root().hex(), frontier=tree.stored(), at=row.at)


def is_broken(held: Head | None) -> bool:
    try:
        verify(queries.archive(whole=True), held)
    except RecordBroken:
        return True
    return False


def tried(edit: Edit, chance: random.Random, held: Head | None, *, thorough: bool) -> bool:
    """Do one edit up to the checkpoint that is held, look whether it is found, and take it back."""
    with transaction.atomic():
        size = held.size if held else queries.checkpoint().size
        edit(chance, list(Entry.objects.filter(position__lt=size).order_by("position")))
        if thorough:
            rewrite()
        seen = any(disagreements()) if edit is row_behind_the_site else is_broken(held)
        transaction.set_rollback(True)
    return seen


KINDS: dict[str, Edit] = {
    "the words of an entry": words,
    "in which capacity it was done": capacity,
    "when it was done": time,
    "an entry removed": removed,
    "an entry inserted, with an old date": inserted,
    "two swapped, or one moved elsewhere": out_of_order,
    "the end rolled back to an older backup": rolled_back,
    "a private value": private_value,
    "a row of the site behind its entry": row_behind_the_site,
}
ALWAYS_SEEN = (private_value, row_behind_the_site)


def drill(tries: int) -> dict[str, tuple[int, int]]:
    """Return of each kind how many edits were made and how many were found; then the controls, which must find none."""
    chance, held = random.Random(SEED), queries.checkpoint()  # noqa: S311 - draws what to spoil, and can be repeated
    if is_broken(held) or any(disagreements()):
        message = "the sample is broken before anybody touched it"
        raise RuntimeError(message)
    counted = {
        name: (tries, sum(tried(edit, chance, held, thorough=i % 2 == 0) for i in range(tries)))
        for name, edit in KINDS.items()
    }
    unseen = [edit for edit in KINDS.values() if edit not in ALWAYS_SEEN]
    alone = sum(tried(edit, chance, None, thorough=True) for edit in unseen for _ in range(tries))
    counted["control: all written anew, and nobody outside holds a checkpoint"] = (tries * len(unseen), alone)
    counted["control: what came after the last checkpoint outside"] = (tries, sum(after(chance) for _ in range(tries)))
    return counted


def after(chance: random.Random) -> bool:
    """Change an entry that came after the last checkpoint that an outsider holds."""
    newest = queries.checkpoint().size
    held = queries.checkpoint_of(newest - chance.randint(1, 20))
    with transaction.atomic():
        moved(Entry.objects.get(position=chance.randrange(held.size, newest)), actor="delegate:XYZ")
        rewrite()
        seen = is_broken(held)
        transaction.set_rollback(True)
    return seen


if __name__ == "__main__":
    bring_up_to_date()
    make_sample(now=timezone.now(), tell=lambda _words: None)
    json.dump(drill(int(sys.argv[1])), sys.stdout)
