"""Opening what is handed in: in a process of its own, a few at once, so that the site stays open whatever comes in."""

import logging
import signal
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

from django.conf import settings

from secretariat.frame.outages import Outage
from travaux.formats.apart import Bounds, Means, Spent, open_apart, return_apart
from travaux.formats.intake import Opened
from travaux.formats.reading import Limits
from travaux.formats.returned import Version
from travaux.formats.wire import Broken, TooHeavy
from travaux.formats.word.suggest import Suggestions

T = TypeVar("T")

log = logging.getLogger(__name__)
_WAITING = 2
_PATIENCE = 20.0
_START = 5.0  # seconds on the clock that a process may take to begin
_at_once = BoundedSemaphore(settings.TRAVAUX_READERS)
_in_line = BoundedSemaphore(settings.TRAVAUX_READERS + _WAITING)


class TooBusy(Outage):
    """As many papers are being opened as the machine should open at once, or it has too much else to do."""

    asked = "You handed in “{filename}”."
    because = "Other papers are being opened at this moment, or the machine has too much else to do."
    rule = "A few papers are opened at once and a few wait, so that the site stays open to all."
    remedy = "Hand it in again in a minute; nothing of yours was lost or kept."


def open_paper(content: bytes, filename: str, media_type: str = "") -> Opened:
    """Open a paper; call it before a deed begins, never inside one: it takes its time, and a deed holds up all others.

    Raises TooBusy, and the refusals of `travaux.formats`.
    """

    def read(means: Means) -> Opened:
        return open_apart(content, filename, media_type, limits=means.limits, bounds=means.bounds, watch=means.watch)

    return _in_line_for(filename, len(content), read)


def open_returned(content: bytes, filename: str, version: Version) -> Suggestions:
    """Read a document that was sent back against the version it would change; as `open_paper`, in its line."""
    return _in_line_for(filename, len(content), lambda means: return_apart(content, filename, version, means))


def _in_line_for(filename: str, size: int, read: Callable[[Means], T]) -> T:
    if not _in_line.acquire(blocking=False):
        raise TooBusy(filename=filename)
    try:
        return _in_turn(filename, size, read)
    finally:
        _in_line.release()


def _in_turn(filename: str, size: int, read: Callable[[Means], T]) -> T:
    if not _at_once.acquire(timeout=_PATIENCE):
        raise TooBusy(filename=filename)
    spent: list[Spent] = []
    seconds, limits = settings.TRAVAUX_READ_SECONDS, Limits(size=settings.TRAVAUX_MAX_UPLOAD)
    bounds = Bounds(seconds=seconds, memory_most=settings.TRAVAUX_READ_MEMORY, start=_START)
    try:
        return read(Means(limits, bounds, spent.append))
    except TooHeavy:
        if spent and _was_kept_waiting(spent[0], bounds.allowance(size).seconds):
            raise TooBusy(filename=filename) from None
        raise
    except Broken as broken:
        log.error("A reader of papers broke down: %s", broken.facts["place"])  # noqa: TRY400 - no trace, name or word of it
        raise
    finally:
        _at_once.release()


def _was_kept_waiting(spent: Spent, allowed: float) -> bool:
    """Whether a process was ended by the clock on the wall, with much of its time at the processor left."""
    return spent.exit == -signal.SIGKILL and spent.seconds < allowed / 2
