"""What a paper has in common with earlier ones: passages that say the same, and words that it quotes."""

from collections.abc import Collection, Iterable, Sequence

from secretariat.inputs.models import Passage, Posting, Quotation, Submission
from secretariat.inputs.queries import CODED, MARK, unpacked
from secretariat.processes.models import Process
from travaux.passages.copies import between_marks, likest, marks, stands_in
from travaux.passages.segment import Kind
from travaux.words.search import search_terms

AT_ONCE = 400
CANDIDATES = 60
"""So many earlier passages are held beside one; what a mark of more than these is shared by tells nothing."""
QUOTATIONS, TERMS = 40, 4

Place = tuple[int, int]


def related(submission: Submission, passages: Sequence[Passage]) -> list[Passage]:
    """Tell which passages are copies of earlier ones and what they quote; return those that are nobody's copies."""
    read = [row for row in passages if row.kind in CODED]
    known = {row.pk: marks(row.text) for row in read}
    met = _met(submission.process, known.values())
    near = {row.pk: [place for mark in known[row.pk] for place in met.get(mark, ())][:CANDIDATES] for row in read}
    there = {
        (row.submission_id, row.ordinal): row for row in _passages({place for each in near.values() for place in each})
    }
    for row in read:
        _compare(row, [there[place] for place in dict.fromkeys(near[row.pk]) if place in there])
    copies = [row for row in read if row.copy_of_id]
    Passage.objects.bulk_update(copies, ["copy_of", "alike"], batch_size=AT_ONCE)
    Quotation.objects.bulk_create(_quotations(submission, read))
    return [row for row in passages if not row.copy_of_id]


def _met(process: Process, known: Iterable[tuple[int, ...]]) -> dict[int, list[Place]]:
    """Return where each mark stands already: paper and ordinal."""
    wanted = sorted({mark for each in known for mark in each})
    found: dict[int, list[Place]] = {}
    for first in range(0, len(wanted), AT_ONCE):
        terms = [f"{MARK}{mark:x}" for mark in wanted[first : first + AT_ONCE]]
        rows = Posting.objects.filter(process=process, term__in=terms).order_by("submission_id")
        for term, paper, places in rows.values_list("term", "submission_id", "places"):
            met = found.setdefault(int(term.removeprefix(MARK), 16), [])
            met += [(paper, ordinal) for ordinal in _ordinals(unpacked(bytes(places)))]
    return found


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


def _quotations(submission: Submission, passages: Iterable[Passage]) -> list[Quotation]:
    stretches = [
        (row, start, end)
        for row in passages
        for start, end in ([(0, len(row.text))] if row.kind == Kind.QUOTATION else between_marks(row.text))
    ]
    found = ((row, start, end, _source(submission, row.text[start:end])) for row, start, end in stretches[:QUOTATIONS])
    return [Quotation(passage=row, start=start, end=end, of=source) for row, start, end, source in found if source]


def _source(submission: Submission, stretch: str) -> Passage | None:
    """Return the first passage of an earlier paper in which these words stand; sought by the longest of them."""
    terms = sorted(dict.fromkeys(search_terms(stretch)), key=lambda term: (-len(term), term))[:TERMS]
    held: dict[int, int] | None = None
    for term in terms:
        rows = Posting.objects.filter(process=submission.process, term=term).exclude(submission=submission)
        there = {paper: unpacked(bytes(places)) for paper, places in rows.values_list("submission_id", "places")}
        held = (
            there if held is None else {key: both for key, bits in held.items() if (both := bits & there.get(key, 0))}
        )
    places = [(paper, ordinal) for paper, bits in sorted((held or {}).items()) for ordinal in _ordinals(bits)]
    return next((row for row in _passages(places[:CANDIDATES]) if stands_in(stretch, row.text)), None)


def _ordinals(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]
