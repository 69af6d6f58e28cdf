import pytest

from secretariat.frame.databases import also


@pytest.fixture
def beside(tmp_path):
    """A SQLite database of our own backend, whatever database the tests run on, under the name `beside`."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA synchronous=FULL;"}
    return {"ENGINE": "secretariat.frame.sqlite", "NAME": tmp_path / "kept.sqlite3", "OPTIONS": options}


@pytest.fixture
def kept(beside, django_db_blocker):
    with django_db_blocker.unblock(), also("beside", beside) as connection:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE line (id integer PRIMARY KEY, words text UNIQUE)")
        yield connection


@pytest.fixture
def hurried(beside):
    """Let nobody wait for the lock."""
    beside["OPTIONS"]["timeout"] = 0
    return beside
