"""What may be asked of the stocktaking: who has spoken on what, and what the chair's summaries say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext

from secretariat.frame.scope import PART
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.queries import coded, spoken, themes
from secretariat.participation.models import Entity, Kind, Region
from secretariat.people.access import Actor
from secretariat.processes.models import Process, Theme
from secretariat.stocktaking.models import Citation, Sentence, Summary
from travaux.passages.coverage import Gap, Matrix, Voice, gaps, matrix
from travaux.refusal import Unknown
from travaux.summary import citation, outline

Axis = Literal["kind", "region"]
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


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has spoken on what: the matrix, the titles of its themes and groups by their keys, the gaps in words."""

    found: Matrix
    themes: dict[str, str]
    groups: dict[str, str]

    @property
    def gaps(self) -> list[str]:
        """The gaps as sentences in the reader's language, theme by theme."""
        return [self._said(gap) for gap in gaps(self.found)]

    @property
    def counts(self) -> list[list[int]]:
        """Numbers of entities, a row for each theme."""
        return [[self.found.count(theme, group) for group in self.groups] for theme in self.themes]

    def _said(self, gap: Gap) -> str:
        silent = get_text_list([self.groups[group] for group in gap.groups], gettext("and"))
        return gettext("No input from %(groups)s on “%(theme)s”.") % {
            "groups": silent,
            "theme": self.themes[gap.theme],
        }


@dataclass(frozen=True, slots=True)
class Chosen:
    """A theme of the outline with its representative passages, and how much was said under it."""

    theme: Theme
    passages: tuple[Passage, ...]
    count: int
    entities: int


def coverage(process: Process, by: Axis = "kind") -> Coverage:
    """Count the entities that spoke on each theme, by kind or region, leaving out groups in which nobody takes part."""
    labels: dict[str, str] = {str(value): str(label) for value, label in (Kind if by == "kind" else Region).choices}
    there = set(Entity.objects.filter(process=process).values_list(by, flat=True).order_by())
    groups = {key: label for key, label in labels.items() if key in there}
    titles = {theme.key: theme.title for theme in themes(process)}
    voices = (Voice(entity.code, getattr(entity, by), theme) for entity, theme in spoken(process))
    return Coverage(matrix(voices, themes=list(titles), groups=list(groups)), titles, groups)


def outline_of(process: Process, *, theme: str = "", most: int = 3) -> list[Chosen]:
    """Choose the representative passages of each theme (or one) from the confirmed codes, by the engine's rule."""
    codes = list(coded(process, theme=theme))
    rows = {str(code.passage.uuid): code.passage for code in codes}
    wanted = [row for row in themes(process) if not theme or row.key == theme]
    found = outline.outline([_voice(code) for code in codes], [row.key for row in wanted], most=most)
    return [
        Chosen(row, tuple(rows[voice.passage] for voice in section.chosen), section.passages, section.entities)
        for row, section in zip(wanted, found, strict=True)
    ]


def _voice(code: Code) -> outline.Voice:
    passage = code.passage
    entity = passage.submission.entity.code
    return outline.Voice(str(passage.uuid), entity, code.theme.key, passage.text, code.score)


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
