"""Agreed language in a draft: every run of words that an adopted text has, and how rare it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import log

from travaux.refusal import Invalid
from travaux.text.precedents.postings import GRAM, SHORTEST, STEP, Gram, found, grams
from travaux.text.precedents.shapes import Corpus, Place
from travaux.text.precedents.tally import WIDTH, Counted, counted

_WINDOW, _LIKEST, _UNDATED = 256, 25, "~"
_GRAM_BYTES, _STEP_BYTES, _BITS = GRAM * WIDTH, STEP * WIDTH, 8 * WIDTH


class TooShort(Invalid):
    """Runs are asked for that are shorter than those that the index is sure to find."""

    asked = "You asked for every run of {asked} words or more."
    because = "The index keeps every fourth run of five words: a run of fewer than {shortest} could be missed."
    rule = "What is reported as all runs is all of them."
    remedy = "Ask for runs of {shortest} words or more."


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words of a draft as adopted texts have it; none of these texts has a word more of it on either side.

    `first` and `last` count words of the draft, `start` and `end` its characters, both half open. `sources` are the
    numbers of the adopted paragraphs, the earliest first and the undated last; `rarity` is 1 for words found once in the corpus, 0 for those found in
    every paragraph of it.
    """

    first: int
    last: int
    start: int
    end: int
    sources: tuple[int, ...]
    rarity: float

    @property
    def words(self) -> int:
        """How many words the run has."""
        return self.last - self.first

    @property
    def weight(self) -> float:
        """What the run says about a draft: its words, each counted as far as it is rare."""
        return self.words * self.rarity


@dataclass(slots=True)
class Candidates:
    """What the shelves hold for a draft: the paragraphs with the words where they may meet it, and how many they are."""

    meetings: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """An adopted paragraph that is most like a stretch of the draft: its packed words, and where both meet."""

    paragraph: int
    codes: bytes
    meetings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A draft with the runs that were agreed before, in its order, and the paragraphs that are most like it."""

    text: str
    draft: Counted
    runs: tuple[Run, ...]
    likenesses: tuple[Likeness, ...]
    rarity: "Rarity"


def find(corpus: Corpus, text: str, *, shortest: int = SHORTEST) -> Found:
    """Find every run of at least `shortest` words of `text` in the corpus. Raises TooShort below eight words."""
    if shortest < SHORTEST:
        raise TooShort(asked=shortest, shortest=SHORTEST)
    draft = counted(text)
    spans: dict[tuple[int, int], set[tuple[str, int]]] = defaultdict(set)
    rare = Rarity({}, corpus.size())
    likenesses: list[Likeness] = []
    dates = corpus.dates()
    fives = grams(draft.codes)
    for begin in range(0, len(fives), _WINDOW):
        window = candidates(corpus, fives, range(begin, min(begin + _WINDOW, len(fives))))
        rare.counts |= window.counts
        met = list(corpus.codes(window.meetings))
        for paragraph, source, codes in met:
            for span in shared(draft.codes, codes, window.meetings[paragraph]):
                if span[1] - span[0] >= shortest:
                    spans[span].add((dates[source] or _UNDATED, paragraph))
        likenesses += _likest(window, met)
    runs = (_run(draft, span, sources, rare) for span, sources in spans.items())
    return Found(text, draft, tuple(sorted(runs, key=lambda run: (run.first, -run.last))), tuple(likenesses), rare)


def _likest(window: Candidates, met: Iterable[tuple[int, int, bytes]]) -> list[Likeness]:
    """Choose the adopted paragraphs that share the rarest words with the draft, of those that say the same one."""
    different = {codes: paragraph for paragraph, _, codes in met}
    weights = {place: 1 / max(1, count) for place, count in window.counts.items()}
    weighed = ((sum(weights[place] for place in window.meetings[each]), each, codes) for codes, each in different.items())
    chosen = nlargest(_LIKEST, weighed)
    return [Likeness(each, codes, tuple(window.meetings[each])) for _, each, codes in chosen]


def candidates(corpus: Corpus, fives: Sequence[Gram], window: range) -> Candidates:
    """Look up the runs of five words of a draft that begin in `window`."""
    shelves = corpus.shelves({fives[place].shelf for place in window})
    result = Candidates()
    for place in window:
        for packed in shelves.get(fives[place].shelf, ()):
            alike, count = found(packed, fives[place])
            result.counts[place] = result.counts.get(place, 0) + count
            for paragraph in alike:
                result.meetings[paragraph].append(place)
    return result


def shared(draft: bytes, adopted: bytes, meetings: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of words that a draft shares with an adopted paragraph around the words where they meet."""
    reached: dict[int, int] = {}
    for meeting in meetings:
        gram = draft[meeting * WIDTH : meeting * WIDTH + _GRAM_BYTES]
        place = adopted.find(gram)
        while place >= 0:
            apart = place - meeting * WIDTH
            if place % _STEP_BYTES == 0 and reached.get(apart, -1) <= meeting:
                first, last = _extended(draft, adopted, meeting * WIDTH, place)
                reached[apart] = last
                yield first, last
            place = adopted.find(gram, place + 1)


