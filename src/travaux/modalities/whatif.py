"""What would follow if an event were held on other days: what falls with it, and which paragraph would be broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Event, Held, Limit
from travaux.refusal import Unknown

_DAY = timedelta(days=1)
_SOURCE = "what if"


class NoSuchEvent(Unknown):
    """The modalities know no event of that key."""

    asked = "You asked what would follow if “{key}” were held on other days."
    because = "The modalities ({symbol}) know no event of that key."
    remedy = "Choose one of: {known}."


@dataclass(frozen=True, slots=True)
class Fall:
    """Something that moves with the event: a later event, or the last day of what is owed around it."""

    part: str
    key: str
    title: str
    paragraph: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Breach:
    """A paragraph that would be broken, by what, and how."""

    part: str
    key: str
    title: str
    paragraph: str
    says: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would follow: the modalities as they then were, what fell with the event, what is broken since."""

    modalities: Modalities
    falls: tuple[Fall, ...]
    breaches: tuple[Breach, ...]


def what_if(modalities: Modalities, moved: Mapping[str, date]) -> WhatIf:
    """Return what would follow if each event in `moved` began on the day given there; raises NoSuchEvent.

    Events that come after a moved one are moved on until it is over, and no further than they must. What is owed after
    an event falls on its last day at the earliest. What is owed before it stays where it is: it may then come too late.
    """
    events = {event.key: event for event in modalities.events}
    for key in moved:
        if key not in events:
            raise NoSuchEvent(key=key, symbol=modalities.symbol, known=", ".join(events))
    after = _moved(events, moved)
    owed = tuple(
        replace(owed, due=max([owed.due, *(after[key].ends for key in owed.after if after[key] != events[key])]))
        for owed in modalities.obligations
    )
    then = replace(modalities, events=tuple(after.values()), obligations=owed)
    known = set(breaches(modalities))
    return WhatIf(then, tuple(_falls(modalities, then, moved)), tuple(b for b in breaches(then) if b not in known))


def breaches(modalities: Modalities) -> tuple[Breach, ...]:
    """Return the paragraphs that the days of events and obligations, as they are known, go against."""
    events = {event.key: event for event in modalities.events}
    limits = {limit.kind: limit for limit in modalities.limits if limit.days_at_most}
    found = [breach for event in modalities.events for breach in _of_event(modalities, event, events)]
    found += [breach for kind, limit in limits.items() for breach in _of_limit(modalities, kind, limit)]
    for owed in modalities.obligations:
        late = [events[key] for key in owed.before if events[key].begins <= owed.due and events[key].days_known]
        for event in late:
            says = f"is due on {owed.due}, and “{event.title}”, which it is for, begins on {event.begins}"
            found.append(Breach("obligations", owed.key, owed.title, owed.paragraph, says))
    return tuple(found)


def _moved(events: Mapping[str, Event], moved: Mapping[str, date]) -> dict[str, Event]:
    """Move the events, and after them those that must follow, until nothing has to move any more."""
    after = dict(events)
    waiting = list(events)
    while waiting:
        key = waiting.pop(0)
        day = moved.get(key) or _follows(events, after, key)
        if day and day != after[key].begins:
            after[key] = _shifted(events[key], day)
            waiting += [name for name, other in events.items() if key in (*other.after, other.part_of)]
    return after


def _follows(events: Mapping[str, Event], after: Mapping[str, Event], key: str) -> date | None:
    """Return the day to which an event is moved by those that it follows or is a part of; None if it may stay."""
    event = events[key]
    ends = [after[name].ends for name in event.after if after[name] != events[name]]
    if ends and event.begins <= max(ends):
        return max(ends) + _DAY
    whole = events.get(event.part_of)
    if whole is None or after[whole.key] == whole:
        return None
    return after[whole.key].begins + (event.begins - whole.begins)


def _shifted(event: Event, day: date) -> Event:
    """Return the event on `day` and as many days as it lasts: its days where they are known, else its length."""
    length = (event.ends - event.begins).days if event.days_known else (event.days or 1) - 1
    return replace(event, held=Held(day, day + timedelta(days=length), event.venue, _SOURCE))


def _falls(before: Modalities, then: Modalities, moved: Mapping[str, date]) -> Iterator[Fall]:
    for old, new in zip(before.events, then.events, strict=True):
        if old != new and old.key not in moved:
            yield Fall("events", old.key, old.title, old.paragraph, old.begins, new.begins)
    for was, now in zip(before.obligations, then.obligations, strict=True):
        if was.due != now.due:
            yield Fall("obligations", was.key, was.title, was.paragraph, was.due, now.due)


def _of_event(modalities: Modalities, event: Event, events: Mapping[str, Event]) -> Iterator[Breach]:
    def breach(paragraph: str, says: str) -> Breach:
        return Breach("events", event.key, event.title, paragraph, says)

    if not event.days_known:
        return
    first, last = (event.moves[-1].opens, event.moves[-1].closes) if event.moves else (event.opens, event.closes)
    rests = event.moves[-1].by if event.moves else event.paragraph
    if event.begins < first or event.ends > last:
        yield breach(rests, f"is set from {event.begins} to {event.ends}, and the paragraph allows {first} to {last}")
    phase = modalities.phase(event.phase)
    if event.begins < phase.opens or event.ends > phase.closes:
        yield breach(phase.paragraph, f"is set outside its phase “{phase.title}” ({phase.opens} to {phase.closes})")
    for key in event.after:
        if events[key].days_known and event.begins <= events[key].ends:
            yield breach(event.paragraph, f"begins before “{events[key].title}”, which it follows, is over")


def _of_limit(modalities: Modalities, kind: str, limit: Limit) -> Iterator[Breach]:
    days = sum((e.ends - e.begins).days + 1 if e.held else e.days or 0 for e in modalities.events if e.kind == kind)
    if days > (limit.days_at_most or days):
        words = f"{days} days are set, {limit.days_at_most} allowed"
        yield Breach("limits", limit.key, limit.title, limit.paragraph, words)
