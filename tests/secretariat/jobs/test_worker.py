"""The worker in a thread, as `serve` starts it, and through kills, as no machine should treat it."""

import os
from datetime import UTC, datetime
from threading import Event

import pytest
from django.db import DatabaseError, connection

from benchmarks.trust import jobs as drills
from secretariat.jobs.models import Job
from secretariat.jobs.services import Worker, enqueue, handler, queue
from secretariat.jobs.services.worker import Stop, beside
from secretariat.record.models import Entry
from secretariat.record.queries import entry_shape
from travaux.record.entry import leaf_of

WITHIN = 30


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("handlers")
def test_a_worker_beside_the_pages_finishes_what_it_has_in_hand_when_it_is_stopped():
    begun, go_on = Event(), Event()

    @handler("long", outside=True)
    def long(_job):
        def hand_over():
            begun.set()
            go_on.wait(WITHIN)

        return hand_over

    job = enqueue("long", {})
    stop = beside()
    assert begun.wait(WITHIN)
    stop.worker.stop()
    go_on.set()
    stop()
    job.refresh_from_db()
    assert (job.state, stop.thread.is_alive()) == ("done", False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("handlers")
def test_the_lease_of_a_long_job_moves_while_its_worker_lives():
    moved = Event()

    @handler("long", outside=True)
    def long(_job):
        def hand_over():
            while not moved.is_set():
                if Job.objects.get().beat > 1:
                    moved.set()

        return hand_over

    enqueue("long", {})
    worker = Worker(patience=0.5)
    assert (worker.step(), moved.is_set(), Job.objects.get().state) == (True, True, "done")


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_a_crash_left_without_a_place_gets_one_though_nobody_does_a_deed():
    at = datetime(2018, 3, 2, 10, tzinfo=UTC)
    left = Entry(deed="weigh_paper", process="p", actor="officer", subject="theme:x", facts={}, at=at)
    left.leaf = leaf_of(entry_shape(left)).hex()
    left.save()
    worked = Worker().step()
    left.refresh_from_db()
    assert (worked, left.position) == (False, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("handlers")
def test_what_a_dead_worker_left_is_done_by_another():
    handler("note")(lambda _job: None)
    enqueue("note", {})
    queue.take("dead")
    stop = Stop(Worker(patience=0.2, poll=0.05))
    while Job.objects.get().state != "done":
        stop.worker.stopping.wait(0.02)
    stop()
    assert Job.objects.get().attempts == 2


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_for_a_while_does_not_end_the_worker(caplog):
    worker = Worker(poll=0.01)
    asked = []

    def away(execute, *given):
        asked.append(1)
        if len(asked) == 1:
            raise DatabaseError
        worker.stop()
        return execute(*given)

    with connection.execute_wrapper(away):
        worker.run()
    assert (len(asked) > 0, "did not answer the worker: DatabaseError" in caplog.text) == (True, True)


@pytest.fixture
def database():
    """The address of a PostgreSQL database beside that of the tests, if they run on one."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = f"drill_{os.getpid()}"
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - how Django itself makes databases
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"{os.environ['TRAVAUX_DATABASE_URL'].rpartition('/')[0]}/{name}"
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as above
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_through_kills_in_mid_job_nothing_is_lost_or_done_twice_as_careless_workers_do(tmp_path, database):
    found = {
        worker: drills.drill(tmp_path / worker, jobs=15, kills=5, worker=worker, database=database)
        for worker in ("ours", "before", "after")
    }
    assert [one.kills for one in found.values()] == [5, 5, 5]
    assert {worker: (bool(one.lost), bool(one.twice), bool(one.doubt)) for worker, one in found.items()} == {
        "ours": (False, False, True),
        "before": (True, False, False),
        "after": (False, True, False),
    }
