from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.frame.clock import Clock

NOON = datetime(2017, 11, 30, 12, tzinfo=UTC)


class Machine:
    def __init__(self):
        self.time, self.seconds = NOON, 0.0

    def passes(self, seconds):
        self.time += timedelta(seconds=seconds)
        self.seconds += seconds

    def clock(self, **more):
        return Clock(machine=lambda: self.time, steady=lambda: self.seconds, **more)


@pytest.fixture
def machine():
    return Machine()


def test_it_follows_the_machine_while_that_goes_forward(machine):
    clock = machine.clock()
    assert clock.now() == NOON
    machine.passes(90)
    assert (clock.now(), clock.behind) == (NOON + timedelta(seconds=90), timedelta())


def test_set_back_by_an_hour_it_goes_on_second_by_second(machine, caplog):
    clock = machine.clock()
    clock.now()
    machine.time -= timedelta(hours=1)
    machine.passes(10)
    assert clock.now() == NOON + timedelta(seconds=10)
    machine.passes(5)
    assert (clock.now(), clock.behind) == (NOON + timedelta(seconds=15), timedelta(hours=1))
    assert [record.getMessage() for record in caplog.records] == [
        "the machine's clock stands 3600 s behind times already acknowledged"
    ]


def test_it_follows_the_machine_again_once_that_has_caught_up(machine):
    clock = machine.clock()
    clock.now()
    machine.time -= timedelta(hours=1)
    clock.now()
    machine.time += timedelta(hours=3)
    assert (clock.now(), clock.behind) == (NOON + timedelta(hours=2), timedelta())


def test_a_restart_goes_on_from_what_was_acknowledged_and_asks_once(machine):
    asked = []

    def kept():
        asked.append(1)
        return NOON + timedelta(minutes=30)

    clock = machine.clock(kept=kept)
    clock.resume()
    clock.resume()
    machine.passes(1)
    assert (clock.now(), asked) == (NOON + timedelta(minutes=30, seconds=1), [1])


@pytest.mark.parametrize("kept", [None, NOON - timedelta(days=1)])
def test_nothing_or_something_earlier_kept_changes_nothing(machine, kept):
    clock = machine.clock(kept=lambda: kept)
    clock.now()
    clock.resume()
    assert clock.now() == NOON


STEPS = st.lists(st.tuples(st.floats(0, 5000), st.floats(-90000, 90000)), max_size=30)


@given(STEPS)
def test_whatever_is_done_to_the_machine_it_never_goes_back_and_never_stands_still(steps):
    machine = Machine()
    clock = machine.clock()
    before = clock.now()
    for passed, step in steps:
        machine.time += timedelta(seconds=step)
        machine.passes(passed)
        now = clock.now()
        assert now >= max(machine.time, before + timedelta(seconds=passed) - timedelta(milliseconds=1))
        before = now
