"""The site's clock: it never goes back, whatever is done to the machine's, so that what was closed stays closed."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from django.utils import timezone

WORTH_A_WORD = timedelta(seconds=2)

log = logging.getLogger(__name__)


def _machine() -> datetime:
    return timezone.now()


class Clock:
    """A clock that follows the machine's while that goes forward, and goes on by itself where that was set back.

    `kept` returns the latest time that the installation has acknowledged, from its database; it is asked once.
    """

    def __init__(
        self,
        *,
        machine: Callable[[], datetime] = _machine,
        steady: Callable[[], float] = time.monotonic,
        kept: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        self.machine, self.steady, self.kept = machine, steady, kept
        self._lock = Lock()
        self._last: datetime | None = None
        self._anchor = (machine(), steady())
        self._resumed = self._warned = False

    def now(self) -> datetime:
        """Return the time: the machine's, or, where that lies before a time already told, that one and what passed."""
        with self._lock:
            read, steady = self.machine(), self.steady()
            if self._last is None or read >= self._last:
                self._anchor, self._warned = (read, steady), False
                self._last = read
            else:
                base, mark = self._anchor
                self._last = max(self._last, base + timedelta(seconds=steady - mark))
                self._warn(self._last - read)
            return self._last

    def resume(self) -> None:
        """Go on from the latest time acknowledged before this process was started; asks the database once."""
        if self._resumed:
            return
        kept = self.kept()
        self._resumed = True
        with self._lock:
            if kept is not None and (self._last is None or kept > self._last):
                self._last, self._anchor = kept, (kept, self.steady())

    @property
    def behind(self) -> timedelta:
        """How far the machine's clock stands behind the site's; zero where it does not."""
        now = self.now()
        return max(now - self.machine(), timedelta())

    def _warn(self, behind: timedelta) -> None:
        if behind >= WORTH_A_WORD and not self._warned:
            self._warned = True
            log.warning("the machine's clock stands %d s behind times already acknowledged", behind.total_seconds())


SITE = Clock()


def now() -> datetime:
    """Return the site's time."""
    return SITE.now()


def resume() -> None:
    """Go on from the latest time that this installation has acknowledged."""
    SITE.resume()
