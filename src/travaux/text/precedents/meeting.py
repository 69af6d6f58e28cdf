"""Where a draft and adopted paragraphs meet, and how far they go on alike from there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from travaux.text.precedents.postings import GRAM, STEP, Gram, found
from travaux.text.precedents.shapes import Corpus
from travaux.text.precedents.tally import WIDTH

_GRAM, _STEP, _RARE = GRAM * WIDTH, STEP * WIDTH, 200


@dataclass(slots=True)
class Candidates:
    """What the shelves hold for a stretch of a draft.

    `meetings` are the words of the draft, for each adopted paragraph, at which a run of five begins that it shares and
    may go on from; `counts` how many paragraphs have that run; `likeness` what the rare ones say about a paragraph.
    """

    meetings: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[int, int] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=lambda: defaultdict(float))


def candidates(corpus: Corpus, fives: Sequence[Gram], window: range) -> Candidates:
    """Look up the runs of five words of a draft that begin in `window`."""
    shelves = corpus.shelves({fives[place].shelf for place in window})
    result = Candidates()
    for place in window:
        parts = [found(packed, fives[place]) for packed in shelves.get(fives[place].shelf, ())]
        count = sum(times for _, times in parts)
        alike = [paragraph for some, _ in parts for paragraph in some]
        if count:
            result.counts[place] = count
        for paragraph in alike:
            result.meetings[paragraph].append(place)
        for paragraph in alike if count <= _RARE else ():
            result.likeness[paragraph] += 1 / count
    return result


def shared(draft: bytes, adopted: bytes, meetings: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return the longest runs of words, half open, that a draft shares with an adopted paragraph where they meet.

    As a rule the meetings follow each other in both and belong to one run, which is compared as a whole.
    """
    first, last = meetings[0], meetings[-1]
    here, length = first * WIDTH, (last - first) * WIDTH + _GRAM
    if last - first == (len(meetings) - 1) * STEP:
        gram = draft[here : here + _GRAM]
        there = adopted.find(gram)
        alike = adopted[there : there + length] == draft[here : here + length] and not there % _STEP
        if alike and adopted.find(gram, there + 1) < 0:
            return (_extended(draft, adopted, here, there, length),)
    return _one_by_one(draft, adopted, meetings)


def _one_by_one(draft: bytes, adopted: bytes, meetings: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Go through the meetings, each at all the places of the paragraph where it may be."""
    reached: dict[int, int] = {}
    for meeting in meetings:
        here = meeting * WIDTH
        gram = draft[here : here + _GRAM]
        there = adopted.find(gram)
        while there >= 0:
            if not there % _STEP and reached.get(there - here, -1) <= meeting:
                first, last = _extended(draft, adopted, here, there, _GRAM)
                reached[there - here] = last
                yield first, last
            there = adopted.find(gram, there + 1)


def _extended(draft: bytes, adopted: bytes, here: int, there: int, length: int) -> tuple[int, int]:
    """Return the words of the draft, half open, up to which both go on alike around what is alike."""
    end, apart = here + length, there - here
    while here and here + apart and draft[here - WIDTH : here] == adopted[here - WIDTH + apart : here + apart]:
        here -= WIDTH
    while draft[end : end + WIDTH] == adopted[end + apart : end + WIDTH + apart] != b"":
        end += WIDTH
    return here // WIDTH, end // WIDTH
