"""What may be asked of the stocktaking: who has spoken on what, and what the chair's summaries say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args
from uuid import UUID

from django.conf import settings
from django.db.models import F, Max, Prefetch, QuerySet
from django.utils.functional import Promise as StrPromise
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext

from secretariat.frame.scope import PART
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.models import Kind as InputKind
from secretariat.inputs.queries import coded, edition_of, held, said_in, spoken, stretches_of, themes
from secretariat.participation.models import Entity, Kind, Region
from secretariat.people.access import Actor
from secretariat.processes.models import Process, Theme
from secretariat.stocktaking.models import Activity, Citation, Element, NotTakenUp, Sentence, Summary
from travaux.participation.entities import library, members
from travaux.participation.names_known import known, looked_up
from travaux.passages.coverage import Gap, Matrix, Voice, gaps, matrix
from travaux.refusal import Unknown
from travaux.summary import citation, outline
from travaux.summary.balance import Balance, balance
from travaux.summary.convergence import Asked, Cluster, clusters
from travaux.summary.quantity import TABLE, Misfit, Quantity, misfits
from travaux.words.search import search_terms
from travaux.words.tokens import digest

Axis = Literal["kind", "region", "group", "status", "language", "input"]
AXES: tuple[Axis, ...] = get_args(Axis)
UNSAID = "-"
STATUSES = ("LDC", "LLDC", "SIDS")
"""Least developed, landlocked developing and small island developing: keys of the library of entities."""
OTHERS = "other"
OFFERED = 60
"""So many passages of a theme are offered at once to rest a sentence on; words narrow them."""
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
    """Count the entities that spoke on each theme, leaving out groups in which nobody takes part.

    They are counted by kind of entity, region, group or status of States (an entity under each that it is of), by the
    language or by the kind of their papers. Who speaks on a theme speaks on the broader ones above it too.
    """
    groups = GROUPS[by](process)
    titles = {theme.key: theme.title for theme in themes(process)}
    voices = VOICES[by](process) if by in VOICES else _by_entity(process, by)
    wider = _above(process)
    said = (replace(voice, theme=theme) for voice in voices for theme in (voice.theme, *wider.get(voice.theme, ())))
    return Coverage(matrix(said, themes=list(titles), groups=list(groups)), titles, groups)


def _above(process: Process) -> dict[str, list[str]]:
    """Return the codes that stand above each code of the codebook, the nearest first."""
    parent = {code["key"]: code["parent"] for code in edition_of(process)}
    found: dict[str, list[str]] = {}
    for key, broader in parent.items():
        above = broader
        while above and above != key and above not in found.setdefault(key, []):
            found[key].append(above)
            above = parent.get(above, "")
    return found


def _statuses(process: Process) -> dict[int, list[str]]:
    """Return the statuses of each State, as on the day of the last paper; of one whose name is not known, others."""
    last = _papers(process).aggregate(last=Max("filed_at"))["last"]
    if last is None:
        return {}
    lists = {status: frozenset(members(status, on=last.date())) for status in STATUSES}
    found = {}
    for key, name in Entity.objects.filter(process=process, kind=Kind.STATE).values_list("pk", "name"):
        states = looked_up(name, known())
        held = [status for status in STATUSES if len(states) == 1 and states[0] in lists[status]]
        found[key] = held or [OTHERS]
    return found


def _status_groups(process: Process) -> dict[str, str]:
    there = {status for held in _statuses(process).values() for status in held}
    names = {status: library()[status].called(get_language() or "en") for status in STATUSES}
    return {key: name for key, name in [*names.items(), (OTHERS, gettext("Other States"))] if key in there}


def _by_status(process: Process) -> Iterator[Voice]:
    statuses = _statuses(process)
    for entity, theme in spoken(process):
        for status in statuses.get(entity.pk, ()):
            yield Voice(entity.code, status, theme)


def _present(process: Process, by: str, labels: Iterable[tuple[str, StrPromise]]) -> dict[str, str]:
    there = set(Entity.objects.filter(process=process).values_list(by, flat=True).order_by())
    return {str(key): str(label) for key, label in labels if key in there}


def _papers(process: Process) -> QuerySet[Submission]:
    return Submission.objects.filter(process=process, status=Submission.Status.FILED)


def _languages(process: Process) -> dict[str, str]:
    there = set(_papers(process).values_list("document__language", flat=True).order_by())
    names = dict(settings.LANGUAGES)
    found = {key: str(names.get(key, key)) for key in sorted(there) if key}
    return found | ({UNSAID: gettext("Not said")} if "" in there else {})


def _by_entity(process: Process, by: str) -> Iterator[Voice]:
    return (Voice(entity.code, getattr(entity, by), theme) for entity, theme in spoken(process))


def _by_group(process: Process) -> Iterator[Voice]:
    groups: dict[int, list[str]] = {}
    for code, member in Entity.objects.filter(process=process, kind=Kind.GROUP).values_list("code", "members"):
        groups.setdefault(member, []).append(code)
    for entity, theme in spoken(process):
        own = [entity.code] if entity.kind == Kind.GROUP else []
        for code in (*own, *groups.get(entity.pk, ())):
            yield Voice(entity.code, code, theme)


def _by_paper(field: str) -> Callable[[Process], Iterator[Voice]]:
    def voices(process: Process) -> Iterator[Voice]:
        for entity, theme, group in said_in(process, field):
            yield Voice(entity, group or UNSAID, theme)

    return voices


GROUPS: dict[Axis, Callable[[Process], dict[str, str]]] = {
    "kind": lambda process: _present(process, "kind", Kind.choices),
    "region": lambda process: _present(process, "region", Region.choices),
    "group": lambda process: dict(
        Entity.objects.filter(process=process, kind=Kind.GROUP).order_by("code").values_list("code", "name")
    ),
    "status": _status_groups,
    "language": _languages,
    "input": lambda process: {
        str(key): str(label)
        for key, label in InputKind.choices
        if key in set(_papers(process).values_list("kind", flat=True).order_by())
    },
}
VOICES: dict[Axis, Callable[[Process], Iterator[Voice]]] = {
    "group": _by_group,
    "status": _by_status,
    "language": _by_paper("document__language"),
    "input": _by_paper("kind"),
}


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


def convergence_of(process: Process, theme: str, *, context: bool = False) -> list[tuple[Cluster, dict[str, Passage]]]:
    """Bring together what is asked for on a theme by the engine's rule: who asks, and who for the contrary.

    With `context` those passages too in which nothing was read as asking.
    """
    codes = coded(process, theme=theme)
    rows = {str(code.passage.uuid): code.passage for code in codes if context or code.passage.asks}
    asked = [Asked(key, row.submission.entity.code, theme, row.text) for key, row in rows.items()]
    return [(found, rows) for found in clusters(asked)]


def stamp_of(sentence: Sentence) -> str:
    """Return what a sentence says and rests on, as a digest: a form that was filled in on another one is stale."""
    rests = Citation.objects.unscoped(PART).filter(sentence=sentence).order_by("passage__uuid")
    passages = [str(uuid) for uuid in rests.values_list("passage__uuid", flat=True)]
    return digest("\n".join([sentence.wording, str(sentence.own), theme_of(sentence), *passages]))


def workplan(process: Process) -> QuerySet[Activity]:
    """Return the lines of the workplan by their days, each with its elements and its outcome."""
    rows = Activity.objects.filter(process=process).select_related("outcome").prefetch_related("elements")
    return rows.order_by(F("opens").asc(nulls_last=True), "key")


def elements(process: Process) -> QuerySet[Element]:
    """Return the elements against which other processes are laid, in their order."""
    return Element.objects.filter(process=process).order_by("ordinal")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which activity covers which element: rows of the matrix, and the elements that nobody covers."""

    elements: tuple[Element, ...]
    rows: tuple[tuple[Activity, tuple[bool, ...]], ...]

    @property
    def uncovered(self) -> tuple[Element, ...]:
        """The elements that no activity covers; those cancelled cover none."""
        standing = [cells for activity, cells in self.rows if activity.status != Activity.Status.CANCELLED]
        return tuple(each for i, each in enumerate(self.elements) if not any(cells[i] for cells in standing))


