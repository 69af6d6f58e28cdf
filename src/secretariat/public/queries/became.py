"""What became of all that one entity handed in: how far each passage came, and why not where somebody said so."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from secretariat.frame.scope import PART
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.queries import CODED, CONFIRMED
from secretariat.negotiation.models import Provenance, ProvisionVersion, Standing, VersionStatus
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.stocktaking.models import Citation, NotTakenUp, Sentence

STAGES = ("adopted", "provision", "sentence", "theme", "nowhere")
"""How far a passage came, the farthest first."""


@dataclass(frozen=True, slots=True)
class Became:
    """A paper, and how many of its passages came how far (by STAGES); those for which a reason was given."""

    paper: Submission
    counts: tuple[int, ...]
    reasons: int


def papers_of(process: Process, entity: Entity) -> QuerySet[Submission]:
    """Return the papers of an entity, and those that it filed jointly or that were filed on its behalf."""
    rows = Submission.objects.filter(process=process).filter(Q(entity=entity) | Q(parties__entity=entity))
    return rows.select_related("entity").defer("text").order_by("number").distinct()


def became(process: Process, actor: Actor, papers: Collection[Submission]) -> list[Became]:
    """Say of each paper how far its passages came, as far as `actor` may see."""
    rows = Passage.objects.filter(submission__in=papers, kind__in=CODED)
    places = list(rows.values_list("pk", "submission_id").order_by("submission_id", "ordinal"))
    came = _came(process, actor, {paper.pk for paper in papers})
    told = set(NotTakenUp.objects.filter(passage__submission__in=papers).values_list("passage_id", flat=True))
    found: dict[int, list[int]] = {}
    for passage, paper in places:
        found.setdefault(paper, []).append(passage)
    return [
        Became(
            paper,
            tuple(_counted(found.get(paper.pk, []), came)),
            len(told.intersection(found.get(paper.pk, []))),
        )
        for paper in papers
    ]


def unanswered(process: Process, actor: Actor, *, context: bool = False) -> QuerySet[Passage]:
    """Return what is asked for in papers that stand, coded to a theme, and answered by no paragraph of a text.

    A paragraph answers what it rests on, be it by way of a sentence of a summary. With `context` those passages too in
    which nothing was read as asking.
    """
    coded = Code.objects.unscoped(CONFIRMED).filter(status=Code.Status.CONFIRMED)
    rows = Passage.objects.filter(
        submission__process=process, submission__status=Submission.Status.FILED, pk__in=coded.values("passage")
    )
    rows = rows if context else rows.exclude(asks=[])
    rests = Provenance.objects.visible_to(actor, process)
    sentences = _sentences(process, actor).filter(pk__in=rests.exclude(sentence=None).values("sentence"))
    cited = Citation.objects.unscoped(PART).filter(sentence__in=sentences).values("passage")
    rows = rows.exclude(pk__in=cited).exclude(pk__in=rests.exclude(passage=None).values("passage"))
    rows = rows.select_related("submission__entity").defer("submission__text")
    return rows.order_by("submission__number", "ordinal")


def in_summaries(process: Process, actor: Actor, passages: Collection[Passage]) -> set[int]:
    """Return those of the passages on which a sentence of a summary rests."""
    cited = Citation.objects.unscoped(PART).filter(passage__in=[row.pk for row in passages])
    return set(cited.filter(sentence__in=_sentences(process, actor)).values_list("passage_id", flat=True).order_by())


def _sentences(process: Process, actor: Actor) -> QuerySet[Sentence]:
    return Sentence.objects.visible_to(actor, process).filter(struck_at=None)


def _came(process: Process, actor: Actor, papers: Collection[int]) -> dict[str, set[int]]:
    """Return the passages of these papers that came to each stage."""
    cited = Citation.objects.unscoped(PART).filter(passage__submission__in=papers)
    cited = cited.filter(sentence__in=_sentences(process, actor)).order_by()
    by_sentence: dict[int, set[int]] = {}
    for sentence, passage in cited.values_list("sentence_id", "passage_id"):
        by_sentence.setdefault(sentence, set()).add(passage)
    by_provision = _by_provision(process, actor, papers, by_sentence)
    last = ProvisionVersion.objects.unscoped(PART).filter(provision__in=by_provision, standing=Standing.STANDING)
    adopted = set(last.filter(version__status=VersionStatus.ADOPTED).values_list("provision_id", flat=True).order_by())
    codes = Code.objects.unscoped(CONFIRMED).filter(passage__submission__in=papers, status=Code.Status.CONFIRMED)
    return {
        "adopted": {passage for key in adopted for passage in by_provision[key]},
        "provision": {passage for passages in by_provision.values() for passage in passages},
        "sentence": {passage for passages in by_sentence.values() for passage in passages},
        "theme": set(codes.values_list("passage_id", flat=True).order_by()),
    }


def _by_provision(
    process: Process, actor: Actor, papers: Collection[int], by_sentence: dict[int, set[int]]
) -> dict[int, set[int]]:
    rests = Provenance.objects.visible_to(actor, process)
    rests = rests.filter(Q(passage__submission__in=papers) | Q(sentence__in=list(by_sentence)))
    rows = rests.order_by().values_list("provision_id", "sentence_id", "passage_id")
    own = set(Passage.objects.filter(submission__in=papers).values_list("pk", flat=True))
    found: dict[int, set[int]] = {}
    for provision, sentence, passage in rows:
        behind = by_sentence.get(sentence, set()) | ({passage} & own)
        found.setdefault(provision, set()).update(behind)
    return found


def _counted(passages: Collection[int], came: dict[str, set[int]]) -> list[int]:
    """Count the passages by the farthest stage that each reached."""
    counts = dict.fromkeys(STAGES, 0)
    for passage in passages:
        stage = next((each for each in STAGES if passage in came.get(each, ())), "nowhere")
        counts[stage] += 1
    return list(counts.values())
