"""The words of a paper put down for the search: of each, in which passages it stands."""

from collections.abc import Iterable
from datetime import datetime

from secretariat.inputs.models import Posting, SavedSearch, Submission
from secretariat.inputs.queries import MARK, packed
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.passages.copies import marks
from travaux.words.search import search_terms

BATCH = 400


def post(submission: Submission, passages: Iterable[tuple[int, str]], own: Iterable[tuple[int, str]] = ()) -> int:
    """Put down the terms of a paper from its passages (ordinal and text, in order); return how many.

    Of its `own` passages, which are no copies, the marks are put down too, by which copies of them are found.
    """
    found: dict[str, int] = {}
    for ordinal, text in own:
        for mark in marks(text):
            found[f"{MARK}{mark:x}"] = found.get(f"{MARK}{mark:x}", 0) | 1 << ordinal
    for ordinal, text in passages:
        for term in set(search_terms(text)):
            found[term] = found.get(term, 0) | 1 << ordinal
    rows = [
        Posting(process_id=submission.process_id, term=term, submission=submission, places=packed(places))
        for term, places in sorted(found.items())
    ]
    Posting.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def post_all() -> int:
    """Put down the terms of papers that were filed before there was a search; return of how many papers."""
    rows = Submission.objects.exclude(pk__in=Posting.objects.values("submission")).defer("text").order_by("pk")
    return len([post(row, row.passages.order_by("ordinal").values_list("ordinal", "text")) for row in rows])


def save_search(process: Process, *, name: str, asked: str, by: Actor, at: datetime) -> SavedSearch:
    """Keep a search under a name for the one who asks it, in the place of an earlier one of that name; no deed."""
    row, _ = SavedSearch.objects.update_or_create(
        process=process, person=by.person, name=name, defaults={"asked": asked, "at": at}
    )
    return row
