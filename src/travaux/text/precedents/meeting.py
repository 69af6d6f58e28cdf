"""Where a draft and adopted paragraphs meet, and how far they go on alike from there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from travaux.text.precedents.postings import GRAM, SHORTEST, STEP, Gram, found
from travaux.text.precedents.shapes import Corpus
from travaux.text.precedents.tally import WIDTH

_GRAM, _STEP, _RARE = GRAM * WIDTH, STEP * WIDTH, 200
Span = tuple[int, int]


@dataclass(slots=True)
class Candidates:
    """What the shelves hold for a stretch of a draft, which begins at the word `begin`.

    `meetings` are the words of the draft, for each adopted paragraph, at which a run of five begins that it shares and
    may go on from: bits, the lowest for `begin`, since there may be ten thousand paragraphs. `doubled` are those that
    have a run of five more than once. `counts` tell how many paragraphs have a run, `likeness` what the rare ones say
    about a paragraph.
    """

    begin: int = 0
    meetings: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    doubled: set[int] = field(default_factory=set)
    counts: dict[int, int] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def places(self, meetings: int) -> list[int]:
        """Return the words of the draft that bits stand for."""
        return [self.begin + bit for bit in range(meetings.bit_length()) if meetings >> bit & 1]


def candidates(corpus: Corpus, fives: Sequence[Gram], window: range) -> Candidates:
    """Look up the runs of five words of a draft that begin in `window`."""
    shelves = corpus.shelves({fives[place].shelf for place in window})
    result = Candidates(window.start)
    for place in window:
        parts = [found(packed, fives[place]) for packed in shelves.get(fives[place].shelf, ())]
        count = sum(times for _, times in parts)
        if count:
            result.counts[place] = count
            _note(result, place, [paragraph for some, _ in parts for paragraph in some])
    return result


def _note(result: Candidates, place: int, alike: Sequence[int]) -> None:
    """Note the paragraphs that are met at a word of the draft."""
    meetings, bit = result.meetings, 1 << place - result.begin
    for paragraph in alike:
        meetings[paragraph] |= bit
    if len({*alike}) < len(alike):
        result.doubled.update(paragraph for paragraph, times in Counter(alike).items() if times > 1)
    if (count := result.counts[place]) <= _RARE:
        for paragraph in alike:
            result.likeness[paragraph] += 1 / count


@dataclass(slots=True)
class Comparison:
    """A draft, its `words` apart, as it is compared with all the paragraphs that it meets in a stretch of it."""

    draft: bytes
    words: Sequence[bytes]
    candidates: Candidates
    _rows: dict[int, tuple[bytes, int, int]] = field(default_factory=dict)

    def shared(self, paragraph: int, adopted: bytes) -> Sequence[Span]:
        """Return the longest runs of eight words or more, half open, shared with a paragraph where both meet.

        As a rule the meetings follow each other in both and belong to one run, which is compared as a whole: were the
        words of a meeting to stand in a longer run elsewhere in the paragraph too, that run would have meetings of its
        own. What is too short is looked at again, each meeting by itself: it may be a run of the same words elsewhere.
        """
        meetings = self.candidates.meetings[paragraph]
        row, first, last = self._rows.get(meetings) or self._row(meetings)
        there = adopted.find(row) if row else -1
        if there >= 0 and not there % _STEP and paragraph not in self.candidates.doubled:
            run = self._extended(adopted, there, first, last)
            if run[1] - run[0] >= SHORTEST:
                return (run,)
        runs = self._one_by_one(adopted, self.candidates.places(meetings))
        return [run for run in runs if run[1] - run[0] >= SHORTEST]

    def _row(self, meetings: int) -> tuple[bytes, int, int]:
        """Return the words of the draft, packed and from where to where, at which meetings follow each other; or none.

        Thousands of paragraphs with the same stock phrase have the same meetings.
        """
        places = self.candidates.places(meetings)
        first, last = places[0], places[-1] + GRAM
        follow = places == [*range(first, places[-1] + 1, STEP)]
        row = self.draft[first * WIDTH : last * WIDTH] if follow else b""
        self._rows[meetings] = found = (row, first, last)
        return found

    def _one_by_one(self, adopted: bytes, meetings: Sequence[int]) -> Iterator[Span]:
        """Go through the meetings, each at all the places of the paragraph where it may be."""
        reached: dict[int, int] = {}
        for meeting in meetings:
            here = meeting * WIDTH
            gram = self.draft[here : here + _GRAM]
            there = adopted.find(gram)
            while there >= 0:
                if not there % _STEP and reached.get(there - here, -1) <= meeting:
                    first, last = self._extended(adopted, there, meeting, meeting + GRAM)
                    reached[there - here] = last
                    yield first, last
                there = adopted.find(gram, there + 1)

    def _extended(self, adopted: bytes, there: int, first: int, last: int) -> Span:
        """Return the words of the draft, half open, up to which both go on alike around what is alike."""
        words, before, behind = self.words, there, there + (last - first) * WIDTH
        while first and before and adopted.startswith(words[first - 1], before - WIDTH):
            first -= 1
            before -= WIDTH
        while last < len(words) and adopted.startswith(words[last], behind):
            last += 1
            behind += WIDTH
        return first, last
