"""The drills in their short form, each with its control. How long things take is for `./run bench trust` to tell."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import postgresql, trust
from benchmarks.trust import disk, kills, power, writers
from benchmarks.trust.drill import Ground, cluster, on_server, scratch, sqlite
from benchmarks.trust.kills import Found, Loop

pytestmark = pytest.mark.journey

NOTHING_WRONG = Found(lost=0, doubled=0, half=0, refused=(), whole=True, sound="ok")
KILLS, DATABASE_KILLS, CONTROL_KILLS = kills.NUMBERS["short"]
DEEDS, EDITS, FEW = writers.NUMBERS["short"]
WRITES = disk.NUMBERS["short"]


def without(what: str) -> None:
    """Say what cannot be had here; in CI that is a failure."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch() as made:
        yield made


@pytest.fixture
def embedded(folder: Path) -> Ground:
    return sqlite(folder / "embedded")


@pytest.fixture
def served(folder: Path) -> Iterator[Ground]:
    if postgresql.found_programs() is None:
        without(postgresql.MISSING)
    with cluster(folder / "server") as server:
        yield on_server(folder / "served", server)


@pytest.fixture(params=["embedded", "served"])
def ground(request: pytest.FixtureRequest) -> Ground:
    return request.getfixturevalue(request.param)


def test_what_was_acknowledged_is_there_once_however_often_the_site_is_killed(embedded: Ground) -> None:
    assert kills.found(Loop(embedded, KILLS).held()) == NOTHING_WRONG


def test_the_same_on_postgresql_whose_own_server_is_killed_too(served: Ground) -> None:
    assert kills.found(Loop(served, KILLS, DATABASE_KILLS).held()) == NOTHING_WRONG


def test_a_site_that_acknowledges_before_it_commits_is_found_out(folder: Path) -> None:
    hasty = Loop(sqlite(folder / "hasty", careless="early"), CONTROL_KILLS)
    assert kills.found(hasty.held()).lost > 0


@pytest.fixture
def strace() -> None:
    if shutil.which("strace") is None:
        without(power.NO_STRACE)


@pytest.mark.usefixtures("strace")
def test_a_power_cut_at_any_moment_takes_nothing_that_was_acknowledged(embedded: Ground, folder: Path) -> None:
    deeds, images, _ = power.NUMBERS["short"]
    power.traced(embedded, deeds)
    found = power.examined(embedded, power.LIBRARY, list(range(images // power.CHUNK)), folder / "found.json")
    assert (found["images"], power.wrong(found)) == (images, {"lost": 0, "half": 0, "broken": 0})


@pytest.mark.usefixtures("strace")
def test_a_database_that_does_not_wait_for_the_disk_loses_in_a_power_cut(folder: Path) -> None:
    deeds, _, images = power.NUMBERS["short"]
    hasty = sqlite(folder / "hasty", careless="normal")
    power.traced(hasty, deeds)
    found = power.examined(hasty, power.LIBRARY, list(range(images // power.CHUNK)), folder / "found.json")
    assert found["lost"] > 0


def test_eight_writers_at_once_meet_no_error(ground: Ground) -> None:
    outcome = writers.together(ground, "deeds", DEEDS)
    assert (outcome.errors, len(outcome.done)) == ([], writers.WRITERS * DEEDS)


def test_no_edit_of_a_paragraph_that_others_edit_too_is_lost(ground: Ground) -> None:
    outcome = writers.together(ground, "edits", EDITS // writers.WRITERS)
    assert (outcome.errors, writers.lost(ground.installation, outcome)) == ([], 0)


def test_the_same_writers_fail_on_the_settings_that_django_has(folder: Path) -> None:
    peer = writers.together(sqlite(folder / "peer", careless="default"), "deeds", DEEDS)
    assert peer.errors != []


def test_edits_that_do_not_say_what_was_seen_are_lost(embedded: Ground) -> None:
    outcome = writers.together(embedded, "blind", FEW // writers.WRITERS)
    assert writers.lost(embedded.installation, outcome) > 0


def is_right(trial: disk.Trial) -> tuple[Found, bool, int]:
    """Return what is wrong in the end, whether all whose writes could not be done were told, what was done nowhere."""
    return kills.found(trial.loop), trial.clear == len(trial.ledger.unavailable) > 0, trial.meanwhile


def test_on_a_full_disk_nothing_is_lost_all_are_told_and_the_site_goes_on(embedded: Ground) -> None:
    assert is_right(disk.Trial(embedded, WRITES).held(disk.limited)) == (NOTHING_WRONG, True, 0)


def test_a_database_that_is_moved_away_and_back_is_missed_and_not_made_anew(embedded: Ground) -> None:
    assert is_right(disk.Trial(embedded, WRITES).held(disk.away(embedded))) == (NOTHING_WRONG, True, 0)


def test_a_database_server_that_dies_in_mid_deed_takes_nothing_with_it(served: Ground) -> None:
    assert is_right(disk.Trial(served, WRITES).held(disk.killed(served))) == (NOTHING_WRONG, True, 0)


def test_a_drill_that_is_not_there_is_a_target_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "NAMES", ("earthquake",))
    assert [figure.met for figure in trust.figures()] == [False]
