"""What the next page says is kept by the browser, sealed; a deed writes nothing after its own transaction."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from secretariat.people.models import Person
from secretariat.people.services.messages import SealedStorage
from secretariat.people.services.sessions import SessionStore
from secretariat.processes.models import Process
from secretariat.record.models import Entry
from travaux.modalities import library_file

pytestmark = pytest.mark.django_db
SQLITE_FULL = 13


@pytest.fixture
def staff():
    browser = Client(raise_request_exception=False)
    browser.force_login(Person.objects.create_user("mira", name="Mira Okafor", is_staff=True))
    browser.get("/account/")  # from now on the session knows when it began
    return browser


def open_process(browser, key="another"):
    words = {"text": library_file("gcm-2018"), "key": key, "once": key}
    return browser.post("/open-a-process/", words, headers={"Accept-Language": "en"})


def full(execute, sql, *more):
    """A disk on which a session can no longer be written."""
    if "django_session" in sql and not sql.startswith("SELECT"):
        error = OperationalError("database or disk is full")
        error.__cause__ = type("Cause", (Exception,), {"sqlite_errorcode": SQLITE_FULL})()
        raise error
    return execute(sql, *more)


def test_what_was_done_is_said_on_the_next_page_only_and_no_cookie_can_be_read(staff):
    answer = open_process(staff)
    cookie = answer.cookies["messages"]
    assert (cookie["httponly"], cookie["samesite"], "opened" in cookie.value, "another" in cookie.value) == (
        True,
        "Lax",
        False,
        False,
    )
    first, second = staff.get(answer["Location"]), staff.get(answer["Location"])
    assert ['role="status"' in page.content.decode() for page in (first, second)] == [True, False]
    assert first.headers["Cache-Control"] == "private, no-store"


def test_neither_a_deed_nor_the_page_after_it_writes_the_session(staff):
    with CaptureQueriesContext(connection) as asked:
        staff.get(open_process(staff)["Location"])
    assert [one["sql"] for one in asked if "django_session" in one["sql"] and "SELECT" not in one["sql"]] == []


def said(cookie):
    request = RequestFactory().get("/")
    request.COOKIES["messages"] = cookie
    request._messages = SealedStorage(request)  # noqa: SLF001 - where the library looks for it
    return [str(each) for each in get_messages(request)]


def test_a_cookie_that_we_did_not_seal_or_sealed_long_ago_says_nothing(staff, settings):
    sealed = open_process(staff).cookies["messages"].value
    assert (len(said(sealed)), said("forged"), said(sealed[:-2])) == (2, [], [])
    settings.SESSION_COOKIE_AGE = -1
    assert said(sealed) == []


def test_a_key_that_was_changed_opens_what_was_sealed_with_the_one_before(staff, settings):
    sealed = open_process(staff).cookies["messages"].value
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 8
    assert len(said(sealed)) == 2
    settings.SECRET_KEY_FALLBACKS = []
    assert said(sealed) == []


def touched(browser):
    """Let the session be one that the next answer puts off."""
    session = browser.session
    session["begun"] = session["begun"] - 2000
    session.save()


def test_a_deed_that_was_done_is_answered_so_though_the_session_can_no_longer_be_written(staff):
    touched(staff)
    with connection.execute_wrapper(full):
        answer = open_process(staff)
    assert (answer.status_code, Process.objects.count(), Entry.objects.count()) == (302, 1, 1)


def test_where_nothing_was_done_a_disk_that_is_full_is_told_as_such_and_no_session_is_called_ended(staff):
    touched(staff)
    with connection.execute_wrapper(full):
        answer = staff.get("/account/")
    assert (answer.status_code, "The disk of this site is full." in answer.content.decode()) == (503, True)
    assert staff.get("/account/").status_code == 200


def test_a_session_that_somebody_has_ended_meanwhile_is_not_made_again(staff):
    store = SessionStore(staff.session.session_key)
    assert store["begun"]
    SessionStore(staff.session.session_key).delete()
    store["begun"] = 1
    with pytest.raises(UpdateError):
        store.save()