def plan(process: Process) -> Plan:
    """Lay the activities of the workplan against the elements."""
    columns = tuple(elements(process))
    rows = []
    for activity in workplan(process):
        covers = {element.pk for element in activity.elements.all()}
        rows.append((activity, tuple(element.pk in covers for element in columns)))
    return Plan(columns, tuple(rows))


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


def offered(process: Process, *, theme: str = "", words: str = "") -> tuple[list[Passage], int]:
    """Return passages coded to a theme that hold all of `words`, and how many there are; at most OFFERED of them.

    Those that ask for something come first.
    """
    rows = coded(process, theme=theme).values_list(
        "passage_id", "passage__submission_id", "passage__ordinal", "passage__asks"
    )
    places = _holding(process, words) if words else None
    found = {key: not asks for key, paper, place, asks in rows if places is None or places(paper, place)}
    keys = sorted(found, key=lambda key: found[key])[:OFFERED]
    there = Passage.objects.select_related("submission__entity").defer("submission__text").in_bulk(keys)
    return [there[key] for key in keys], len(found)


def _holding(process: Process, words: str) -> Callable[[int, int], bool]:
    """Return what tells of a paper and an ordinal whether the passage there holds all of these words."""
    bits, where = held(process, search_terms(words)), stretches_of(process)
    kept = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    first = dict(zip(where.papers, where.firsts, strict=True))

    def holds(paper: int, ordinal: int) -> bool:
        place = first.get(paper, -ordinal) + ordinal  # no place is 0
        return place // 8 < len(kept) and bool(kept[place // 8] >> place % 8 & 1)

    return holds


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


def reasons_of(passages: Iterable[UUID | str]) -> dict[UUID, NotTakenUp]:
    """Return why these passages (by identity) were not taken up, where those who lead have said so."""
    rows = NotTakenUp.objects.filter(passage__uuid__in=list(passages)).select_related("passage")
    return {row.passage.uuid: row for row in rows}
