"""Language that was agreed before in nearly the same words: what differs is marked on both sides."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from travaux.text.precedents.postings import GRAM, SHORTEST
from travaux.text.precedents.search import Found, Likeness, outermost
from travaux.text.precedents.shapes import Corpus
from travaux.text.precedents.tally import WIDTH, Counted, counted

_DEAR, _SHARE, _LEEWAY, _ALIKE = 1.5, 0.75, 8, 3

Step = tuple[bool, int, int, int, int]
"""Whether the words are the same, and the words of the draft and of the adopted paragraph, each half open."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a draft, `start` to `end` in characters, and what the adopted paragraph has in their place."""

    start: int
    end: int
    text: str
    adopted: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A stretch of a draft, half open in its words and in its characters, that an adopted paragraph nearly has."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    differences: tuple[Difference, ...]
    rarity: float

    @property
    def words(self) -> int:
        """How many words of the draft it has."""
        return self.last - self.first


def variants(corpus: Corpus, found: Found) -> tuple[Variant, ...]:
    """Return the adopted paragraphs nearest to stretches of a draft, where no exact run is as long; a few for each.

    At least eight words are the same, and three of four. Unlike exact runs they are the best ones and not all.
    """
    near = [(likeness, steps) for likeness in found.likenesses if (steps := _nearest(found.draft, likeness))]
    near.sort(key=lambda pair: -_worth(pair[1]))
    chosen: list[tuple[Likeness, Sequence[Step]]] = []
    longest = outermost(found.runs)
    for likeness, steps in near:
        first, last = _span(steps)
        wider = sum(_covers(_span(other), first, last) for _, other in chosen)
        if wider < _ALIKE and not any(_covers((run.first, run.last), first, last) for run in longest):
            chosen.append((likeness, steps))
    texts = corpus.texts([likeness.paragraph for likeness, _ in chosen])
    made = {_variant(found, likeness, steps, texts[likeness.paragraph]) for likeness, steps in chosen}
    return tuple(sorted(made, key=lambda variant: (variant.first, -variant.last, variant.paragraph)))


def _covers(span: tuple[int, int], first: int, last: int) -> bool:
    return span[0] <= first and last <= span[1]


def _span(steps: Sequence[Step]) -> tuple[int, int]:
    return steps[0][1], steps[-1][2]


def _nearest(draft: Counted, likeness: Likeness) -> Sequence[Step]:
    """Compare an adopted paragraph with the stretch of the draft where both meet; nothing, if it is not near enough."""
    first, last = likeness.meetings[0], likeness.meetings[-1]
    before = _place(draft, likeness, first)
    after = len(likeness.codes) // WIDTH - _place(draft, likeness, last)
    begin = max(0, first - before - _LEEWAY)
    own = _numbers(draft.codes[begin * WIDTH : (last + after + _LEEWAY) * WIDTH])
    compared = Levenshtein.opcodes(own, _numbers(likeness.codes))
    steps = [
        (op.tag == "equal", begin + op.src_start, begin + op.src_end, op.dest_start, op.dest_end) for op in compared
    ]
    best = _densest(steps)
    same = sum(step[2] - step[1] for step in best if step[0])
    near = len(best) > 1 and same >= SHORTEST and same >= _SHARE * (same + sum(map(_apart, best)))
    return best if near else ()


def _place(draft: Counted, likeness: Likeness, meeting: int) -> int:
    return likeness.codes.find(draft.codes[meeting * WIDTH : (meeting + GRAM) * WIDTH]) // WIDTH


def _numbers(codes: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(codes) // WIDTH}I", codes)


def _apart(step: Step) -> int:
    same, first, last, begin, end = step
    return 0 if same else max(last - first, end - begin)


def _worth(steps: Iterable[Step]) -> float:
    """Return the words that are the same, less half as much again for those that differ."""
    return sum(step[2] - step[1] if step[0] else -_DEAR * _apart(step) for step in steps)


def _densest(steps: Sequence[Step]) -> Sequence[Step]:
    """Return the stretch of steps that is worth most; it begins and ends with words that are the same."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    begin, worth = 0, 0.0
    for end, step in enumerate(steps, 1):
        if worth <= 0:
            begin, worth = end - 1, 0.0
        worth += _worth([step])
        best = max(best, (worth, begin, end), key=lambda each: each[0])
    return steps[best[1] : best[2]]


def _variant(found: Found, likeness: Likeness, steps: Sequence[Step], adopted: str) -> Variant:
    first, last = _span(steps)
    theirs = counted(adopted)
    differences = tuple(
        _difference(found, step, adopted[slice(*_characters(theirs, step[3], step[4]))])
        for step in steps
        if not step[0]
    )
    start, end = _characters(found.draft, first, last)
    return Variant(first, last, start, end, likeness.paragraph, differences, found.rarity.of(first, last))


def _difference(found: Found, step: Step, adopted: str) -> Difference:
    start, end = _characters(found.draft, step[1], step[2])
    return Difference(start, end, found.text[start:end], adopted)


def _characters(words: Counted, first: int, last: int) -> tuple[int, int]:
    """Return where words begin and end; none stand right behind the word before them."""
    if first == last:
        return words.ends[first - 1], words.ends[first - 1]
    return words.starts[first], words.ends[last - 1]
