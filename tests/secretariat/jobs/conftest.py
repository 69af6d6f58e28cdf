from datetime import UTC, datetime, timedelta

import pytest

from secretariat.frame import clock
from secretariat.jobs.services.registry import HANDLERS


class Machine:
    """A machine whose clock can be set; its steady seconds only ever go on."""

    def __init__(self):
        self.time, self.seconds = datetime(2017, 11, 30, 12, tzinfo=UTC), 0.0

    def passes(self, seconds):
        self.time += timedelta(seconds=seconds)
        self.seconds += seconds

    def set_back(self, **by):
        self.time -= timedelta(**by)


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def started(machine, monkeypatch):
    """Start the site's clock on the machine, as a process does that goes on from what the database has kept."""

    def start(kept=lambda: None):
        found = clock.Clock(machine=lambda: machine.time, steady=lambda: machine.seconds, kept=kept)
        monkeypatch.setattr(clock, "SITE", found)
        return found

    return start


@pytest.fixture
def _clocked(started):
    started()


@pytest.fixture
def handlers():
    """Handlers of the test's own, beside those of the house."""
    before = dict(HANDLERS)
    yield HANDLERS
    HANDLERS.clear()
    HANDLERS.update(before)
