"""Agreed language in a draft: every run of words that an adopted text has, and how rare it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from travaux.refusal import Invalid
from travaux.text.precedents.meeting import Comparison, candidates
from travaux.text.precedents.postings import SHORTEST, grams
from travaux.text.precedents.rarity import Rarity
from travaux.text.precedents.shapes import Corpus
from travaux.text.precedents.tally import Counted, apart, counted

_WINDOW, _LIKEST, _UNDATED = 256, 25, "~"


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
    numbers of the adopted paragraphs, the earliest first and the undated last; `rarity` is that of `Rarity.of`.
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
    rarity: Rarity


@dataclass(slots=True)
class _Shared:
    """What was found so far: for each run, as its words of the draft, who has it; and the day of each of these."""

    runs: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    days: dict[int, str] = field(default_factory=dict)


def find(corpus: Corpus, text: str, *, shortest: int = SHORTEST) -> Found:
    """Find every run of at least `shortest` words of `text` in the corpus. Raises TooShort below eight words."""
    if shortest < SHORTEST:
        raise TooShort(asked=shortest, shortest=SHORTEST)
    draft = counted(text)
    met = _Shared()
    rarity = Rarity(corpus.size())
    likenesses: list[Likeness] = []
    fives, words = grams(draft.codes), apart(draft.codes)
    for begin in range(0, len(fives), _WINDOW):
        window = range(begin, min(begin + _WINDOW, len(fives)))
        looked_up = candidates(corpus, fives, window)
        rarity.counts.update(looked_up.counts)
        likenesses += _explored(corpus, Comparison(draft.codes, words, looked_up), met)
    runs = (_run(draft, span, met.runs[span], met.days, rarity) for span in met.runs if span[1] - span[0] >= shortest)
    return Found(text, draft, tuple(sorted(runs, key=lambda run: (run.first, -run.last))), tuple(likenesses), rarity)


def _explored(corpus: Corpus, compared: Comparison, met: _Shared) -> list[Likeness]:
    """Note what is shared with each candidate; return those that share the rarest words, of equal ones one."""
    looked_up, likeness = compared.candidates, compared.candidates.likeness
    different: dict[bytes, int] = {}
    runs, days, shared, dates = met.runs, met.days, compared.shared, corpus.dates()
    for paragraph, source, codes in corpus.codes(looked_up.meetings):
        days[paragraph] = dates[source] or _UNDATED
        for span in shared(paragraph, codes):
            runs[span].append(paragraph)
        if paragraph in likeness:
            different[codes] = paragraph
    chosen = nlargest(_LIKEST, ((likeness[each], each, codes) for codes, each in different.items()))
    return [Likeness(each, codes, tuple(looked_up.places(looked_up.meetings[each]))) for _, each, codes in chosen]


def _run(draft: Counted, span: tuple[int, int], sources: list[int], days: dict[int, str], rarity: Rarity) -> Run:
    """Put a run together; a paragraph that has it twice, or was met in two stretches of the draft, counts once."""
    first, last = span
    # As a rule the sources come in order; each once by a dictionary they still do, and a set would have to be sorted.
    ordered = sorted(sorted(dict.fromkeys(sources)), key=days.__getitem__)
    return Run(first, last, draft.starts[first], draft.ends[last - 1], tuple(ordered), rarity.of(first, last))


def outermost(runs: Iterable[Run]) -> list[Run]:
    """Return the runs that lie in no longer one; `runs` are in the order of the draft."""
    result: list[Run] = []
    for run in runs:
        if not result or run.last > result[-1].last:
            result.append(run)
    return result


def shown(run: Run, most: int) -> Sequence[int]:
    """Return the sources of a run that are shown: all, or the earliest ones and the latest, `most` in all."""
    return run.sources if len(run.sources) <= most else (*run.sources[: most - 1], run.sources[-1])
