"""Papers handed in at the door around a deadline, with the machine's clock set back in the middle."""

from datetime import UTC, datetime

import pytest

from benchmarks.trust.deadlines import HELD, SECOND, SHORT
from benchmarks.trust.deadlines_held import Careless, Deadline, held, to_the_second

pytestmark = pytest.mark.django_db


@pytest.fixture(params=SHORT, ids=lambda row: " ".join(row[:3]))
def deadline(request):
    zone, day, at, end = request.param
    return Deadline(zone, day, at, datetime.fromisoformat(end).replace(tzinfo=UTC))


def test_the_last_second_is_in_time_and_the_next_too_late(deadline):
    assert to_the_second(deadline) == SECOND


def test_a_clock_set_back_reopens_nothing_also_after_a_restart(deadline):
    assert held(deadline) == HELD


def test_a_site_that_follows_its_machines_clock_takes_what_comes_too_late():
    end = datetime(2018, 2, 1, 5, tzinfo=UTC)
    taken = held(Deadline("America/New_York", "2018-01-31", "", end), kind=Careless)
    assert taken == [True, True, True, True, True, True, False]
