"""An installation with something in it, and empty places to which it can be brought."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from secretariat.documents.services import keep
from secretariat.frame.databases import also
from secretariat.people.models import Person

NOW = datetime(2018, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def tell():
    """Keep what is told, instead of printing it."""
    return [].append


@pytest.fixture
def filled(transactional_db, process, officer, at):  # noqa: ARG001 - others see only what is committed
    """A process, an account whose name is not in ASCII, a paper of bytes of every kind."""
    Person.objects.create_user("amina", name="Amina Diallo · أمينة", password="x" * 12)
    keep(bytes(range(256)) * 40, filename="p.bin", media_type="x/y", title="A paper", by=None, at=at)
    return process


@pytest.fixture
def in_a_file(tmp_path):
    """A place for an embedded database: a folder with nothing in it."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA synchronous=FULL;"}
    (tmp_path / "new").mkdir()
    return {"ENGINE": "secretariat.frame.sqlite", "NAME": tmp_path / "new" / "travaux.sqlite3", "OPTIONS": options}


@pytest.fixture
def on_the_server(transactional_db):  # noqa: ARG001 - the server is there only with the tests' database
    """An empty database on the tests' PostgreSQL."""
    if connection.vendor != "postgresql":
        pytest.skip("the tests run on SQLite: there is no server to bring anything to")
    name = f"empty_{uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**connection.settings_dict, "NAME": name}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["in_a_file", "on_the_server"])
def place(request):
    """Each kind of empty place in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def empty(place):
    """An empty place, open as `new`."""
    with also("new", place) as new:
        yield new


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "kept.backup"
