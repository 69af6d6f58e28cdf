"""Whether the rows of the site are what the record says was done: a row that is changed behind the site is found."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from secretariat.inputs.models import Submission
from secretariat.negotiation.models import BracketLifted, Decision, Position, Proposal
from secretariat.record.models import Entry
from secretariat.record.queries import leaves_that_differ

Rows = Callable[[], Iterator[tuple[Any, Any]]]
COMPARES = "the operator holds all rows against the record, and is told which entries differ and no word of them"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A deed of which the record says one thing and the row that it left another."""

    entry: str
    deed: str
    why: str


def disagreements() -> Iterator[Disagreement]:
    """Yield where the rows differ from what the record says of them; nothing if they agree.

    Compared are papers and their bytes, proposals, positions, brackets lifted and decisions, in words and digests.
    That the record itself was not changed since, the verifier says; here only that its entries fit their leaves.
    """
    for row in leaves_that_differ():
        yield Disagreement(str(row.uuid), row.deed, "the entry is not the one whose digest stands in the log")
    for deed, rows in COMPARED.items():
        kept = dict(rows())
        for entry in _last_of_each(deed):
            said = SAID[deed](entry)
            found = kept.get(_key(entry))
            if found is None or said not in found:
                yield Disagreement(str(entry.uuid), deed, "the row does not say what the entry says, or is gone")


def _last_of_each(deed: str) -> Iterator[Entry]:
    """Return the entries of a deed; of those that a later one replaces, the last."""
    rows = Entry.objects.filter(deed=deed).order_by("id")
    return iter({_key(row): row for row in rows}.values() if deed == "take_position" else rows)


def _key(entry: Entry) -> str:
    uuid = entry.subject.partition(":")[2]
    return f"{uuid} {entry.actor.partition(':')[2]}" if entry.deed == "take_position" else uuid


def _gathered(rows: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    kept: dict[str, list[Any]] = {}
    for key, said in rows:
        kept.setdefault(key, []).append(said)
    return iter(kept.items())


def _papers() -> Iterator[tuple[str, list[Any]]]:
    for row in Submission.objects.select_related("document__blob", "entity").iterator():
        digest = hashlib.sha256(bytes(row.document.blob.content)).hexdigest()
        yield str(row.uuid), [(row.entity.code, row.title, row.kind, digest)]


def _proposals() -> Iterator[tuple[str, list[Any]]]:
    for row in Proposal.objects.unscoped(COMPARES).iterator():
        yield str(row.uuid), [(row.kind, row.wording, row.reason)]


def _positions() -> Iterator[tuple[str, list[Any]]]:
    for row in Position.objects.unscoped(COMPARES).select_related("proposal", "entity").iterator():
        yield f"{row.proposal.uuid} {row.entity.code}", [(row.stance, row.note)]


def _lifted() -> Iterator[tuple[str, list[Any]]]:
    rows = BracketLifted.objects.unscoped(COMPARES).select_related("provision").iterator()
    return _gathered((str(row.provision.uuid), (row.key, row.base, row.words, row.wording)) for row in rows)


def _decisions() -> Iterator[tuple[str, list[Any]]]:
    rows = Decision.objects.unscoped(COMPARES).select_related("provision").iterator()
    return _gathered((str(row.provision.uuid), (row.level, row.wording_sha256)) for row in rows)


def _facts(*names: str) -> Callable[[Entry], tuple[Any, ...]]:
    return lambda entry: tuple(entry.facts[name] for name in names)


COMPARED: dict[str, Rows] = {
    "file_submission": _papers,
    "table_proposal": _proposals,
    "submit_proposal": _proposals,
    "take_position": _positions,
    "lift_bracket": _lifted,
    "agree_provision": _decisions,
}
SAID: dict[str, Callable[[Entry], tuple[Any, ...]]] = {
    "file_submission": _facts("entity", "title", "kind", "sha256"),
    "submit_proposal": _facts("kind", "wording", "reason"),
    "table_proposal": _facts("kind", "wording", "reason"),
    "take_position": _facts("stance", "note"),
    "lift_bracket": _facts("bracket", "base", "words", "wording"),
    "agree_provision": _facts("level", "wording_sha256"),
}
