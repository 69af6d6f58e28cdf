"""Search over everything that the asker may see: passages of papers, sentences of summaries, paragraphs of texts.

A question is put through the same terms as what is kept, and a thing answers where it holds all of them. What passages
hold stands in `inputs.Posting` as bits, which are put together, compared and counted by the million.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from django.db.models import F, Max, Q, QuerySet

from secretariat.frame.kept import MIB, Kept
from secretariat.inputs.models import Passage, SavedSearch, Submission
from secretariat.inputs.queries import held, stretches_of
from secretariat.negotiation.models import ProvisionVersion, Standing
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.record.queries import state
from secretariat.stocktaking.models import Sentence
from travaux.passages.places import Stretches, counted_out, covered
from travaux.words.search import is_lone, search_terms

FACETS = ("kind", "region", "input", "language")
"""By what the papers of the passages found are counted, and can be narrowed."""


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
class Papers:
    """Where the passages of each paper stand; those of papers that stand, and of them by each value of each facet."""

    stretches: Stretches
    standing: int
    facets: Mapping[str, Mapping[str, int]]

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return sum(bits.bit_length() for values in self.facets.values() for bits in values.values()) // 8 + (
            200 * len(self.stretches.papers)
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Passages of papers, in the order of the papers, a bit each."""

    bits: int
    stretches: Stretches

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __getitem__(self, part: slice) -> list[tuple[int, int]]:
        """Return some of the places, as pairs of paper and ordinal; only these are counted out."""
        first, last, _ = part.indices(len(self))
        return [place for place in map(self.stretches.at, counted_out(self.bits, first, last)) if place]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that hold all terms, and how many of them there are by each value of each facet."""

    places: Places
    counts: Mapping[str, Mapping[str, int]]


_papers: Kept[Papers] = Kept(16 * MIB, lambda papers: papers.size)


def found(process: Process, asked: Asked) -> Found:
    """Find passages of papers that stand. Papers are public from their filing, so everybody finds the same."""
    papers = _of_papers(process)
    there = held(process, asked.terms) & papers.standing
    chosen = {name: papers.facets[name].get(said, 0) for name, said in asked.facets.items()}
    counts = {}
    for name, values in papers.facets.items():
        left = _narrowed(there, (bits for other, bits in chosen.items() if other != name))
        numbers = {value: (left & bits).bit_count() for value, bits in values.items()}
        counts[name] = {value: number for value, number in numbers.items() if number}
    return Found(Places(_narrowed(there, chosen.values()), papers.stretches), counts)


def _narrowed(bits: int, by: Iterable[int]) -> int:
    return reduce(and_, by, bits)


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


def _of_papers(process: Process) -> Papers:
    """Return where the papers of a process stand, and by facet; read once for each state of the record."""
    at = state()
    return _papers.made((process.pk, at), lambda: _read(process)) if at else _read(process)


def _read(process: Process) -> Papers:
    stretches, here = stretches_of(process), Submission.objects.filter(process=process).order_by()
    names = ("pk", "entity__kind", "entity__region", "kind", "document__language")
    rows = here.filter(status=Submission.Status.FILED).values_list(*names)
    values = {paper: said for paper, *said in rows}
    where = zip(stretches.papers, stretches.firsts, stretches.lasts, strict=True)
    standing = [(values[paper], (first, last)) for paper, first, last in where if paper in values]
    facets = {}
    for number, name in enumerate(FACETS):
        by_value: dict[str, list[tuple[int, int]]] = {}
        for said, stretch in standing:
            by_value.setdefault(said[number], []).append(stretch)
        facets[name] = {value: covered(there) for value, there in by_value.items()}
    return Papers(stretches, covered(stretch for _, stretch in standing), facets)


def _holds(text: str, asked: Asked) -> bool:
    there = set(search_terms(text))
    return bool(asked.terms) and all(
        term in there or (is_lone(term) and any(term in each for each in there)) for term in asked.terms
    )
