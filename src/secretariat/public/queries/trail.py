"""What became of an input, and who asked for a paragraph: the road through a thing, walked both ways."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch, Q, QuerySet

from secretariat.frame.scope import PART, Scoped
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import (
    BracketLifted,
    Decision,
    Proposal,
    ProposalStatus,
    Provenance,
    Provision,
    ProvisionVersion,
    Redraft,
    Sponsorship,
)
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.public.queries import thing
from secretariat.public.queries.thing import Thing
from secretariat.stocktaking.models import Citation, Sentence
from travaux.refusal import Unknown
from travaux.text.lineage import Lineage, Node, lineage

KINDS = ("submission", "passage", "sentence", "provision")
OPERATOR = "the operator's command asks in which process something is; what it then tells goes by whom it asks for"
TAKEN_UP = (ProposalStatus.INCORPORATED, ProposalStatus.PARTLY_INCORPORATED)


class NothingToTrace(Unknown):
    """Nothing has that identity that the one who asks may see."""

    asked = "You asked for the trace of {uuid}."
    because = "No paper, passage, sentence or paragraph that you may see has that identity."
    remedy = "Search for its words on the page “Trace”."


@dataclass(frozen=True, slots=True)
class Trail:
    """The road through one thing: `start`, and everything that it rests on or that followed from it."""

    start: Thing
    things: dict[str, Thing]
    graph: Lineage

    def of(self, *stages: str) -> list[Thing]:
        """Return all things on the road that stand at these stages."""
        return [each for each in self.things.values() if each.stage in stages]

    def before(self, *stages: str) -> list[Thing]:
        """Return what the thing rests on, of these stages, nearest first."""
        return [self.things[step.node.key] for step in self.graph.back(self.start.key) if step.node.stage in stages]

    def after(self, *stages: str) -> list[Thing]:
        """Return what became of the thing, of these stages, nearest first."""
        return [self.things[step.node.key] for step in self.graph.forward(self.start.key) if step.node.stage in stages]

    def followed(self, key: str) -> set[str]:
        """Return the stages that the thing with `key` reached."""
        return {step.node.stage for step in self.graph.forward(key)}


@dataclass(frozen=True, slots=True)
class _Found:
    """Which passages, sentences and provisions lie on the road, by database id."""

    passages: set[int]
    sentences: set[int]
    provisions: set[int]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who asks, in which process."""

    process: Process
    actor: Actor

    def submissions(self) -> QuerySet[Submission]:
        return Submission.objects.filter(process=self.process).select_related("entity").defer("text")

    def passages(self) -> QuerySet[Passage]:
        rows = Passage.objects.filter(submission__process=self.process)
        return rows.select_related("submission__entity").defer("submission__text")

    def codes(self, passages: Collection[int]) -> QuerySet[Code]:
        """Return the themes of passages: those that a person confirmed, suggested ones too for those who code."""
        rows = Code.objects.visible_to(self.actor, self.process).exclude(status=Code.Status.REJECTED)
        rows = rows.filter(passage__in=passages).select_related("theme", "passage")
        return rows.order_by("theme__ordinal", "-status")

    def sentences(self) -> QuerySet[Sentence]:
        rows = Sentence.objects.visible_to(self.actor, self.process)
        return rows.filter(struck_at=None).select_related("summary")

    def provisions(self) -> QuerySet[Provision]:
        return Provision.objects.visible_to(self.actor, self.process)


def trail(process: Process, actor: Actor, kind: str, uuid: UUID | str) -> Trail:
    """Return the road through the thing of `kind` with `uuid`, as far as the actor may see it; or NothingToTrace."""
    reader = _Reader(process, actor)
    kinds: dict[str, QuerySet[Model]] = {
        "submission": reader.submissions(),
        "passage": reader.passages(),
        "sentence": reader.sentences(),
        "provision": reader.provisions(),
    }
    row = kinds[kind].filter(uuid=uuid).first()
    if row is None:
        raise NothingToTrace(uuid=uuid)
    found = _found(reader, kind, row)
    rows = _rows(reader, found)
    things = {each.key: each for each in _things(rows)}
    nodes = [Node(each.key, each.stage, each.title) for each in things.values()]
    return Trail(things[f"{kind}:{uuid}"], things, lineage(nodes, _links(reader, rows, found)))


def process_of(uuid: UUID | str) -> tuple[Process, str]:
    """Return the process in which something has `uuid`, and what kind of thing it is; or NothingToTrace."""
    owners = (
        ("submission", Submission, "process"),
        ("passage", Passage, "submission__process"),
        ("sentence", Sentence, "summary__process"),
        ("provision", Provision, "text__process"),
    )
    for kind, model, owner in owners:
        rows: QuerySet[Any] = model._default_manager.all()  # noqa: SLF001 - documented
        rows = rows.unscoped(OPERATOR) if isinstance(rows, Scoped) else rows
        key = rows.filter(uuid=uuid).values_list(owner, flat=True).first()
        if key is not None:
            return Process.objects.get(pk=key), kind
    raise NothingToTrace(uuid=uuid)


def _found(reader: _Reader, kind: str, row: Model) -> _Found:
    """Find everything on the road through `row`, up to the sources and down to the text."""
    if kind == "provision":
        return _behind(reader, {row.pk})
    if kind == "sentence":
        cited = Citation.objects.unscoped(PART).filter(sentence_id=row.pk).values_list("passage_id", flat=True)
        return _Found(set(cited), {row.pk}, _resting_on(reader, set(), {row.pk}))
    passages = {row.pk}
    if kind == "submission":
        passages = set(Passage.objects.filter(submission_id=row.pk).values_list("id", flat=True))
    citing = reader.sentences().filter(citations__passage__in=passages)
    sentences = set(citing.values_list("id", flat=True))
    return _Found(passages, sentences, _resting_on(reader, passages, sentences))


