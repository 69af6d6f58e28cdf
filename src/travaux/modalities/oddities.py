"""What in a process file is odd but possible, and let stand with a warning."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from travaux.modalities.accounts import unaccounted
from travaux.modalities.modalities import Modalities


def warnings_of(modalities: Modalities) -> tuple[str, ...]:
    """Return what is odd: overlaps and gaps of phases, events outside theirs, limits passed, paragraphs left out."""
    finders: tuple[Callable[[Modalities], Iterable[str]], ...] = (
        _overlaps,
        _gaps,
        _strays,
        _excesses,
        _order,
        _silence,
    )
    return tuple(line for find in finders for line in find(modalities))


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
        events = [event for event in modalities.events if event.kind == limit.kind]
        days = sum(event.days or 0 for event in events)
        if limit.days_at_most and days > limit.days_at_most:
            yield f"“{limit.title}”: {days} days are set, {limit.days_at_most} allowed (paragraph {limit.paragraph})."
        low, high = limit.events_at_least or 0, limit.events_at_most or len(events)
        if not low <= len(events) <= high:
            yield f"“{limit.title}”: there are {len(events)} events (paragraph {limit.paragraph} sets another number)."


def _order(modalities: Modalities) -> Iterator[str]:
    """Find events that were set, in fact or by a later decision, before one that they follow is over."""
    events = {event.key: event for event in modalities.events}
    for event in modalities.events:
        for key in event.after:
            if event.days_known and events[key].days_known and event.begins <= events[key].ends:
                yield f"“{event.title}” begins before “{events[key].title}”, which it follows, is over."


def _silence(modalities: Modalities) -> Iterator[str]:
    for number in unaccounted(modalities):
        yield f"Nothing in the file rests on paragraph {number}, and it does not say why."
