"""A machine that cannot do it now says so, keeps what was typed, and goes on when it can again."""

import errno

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.db.utils import InterfaceError, OperationalError
from django.test import Client

from secretariat.frame.databases import also
from secretariat.frame.outages import DatabaseGone, DiskFull, OthersAreWriting, outage
from secretariat.frame.sqlite.writer import WriterBusy
from secretariat.people.models import Person
from secretariat.processes.models import Process
from secretariat.record.models import Entry
from travaux.modalities import library_file

ON_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a page more or less is SQLite's matter")
ON_POSTGRESQL = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only a server can go away")
NO_CAUSE = None


@pytest.fixture
def as_staff():
    browser = Client(raise_request_exception=False)
    browser.force_login(Person.objects.create_user("mira", name="Mira Okafor", is_staff=True))
    return browser


def open_process(browser):
    words = {"text": library_file("gcm-2018"), "key": "another"}
    return browser.post("/open-a-process/", words, headers={"Accept-Language": "en"})


@ON_SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_deed_on_a_full_disk_is_told_and_done_when_there_is_room_again(as_staff):
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        answer = open_process(as_staff)
        page = answer.content.decode()
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert ["Nothing was recorded." in page, "[[phases]]" in page] == [True, True]
        assert (Process.objects.count(), Entry.objects.count()) == (0, 0)
        cursor.execute("PRAGMA max_page_count = 4294967294")
    assert open_process(as_staff).status_code == 302
    assert (Process.objects.count(), Entry.objects.count()) == (1, 1)


def leave(**_facts):
    """End the server's side of this connection, as an administrator or a crash does."""
    with also("hangman", connection.settings_dict) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


@pytest.fixture
def _gone_in_mid_deed():
    post_save.connect(leave, sender=Entry)
    yield
    post_save.disconnect(leave, sender=Entry)


@ON_POSTGRESQL
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_gone_in_mid_deed")
def test_a_database_that_vanishes_in_mid_deed_is_told_and_served_again(as_staff):
    answer = open_process(as_staff)
    page = answer.content.decode()
    assert (answer.status_code, "before it confirmed" in page, "[[phases]]" in page) == (503, True, True)
    post_save.disconnect(leave, sender=Entry)
    assert Process.objects.count() == 0
    assert open_process(as_staff).status_code == 302
    assert Process.objects.count() == 1


@ON_POSTGRESQL
@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_gone_before_the_page_begins_is_told_too(as_staff):
    connection.ensure_connection()
    leave()
    with transaction.atomic():  # as long as a block is open, nobody may connect anew
        answer = as_staff.get("/")
        transaction.set_rollback(True)
    assert (answer.status_code, "before it confirmed" in answer.content.decode()) == (503, True)
    assert as_staff.get("/").status_code == 200


class Cause(Exception):  # noqa: N818 - what a database's own module would raise
    def __init__(self, **said):
        self.__dict__.update(said)


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WriterBusy("waited"), OthersAreWriting),
        (OSError(errno.ENOSPC, "no space"), DiskFull),
        (OSError(errno.ENOENT, "no such file"), None),
        (ValueError("a bug"), None),
        (caused(OperationalError("full"), Cause(sqlite_errorcode=13)), DiskFull),
        (caused(OperationalError("locked"), Cause(sqlite_errorcode=517)), OthersAreWriting),
        (caused(OperationalError("disk I/O"), Cause(sqlite_errorcode=778)), DatabaseGone),
        (caused(OperationalError("moved"), Cause(sqlite_errorcode=1032)), DatabaseGone),
        (caused(OperationalError("no such table"), Cause(sqlite_errorcode=1)), None),
        (caused(OperationalError("full"), Cause(sqlstate="53100")), DiskFull),
        (caused(OperationalError("too many"), Cause(sqlstate="53300")), OthersAreWriting),
        (caused(OperationalError("terminated"), Cause(sqlstate="57P01")), DatabaseGone),
        (caused(OperationalError("lost"), Cause(sqlstate=None)), DatabaseGone),
        (caused(OperationalError("deadlock"), Cause(sqlstate="40P01")), None),
        (caused(OperationalError("ours"), NO_CAUSE), None),
        (InterfaceError("connection already closed"), DatabaseGone),
        (InterfaceError("the cursor is closed"), None),
    ],
)
def test_only_what_the_machine_cannot_do_is_an_outage(error, said):
    assert type(outage(error)) is (said or type(None))
