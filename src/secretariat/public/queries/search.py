"""Search over everything that the asker may see: passages of papers, sentences of summaries, paragraphs of texts.

A question is put through the same terms as what is kept, and a thing answers where it holds all of them. What a passage
holds stands in `inputs.Posting`, a row for each paper and term: as many rows are read as papers hold the words.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import F, Max, Q, QuerySet

from secretariat.frame.kept import MIB, Kept
from secretariat.inputs.models import Passage, Posting, SavedSearch, Submission
from secretariat.inputs.queries import unpacked
from secretariat.negotiation.models import ProvisionVersion, Standing
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.record.queries import state
from secretariat.stocktaking.models import Sentence
from travaux.words.search import is_lone, search_terms

FACETS = ("kind", "region", "input", "language")
"""By what the papers of the passages found are counted, and can be narrowed."""

Facts = tuple[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought: words, and a value for some of FACETS."""

    words: str
    facets: Mapping[str, str] = field(default_factory=dict)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that all must be held, each once."""
        return tuple(dict.fromkeys(search_terms(self.words)))


@dataclass(frozen=True, slots=True)
class Places:
    """Passages of papers, in the order of the papers: each paper with the set of its ordinals, a bit each."""

    papers: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return sum(bits.bit_count() for _, bits in self.papers)

    def __getitem__(self, part: slice) -> list[tuple[int, int]]:
        """Return some of the places, as pairs of paper and ordinal; only these are counted out."""
        first, last, _ = part.indices(len(self))
        found: list[tuple[int, int]] = []
        for paper, bits in self.papers:
            count = bits.bit_count()
            if not found and count <= first:
                first, last = first - count, last - count
            elif len(found) < last:
                found += [(paper, ordinal) for ordinal in _ordinals(bits)]
        return found[first:last]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that hold all terms, and how many of them there are by each value of each facet."""

    places: Places
    counts: Mapping[str, Mapping[str, int]]


_facts: Kept[dict[int, Facts]] = Kept(16 * MIB, lambda rows: sys.getsizeof(rows) + 400 * len(rows))


def found(process: Process, asked: Asked) -> Found:
    """Find passages of papers that stand. Papers are public from their filing, so everybody finds the same."""
    facts, terms = _of_papers(process), asked.terms
    held: dict[int, int] = _held(process, terms[0]) if terms else {}
    for term in terms[1:]:
        there = _held(process, term)
        held = {paper: both for paper, bits in held.items() if (both := bits & there.get(paper, 0))}
    standing = [(facts[paper], paper, bits) for paper, bits in held.items() if paper in facts]
    numbers: Counter[tuple[str, ...]] = Counter()
    for values, _, bits in standing:
        numbers[values[1:]] += bits.bit_count()
    wanted = [(FACETS.index(name) + 1, said) for name, said in asked.facets.items()]
    chosen = sorted(
        (values[0], paper, bits) for values, paper, bits in standing if all(values[i] == said for i, said in wanted)
    )
    return Found(Places(tuple((paper, bits) for _, paper, bits in chosen)), _counted(numbers, asked))


def _counted(numbers: Mapping[tuple[str, ...], int], asked: Asked) -> dict[str, Counter[str]]:
    """Count by each facet what the others leave, so that one can choose another value of it."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for values, number in numbers.items():
        there = dict(zip(FACETS, values, strict=True))
        for name, value in there.items():
            if all(there[other] == said for other, said in asked.facets.items() if other != name):
                counts[name][value] += number
    return counts


def _ordinals(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def passages_at(places: Iterable[tuple[int, int]]) -> list[Passage]:
    """Return the passages at these places, in their order."""
    wanted = list(places)
    by_paper: dict[int, list[int]] = {}
    for paper, ordinal in wanted:
        by_paper.setdefault(paper, []).append(ordinal)
    here = [Q(submission_id=paper, ordinal__in=ordinals) for paper, ordinals in by_paper.items()]
    if not here:
        return []
    rows = Passage.objects.filter(Q(*here, _connector=Q.OR)).select_related("submission__entity")
    there = {(row.submission_id, row.ordinal): row for row in rows.defer("submission__text")}
    return [there[place] for place in wanted]


def sentences(process: Process, actor: Actor, asked: Asked) -> list[Sentence]:
    """Return the sentences of summaries that `actor` may see and that hold all terms."""
    rows = Sentence.objects.visible_to(actor, process).filter(struck_at=None).select_related("summary")
    return [row for row in rows.order_by("summary_id", "ordinal") if _holds(row.wording, asked)]


def paragraphs(process: Process, actor: Actor, asked: Asked) -> list[ProvisionVersion]:
    """Return the paragraphs of the newest version of each text that `actor` may see and that hold all terms."""
    rows = ProvisionVersion.objects.visible_to(actor, process).exclude(standing=Standing.STRUCK)
    rows = rows.annotate(last=Max("version__text__versions__ordinal")).filter(version__ordinal=F("last"))
    rows = rows.select_related("provision").order_by("version__text_id", "ordinal")
    return [row for row in rows if _holds(row.wording, asked)]


def saved(process: Process, actor: Actor) -> QuerySet[SavedSearch]:
    """Return the searches that the one who asks has saved."""
    rows = SavedSearch.objects.filter(process=process, person=actor.person).order_by("name")
    return rows if actor.person else rows.none()


def _held(process: Process, term: str) -> dict[int, int]:
    """Return in which passages of which papers a term stands, a bit for each ordinal."""
    # A lone character is kept in pairs: it is the beginning of one, or the end.
    here = Q(term__startswith=term) | Q(term__endswith=term) if is_lone(term) else Q(term=term)
    rows = Posting.objects.filter(here, process=process).order_by().values_list("submission_id", "places")
    held: dict[int, int] = {}
    for paper, places in rows.iterator(chunk_size=10_000):
        held[paper] = held.get(paper, 0) | unpacked(bytes(places))
    return held


def _of_papers(process: Process) -> dict[int, Facts]:
    """Return of each paper that stands its number and the values of FACETS; read once for each state of the record."""

    def read() -> dict[int, Facts]:
        rows = Submission.objects.filter(process=process, status=Submission.Status.FILED).order_by()
        names = ("pk", "number", "entity__kind", "entity__region", "kind", "document__language")
        return {key: (number, *values) for key, number, *values in rows.values_list(*names)}

    at = state()
    return _facts.made((process.pk, at), read) if at else read()


def _holds(text: str, asked: Asked) -> bool:
    there = set(search_terms(text))
    return bool(asked.terms) and all(
        term in there or (is_lone(term) and any(term in each for each in there)) for term in asked.terms
    )
