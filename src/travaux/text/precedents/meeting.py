"""Where a draft and adopted paragraphs meet, and how far they go on alike from there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from travaux.text.precedents.postings import GRAM, STEP, Gram, found
from travaux.text.precedents.shapes import Corpus
from travaux.text.precedents.tally import WIDTH

_GRAM, _STEP, _BITS = GRAM * WIDTH, STEP * WIDTH, 8 * WIDTH
_BETWEEN, _RARE = _STEP - WIDTH, 200


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


@dataclass(slots=True)
class Extents:
    """How far adopted paragraphs go on alike from where they meet a stretch of a draft, in packed words.

    Between two fingerprints of a paragraph begin three words: beyond the first and the last of those that it shares in
    a row, no more than three words can be alike, unless the stretch ends there. Few different words stand there, so
    what was seen once is known.
    """

    draft: bytes
    window: range
    _known: dict[tuple[int, int, bytes, bytes], tuple[int, int]] = field(default_factory=dict)

    def spans(self, adopted: bytes, meetings: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Return the longest runs of words, half open, that the draft shares with an adopted paragraph."""
        first, last = meetings[0], meetings[-1]
        here, length = first * WIDTH, (last - first) * WIDTH + _GRAM
        there = adopted.find(self.draft[here : here + _GRAM])
        end = there + length
        in_a_row = last - first == (len(meetings) - 1) * STEP and self._is_within(first, last)
        alike = in_a_row and not there % _STEP and adopted[there:end] == self.draft[here : here + length]
        if not alike or adopted.find(self.draft[here : here + _GRAM], there + 1) >= 0:
            return shared(self.draft, adopted, meetings)
        beside = (first, last, adopted[max(0, there - _BETWEEN) : there], adopted[end : end + _BETWEEN])
        known = self._known.get(beside)
        if known is None:
            begin, stop = _extended(self.draft, adopted, here, there)
            known = self._known[beside] = begin // WIDTH, stop // WIDTH
        return (known,)

    def _is_within(self, first: int, last: int) -> bool:
        """Whether the runs of five beyond these were looked up as well, or there are none."""
        begins = first >= self.window.start + STEP or not self.window.start
        return begins and (last + STEP < self.window.stop or (self.window.stop + GRAM - 1) * WIDTH == len(self.draft))


def shared(draft: bytes, adopted: bytes, meetings: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of words, half open, that a draft shares with an adopted paragraph where they meet."""
    reached: dict[int, int] = {}
    for meeting in meetings:
        here = meeting * WIDTH
        gram = draft[here : here + _GRAM]
        there = adopted.find(gram)
        while there >= 0:
            if not there % _STEP and reached.get(there - here, -1) <= here:
                first, end = _extended(draft, adopted, here, there)
                reached[there - here] = end
                yield first // WIDTH, end // WIDTH
            there = adopted.find(gram, there + 1)


def _extended(draft: bytes, adopted: bytes, here: int, there: int) -> tuple[int, int]:
    """Return the first byte and the end of what goes on alike around a run of five words.

    Read as numbers, lowest byte first, both differ from the lowest bit of their difference on, and up to its highest.
    """
    number = int.from_bytes
    room = min(here, there)
    unlike = number(draft[here - room : here], "little") ^ number(adopted[there - room : there], "little")
    first = here - (room * 8 - unlike.bit_length()) // _BITS * WIDTH
    room = min(len(draft) - here, len(adopted) - there)
    unlike = number(draft[here : here + room], "little") ^ number(adopted[there : there + room], "little")
    alike = ((unlike & -unlike).bit_length() - 1) // _BITS * WIDTH if unlike else room
    return first, here + alike
