"""What is before the room, drawn once for all screens that show the same text in the same language."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

import secretariat.negotiation.services  # noqa: F401 - the words for its deeds stand there
from secretariat.negotiation.models import Level, NegotiatingText
from secretariat.negotiation.queries import by_code
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process
from secretariat.record.services import DEEDS
from secretariat.room import queries
from secretariat.room.queries import Change, Line, Other, Stage


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stage as HTML in one language; `said` is its last change in one sentence, `digest` that of all of it."""

    html: SafeString
    said: str

    @property
    def digest(self) -> str:
        """What tells it from another state of the same screen."""
        return hashlib.sha256(self.html.encode()).hexdigest()[:16]

    def told(self, position: int, clock: str, **more: str) -> str:
        """Return it as JSON, as a screen takes it: with its place in the log and the time of day."""
        parts = {"id": position, "html": self.html, "said": self.said, "clock": clock, **more}
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with what a template says of it in words."""

    line: Line
    level: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words."""

    change: Change
    words: str
    at: str


def clock_in(process: Process, at: datetime) -> str:
    """Return the time of day at the place of the process: what the clock in the room shows."""
    return f"{at.astimezone(ZoneInfo(modalities_of(process).timezone)):%H:%M:%S}"


def draw(text: NegotiatingText, shown: Stage, language: str) -> Drawn:
    """Draw a stage in a language."""
    with translation.override(language):
        changes = [_told(change, text.process) for change in shown.changes]
        lines = {name: _shown(getattr(shown, name)) for name in ("line", "before", "after")}
        context: dict[str, Any] = {"text": text, "stage": shown, "changes": changes, **lines}
        context["people"] = by_code(text.process)
        context["frozen"] = clock_in(text.process, shown.frozen_at) if shown.frozen_at else ""
        context["other"] = _other(shown, language)
        html = render_to_string("room/parts/stage.html", context)
        said = _said(changes[0]) if changes else ""
    return Drawn(html, said)


def state_of(text: NegotiatingText, language: str, *, at: datetime) -> Drawn:
    """Read and draw what is before the room."""
    return draw(text, queries.stage(text, at=at), language)


def _other(shown: Stage, language: str) -> Other | None:
    """Return the other language in which the paragraph is shown beside: the reader's own, or the first there is."""
    own = (other for other in shown.others if other.language == language)
    return next(own, shown.others[0] if shown.others else None)


def _shown(line: Line | None) -> Shown | None:
    if line is None:
        return None
    level = "" if line.level == Level.OPEN else str(Level(line.level).label)
    return Shown(line, level, line.level in queries.AGREED)


def _told(change: Change, process: Process) -> Told:
    known, place = DEEDS.get(change.deed), ZoneInfo(modalities_of(process).timezone)
    words = gettext(known.words) if known else change.deed
    return Told(change, words, date_format(change.at.astimezone(place), "j F, H:i"))


def _said(told: Told) -> str:
    return gettext("Paragraph %(number)s: %(words)s") % {"number": told.change.number, "words": told.words}
