"""What the chair's summaries say, what they rest on, and how whom they quote compares with who spoke."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from secretariat.frame.scope import PART
from secretariat.inputs.models import Submission
from secretariat.inputs.queries import spoken
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.stocktaking.models import Citation, NotTakenUp, Sentence, Summary
from secretariat.stocktaking.queries.coverage import GROUPS, Axis
from travaux.refusal import Unknown
from travaux.summary import citation
from travaux.summary.balance import Balance, balance
from travaux.summary.quantity import TABLE, Misfit, Quantity, misfits
from travaux.words.tokens import digest

TEXT = "passage__submission__text"  # whole papers, which a list of passages does not need


class NoSuchSummary(Unknown):
    """No summary of the process has that key, or none that the one who asks may see."""

    asked = "You asked for the summary “{key}”."
    because = "No summary of that key has been issued in this process."
    remedy = "Choose one from the page of the stocktaking."


class NoSuchSentence(Unknown):
    """The summary has no such sentence."""

    asked = "You asked for the sentence {uuid}."
    because = "The summary {key} has no sentence of that identity."
    remedy = "Open the summary and choose the sentence there."


def summaries(process: Process, actor: Actor) -> QuerySet[Summary]:
    """Return the summaries that `actor` may see, in their order."""
    return Summary.objects.visible_to(actor, process).order_by("number")


def summary_named(process: Process, key: str, actor: Actor) -> Summary:
    """Return the summary with `key`; NoSuchSummary too where it is a draft that `actor` may not know of."""
    found = summaries(process, actor).select_related("process").filter(key=key).first()
    if found is None:
        raise NoSuchSummary(key=key)
    return found


def sentences_of(summary: Summary) -> QuerySet[Sentence]:
    """Return the sentences that stand, in order, with their citations, passages and those who spoke."""
    cited = Citation.objects.unscoped(PART).select_related("passage__submission__entity").defer(TEXT).order_by("id")
    rows = Sentence.objects.unscoped(PART).filter(summary=summary, struck_at=None).select_related("theme")
    return rows.prefetch_related(Prefetch("citations", queryset=cited)).order_by("ordinal")


def sentence_named(summary: Summary, uuid: UUID | str) -> Sentence:
    """Return the sentence of `summary` with that identity, standing or struck; else NoSuchSentence."""
    rows = Sentence.objects.unscoped(PART).select_related("summary__process", "theme")
    found = rows.filter(summary=summary, uuid=uuid).first()
    if found is None:
        raise NoSuchSentence(uuid=uuid, key=summary.key)
    return found


def theme_of(sentence: Sentence) -> str:
    """Return the key of the theme that the sentence belongs under, "" where it belongs under none."""
    return sentence.theme.key if sentence.theme else ""


def as_cited(sentences: Iterable[Sentence]) -> list[citation.Sentence]:
    """Return sentences as the engine knows them, citations by the key of the submission."""
    return [
        citation.Sentence(
            row.wording,
            tuple(
                citation.Citation(
                    cited.passage.submission.key, cited.passage.start, cited.passage.end, cited.passage.text
                )
                for cited in row.citations.all()
            ),
            row.own,
        )
        for row in sentences
    ]


def sources_of(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the texts of the submissions that the sentences cite, by their keys."""
    papers = {cited.passage.submission_id for row in sentences for cited in row.citations.all()}
    return dict(Submission.objects.filter(pk__in=papers).values_list("key", "text"))


def citations_of(sentence_ids: Iterable[int]) -> QuerySet[Citation]:
    """Return the citations of these sentences (database ids) with passage, submission and entity."""
    rows = Citation.objects.unscoped(PART).filter(sentence_id__in=list(sentence_ids))
    rows = rows.select_related("sentence", "passage__submission__entity").defer(TEXT)
    return rows.order_by("sentence_id", "id")


def reasons_of(passages: Iterable[UUID | str]) -> dict[UUID, NotTakenUp]:
    """Return why these passages (by identity) were not taken up, where those who lead have said so."""
    rows = NotTakenUp.objects.filter(passage__uuid__in=list(passages)).select_related("passage")
    return {row.passage.uuid: row for row in rows}


def stamp_of(sentence: Sentence) -> str:
    """Return what a sentence says and rests on, as a digest: a form that was filled in on another one is stale."""
    rests = Citation.objects.unscoped(PART).filter(sentence=sentence).order_by("passage__uuid")
    passages = [str(uuid) for uuid in rests.values_list("passage__uuid", flat=True)]
    return digest("\n".join([sentence.wording, str(sentence.own), theme_of(sentence), *passages]))


def balance_of(summary: Summary, by: Axis = "kind") -> Balance:
    """Weigh whom the summary quotes against those who spoke, by kind or region; groups by their names."""
    labels = GROUPS[by](summary.process)
    spoke = {entity.code: labels[getattr(entity, by)] for entity, _theme in spoken(summary.process)}
    cited = citations_of(sentences_of(summary).values_list("pk", flat=True))
    return balance(spoke, [row.passage.submission.entity.code for row in cited])


def misfits_of(summary: Summary, sentences: Iterable[Sentence]) -> list[tuple[Sentence, Misfit]]:
    """Return the words of number that do not fit those on whom their sentences rest, by the table that the chair set.

    As long as the chair set none, it is the one with which a process begins.
    """
    table = [Quantity(word, least, most) for word, least, most in summary.quantities] or TABLE
    speakers = spoken(summary.process)
    found = []
    for row in sentences:
        theme, cited = theme_of(row), {each.passage.submission.entity_id for each in row.citations.all()}
        of = len({entity.pk for entity, spoken_on in speakers if theme in {"", spoken_on}})
        wrong = [] if row.own else misfits(row.wording, count=len(cited), of=of, table=table)
        found += [(row, each) for each in wrong]
    return found
