"""A restore and a move that are killed, as by `kill -9`, at each of their stages; then the same command again."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

from secretariat.frame.databases import also
from secretariat.keeping.services.restoring import COMPARED, IN_PLACE, READ
from secretariat.keeping.services.saving import backup
from secretariat.record.models import Entry

NOW = datetime(2018, 5, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
PAGES = "pages: "
READING = "the record is read through"
COPYING = "people_person: "
KILLED = -signal.SIGKILL
pytestmark = pytest.mark.django_db(transaction=True)


def address_of(place):
    if place["ENGINE"] == "secretariat.frame.sqlite":
        return ""
    return f"postgresql://{place['USER']}@{quote(place['HOST'], safe='')}/{place['NAME']}"


def at_work(data, *words, url=""):
    """Do it in a child; return how that ended, and what it said."""
    env = {**os.environ, "TRAVAUX_DATA": str(data), "TRAVAUX_DATABASE_URL": url, "TRAVAUX_DEMO": ""}
    command = [sys.executable, "-m", "tests.secretariat.keeping.at_work", *map(str, words)]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    return done.returncode, done.stderr


def entries(place):
    with also("looked at", place):
        there = connections["looked at"].introspection.table_names()
        return Entry.objects.using("looked at").count() if "record_entry" in there else None


@pytest.fixture
def saved(filled, file, tell):  # noqa: ARG001 - there is something to save
    backup(file, tell=tell, at=NOW)
    return file


@pytest.mark.parametrize("point", [PAGES, COMPARED, READING, READ])
def test_a_restore_that_is_killed_leaves_nothing_in_place_and_is_done_again(saved, in_a_file, point):
    data = in_a_file["NAME"].parent
    assert at_work(data, "restore", saved, point)[0] == KILLED
    assert entries(in_a_file) is None
    assert at_work(data, "restore", saved, "") == (0, "")
    assert entries(in_a_file) == 1
    assert [path.name for path in data.glob("*.restoring*")] == []


def test_a_restore_that_is_killed_when_it_is_in_place_is_whole(saved, in_a_file):
    data = in_a_file["NAME"].parent
    assert at_work(data, "restore", saved, IN_PLACE)[0] == KILLED
    assert entries(in_a_file) == 1
    code, said = at_work(data, "restore", saved, "")
    assert (code, "NotEmpty" in said) == (1, True)


@pytest.mark.parametrize("point", [COPYING, READING, READ])
def test_a_restore_into_postgresql_that_is_killed_leaves_nothing_and_is_done_again(
    saved, on_the_server, tmp_path, point
):
    url = address_of(on_the_server)
    assert at_work(tmp_path, "restore", saved, point, url=url)[0] == KILLED
    assert entries(on_the_server) is None
    assert at_work(tmp_path, "restore", saved, "", url=url) == (0, "")
    assert entries(on_the_server) == 1


@pytest.mark.parametrize("point", [COPYING, READ, IN_PLACE])
def test_a_move_that_is_killed_is_done_again_and_ends_with_one_place_to_write(saved, on_the_server, in_a_file, point):
    """Killed after the commit and before the mark, the second finds everything there, and only sets the mark."""
    data, url = in_a_file["NAME"].parent, address_of(on_the_server)
    lock = data / "travaux.sqlite3.lock"
    assert at_work(data, "restore", saved, "") == (0, "")
    assert at_work(data, "move", url, point)[0] == KILLED
    assert (entries(on_the_server), lock.stat().st_size) == (1 if point == IN_PLACE else None, 0)
    assert at_work(data, "move", url, "") == (0, "")
    assert (entries(on_the_server), "to PostgreSQL" in lock.read_text()) == (1, True)
