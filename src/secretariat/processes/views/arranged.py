"""All that a process file says beside its calendar, each with its paragraph, in the words of its readers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariat.processes.views.words import PARTS
from travaux.modalities import Modalities
from travaux.modalities.arrangements import Window

LISTS = (
    *("organs", "participation", "speaking", "events", "limits", "documents", "decisions", "outcomes"),
    *("interpretation", "funding", "deferred"),
)
SAID: dict[str, Promise] = {
    "kind": _("Kind"),
    "seats": _("Seats"),
    "groups": _("Seats by group"),
    "members": _("Members"),
    "appointed_by": _("Appointed by"),
    "due": _("By when"),
    "balance": _("In balance"),
    "route": _("How they get in"),
    "parts": _("What they may do"),
    "events": _("At"),
    "proposed_by": _("Proposed by"),
    "decided_by": _("Decided by"),
    "minutes": _("Minutes of a statement"),
    "group_minutes": _("Minutes for a group"),
    "speakers": _("Speakers"),
    "precedence": _("Order of speaking"),
    "days": _("Working days"),
    "formats": _("Formats"),
    "panels": _("Panels"),
    "panellists_at_most": _("Panellists at most"),
    "chairs": _("Chairs"),
    "topics": _("Topics"),
    "level": _("Level"),
    "hours": _("Hours"),
    "webcast": _("Webcast"),
    "part_of": _("Part of"),
    "days_at_most": _("Days at most"),
    "events_at_least": _("Events at least"),
    "events_at_most": _("Events at most"),
    "panels_at_least": _("Panels at least"),
    "panels_at_most": _("Panels at most"),
    "by": _("By"),
    "before": _("Before"),
    "days_before": _("Days before"),
    "after": _("After"),
    "languages": _("Languages"),
    "basis": _("On the basis of"),
    "series": _("Series of symbols"),
    "method": _("How"),
    "majority": _("Majority"),
    "silence_hours": _("Hours of silence"),
    "otherwise": _("Otherwise"),
    "components": _("Made of"),
    "event": _("Adopted at"),
    "records": _("Records"),
    "source": _("Source"),
    "covers": _("Paid for"),
    "priorities": _("Who comes first"),
}
"""What the keys of these parts are called."""
_EVENTS = frozenset({"events", "before", "after", "event", "part_of"})
_CODES = frozenset({"kind", "route", "parts", "method", "majority", "source", "formats"})


@dataclass(frozen=True, slots=True)
class Arranged:
    """Something that is arranged: its title and paragraph, and what is said of it, each with its name."""

    title: str
    paragraph: str
    said: tuple[tuple[Promise, str], ...]


def arranged(modalities: Modalities) -> Iterator[tuple[Promise, list[Arranged]]]:
    """Yield each part of the file of which something is said, and what."""
    titles = {event.key: event.title for event in modalities.events}
    for name in LISTS:
        if rows := getattr(modalities, name):
            yield PARTS[name], [Arranged(row.title, row.paragraph, tuple(_said(row, titles))) for row in rows]


def _said(row: Any, titles: Mapping[str, str]) -> Iterator[tuple[Promise, str]]:
    for field in fields(row):
        if field.name in SAID and (value := getattr(row, field.name)):
            yield SAID[field.name], _words(field.name, value, titles)


def _words(name: str, value: Any, titles: Mapping[str, str]) -> str:
    if value is True:
        return gettext("yes")
    if isinstance(value, Window):
        days = dict.fromkeys(date_format(day, "j M Y") for day in (value.earliest, value.latest))
        return " \u2013 ".join(days)
    each = value if isinstance(value, tuple) else (value,)
    return "; ".join(_word(name, one, titles) for one in each)


def _word(name: str, one: Any, titles: Mapping[str, str]) -> str:
    if name == "groups":
        return f"{one[0].replace('-', ' ')} {one[1]}"
    said = titles.get(str(one), str(one)) if name in _EVENTS else str(one)
    return said.replace("-", " ") if name in _CODES else said
