"""A calendar as iCalendar (RFC 5545): whole days, lines folded at 75 octets, windows that do not block the day."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from travaux.modalities.calendar import Line

FOLD = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def icalendar(lines: Iterable[Line], *, name: str, home: str, stamp: datetime, remind: int = 0) -> str:
    """Return the lines of a calendar as a feed.

    `home` is the address of the process, from which each event has its lasting identifier; `stamp` (aware, UTC) is when
    the calendar was last changed. With `remind`, a last day is announced that many days ahead. A line whose days are
    not exact is a window: it stands in the calendar without blocking the days.
    """
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Travaux//Calendar of a process//EN", "CALSCALE:GREGORIAN"]
    rows += [
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"NAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for line in lines:
        rows += _event(line, home, stamp, remind)
    return "".join(f"{part}\r\n" for row in [*rows, "END:VCALENDAR"] for part in folded(row))


def _event(line: Line, home: str, stamp: datetime, remind: int) -> Iterator[str]:
    said = [f"Paragraph {line.paragraph}", "" if line.exact else f"Between {line.opens} and {line.closes}", line.source]
    yield "BEGIN:VEVENT"
    yield f"UID:{line.kind}-{line.key}@{home.rpartition('://')[2].replace('/', '.').strip('.')}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(line.opens)}"
    yield f"DTEND;VALUE=DATE:{_day(line.closes + timedelta(days=1))}"
    yield f"SUMMARY:{_text(line.title)}"
    yield f"DESCRIPTION:{_text('. '.join(filter(None, said)))}"
    if line.place:
        yield f"LOCATION:{_text(line.place)}"
    yield f"URL:{home}"
    yield f"CATEGORIES:{_text(line.kind)}"
    yield f"STATUS:{'CONFIRMED' if line.exact else 'TENTATIVE'}"
    yield f"TRANSP:{'OPAQUE' if line.exact and line.kind not in {'phase', 'deadline'} else 'TRANSPARENT'}"
    if remind and line.kind == "deadline":
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(line.title)}", f"TRIGGER:-P{remind}D")
        yield "END:VALARM"
    yield "END:VEVENT"


def folded(row: str) -> Iterator[str]:
    """Cut a line into parts of at most 75 octets of UTF-8, no character in two; each part but the first is indented."""
    part, size = "", 0
    for character in row:
        octets = len(character.encode())
        if size + octets > FOLD:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part


def _text(words: str) -> str:
    return words.translate(_ESCAPES)


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
