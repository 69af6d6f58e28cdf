"""The site's clock across restarts: what was acknowledged is where it goes on."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from secretariat.frame import clock
from secretariat.jobs import queries
from secretariat.jobs.models import Tick
from secretariat.jobs.services import times
from secretariat.people.access import OFFICER, Actor
from secretariat.people.services import register_person
from secretariat.record.models import Entry
from travaux.cli import main

pytestmark = pytest.mark.django_db


def test_a_deed_acknowledges_the_clocks_time_and_not_the_one_claimed_for_it(machine, started):
    started()
    claimed = machine.time + timedelta(days=3650)
    register_person("ada", name="Ada", password=None, by=Actor(role=OFFICER), at=claimed)
    assert times.latest() == machine.time


def test_after_a_restart_with_the_clock_set_back_it_goes_on_from_there(machine, started):
    started()
    times.acknowledge(clock.now())
    told = machine.time
    machine.set_back(hours=1)
    started(times.latest)
    clock.resume()
    machine.passes(5)
    assert clock.now() == told + timedelta(seconds=5)
    assert queries.problems()[-1] == (
        "The machine's clock stands 3600 seconds behind times already acknowledged; the site goes on from those."
    )


def test_the_worker_keeps_the_latest_time_only(machine, started):
    started()
    for _ in range(3):
        times.acknowledge(clock.now())
        machine.passes(1)
    times.sweep()
    assert list(Tick.objects.values_list("at", flat=True)) == [machine.time]


def test_an_operator_whose_machine_once_stood_in_the_future_lets_the_site_follow_it_again(machine, started):
    started()
    times.acknowledge(machine.time + timedelta(days=3650))
    done = CliRunner().invoke(main, ["jobs", "clock", "--trust-machine", "--json"])
    assert (done.exit_code, times.latest()) == (0, machine.time)
    shown = CliRunner().invoke(main, ["jobs", "clock"])
    assert shown.output.splitlines()[-1] == "seconds behind: 0.0"


def test_that_the_machine_was_trusted_again_is_in_the_record_with_the_time_that_was_given_up(machine, started):
    started()
    future = machine.time + timedelta(days=3650)
    times.acknowledge(future)
    CliRunner().invoke(main, ["jobs", "clock", "--trust-machine"])
    entry = Entry.objects.get()
    assert (entry.deed, entry.process, entry.actor, entry.subject, entry.at) == (
        "trust_machine",
        "",
        "officer",
        "clock:site",
        machine.time,
    )
    assert entry.facts == {"acknowledged": future.isoformat(), "door": "command"}


def test_no_time_is_kept_before_there_are_tables(monkeypatch):
    monkeypatch.setattr(times, "TABLE", "not_there_yet")
    assert times.latest() is None
