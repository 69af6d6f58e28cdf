"""Two versions of a text, paragraph by paragraph, matched by identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from travaux.text.alignment_order import in_place
from travaux.text.provision import Provision
from travaux.words.align import Run, runs


class Status(StrEnum):
    """What happened to the words of a paragraph between two versions."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    NEW = "new"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in both versions, or in one; `runs` are its words kept, removed and added."""

    status: Status
    old: Provision | None
    new: Provision | None
    runs: tuple[Run, ...]
    moved: bool = False
    renumbered: bool = False


def compare(old: Sequence[Provision], new: Sequence[Provision]) -> list[Row]:
    """Match two versions by the keys of their provisions, in the order of the new one.

    A struck paragraph stands after the one that it followed. Moved are the fewest that account for the new order.
    """
    before = {provision.key: provision for provision in old}
    kept = {provision.key for provision in new}
    moved = _moved([provision.key for provision in old if provision.key in kept], [p.key for p in new])
    struck = _struck_after(old, kept)
    rows = [_struck(provision) for provision in struck.get("", [])]
    for provision in new:
        rows.append(_row(before.get(provision.key), provision, moved=provision.key in moved))
        rows += [_struck(gone) for gone in struck.get(provision.key, [])]
    return rows


def _struck_after(old: Sequence[Provision], kept: set[str]) -> dict[str, list[Provision]]:
    found: dict[str, list[Provision]] = {}
    last = ""
    for provision in old:
        if provision.key in kept:
            last = provision.key
        else:
            found.setdefault(last, []).append(provision)
    return found


def _struck(provision: Provision) -> Row:
    return Row(Status.STRUCK, provision, None, tuple(runs(provision.wording, "")))


def _row(before: Provision | None, after: Provision, *, moved: bool) -> Row:
    if before is None:
        return Row(Status.NEW, None, after, tuple(runs("", after.wording)))
    status = Status.UNCHANGED if before.wording == after.wording else Status.EDITED
    renumbered = before.number != after.number
    return Row(status, before, after, tuple(runs(before.wording, after.wording)), moved, renumbered)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the keys outside a longest run that both orders share."""
    place = {key: position for position, key in enumerate(old)}
    common = [key for key in new if key in place]
    stayed = in_place([place[key] for key in common], [1.0] * len(common))
    return {key for rank, key in enumerate(common) if rank not in stayed}
