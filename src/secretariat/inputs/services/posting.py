"""The words of papers put down for the search: of each, in which passages it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from secretariat.inputs.models import Posted, Posting, SavedSearch, Submission
from secretariat.inputs.queries import MARK
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.passages.copies import marks
from travaux.passages.places import apart, packed, terms_to_keep, unpacked

AT_ONCE = 400
"""So many papers or rows are dealt with at once."""
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says: the words of its passages by ordinal; of `own`, which are no copies, marks are kept too."""

    submission: Submission
    passages: Mapping[int, str]
    own: Iterable[int] = ()


def post(process: Process, papers: Sequence[Said]) -> None:
    """Put down the terms of papers of a process, within a transaction that has locked its row.

    Of their own passages the marks are put down too, by which copies of them are found.
    """
    first = Posted.objects.filter(process=process).aggregate(last=Max("last"))["last"] or 0
    found: dict[str, int] = {}
    begun, stretches = first, []
    for paper in papers:
        for term, ordinals in _terms(paper).items():
            found[term] = found.get(term, 0) | ordinals << (first - begun)
        last = first + max(paper.passages, default=0)
        stretches.append(Posted(process=process, submission=paper.submission, first=first, last=last))
        first = last
    Posted.objects.bulk_create(stretches)
    blocks: dict[int, dict[str, int]] = {}
    for term in sorted(found):
        for block, bits in apart(found[term], begun):
            blocks.setdefault(block, {})[term] = bits
    for block, terms in blocks.items():
        _put_down(process, block, terms)


def post_all() -> int:
    """Put down the terms of papers that were filed before there was a search; return of how many papers."""
    missing = Submission.objects.exclude(pk__in=Posted.objects.values("submission")).order_by("process_id", "number")
    rows = list(missing.defer("text").select_related("process"))
    for row in rows:
        with transaction.atomic():
            Process.objects.select_for_update().get(pk=row.process_id)
            texts = dict(row.passages.order_by("ordinal").values_list("ordinal", "text"))
            post(row.process, [Said(row, texts, tuple(texts))])
    return len(rows)


def save_search(process: Process, *, name: str, asked: str, by: Actor, at: datetime) -> SavedSearch:
    """Keep a search under a name for the one who asks it, in the place of an earlier one of that name; no deed."""
    row, _ = SavedSearch.objects.update_or_create(
        process=process, person=by.person, name=name, defaults={"asked": asked, "at": at}
    )
    return row


def _terms(paper: Said) -> dict[str, int]:
    """Return the terms of a paper, and the ordinals of the passages that hold them, a bit each."""
    found: dict[str, int] = {}
    for ordinal, text in paper.passages.items():
        for term in terms_to_keep(text):
            found[term] = found.get(term, 0) | 1 << ordinal
    for ordinal in paper.own:
        for mark in marks(paper.passages[ordinal]):
            found[f"{MARK}{mark:x}"] = found.get(f"{MARK}{mark:x}", 0) | 1 << ordinal
    return found


def _put_down(process: Process, block: int, terms: Mapping[str, int]) -> None:
    """Add places to those that are kept of a block."""
    for some in _parts(list(terms)):
        rows = Posting.objects.filter(process=process, block=block, term__in=some).order_by()
        there = {term: unpacked(bytes(places)) for term, places in rows.values_list("term", "places")}
        Posting.objects.bulk_create(
            [
                Posting(process=process, term=term, block=block, places=packed(there.get(term, 0) | terms[term]))
                for term in some
            ],
            update_conflicts=True,
            unique_fields=["process", "term", "block"],
            update_fields=["places"],
        )


def _parts(listed: Sequence[str]) -> Iterator[Sequence[str]]:
    return (listed[first : first + AT_ONCE] for first in range(0, len(listed), AT_ONCE))
