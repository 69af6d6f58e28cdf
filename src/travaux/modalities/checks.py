"""What must hold between the parts of a process file, and what is odd but let stand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import combinations

from travaux.modalities.modalities import Modalities
from travaux.modalities.refusals import (
    DuplicateKey,
    EndsBeforeItBegins,
    UnknownKind,
    UnknownParagraph,
    UnknownPhase,
    UnknownReference,
    UnknownTheme,
)
from travaux.modalities.shapes import Event, Limit, Obligation, Phase, Rule, Sight, Theme

Named = Phase | Theme | Event | Obligation | Limit


def check(modalities: Modalities) -> None:
    """Raise the first refusal: a duplicate key, an end before its beginning, a reference to nothing."""
    for name, rows in _lists(modalities):
        _once(name, [row.key for row in rows])
    for where, opens, closes in _spans(modalities):
        if closes < opens:
            raise EndsBeforeItBegins(where=where, opens=opens, closes=closes)
    for where, given, known, refusal in _references(modalities):
        if given not in known:
            nearest = get_close_matches(given, known, n=1, cutoff=0)
            raise refusal(where=where, given=given, nearest=" ".join(nearest), known=", ".join(known))


def warnings_of(modalities: Modalities) -> tuple[str, ...]:
    """Return what is odd but possible: overlaps and gaps of phases, events outside their phase, limits passed."""
    finders: tuple[Callable[[Modalities], Iterable[str]], ...] = (_overlaps, _gaps, _strays, _excesses)
    return tuple(line for find in finders for line in find(modalities))


def _lists(modalities: Modalities) -> tuple[tuple[str, Sequence[Named]], ...]:
    return (
        ("phases", modalities.phases),
        ("themes", modalities.themes),
        ("events", modalities.events),
        ("obligations", modalities.obligations),
        ("limits", modalities.limits),
    )


def _once(name: str, keys: Sequence[str]) -> None:
    for number, key in enumerate(keys, start=1):
        if key in keys[: number - 1]:
            raise DuplicateKey(where=f"[[{name}]] no. {number}", key=key)


def _spans(modalities: Modalities) -> Iterator[tuple[str, date, date]]:
    for name, rows in (("phases", modalities.phases), ("events", modalities.events)):
        for row in rows:
            yield f"[[{name}]] ({row.key})", row.opens, row.closes
    for event in modalities.events:
        if event.held:
            yield f"[[events]] ({event.key}), held", event.held.opens, event.held.closes
    for owed in modalities.obligations:
        yield f"[[obligations]] ({owed.key})", owed.due_from or owed.due, owed.due


Reference = tuple[str, str, list[str], type[UnknownReference]]


def _references(modalities: Modalities) -> Iterator[Reference]:
    numbers = [number for number, _ in modalities.paragraphs]
    for where, paragraph in _paragraphs(modalities):
        for number in paragraph.split(", "):
            yield where, number, numbers, UnknownParagraph
    phases = [phase.key for phase in modalities.phases]
    for where, phase in _phases(modalities):
        yield where, phase, phases, UnknownPhase
    for event in modalities.events:
        if event.theme:
            yield f"[[events]] ({event.key})", event.theme, [theme.key for theme in modalities.themes], UnknownTheme
    kinds = list(dict.fromkeys(event.kind for event in modalities.events))
    for limit in modalities.limits:
        yield f"[[limits]] ({limit.key})", limit.kind, kinds, UnknownKind


def _rule(rule: Rule | Sight) -> str:
    return f"[[rules]] ({rule.deed})" if isinstance(rule, Rule) else f"[[sights]] ({rule.thing})"


def _ruled(modalities: Modalities) -> tuple[Rule | Sight, ...]:
    return (*modalities.rules, *modalities.sights)


def _paragraphs(modalities: Modalities) -> Iterator[tuple[str, str]]:
    for name, rows in _lists(modalities):
        for row in rows:
            yield f"[[{name}]] ({row.key})", row.paragraph
    for rule in _ruled(modalities):
        yield _rule(rule), rule.paragraph


def _phases(modalities: Modalities) -> Iterator[tuple[str, str]]:
    for event in modalities.events:
        yield f"[[events]] ({event.key})", event.phase
    for owed in modalities.obligations:
        yield f"[[obligations]] ({owed.key})", owed.phase
    for rule in _ruled(modalities):
        for phase in rule.phases:
            yield _rule(rule), phase


def _overlaps(modalities: Modalities) -> Iterator[str]:
    for one, other in combinations(modalities.phases, 2):
        first, last = max(one.opens, other.opens), min(one.closes, other.closes)
        if first <= last:
            yield f"The phases “{one.title}” and “{other.title}” overlap from {first} to {last}."


def _gaps(modalities: Modalities) -> Iterator[str]:
    reached: date | None = None
    for phase in sorted(modalities.phases, key=lambda phase: phase.opens):
        if reached and phase.opens > reached + timedelta(days=1):
            yield f"No phase is open between {reached} and {phase.opens}."
        reached = max(reached or phase.closes, phase.closes)


def _strays(modalities: Modalities) -> Iterator[str]:
    phases = {phase.key: phase for phase in modalities.phases}
    for event in modalities.events:
        phase = phases[event.phase]
        if not (phase.opens <= event.begins and event.ends <= phase.closes):
            yield f"“{event.title}” does not lie wholly in its phase “{phase.title}”."


def _excesses(modalities: Modalities) -> Iterator[str]:
    for limit in modalities.limits:
        days = sum(event.days or 0 for event in modalities.events if event.kind == limit.kind)
        if limit.days_at_most and days > limit.days_at_most:
            yield f"“{limit.title}”: {days} days are set, {limit.days_at_most} allowed (paragraph {limit.paragraph})."
