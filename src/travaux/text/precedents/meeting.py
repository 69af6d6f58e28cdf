"""Where a draft and adopted paragraphs meet, and how far they go on alike from there."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from travaux.text.precedents.postings import GRAM, SHORTEST, STEP, Gram, found, opened
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
    meetings: dict[int, int] = field(default_factory=dict)
    doubled: set[int] = field(default_factory=set)
    counts: dict[int, int] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def places(self, meetings: int) -> list[int]:
        """Return the words of the draft that bits stand for."""
        return [self.begin + bit for bit in range(meetings.bit_length()) if meetings >> bit & 1]


def candidates(corpus: Corpus, fives: Sequence[Gram], window: range) -> Candidates:
    """Look up the runs of five words of a draft that begin in `window`."""
    packed = corpus.shelves({fives[place].shelf for place in window})
    shelves = {shelf: [opened(part) for part in parts] for shelf, parts in packed.items()}
    result = Candidates(window.start)
    for place in window:
        parts = [found(entries, fives[place]) for entries in shelves.get(fives[place].shelf, ())]
        count = sum(times for _, times in parts)
        if count:
            result.counts[place] = count
            _note(result, place, [paragraph for some, _ in parts for paragraph in some])
    return result


def _note(result: Candidates, place: int, alike: Sequence[int]) -> None:
    """Note the paragraphs that are met at a word of the draft."""
    meetings, before, bit = result.meetings, result.meetings.get, 1 << place - result.begin
    for paragraph in alike:
        meetings[paragraph] = before(paragraph, 0) | bit
    if len({*alike}) < len(alike):
        result.doubled.update(paragraph for paragraph, times in Counter(alike).items() if times > 1)
    if (count := result.counts[place]) <= _RARE:
        for paragraph in alike:
            result.likeness[paragraph] += 1 / count


class _Row(NamedTuple):
    """Words of a draft, packed and from where to where, at which meetings follow each other at every fourth word."""

    codes: bytes
    first: int
    last: int


@dataclass(slots=True)
class Comparison:
    """A draft, its `words` apart, as it is compared with all the paragraphs that it meets in a stretch of it."""

    draft: bytes
    words: Sequence[bytes]
    candidates: Candidates
    _rows: dict[int, list[_Row]] = field(default_factory=dict)

    def shared(self, paragraph: int, adopted: bytes) -> list[Span]:
        """Return the longest runs of eight words or more, half open, shared with a paragraph where both meet.

        As a rule meetings that follow each other in the draft do so in the paragraph and belong to one run, which is
        compared as a whole: were the words of a meeting to stand in a longer run elsewhere in the paragraph too, that
        run would have meetings of its own. Else each meeting is looked at by itself.
        """
        meetings = self.candidates.meetings[paragraph]
        rows = self._rows.get(meetings) or self._divided(meetings)
        compared = self._one_by_one if paragraph in self.candidates.doubled else self._together
        if len(rows) == 1:  # nearly always, and ten thousand times
            return compared(adopted, rows[0])
        return [span for row in rows for span in compared(adopted, row)]

    def _together(self, adopted: bytes, row: _Row) -> list[Span]:
        """Compare the words of a row as a whole, where the paragraph has them so; else its meetings one by one."""
        codes, first, last = row
        there = adopted.find(codes)
        if there % _STEP:  # at no fourth word, or nowhere, which is -1
            return self._one_by_one(adopted, row)
        first, last = self._extended(adopted, there, first, last)
        if last - first >= SHORTEST:
            return [(first, last)]
        return self._one_by_one(adopted, row) if adopted.find(codes, there + 1) >= 0 else []

    def _divided(self, meetings: int) -> list[_Row]:
        """Put meetings that follow each other into rows; thousands of paragraphs with a stock phrase have the same."""
        rows: dict[int, int] = {}
        for place in self.candidates.places(meetings):
            rows[place + STEP] = rows.pop(place, place)
        ends = ((first, after - STEP + GRAM) for after, first in rows.items())
        self._rows[meetings] = result = [
            _Row(self.draft[first * WIDTH : last * WIDTH], first, last) for first, last in sorted(ends)
        ]
        return result

    def _one_by_one(self, adopted: bytes, row: _Row) -> list[Span]:
        """Go through the meetings of a row, each at all the places of the paragraph where it may be."""
        result: list[Span] = []
        reached: dict[int, int] = {}
        for meeting in range(row.first, row.last - GRAM + 1, STEP):
            here = meeting * WIDTH
            gram = self.draft[here : here + _GRAM]
            there = adopted.find(gram)
            while there >= 0:
                if not there % _STEP and reached.get(there - here, -1) <= meeting:
                    first, last = self._extended(adopted, there, meeting, meeting + GRAM)
                    reached[there - here] = last
                    if last - first >= SHORTEST:
                        result.append((first, last))
                there = adopted.find(gram, there + 1)
        return result

    def _extended(self, adopted: bytes, there: int, first: int, last: int) -> Span:
        """Return the words of the draft, half open, up to which both go on alike around what is alike."""
        words, goes_on = self.words, adopted.startswith
        behind, end = there + (last - first) * WIDTH, len(words)
        while first and there and goes_on(words[first - 1], there - WIDTH):
            first -= 1
            there -= WIDTH
        while last < end and goes_on(words[last], behind):
            last += 1
            behind += WIDTH
        return first, last
