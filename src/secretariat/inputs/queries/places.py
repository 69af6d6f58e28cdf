"""Where the passages of a process stand, and which of them hold a term: everybody finds the same."""

from collections.abc import Iterable, Sequence

from secretariat.inputs.models import Posted, Posting
from secretariat.processes.models import Process
from travaux.passages.places import BLOCK, Stretches, ordinals, together, unpacked

MARK = "≈"
"""Before a number by which a passage is found among its copies, where words are put down for the search."""
AT_ONCE = 400


def held(process: Process, terms: Iterable[str]) -> int:
    """Return the places of the passages that hold all of these terms, a bit each; none where there is no term."""
    found: int | None = None
    for term in terms:
        rows = Posting.objects.filter(process=process, term=term).order_by().values_list("block", "places")
        there = together({block: unpacked(bytes(places)) for block, places in rows})
        found = there if found is None else found & there
        if not found:
            return 0
    return found or 0


def marked(process: Process, marks: Sequence[int]) -> dict[int, list[int]]:
    """Return the places at which each of these marks stands, the earliest first."""
    found: dict[int, list[int]] = {}
    for first in range(0, len(marks), AT_ONCE):
        terms = [f"{MARK}{mark:x}" for mark in marks[first : first + AT_ONCE]]
        rows = Posting.objects.filter(process=process, term__in=terms).order_by("block", "term")
        for term, block, places in rows.values_list("term", "block", "places"):
            there = (block * BLOCK + place for place in ordinals(unpacked(bytes(places))))
            found.setdefault(int(term.removeprefix(MARK), 16), []).extend(there)
    return found


def stretches_of(process: Process) -> Stretches:
    """Return where the passages of each paper stand."""
    found = Posted.objects.filter(process=process).order_by("last", "first")
    rows = list(found.values_list("submission_id", "first", "last"))
    return Stretches(tuple(row[0] for row in rows), tuple(row[1] for row in rows), tuple(row[2] for row in rows))
