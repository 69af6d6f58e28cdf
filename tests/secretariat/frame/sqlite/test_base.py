"""Who writes holds the lock, from the first change to the commit; who reads never does."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from django.db import connections, transaction
from django.db.utils import IntegrityError, OperationalError

from secretariat.frame.databases import also
from secretariat.frame.sqlite.base import QUESTION
from secretariat.frame.sqlite.library import newest
from secretariat.frame.sqlite.writer import LINES, MovedAway, WriterBusy, WriterLock

OPEN = Path("/proc/self/fd")
PUT = "INSERT INTO line (words) VALUES (%s)"


class Failed(Exception):  # noqa: N818 - whatever goes wrong in a deed
    pass


def put(words, using="beside"):
    with connections[using].cursor() as cursor:
        cursor.execute(PUT, [words])


def lines(using="beside"):
    with connections[using].cursor() as cursor:
        return [words for (words,) in cursor.execute("SELECT words FROM line ORDER BY id").fetchall()]


def pragma(connection, name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def elsewhere(kept, deed):
    """Do it in another thread, which has a connection of its own."""

    def done():
        with also("beside", kept.settings_dict):
            return deed()

    with ThreadPoolExecutor(1) as other:
        return other.submit(done).result()


def test_the_newest_library_of_the_machine_is_used(kept):
    assert kept.Database.sqlite_version == newest().sqlite_version


def test_others_keep_the_library_that_they_had(kept):  # noqa: ARG001 - loads the backend
    import_it = "import secretariat.frame.sqlite.base, sqlite3, sys; print(sqlite3.__name__, sqlite3.dbapi2.__name__)"
    told = subprocess.run([sys.executable, "-c", import_it], check=True, capture_output=True, text=True).stdout
    assert told.split() == ["sqlite3", "sqlite3.dbapi2"]


def test_what_is_acknowledged_has_reached_the_disk(kept):
    assert [pragma(kept, name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]


def test_a_transaction_holds_the_lock_until_it_is_committed(kept):
    with transaction.atomic("beside"):
        assert kept.writer.held
        with transaction.atomic("beside"):
            put("one")
        assert kept.writer.held
    assert (kept.writer.held, lines()) == (False, ["one"])


def test_a_transaction_that_fails_gives_the_lock_back(kept):
    def fail():
        with transaction.atomic("beside"):
            put("one")
            raise Failed

    with pytest.raises(Failed):
        fail()
    assert (kept.writer.held, lines()) == (False, [])


def test_a_savepoint_that_is_undone_leaves_the_lock_where_it_is(kept):
    with transaction.atomic("beside"):
        put("one")
        with pytest.raises(IntegrityError), transaction.atomic("beside"):
            put("one")
        assert kept.writer.held
        put("two")
    assert (kept.writer.held, lines()) == (False, ["one", "two"])


def test_a_write_outside_a_transaction_holds_the_lock_while_it_lasts(kept):
    put("one")
    assert kept.writer.held is False
    with pytest.raises(IntegrityError):
        put("one")
    assert kept.writer.held is False
    with kept.cursor() as cursor:
        cursor.execute(f"{PUT} RETURNING id", ["two"])
        assert kept.writer.held
        assert cursor.fetchone() == (2,)
    assert kept.writer.held is False


def test_many_rows_and_scripts_are_written_under_the_lock(kept):
    with kept.cursor() as cursor:
        cursor.executemany(PUT, [("one",), ("two",)])
        cursor.executescript("DELETE FROM line WHERE words = 'one'; BEGIN; DELETE FROM line;")
    assert kept.writer.held
    kept.rollback()
    assert (kept.writer.held, lines()) == (False, ["two"])


def test_a_transaction_without_atomic_holds_the_lock_from_its_first_change(kept):
    kept.set_autocommit(False)
    assert lines() == []
    assert kept.writer.held is False
    put("one")
    assert kept.writer.held
    kept.commit()
    kept.set_autocommit(True)
    assert kept.writer.held is False


def test_who_closes_in_the_middle_gives_the_lock_back(kept):
    def leave():
        with transaction.atomic("beside"):
            put("two")
            kept.close()
            assert kept.writer.held is False
            raise Failed

    put("one")
    with pytest.raises(Failed):
        leave()
    assert lines() == ["one"]


def test_who_reads_meets_no_lock(kept):
    with transaction.atomic("beside"):
        put("one")
        assert elsewhere(kept, lines) == []
    assert elsewhere(kept, lines) == ["one"]


def test_who_waits_too_long_is_told_and_nothing_is_written(hurried, kept):  # noqa: ARG001 - nobody waits
    def late():
        with transaction.atomic("beside"):
            put("too late")

    with transaction.atomic("beside"):
        put("one")
        with pytest.raises(WriterBusy):
            elsewhere(kept, late)
        with pytest.raises(OperationalError):
            elsewhere(kept, lambda: put("too late"))
    assert lines() == ["one"]


def test_threads_write_one_after_the_other_and_lose_nothing(kept):
    put("0")

    def count(_who):
        with also("beside", kept.settings_dict) as connection:
            for _ in range(10):
                with transaction.atomic("beside"), connection.cursor() as cursor:
                    (words,) = cursor.execute("SELECT words FROM line").fetchone()
                    cursor.execute("UPDATE line SET words = %s", [str(int(words) + 1)])

    with ThreadPoolExecutor(6) as people:
        list(people.map(count, range(6)))
    assert (kept.writer.held, lines()) == (False, ["60"])


HOLDER = """
    import os, sys
    os.environ["DJANGO_SETTINGS_MODULE"] = "secretariat.settings"
    import django
    django.setup()
    from secretariat.frame.databases import also
    from django.db import transaction
    beside = {"ENGINE": "secretariat.frame.sqlite", "NAME": sys.argv[1], "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    with also("beside", beside) as connection:
        with transaction.atomic("beside"), connection.cursor() as cursor:
            cursor.execute("INSERT INTO line (words) VALUES ('never committed')")
            print("holding", flush=True)
            sys.stdin.read()
"""


@pytest.fixture
def holder(kept):
    """Another process that holds the lock in the middle of a transaction."""
    command = [sys.executable, "-c", textwrap.dedent(HOLDER), str(kept.settings_dict["NAME"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "holding\n"
        yield process
        process.kill()


def test_a_holder_that_is_killed_frees_the_lock(hurried, kept, holder):  # noqa: ARG001 - nobody waits
    with pytest.raises(WriterBusy):
        put("one")
    assert lines() == []
    holder.kill()
    holder.wait()
    put("one")
    assert lines() == ["one"]


def test_a_lock_that_is_thrown_away_with_its_thread_is_free_again(tmp_path):
    first = WriterLock(lambda: tmp_path / "x", seconds=0)
    first.acquire()
    first.acquire()
    del first
    second = WriterLock(lambda: tmp_path / "x", seconds=0)
    with second:
        assert second.held


def test_those_of_one_process_are_served_in_the_order_in_which_they_came(tmp_path):
    served, first = [], WriterLock(lambda: tmp_path / "x", seconds=20)
    first.acquire()
    line = first.line

    def serve(number):
        with WriterLock(lambda: tmp_path / "x", seconds=20):
            served.append(number)

    with ThreadPoolExecutor(5) as people:
        for number in range(5):
            people.submit(serve, number)
            while len(line.waiting) < number + 2:
                Event().wait(0.001)
        first.release()
    assert served == list(range(5))


def test_whoever_gave_up_waiting_leaves_nothing_behind_and_the_next_one_writes(tmp_path):
    database = tmp_path / "kept.sqlite3"
    first, hurried, next_one = (WriterLock(lambda: database, seconds=5) for _ in range(3))
    first.acquire()
    open_files = len(list(OPEN.iterdir()))
    LINES.clear()  # as if those who come now were another process
    hurried.acquire(seconds=0.01, required=False)
    first.release()
    for thread in enumerate_threads():
        if thread.name.startswith("waits for"):
            thread.join()
    next_one.acquire()
    assert (hurried.held, next_one.held, len(list(OPEN.iterdir()))) == (False, True, open_files)
    next_one.release()


def test_nobody_writes_in_a_database_that_was_moved_and_everybody_reads_it(kept):
    put("one")
    with kept.writer:
        kept.writer.mark("to the other house")
    with pytest.raises(MovedAway) as refused:
        put("two")
    assert (refused.value.facts["mark"], kept.writer.held, lines()) == ("to the other house", False, ["one"])


FORKED = """
    import os, sys
    from pathlib import Path
    from secretariat.frame.sqlite.writer import WriterLock
    mine = WriterLock(lambda: Path(sys.argv[1]), seconds=0)
    mine.acquire()
    if os.fork() == 0:
        print(mine.held, flush=True)
        sys.stdin.read()  # outlives its parent
"""


def test_a_child_that_was_forked_holds_nothing_of_its_parents(tmp_path):
    command = [sys.executable, "-c", textwrap.dedent(FORKED), str(tmp_path / "x")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "False\n"
        parent.wait()
        with WriterLock(lambda: tmp_path / "x", seconds=0) as _:
            parent.stdin.close()


@pytest.mark.parametrize(
    ("statement", "asks"),
    [
        ("SELECT 1", True),
        ("  select 1", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("WITH a AS (SELECT 1)\nINSERT INTO line SELECT * FROM a", False),
        ("PRAGMA foreign_keys", True),
        ("PRAGMA journal_mode", True),
        ("PRAGMA journal_mode=WAL", False),
        ("PRAGMA wal_checkpoint(TRUNCATE)", False),
        ("EXPLAIN QUERY PLAN DELETE FROM line", True),
        ("SELECTED", False),
        ("/* who knows */ SELECT 1", False),
        ("BEGIN IMMEDIATE", False),
        ("VACUUM", False),
    ],
)
def test_whatever_is_not_plainly_a_question_takes_the_lock(statement, *, asks):
    assert bool(QUESTION.match(statement)) == asks


def test_a_file_that_was_moved_away_is_missed_and_not_made_anew(kept):
    put("before")
    place = kept.settings_dict["NAME"]
    away = place.with_name("elsewhere")
    place.rename(away)
    assert kept.is_usable() is False
    kept.close()
    with pytest.raises(OperationalError, match="unable to open"):
        put("meanwhile")
    away.rename(place)
    assert lines() == ["before"]
