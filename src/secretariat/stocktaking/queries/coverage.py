"""Who has spoken on what: the matrix by kind, region, group, status, language or input, and its gaps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils.functional import Promise as StrPromise
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext

from secretariat.inputs.models import Kind as InputKind
from secretariat.inputs.models import Submission
from secretariat.inputs.queries import edition_of, said_in, spoken, themes
from secretariat.participation.models import Entity, Kind, Region
from secretariat.processes.models import Process
from travaux.participation.entities import library, members
from travaux.participation.names_known import known, looked_up
from travaux.passages.coverage import Gap, Matrix, Voice, gaps, matrix

Axis = Literal["kind", "region", "group", "status", "language", "input"]
AXES: tuple[Axis, ...] = get_args(Axis)
UNSAID = "-"
STATUSES = ("LDC", "LLDC", "SIDS")
"""Least developed, landlocked developing and small island developing: keys of the library of entities."""
OTHERS = "other"


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
