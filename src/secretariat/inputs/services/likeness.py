"""What a paper has in common with earlier ones: passages that say the same, and words that it quotes."""

from collections.abc import Collection, Iterable, Sequence

from secretariat.inputs.models import Passage, Quotation, Submission
from secretariat.inputs.queries import CODED, held, marked, stretches_of
from travaux.passages.copies import between_marks, likest, marks, stands_in
from travaux.passages.places import Stretches, counted_out
from travaux.passages.segment import Kind
from travaux.words.search import search_terms

AT_ONCE, CANDIDATES = 400, 60
"""So many earlier passages are held beside one; what a mark of more than these is shared by tells nothing."""
QUOTATIONS, TERMS = 40, 4

Place = tuple[int, int]


def related(submission: Submission, passages: Sequence[Passage]) -> list[Passage]:
    """Tell which passages are copies of earlier ones and what they quote; return those that are nobody's copies."""
    read = [row for row in passages if row.kind in CODED]
    known = {row.pk: marks(row.text) for row in read}
    there = stretches_of(submission.process)
    met = marked(submission.process, sorted({mark for each in known.values() for mark in each}))
    near = {row.pk: _at([place for mark in known[row.pk] for place in met.get(mark, ())], there) for row in read}
    others = {
        (row.submission_id, row.ordinal): row for row in _passages({place for each in near.values() for place in each})
    }
    for row in read:
        _compare(row, [others[place] for place in dict.fromkeys(near[row.pk]) if place in others])
    copies = [row for row in read if row.copy_of_id]
    Passage.objects.bulk_update(copies, ["copy_of", "alike"], batch_size=AT_ONCE)
    Quotation.objects.bulk_create(_quotations(submission, read, there))
    return [row for row in passages if not row.copy_of_id]


def _at(places: Sequence[int], there: Stretches) -> list[Place]:
    """Return paper and ordinal of the first of these places."""
    return [place for place in map(there.at, places[:CANDIDATES]) if place]


def _compare(row: Passage, others: Iterable[Passage]) -> None:
    """Say of which earlier passage this one is a copy, where it is one."""
    among = {str(other.pk): other for other in others}
    found = likest(row.text, {key: other.text for key, other in among.items()})
    if found:
        row.copy_of, row.alike = among[found.passage], found.alike


def _passages(places: Collection[Place]) -> list[Passage]:
    """Return the passages there, the earliest first; those of papers in whose place others stand are left out."""
    papers = {paper for paper, _ in places}
    rows = Passage.objects.filter(submission__in=papers, ordinal__in={ordinal for _, ordinal in places})
    rows = rows.exclude(submission__status=Submission.Status.REPLACED) if places else rows.none()
    return [row for row in rows.order_by("pk") if (row.submission_id, row.ordinal) in places]


def _quotations(submission: Submission, passages: Iterable[Passage], there: Stretches) -> list[Quotation]:
    stretches = [
        (row, start, end)
        for row in passages
        for start, end in ([(0, len(row.text))] if row.kind == Kind.QUOTATION else between_marks(row.text))
    ]
    found = (
        (row, start, end, _source(submission, row.text[start:end], there)) for row, start, end in stretches[:QUOTATIONS]
    )
    return [Quotation(passage=row, start=start, end=end, of=source) for row, start, end, source in found if source]


def _source(submission: Submission, stretch: str, there: Stretches) -> Passage | None:
    """Return the first passage of an earlier paper in which these words stand; sought by the longest of them."""
    terms = sorted(dict.fromkeys(search_terms(stretch)), key=lambda term: (-len(term), term))[:TERMS]
    places = _at(counted_out(held(submission.process, terms), 0, CANDIDATES), there)
    return next((row for row in _passages(places) if stands_in(stretch, row.text)), None)
