"""A draft of a process file from a resolution that was read: what it leaves open is filled, and says so."""

import json
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from travaux.modalities.reading.shapes import DateSaid, Kind, Obligation, Paragraph, Resolution
from travaux.refusal import Invalid

ZONE = "America/New_York"
TITLE_MOST, HEADING_MOST, SYMBOL_MOST, KEY_MOST = 300, 80, 60, 40
_FOLLOWUP = timedelta(days=365)
_ONE = timedelta(days=1)
_BEFORE_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
_KEYED = re.compile(r'\[\[(?:events|obligations)\]\]\nkey = "(?P<key>[a-z0-9-]+)"\n')
_APART = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_NO_DAY = "The paragraph names no day: the first day of the meeting, until a person sets another."
_OPEN = "The paragraph names no last day: the first one, until a person sets another."


class NoDay(Invalid):
    """Neither the day of adoption nor any other day is known."""

    asked = "You asked for a draft of a process file from a resolution."
    because = "The paper says neither when it was adopted nor any day of what it sets up."
    rule = "The phases of a process have a first and a last day."
    remedy = "Say when the resolution was adopted: --adopted 2017-04-06."


@dataclass(frozen=True, slots=True)
class _Row:
    """An obligation, or a date of an arrangement, and where it stands."""

    paragraph: Paragraph
    owed: Obligation


@dataclass(frozen=True, slots=True)
class _Span:
    opens: date
    closes: date


def drafted(read: Resolution) -> str:
    """Return a process file that loads: paragraphs, three phases, events and obligations, as suggestions.

    Arrangements without a day stand in it as comments. Raises NoDay.
    """
    read = _numbered(read)
    rows = [_Row(each, owed) for each in read.operative if each.place for owed in each.obligations]
    meeting = _meeting(read, rows)
    start = min(read.about.adopted or meeting.opens, meeting.opens - _ONE)
    parts = [*_head(read), *_phases(read, start, meeting), *_events(rows, meeting), *_obligations(rows, start, meeting)]
    return "\n".join(parts) + "\n"


def suggestions(read: Resolution) -> tuple[tuple[str, Paragraph, Obligation], ...]:
    """Return what a resolution asks, each with the key that it has in the draft; none where it is a comment there."""
    rows = [_Row(each, owed) for each in _numbered(read).operative if each.place for owed in each.obligations]
    counts = {"event": count(1), "obligation": count(1)}
    found = []
    for row in rows:
        kind = "event" if _is_arrangement(row.owed) else "obligation"
        key = f"{kind}-{next(counts[kind])}"
        is_comment = kind == "event" and not _is_whole(row.owed.due)
        found.append(("" if is_comment else key, row.paragraph, row.owed))
    return tuple(found)


def struck(text: str, keys: Container[str]) -> str:
    """Return a process file without the events and obligations that have these keys."""
    tables = ((table, _KEYED.match(table)) for table in _BEFORE_TABLE.split(text))
    return "".join(table for table, found in tables if not found or found["key"] not in keys)


def _numbered(read: Resolution) -> Resolution:
    """Return a resolution that numbers no paragraph, as one of a single paragraph does not, with numbers."""
    if any(each.place for each in read.operative):
        return read
    numbers = count(1)
    return replace(
        read,
        paragraphs=tuple(
            replace(each, number=str(next(numbers))) if each.kind is Kind.OPERATIVE else each
            for each in read.paragraphs
        ),
    )


def _meeting(read: Resolution, rows: Sequence[_Row]) -> _Span:
    """Return the days of the meeting: the first that are decided, else a year behind the adoption."""
    first = next((_span(row.owed.due) for row in rows if _is_arrangement(row.owed) and _is_whole(row.owed.due)), None)
    if first:
        return first
    days = [day for row in rows for day in _days(row.owed.due)]
    last = max(days, default=None) or (read.about.adopted + _FOLLOWUP if read.about.adopted else None)
    if last is None:
        raise NoDay
    return _Span(last, last)


def _days(due: DateSaid | None) -> Iterator[date]:
    if due:
        yield from (day for day in (due.earliest, due.latest) if day)


def _is_whole(due: DateSaid | None) -> bool:
    return due is not None and due.earliest is not None and due.latest is not None


def _span(due: DateSaid | None) -> _Span:
    days = list(_days(due))
    return _Span(days[0], days[-1])


def _is_arrangement(owed: Obligation) -> bool:
    return all(who.key == "meeting" for who in owed.addressees) and owed.force == "decides"


