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
        self._anchor = (machine(), steady())
        self._resumed = self._warned = False

    def now(self) -> datetime:
        """Return the time: the machine's, or, where that lies before what must be, the last known and what passed."""
        with self._lock:
            # The machine's is read first: what passes between the two can then never be counted twice.
            read, steady = self.machine(), self.steady()
            base, mark = self._anchor
            expected = base + timedelta(seconds=steady - mark)
            self._warn(expected - read)
            if read >= expected:
                self._anchor = (read, steady)
            return max(read, expected)

    def resume(self) -> None:
        """Go on from the latest time acknowledged before this process was started; asks the database once."""
        if self._resumed:
            return
        kept = self.kept()
        now, self._resumed = self.now(), True
        with self._lock:
            if kept is not None and kept > now:
                self._anchor = (kept, self.steady())

    @property
    def behind(self) -> timedelta:
        """How far the machine's clock stands behind the site's; zero where it does not."""
        now = self.now()
        return max(now - self.machine(), timedelta())

    def _warn(self, behind: timedelta) -> None:
        worth, before = behind >= WORTH_A_WORD, self._warned
        self._warned = worth
        if worth and not before:
            log.warning("the machine's clock stands %d s behind times already acknowledged", behind.total_seconds())


SITE = Clock()


def now() -> datetime:
    """Return the site's time."""
    return SITE.now()


def resume() -> None:
    """Go on from the latest time that this installation has acknowledged."""
    SITE.resume()
