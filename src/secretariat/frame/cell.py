"""Opening what is handed in: in a process of its own, a few at once, so that the site stays open whatever comes in."""

import logging
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

from django.conf import settings

from travaux.formats.apart import Bounds, Means, open_apart, return_apart
from travaux.formats.intake import Opened
from travaux.formats.reading import Limits
from travaux.formats.returned import Version
from travaux.formats.wire import Broken
from travaux.formats.word.suggest import Suggestions
from travaux.refusal import Changed

T = TypeVar("T")

log = logging.getLogger(__name__)
_WAITING = 2
_PATIENCE = 20.0
_at_once = BoundedSemaphore(settings.TRAVAUX_READERS)
_in_line = BoundedSemaphore(settings.TRAVAUX_READERS + _WAITING)


class TooBusy(Changed):
    """As many papers are being opened as the machine should open at once."""

    asked = "You handed in “{filename}”."
    because = "Other papers are being opened at this moment."
    rule = "A few papers are opened at once and a few wait, so that the site stays open to all."
    remedy = "Hand it in again in a minute; nothing of yours was lost or kept."


def open_paper(content: bytes, filename: str, media_type: str = "") -> Opened:
    """Open a paper; call it before a deed begins, never inside one: it takes its time, and a deed holds up all others.

    Raises TooBusy, and the refusals of `travaux.formats`.
    """
    means = _means()
    return _in_line_for(
        filename, lambda: open_apart(content, filename, media_type, limits=means.limits, bounds=means.bounds)
    )


def open_returned(content: bytes, filename: str, version: Version) -> Suggestions:
    """Read a document that was sent back against the version that it would change; as `open_paper`, and in its line."""
    return _in_line_for(filename, lambda: return_apart(content, filename, version, _means()))


def _means() -> Means:
    return Means(
        Limits(size=settings.TRAVAUX_MAX_UPLOAD),
        Bounds(seconds=settings.TRAVAUX_READ_SECONDS, memory_most=settings.TRAVAUX_READ_MEMORY),
    )


def _in_line_for(filename: str, read: Callable[[], T]) -> T:
    if not _in_line.acquire(blocking=False):
        raise TooBusy(filename=filename)
    try:
        return _in_turn(filename, read)
    finally:
        _in_line.release()


def _in_turn(filename: str, read: Callable[[], T]) -> T:
    if not _at_once.acquire(timeout=_PATIENCE):
        raise TooBusy(filename=filename)
    try:
        return read()
    except Broken as broken:
        log.error("A reader of papers broke down: %s", broken.facts["place"])  # noqa: TRY400 - no trace, name or word of it
        raise
    finally:
        _at_once.release()