def _head(read: Resolution) -> Iterator[str]:
    symbol = read.about.symbol or "(no symbol)"
    title = read.about.title or symbol
    yield f"# A draft from {symbol}: every line is a suggestion that the words of the resolution made to a program."
    yield "# A person confirms, changes or strikes each; “reading” says where the resolution itself leaves a day open."
    yield ""
    yield f"key = {_text(_key(read.about.symbol or 'draft'))}"
    yield f"title = {_text(_short(title, TITLE_MOST))}"
    yield f"short_title = {_text(_short(title))}"
    yield f"symbol = {_text(symbol[:SYMBOL_MOST])}"
    yield f"timezone = {_text(ZONE)}"
    yield ""
    yield "[paragraphs]"
    for number, heading in _headings(read.operative).items():
        yield f"{_text(number)} = {_text(heading)}"
    yield ""


def _headings(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in paragraphs:
        if each.place:
            found.setdefault(each.place, _short(each.text))
    return found


def _short(words: str, most: int = HEADING_MOST) -> str:
    """Return words in one line, cut behind a whole word where they are too long; Chinese has none to go by."""
    clean = " ".join(_CONTROL.sub(" ", words).split())
    if len(clean) <= most:
        return clean
    head = clean[: most - 1]
    whole = head[: head.rfind(" ")] if head.rfind(" ") > most // 2 else head[:-1]
    return f"{whole.rstrip()} …"


def _phases(read: Resolution, start: date, meeting: _Span) -> Iterator[str]:
    first = next(iter(_headings(read.operative)))
    spans = (
        ("preparation", "Preparation", start, meeting.opens - _ONE),
        ("meeting", "Meeting", meeting.opens, meeting.closes),
        ("followup", "Follow-up", meeting.closes + _ONE, meeting.closes + _FOLLOWUP),
    )
    for key, title, opens, closes in spans:
        yield from _table(
            "phases", key=_text(key), title=_text(title), paragraph=_text(first), opens=opens, closes=closes
        )


def _events(rows: Sequence[_Row], meeting: _Span) -> Iterator[str]:
    for number, row in enumerate((each for each in rows if _is_arrangement(each.owed)), start=1):
        place, words = row.paragraph.place, _short(row.owed.action or row.paragraph.text)
        if not _is_whole(row.owed.due):
            yield f"# Paragraph {place} arranges, on no day of its own: {words}"
            yield ""
            continue
        span = _span(row.owed.due)
        yield from _table(
            "events",
            key=_text(f"event-{number}"),
            title=_text(words),
            paragraph=_text(place),
            phase=_text(_phase(span.opens, meeting)),
            kind=_text("meeting"),
            opens=span.opens,
            closes=span.closes,
        )


def _obligations(rows: Sequence[_Row], start: date, meeting: _Span) -> Iterator[str]:
    for number, row in enumerate((each for each in rows if not _is_arrangement(each.owed)), start=1):
        due, reading = _due(row.owed.due, start, meeting)
        names = ", ".join(_text(who.name) for who in row.owed.addressees) or _text("Not named")
        yield from _table(
            "obligations",
            key=_text(f"obligation-{number}"),
            title=_text(_short(row.owed.action or row.paragraph.text, TITLE_MOST)),
            paragraph=_text(row.paragraph.place),
            phase=_text(_phase(due, meeting)),
            addressees=f"[{names}]",
            due=due,
            reading=_text(reading),
        )


def _due(said: DateSaid | None, start: date, meeting: _Span) -> tuple[date, str]:
    """Return the day by which something is owed, and how it was chosen."""
    if said and said.latest:
        return max(said.latest, start), f"As the paragraph says: {_short(said.text, TITLE_MOST - 60)}."
    if said and said.earliest:
        return said.earliest, _OPEN
    return meeting.opens, _NO_DAY


def _phase(day: date, meeting: _Span) -> str:
    if day < meeting.opens:
        return "preparation"
    return "meeting" if day <= meeting.closes else "followup"


def _table(name: str, **cells: object) -> Iterator[str]:
    yield f"[[{name}]]"
    yield from (f"{key} = {value}" for key, value in cells.items())
    yield ""


def _text(words: str) -> str:
    return json.dumps(" ".join(_CONTROL.sub(" ", words).split()) or "-", ensure_ascii=False)


def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).lower()
    return _APART.sub("-", plain)[:KEY_MOST].strip("-") or "draft"
