"""What holds for the moment only is in no backup, and nothing of it comes back to life."""

from datetime import UTC, datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connections
from django.test import Client

from secretariat.frame.databases import also
from secretariat.frame.sqlite.writer import MovedAway
from secretariat.jobs.models import Job
from secretariat.jobs.services import Worker, enqueue, handler, queue
from secretariat.jobs.services.registry import HANDLERS
from secretariat.keeping.services.passing import holds_a_link
from secretariat.keeping.services.restoring import move, restore
from secretariat.keeping.services.saving import backup
from secretariat.people.models import Person

NOW = datetime(2018, 5, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handlers():
    """Let a test register kinds of jobs, and forget them after it."""
    before = dict(HANDLERS)
    yield
    HANDLERS.clear()
    HANDLERS.update(before)


@pytest.fixture(autouse=True)
def _by_jobs(settings):
    settings.EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"


@pytest.fixture
def signed_in(filled):  # noqa: ARG001 - the account is there
    """Somebody who is signed in; the key of the session."""
    store = SessionStore()
    store["word"] = "of the moment"
    store.create()
    person = Person.objects.get(username="amina")
    UserSession.objects.create(user=person, ip="192.0.2.7", session_key=store.session_key, user_agent="Netscape 4")
    cache.set("attempt-of-amina", 3)
    return store.session_key


def rows(using, name):
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - a table of ours
        return cursor.fetchone()[0]


SIGN_INS = ("django_session", "usersessions_usersession", "people_attempts")


@pytest.mark.usefixtures("empty")
def test_no_sign_in_and_no_attempt_is_in_a_backup_nor_comes_back(signed_in, file, tell):
    SessionStore(session_key=signed_in).delete()
    again = SessionStore()
    again.create()
    manifest = backup(file, tell=tell, at=NOW)
    content = file.read_bytes()
    words = (signed_in, again.session_key, "Netscape 4", "attempt-of-amina")
    assert [word.encode() in content for word in (*words, "amina")] == [False] * 4 + [True]
    assert manifest.tables["django_session"]["rows"] == 0
    restore(file, tell=tell, using="new")
    assert [rows("new", name) for name in SIGN_INS] == [0, 0, 0]
    assert [rows("default", name) for name in SIGN_INS[:2]] == [1, 1]
    assert cache.get("attempt-of-amina") == 3


@pytest.mark.usefixtures("empty")
def test_sign_ins_in_an_older_backup_end_all_the_same(filled, file, tell, monkeypatch, signed_in):  # noqa: ARG001 - somebody is signed in
    monkeypatch.setattr("secretariat.keeping.services.saving.leave_out", lambda _using, at: set())  # noqa: ARG005 - as it was
    manifest = backup(file, tell=tell, at=NOW)
    assert manifest.tables["django_session"]["rows"] == 1
    restore(file, tell=tell, using="new")
    assert [rows("new", name) for name in SIGN_INS] == [0, 0, 0]


@pytest.mark.usefixtures("filled", "empty")
def test_a_link_that_sets_a_password_is_in_no_backup(file, tell):
    Person.objects.filter(username="amina").update(email="amina@example.org")
    Client().post("/sign-in/forgotten/", {"email": "amina@example.org"})
    job = Job.objects.get()
    assert holds_a_link(job.payload)
    backup(file, tell=tell, at=NOW)
    restore(file, tell=tell, using="new")
    there = Job.objects.using("new").get(uuid=job.uuid)
    assert (there.state, there.payload, there.ended_at) == ("dropped", {}, NOW)
    assert b"amina@example.org" in file.read_bytes()  # the account's own
    assert job.payload["body"].split("http")[1].split()[0].encode() not in file.read_bytes()
    job.refresh_from_db()
    assert job.state == "waiting"


def test_other_addresses_and_words_are_no_such_link():
    said = {
        "body": "Page: /processes/none/ and https://elsewhere.example/reset and\nhttp://testserver/",
        "reply_to": [],
    }
    assert holds_a_link(said) is False


@pytest.mark.usefixtures("filled", "empty", "handlers")
def test_mail_on_its_way_when_the_backup_was_made_is_for_the_operator_to_decide(file, tell):
    @handler("count")
    def count(_job):
        return None

    EmailMessage("Receipt", "Received", to=["amina@example.org"]).send()
    inside, unknown = enqueue("count", {}), enqueue("of another version", {})
    taken = queue.take("a worker that lives")
    backup(file, tell=tell, at=NOW)
    restore(file, tell=tell, using="new")
    jobs = Job.objects.using("new")
    mail = jobs.get(kind="mail")
    assert (taken.pk, mail.state, mail.leased_by, mail.handed_at) == (mail.pk, "doubt", "", NOW)
    assert mail.payload["body"] == "Received"
    assert [jobs.get(pk=job.pk).state for job in (unknown, inside)] == ["doubt", "waiting"]
    assert Job.objects.get(kind="mail").state == "running"


@pytest.fixture
def embedded(filled, file, in_a_file, tell):  # noqa: ARG001 - there is something to move
    """The installation, embedded; open as `old`."""
    backup(file, tell=tell, at=NOW)
    with also("old", in_a_file) as old:
        restore(file, tell=tell, using="old")
        yield old


def job_in(using, key):
    return Job.objects.using(using).create(kind="count", key=key, enqueued_at=NOW, run_after=NOW)


def test_after_a_move_sign_ins_go_on_and_jobs_are_done_in_the_new_place_only(embedded, on_the_server, tell):  # noqa: ARG001 - what is moved
    Session.objects.using("old").create(session_key="k", session_data="", expire_date=NOW)
    job = job_in("old", "once")
    move(on_the_server, tell=tell, using="old")
    with also("new", on_the_server):
        assert [key for (key,) in Session.objects.using("new").values_list("session_key")] == ["k"]
        assert Job.objects.using("new").get().state == "waiting"
    with pytest.raises(MovedAway):
        Job.objects.using("old").filter(pk=job.pk).update(state="running", leased_by="a worker left behind")
    assert Job.objects.using("old").get().state == "waiting"


class Moved(Worker):
    """A worker whose database was moved while it worked."""

    def step(self):
        raise MovedAway(mark="elsewhere", path="there")


def test_a_worker_whose_database_was_moved_ends():
    worker = Moved()
    worker.run()
    assert worker.stopping.is_set()
