"""What must come before what: events after events, what is for an event before it, what comes of it after it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from travaux.modalities.modalities import Modalities
from travaux.modalities.refusals import CircularOrder, DueTooEarly, DueTooLate, OutOfOrder, TooFewDays
from travaux.modalities.shapes import Event

Events = Mapping[str, Event]


def check_order(modalities: Modalities) -> None:
    """Raise CircularOrder, TooFewDays, OutOfOrder, DueTooLate or DueTooEarly for the first thing that cannot be."""
    events = {event.key: event for event in modalities.events}
    _check_circles(events)
    for event in modalities.events:
        _check_room(event)
        _check_after(event, events)
    for where, key, row, due in dues(modalities):
        _check_due(where, (events[name] for name in getattr(row, key)), key, due)
        _check_early(where, (events[name] for name in getattr(row, "after", ())), due)


def dues(modalities: Modalities) -> Iterator[tuple[str, str, Any, date]]:
    """Yield what is due for events: its place, the key that names the events, the entry, its last day."""
    for owed in modalities.obligations:
        yield f"[[obligations]] ({owed.key})", "before", owed, owed.due
    for category in modalities.participation:
        if category.due:
            yield f"[[participation]] ({category.key})", "events", category, category.due.latest
    for paper in modalities.documents:
        if paper.due:
            yield f"[[documents]] ({paper.key})", "before", paper, paper.due.latest


def _check_circles(events: Events) -> None:
    """Walk back from each event; no event is come to twice on the way (what was walked is not walked again)."""
    done: set[str] = set()
    for start in events:
        stack = [(start, _before(events[start]))]
        while stack:
            key, before = stack[-1]
            path = [name for name, _ in stack]
            following = next((name for name in before if name not in done), None)
            if following is None:
                done.add(key)
                stack.pop()
            elif following in path:
                circle = " → ".join([*path[path.index(following) :], following])
                raise CircularOrder(where=f"[[events]] ({following})", key="after", circle=circle)
            else:
                stack.append((following, _before(events[following])))


def _before(event: Event) -> Iterator[str]:
    """Yield the events that must have begun before an event can: those that it follows, and that it is a part of."""
    return iter((*event.after, *filter(None, [event.part_of])))


def _check_room(event: Event) -> None:
    room = (event.closes - event.opens).days + 1
    if event.days and event.days > room:
        facts = {"days": event.days, "room": room, "opens": event.opens, "closes": event.closes}
        raise TooFewDays(where=f"[[events]] ({event.key})", key="days", **facts)


def _check_after(event: Event, events: Events) -> None:
    for key in event.after:
        if event.closes < events[key].opens:
            facts = {"given": key, "opens": events[key].opens, "closes": event.closes}
            raise OutOfOrder(where=f"[[events]] ({event.key})", key="after", **facts)


def _check_due(where: str, events: Iterator[Event], key: str, due: date) -> None:
    for event in events:
        if due > max(event.closes, event.ends):
            facts = {"given": event.key, "ends": max(event.closes, event.ends), "due": due}
            raise DueTooLate(where=where, key=key, **facts)


def _check_early(where: str, events: Iterator[Event], due: date) -> None:
    for event in events:
        if due < min(event.opens, event.begins):
            facts = {"given": event.key, "begins": min(event.opens, event.begins), "due": due}
            raise DueTooEarly(where=where, key="after", **facts)