def _resting_on(reader: _Reader, passages: Collection[int], sentences: Collection[int]) -> set[int]:
    rests = Q(provenance__sentence__in=sentences) | Q(provenance__passage__in=passages)
    return set(reader.provisions().filter(rests).values_list("id", flat=True))


def _behind(reader: _Reader, provisions: set[int]) -> _Found:
    sources = (
        Provenance.objects.visible_to(reader.actor, reader.process)
        .filter(provision__in=provisions)
        .values_list("sentence_id", "passage_id")
    )
    named = {sentence for sentence, _passage in sources if sentence}
    sentences = set(reader.sentences().filter(id__in=named).values_list("id", flat=True))
    direct = {passage for _sentence, passage in sources if passage}
    cited = Citation.objects.unscoped(PART).filter(sentence__in=sentences).values_list("passage_id", flat=True)
    return _Found({*direct, *cited}, sentences, provisions)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows on the road, each asked for once."""

    passages: list[Passage]
    codes: list[Code]
    sentences: list[Sentence]
    newest: list[ProvisionVersion]
    proposals: list[Proposal]
    redrafts: list[Redraft]
    lifted: list[BracketLifted]
    decisions: list[Decision]


def _rows(reader: _Reader, found: _Found) -> _Rows:
    here = {"provision__in": found.provisions}
    behind = Prefetch("sponsorships", Sponsorship.objects.unscoped(PART).select_related("entity", "on_behalf_of"))
    proposals = (
        Proposal.objects.visible_to(reader.actor, reader.process)
        .filter(**here, tabled_at__isnull=False)
        .order_by("tabled_at", "id")
    )
    return _Rows(
        passages=list(reader.passages().filter(id__in=found.passages).order_by("submission_id", "ordinal")),
        codes=list(reader.codes(found.passages)),
        sentences=list(reader.sentences().filter(id__in=found.sentences).order_by("summary_id", "ordinal")),
        newest=_newest(found),
        proposals=list(proposals.select_related("proponent", "provision").prefetch_related(behind)),
        redrafts=list(negotiation.redrafts(reader.process, found.provisions, reader.actor).select_related("provision")),
        lifted=list(
            BracketLifted.objects.unscoped(PART).filter(**here).select_related("provision").order_by("at", "id")
        ),
        decisions=list(Decision.objects.unscoped(PART).filter(**here).select_related("provision").order_by("at", "id")),
    )


def _things(rows: _Rows) -> Iterator[Thing]:
    yield from {row.submission_id: thing.submission(row.submission) for row in rows.passages}.values()
    yield from map(thing.passage, rows.passages)
    yield from map(thing.theme, rows.codes)
    yield from map(thing.sentence, rows.sentences)
    yield from map(thing.provision, rows.newest)
    yield from map(thing.proposal, rows.proposals)
    yield from map(thing.redraft, rows.redrafts)
    yield from map(thing.lifted, rows.lifted)
    yield from map(thing.decision, rows.decisions)
    yield from filter(None, map(thing.adopted, rows.newest))


def _newest(found: _Found) -> list[ProvisionVersion]:
    """Return each provision in the newest version that holds it, in the order of the text."""
    rows = (
        ProvisionVersion.objects.unscoped(PART)
        .filter(provision__in=found.provisions)
        .select_related("provision", "version")
    )
    last = {row.provision_id: row for row in rows.order_by("version__ordinal")}
    return sorted(last.values(), key=lambda row: row.ordinal)


def _links(reader: _Reader, rows: _Rows, found: _Found) -> Iterator[tuple[str, str]]:
    """Yield the links among what was found, each from the earlier thing to the later."""
    yield from ((f"submission:{row.submission.uuid}", f"passage:{row.uuid}") for row in rows.passages)
    yield from ((f"passage:{code.passage.uuid}", f"theme:{code.theme.key}") for code in rows.codes)
    cited = Citation.objects.unscoped(PART).filter(sentence__in=found.sentences, passage__in=found.passages)
    pairs = cited.order_by("id").values_list("passage__uuid", "sentence__uuid")
    yield from ((f"passage:{passage}", f"sentence:{sentence}") for passage, sentence in pairs)
    for name in ("sentence", "passage"):
        rests = Provenance.objects.visible_to(reader.actor, reader.process).filter(
            **{"provision__in": found.provisions, f"{name}__isnull": False}
        )
        sources = rests.order_by("id").values_list(f"{name}__uuid", "provision__uuid")
        yield from ((f"{name}:{source}", f"provision:{provision}") for source, provision in sources)
    yield from _fates(rows)


def _fates(rows: _Rows) -> Iterator[tuple[str, str]]:
    """Yield the links of a provision to proposals (before it, where they were taken up), decisions and the end."""
    for proposal in rows.proposals:
        link = (f"provision:{proposal.provision and proposal.provision.uuid}", f"proposal:{proposal.uuid}")
        yield link[::-1] if proposal.status in TAKEN_UP else link
    yield from ((f"provision:{row.provision.uuid}", f"redraft:{row.pk}") for row in rows.redrafts)
    yield from ((f"provision:{row.provision.uuid}", f"lifted:{row.pk}") for row in rows.lifted)
    yield from ((f"provision:{row.provision.uuid}", f"decision:{row.pk}") for row in rows.decisions)
    yield from ((f"provision:{row.provision.uuid}", f"adopted:{row.provision.uuid}") for row in rows.newest)
