"""What may be asked of two blind coders: one's own, where both have said, and how far they agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from secretariat.inputs.models import Judgement, Passage, Submission
from secretariat.inputs.queries.papers import CODED, coded, themes
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.passages.agreement import Mark, agreement

OWN = "a coder sees what he or she said, and nobody else's while it is blind"


def own_judgements(actor: Actor, passages: Iterable[Passage]) -> dict[int, list[str]]:
    """Return what the coder who asks said of these passages, by their database ids; of the other's nothing."""
    rows = Judgement.objects.unscoped(OWN).filter(coder=actor.person, passage__in=list(passages))
    return dict(rows.values_list("passage_id", "themes"))


def judgements(process: Process, actor: Actor) -> QuerySet[Judgement]:
    """Return what coders said of passages that both of two have judged, or that were settled, passage by passage."""
    seen = Judgement.objects.visible_to(actor, process)
    twice = seen.values("passage").annotate(count=Count("id")).filter(count__gte=2).values("passage")
    rows = seen.filter(passage__in=twice).filter(passage__submission__status=Submission.Status.FILED)
    rows = rows.select_related("passage__submission__entity", "coder").defer("passage__submission__text")
    return rows.order_by("passage__submission__number", "passage__ordinal", "id")


def next_unjudged(passage: Passage, actor: Actor) -> Passage | None:
    """Return the first passage of the paper after this one of which the coder who asks has not said what it is on."""
    mine = Judgement.objects.unscoped(OWN).filter(coder=actor.person).values("passage")
    rows = Passage.objects.filter(submission=passage.submission_id, kind__in=CODED, ordinal__gt=passage.ordinal)
    return rows.exclude(pk__in=mine).order_by("ordinal").first()


@dataclass(frozen=True, slots=True)
class Differing:
    """A passage on which two coders differ: what each holds it to be on, and the themes that either named."""

    passage: Passage
    said: tuple[tuple[str, ...], ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The keys of the themes that at least one of them named."""
        return tuple(sorted({key for keys in self.said for key in keys}))


def differing(process: Process, actor: Actor) -> list[Differing]:
    """Return the passages that were judged twice and are not settled, in the order of the papers."""
    found: dict[Passage, list[tuple[str, ...]]] = {}
    for row in judgements(process, actor).filter(settled_at=None):
        found.setdefault(row.passage, []).append(tuple(row.themes))
    return [Differing(passage, tuple(said)) for passage, said in found.items()]


COLUMNS = (
    ("passage", "submission", "entity", "themes", "text"),
    ("passage", "submission", "entity", "coder", "themes", "settled", "text"),
)
"""What a line of an export says: of what counts, and of what two coders said."""


def coded_rows(process: Process) -> list[dict[str, str]]:
    """Return a line for each passage with confirmed codes, as it is exported."""
    found: dict[Passage, list[str]] = {}
    for code in coded(process).order_by("passage__submission__number", "passage__ordinal", "theme__ordinal"):
        found.setdefault(code.passage, []).append(code.theme.key)
    return [_line(passage) | {"themes": ";".join(keys)} for passage, keys in found.items()]


def judged_rows(process: Process, actor: Actor) -> list[dict[str, str]]:
    """Return a line for each judgement of passages that both have judged; coders by number, not by name."""
    numbers: dict[int, int] = {}
    return [
        _line(row.passage)
        | {
            "coder": str(numbers.setdefault(row.coder_id, len(numbers) + 1)),
            "themes": ";".join(row.themes),
            "settled": row.settled_at.isoformat() if row.settled_at else "",
        }
        for row in judgements(process, actor)
    ]


def _line(passage: Passage) -> dict[str, str]:
    paper = passage.submission
    return {
        "passage": str(passage.uuid),
        "submission": paper.key,
        "entity": paper.entity.code,
        "text": " ".join(passage.text.split()),
    }


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on a theme: over how many passages, in how many all found it and only some, kappa and alpha.

    None where a figure is not defined: nobody used the theme, or everybody everywhere.
    """

    theme: str
    title: str
    units: int
    both: int
    one: int
    kappa: float | None
    alpha: float | None


def agreement_of(process: Process, actor: Actor) -> list[Agreement]:
    """Say of each theme how far the coders agree, over the passages that two have judged."""
    marks = [Mark(str(row.coder_id), str(row.passage_id), frozenset(row.themes)) for row in judgements(process, actor)]
    titles = {row.key: row.title for row in themes(process)} if marks else {}
    return [
        Agreement(
            row.theme, titles[row.theme], row.passages, row.found - row.disputed, row.disputed, row.kappa, row.alpha
        )
        for row in agreement(marks, titles)
    ]