def _extended(draft: bytes, adopted: bytes, here: int, there: int) -> tuple[int, int]:
    """Return the words of the draft, first and last, up to which both go on alike around a run of five.

    Read as numbers, lowest byte first, both differ from the lowest bit of their difference on, and up to its highest.
    """
    number = int.from_bytes
    room = here if here < there else there
    unlike = number(draft[here - room : here], "little") ^ number(adopted[there - room : there], "little")
    first = here - (room * 8 - unlike.bit_length()) // _BITS * WIDTH
    room = min(len(draft) - here, len(adopted) - there)
    unlike = number(draft[here : here + room], "little") ^ number(adopted[there : there + room], "little")
    alike = (unlike & -unlike).bit_length() - 1 if unlike else room * 8
    return first // WIDTH, here // WIDTH + alike // _BITS


def _run(draft: Counted, span: tuple[int, int], sources: set[tuple[str, int]], rare: "Rarity") -> Run:
    first, last = span
    ordered = tuple(paragraph for _, paragraph in sorted(sources))
    return Run(first, last, draft.starts[first], draft.ends[last - 1], ordered, rare.of(first, last))


@dataclass(slots=True)
class Rarity:
    """How rare the words of a draft are: from the number of paragraphs that hold each run of eight of them.

    Four runs of five begin in a run of eight, and a paragraph that holds it has exactly one of them on the shelves.
    """

    counts: dict[int, int]
    size: int
    _known: dict[int, float] = field(default_factory=dict)

    def of(self, first: int, last: int) -> float:
        """Return the mean rarity of the runs of eight words from `first` to `last`, 0 to 1."""
        places = range(first, last - SHORTEST + 1)
        return round(sum(map(self._at, places)) / len(places), 4)

    def _at(self, place: int) -> float:
        if place not in self._known:
            times = max(1, sum(self.counts.get(place + step, 0) for step in range(STEP)))
            self._known[place] = max(0.0, 1 - log(times) / log(max(2, self.size)))
        return self._known[place]


def outermost(runs: Sequence[Run]) -> list[Run]:
    """Return the runs that lie in no longer one; `runs` are in the order of the draft."""
    result: list[Run] = []
    for run in runs:
        if not result or run.last > result[-1].last:
            result.append(run)
    return result


def places_of(corpus: Corpus, runs: Iterable[Run], most: int) -> dict[int, Place]:
    """Say where the sources of the runs stand, for each run at most so many: see `shown`."""
    wanted: Collection[int] = {source for run in runs for source in shown(run, most)}
    return corpus.places(wanted)


def shown(run: Run, most: int) -> tuple[int, ...]:
    """Return the sources of a run that are shown: all, or the earliest ones and the latest, `most` in all."""
    if len(run.sources) <= most:
        return run.sources
    return (*run.sources[: most - 1], run.sources[-1])
