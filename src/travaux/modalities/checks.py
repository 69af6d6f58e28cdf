"""What must hold between the parts of a process file."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from typing import Any

from travaux.modalities.modalities import Modalities
from travaux.modalities.order import check_order
from travaux.modalities.refusals import (
    DuplicateKey,
    EndsBeforeItBegins,
    TooManySeats,
    UnknownEvent,
    UnknownKind,
    UnknownParagraph,
    UnknownPhase,
    UnknownReference,
    UnknownTheme,
)
from travaux.modalities.shapes import Event, Rule, Sight

_LISTS = (
    *("phases", "themes", "events", "obligations", "limits", "organs", "speaking", "participation", "documents"),
    *("decisions", "outcomes", "interpretation", "funding", "deferred", "amendments"),
)


def check(modalities: Modalities) -> None:
    """Raise the first refusal: a duplicate key, an end before its beginning, a reference to nothing, a false order."""
    for name in _LISTS:
        _once(name, [row.key for row in getattr(modalities, name)])
    for where, opens, closes in _spans(modalities):
        if closes < opens:
            raise EndsBeforeItBegins(where=where, opens=opens, closes=closes)
    for where, given, known, refusal in _references(modalities):
        if given not in known:
            nearest = get_close_matches(given, known, n=1, cutoff=0)
            raise refusal(where=where, given=given, nearest=" ".join(nearest), known=", ".join(known))
    for organ in modalities.organs:
        seats = sum(count for _, count in organ.groups)
        if organ.seats and seats > organ.seats:
            raise TooManySeats(where=f"[[organs]] ({organ.key})", key="groups", given=seats, seats=organ.seats)
    check_order(modalities)


def _once(name: str, keys: Sequence[str]) -> None:
    for number, key in enumerate(keys, start=1):
        if key in keys[: number - 1]:
            raise DuplicateKey(where=f"[[{name}]] no. {number}", key=key)


def _spans(modalities: Modalities) -> Iterator[tuple[str, date, date]]:
    for name, rows in (("phases", modalities.phases), ("events", modalities.events)):
        for row in rows:
            yield f"[[{name}]] ({row.key})", row.opens, row.closes
    for event in modalities.events:
        for move in event.moves:
            yield f"[[events]] ({event.key}), moves", move.opens, move.closes
        if event.held:
            yield f"[[events]] ({event.key}), held", event.held.opens, event.held.closes
    for owed in modalities.obligations:
        yield f"[[obligations]] ({owed.key})", owed.due_from or owed.due, owed.due


Reference = tuple[str, str, Sequence[str], type[UnknownReference]]


def _references(modalities: Modalities) -> Iterator[Reference]:
    numbers = [number for number, _ in modalities.paragraphs]
    for where, paragraph in _paragraphs(modalities):
        for number in paragraph.split(", "):
            yield where, number, numbers, UnknownParagraph
    phases = [phase.key for phase in modalities.phases]
    for where, phase in _phases(modalities):
        yield where, phase, phases, UnknownPhase
    themes = [theme.key for theme in modalities.themes]
    yield from ((_at(event), event.theme, themes, UnknownTheme) for event in modalities.events if event.theme)
    kinds = list(dict.fromkeys(event.kind for event in modalities.events))
    yield from ((f"[[limits]] ({limit.key})", limit.kind, kinds, UnknownKind) for limit in modalities.limits)
    for owed in modalities.obligations:
        if owed.holds:
            yield f"[[obligations]] ({owed.key})", owed.holds, kinds, UnknownKind
    known = [event.key for event in modalities.events]
    yield from ((where, key, known, UnknownEvent) for where, key in _events(modalities))


def _at(event: Event) -> str:
    return f"[[events]] ({event.key})"


def _events(modalities: Modalities) -> Iterator[tuple[str, str]]:
    """Yield every event that something names, wherever a key names events."""
    for name in ("events", "obligations", "speaking", "participation", "documents", "outcomes", "interpretation"):
        for row in getattr(modalities, name):
            named = (getattr(row, key, ()) for key in ("after", "before", "events"))
            single = (getattr(row, key, "") for key in ("part_of", "event"))
            for key in (*(key for keys in named for key in keys), *filter(None, single)):
                yield f"[[{name}]] ({row.key})", key


def _ruled(modalities: Modalities) -> tuple[tuple[str, Rule | Sight], ...]:
    rules = ((f"[[rules]] ({rule.deed})", rule) for rule in modalities.rules)
    return (*rules, *((f"[[sights]] ({sight.thing})", sight) for sight in modalities.sights))


def _paragraphs(modalities: Modalities) -> Iterator[tuple[str, str]]:
    for field in fields(modalities):
        if field.name in _LISTS:
            yield from ((f"[[{field.name}]] ({row.key})", row.paragraph) for row in getattr(modalities, field.name))
    yield from ((where, rule.paragraph) for where, rule in _ruled(modalities))
    yield from ((_at(event), move.by) for event in modalities.events for move in event.moves)
    yield from (("[no_rule]", number) for number, _ in modalities.no_rule)


def _phases(modalities: Modalities) -> Iterator[tuple[str, Any]]:
    yield from ((_at(event), event.phase) for event in modalities.events)
    yield from ((f"[[obligations]] ({owed.key})", owed.phase) for owed in modalities.obligations)
    yield from ((where, phase) for where, rule in _ruled(modalities) for phase in rule.phases)
