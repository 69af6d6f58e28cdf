"""Run apart: print what the database keeps of the words of a drill, as rows and in the record."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.db import connection

from secretariat.inputs.models import Endorsement, Submission
from secretariat.negotiation.models import Proposal, ProvisionVersion, Redraft
from secretariat.record.models import Checkpoint, Entry, Opening
from secretariat.record.services import sequence
from travaux.record.tree import Frontier
from travaux.words.tokens import digest

WHY = "a drill counts what everybody wrote"
WORD = re.compile(r"w\d+-\d+")
# Deeds of which the record tells no word of what was written: their entries are found by their subject.
BY_SUBJECT = {"prepare_proposal"}


def words(rows: Iterable[str]) -> Counter[str]:
    return Counter(found.group() for row in rows if (found := WORD.search(row)))


def rows() -> Counter[str]:
    """Count each word in the rows of the registers; a position that was replaced is in the record alone."""
    return (
        words(Endorsement.objects.values_list("name", flat=True))
        + words(Redraft.objects.unscoped(WHY).values_list("reason", flat=True))
        + words(Proposal.objects.unscoped(WHY).values_list("reason", flat=True))
        + words(Submission.objects.values_list("title", flat=True))
    )


def entries() -> Counter[str]:
    """Count each word in the entries of the record: in their facts, in what is private of them, or by their subject."""
    named = {f"proposal:{uuid}": word for uuid, word in Proposal.objects.unscoped(WHY).values_list("uuid", "reason")}
    private = dict(Opening.objects.values_list("entry_id", "value"))
    told = Entry.objects.order_by("id").values_list("id", "deed", "subject", "facts")
    return words(
        named.get(subject, "") if deed in BY_SUBJECT else private.get(number, json.dumps(facts))
        for number, deed, subject, facts in told
    )


def edits() -> dict[str, Any]:
    """Return the redrafts in the order of the record, each with the digests of what it replaced and what it follows.

    `stands` says whether the wording that stands in the end is the last one written, for every paragraph.
    """
    now = {
        f"provision:{row.provision.uuid}": row.sha256
        for row in ProvisionVersion.objects.unscoped(WHY).filter(version__status="working").select_related("provision")
    }
    last: dict[str, str] = {}
    found = []
    for entry in Entry.objects.filter(deed="redraft_provision").order_by("position"):
        before, wording = entry.facts["before"], entry.facts["wording"]
        if entry.facts["reason"].startswith("e"):
            follows = last.get(entry.subject, before)
            found.append({"word": entry.facts["reason"], "before": before, "follows": follows})
        last[entry.subject] = digest(wording)
    return {"edits": found, "stands": all(now[subject] == sha256 for subject, sha256 in last.items())}


def is_whole() -> bool:
    """Say whether every entry has its leaf in the log, in order, and the head is that of the leaves."""
    sequence()
    leaves = list(Entry.objects.order_by("position").values_list("position", "leaf"))
    frontier = Frontier()
    for _position, leaf in leaves:
        frontier = frontier.extended(bytes.fromhex(leaf))
    head = Checkpoint.objects.order_by("-size").first()
    in_order = [position for position, _leaf in leaves] == list(range(len(leaves)))
    return in_order and head is not None and (head.size, head.root) == (frontier.size, frontier.root().hex())


def is_sound() -> str:
    """Return what the embedded database finds wrong with itself; `ok` where nothing is."""
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return "; ".join(row[0] for row in cursor.fetchall())


def kept() -> dict[str, Any]:
    return {"rows": rows(), "entries": entries(), "whole": is_whole(), "sound": is_sound()}


def in_force(*names: str) -> dict[str, str]:
    """Return settings of the database server as they are on our connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        return dict(cursor.fetchall())


ASKED: dict[str, Callable[..., Any]] = {"words": kept, "edits": edits, "settings": in_force}

if __name__ == "__main__":
    what, *names = sys.argv[1:] or ["words"]
    json.dump(ASKED[what](*names), sys.stdout)
