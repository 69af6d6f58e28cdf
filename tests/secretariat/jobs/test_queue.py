import pytest
from django.db import IntegrityError, transaction

from secretariat.jobs import queries
from secretariat.jobs.models import Job
from secretariat.jobs.services import NotTaken, Worker, enqueue, handler, queue
from secretariat.jobs.services.worker import do, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clocked", "handlers")]
STEADY = 100.0


@pytest.fixture
def seen():
    return []


@pytest.fixture
def inside(seen):
    """Jobs of the kind “note” change rows: each leaves another job behind; told to, they fail."""

    @handler("note")
    def note(job):
        enqueue("noted", {}, key=f"noted-{job.key}")
        if job.payload.get("fails"):
            raise ValueError(job.payload["words"])
        seen.append(job.key)
        return {"said": "well"}


def outside(seen, *, was_done=None, why=None):
    def hand_over_of(job):
        def hand_over():
            seen.append(job.key)
            if why:
                raise why

        return hand_over

    handler("letter", outside=True, was_done=lambda _job: was_done)(hand_over_of)


def ended(job):
    job.refresh_from_db()
    return job.state


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_undone_leaves_no_job():
    with transaction.atomic():
        enqueue("note", {})
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


def test_the_same_key_twice_is_one_job():
    assert enqueue("note", {"n": 1}, key="k").pk == enqueue("note", {"n": 2}, key="k").pk
    assert Job.objects.get().payload == {"n": 1}


@pytest.mark.usefixtures("inside")
def test_a_job_is_done_once_and_what_it_was_about_forgotten(seen):
    job = enqueue("note", {"n": 1})
    do(queue.take("w"))
    assert (ended(job), job.result, job.payload, job.attempts, seen) == ("done", {"said": "well"}, {}, 1, [job.key])
    assert job.ended_at


@pytest.mark.usefixtures("inside")
def test_those_that_wait_longest_come_first_and_none_is_none():
    keys = [enqueue("note", {}).key for _ in range(2)]
    assert [queue.take("w").key, queue.take("v").key, queue.take("w")] == [*keys, None]


@pytest.mark.usefixtures("inside")
def test_a_failure_undoes_what_the_job_changed_and_is_tried_again_later_and_later(machine, caplog):
    job = enqueue("note", {"fails": True, "words": "confidential"})
    waits = []
    while ended(job) == "waiting":
        before = job.run_after
        do(queue.take("w"))
        job.refresh_from_db()
        waits.append((job.run_after - before).total_seconds())
        machine.passes(waits[-1])
    assert waits == [10, 60, 300, 900, 3600, 14400, 43200, 0]
    assert (job.state, job.attempts, Job.objects.filter(kind="noted").count()) == ("failed", 8, 0)
    assert (job.error.startswith("ValueError at test_queue.py:"), "confidential" in caplog.text) == (True, False)
    assert queries.problems()[0] == "1 job was given up."


def test_a_kind_that_nobody_does_is_given_up_at_once():
    job = enqueue("nothing of ours", {})
    do(queue.take("w"))
    assert (ended(job), job.error) == ("failed", "nobody here does such jobs")


@pytest.mark.parametrize(
    ("why", "was_done", "state", "error"),
    [
        (None, None, "done", ""),
        (NotTaken(451, by="SMTP"), None, "waiting", "SMTP 451"),
        (NotTaken(550, by="SMTP", final=True), None, "failed", "SMTP 550"),
        (TimeoutError(), True, "done", ""),
        (TimeoutError(), None, "doubt", "TimeoutError at test_queue.py"),
        (TimeoutError(), False, "waiting", "TimeoutError at test_queue.py"),
    ],
)
def test_what_left_the_house_is_known_to_have_left_or_not_or_is_in_doubt(seen, why, was_done, state, error):
    outside(seen, was_done=was_done, why=why)
    job = enqueue("letter", {"words": "w"})
    do(queue.take("w"))
    assert (ended(job), job.error.split(":")[0], seen) == (state, error, [job.key])


def test_what_cannot_be_prepared_has_not_left_and_is_tried_again():
    handler("letter", outside=True)(lambda job: 1 / len(job.result))
    job = enqueue("letter", {})
    do(queue.take("w"))
    assert (ended(job), job.handed_at, job.error.split(" ")[0]) == ("waiting", None, "ZeroDivisionError")


@pytest.mark.usefixtures("inside")
def test_a_lease_that_moves_is_left_and_one_that_stands_still_is_taken_back_by_no_clock(machine):
    job = enqueue("note", {})
    taken, watch = queue.take("dead"), queue.Watch(15)
    machine.set_back(hours=5)
    assert watch.still(STEADY) == []
    assert queue.beat(taken)
    assert (watch.still(STEADY + 15), watch.still(STEADY + 29)) == ([], [])
    (found,) = watch.still(STEADY + 30)
    queue.take_back(found)
    assert (ended(job), job.leased_by, queue.beat(taken)) == ("waiting", "", False)
    do(queue.take("living"))
    assert (ended(job), job.attempts) == ("done", 2)


def test_a_lease_that_moved_after_it_was_seen_is_not_taken_back():
    enqueue("note", {})
    taken = queue.take("slow")
    watch = queue.Watch(15)
    watch.still(STEADY)
    (found,) = watch.still(STEADY + 15)
    queue.beat(taken)
    queue.take_back(found)
    assert ended(taken) == "running"


@pytest.mark.usefixtures("inside")
def test_a_worker_whose_job_was_taken_over_undoes_what_it_did(caplog):
    enqueue("note", {})
    late = queue.take("slow")
    queue.take_back(Job.objects.get(pk=late.pk))
    do(queue.take("quick"))
    do(late)
    assert (Job.objects.filter(kind="noted").count(), ended(late), late.attempts) == (1, "done", 2)
    assert "taken over" in caplog.text


def test_a_worker_whose_job_was_taken_over_hands_nothing_over(seen):
    outside(seen)
    enqueue("letter", {})
    late = queue.take("slow")
    queue.take_back(Job.objects.get(pk=late.pk))
    do(queue.take("quick"))
    do(late)
    assert len(seen) == 1


@pytest.mark.parametrize(("was_done", "state"), [(True, "done"), (False, "waiting"), (None, "doubt")])
def test_of_a_worker_that_died_in_mid_hand_over_the_other_side_is_asked(seen, was_done, state):
    outside(seen, was_done=was_done)
    job = enqueue("letter", {})
    queue.mark(queue.take("dead"))
    queue.take_back(Job.objects.get())
    assert (ended(job), queue.take("w") is not None) == (state, state == "waiting")


@pytest.mark.usefixtures("inside")
def test_a_job_that_ends_every_worker_is_given_up():
    job = enqueue("note", {})
    while queue.take("dead"):
        queue.take_back(Job.objects.get())
    assert (ended(job), job.attempts) == ("failed", 8)


def test_one_in_doubt_is_the_operators_to_decide_and_no_other(seen):
    outside(seen, why=TimeoutError())
    job = enqueue("letter", {"words": "w"})
    with pytest.raises(queue.NotWaitingForYou):
        queue.retry(job)
    do(queue.take("w"))
    assert queries.problems()[0] == "1 job is in doubt: it may or may not have been done."
    assert (queue.retry(queries.job_named(job.uuid)).state, job.handed_at) == ("waiting", None)
    do(queue.take("w"))
    dropped = queue.drop(job)
    assert (dropped.state, dropped.payload, queries.jobs().count()) == ("dropped", {}, 0)


def test_a_state_that_does_not_fit_is_refused_by_the_database():
    job = enqueue("note", {})
    for changes in ({"state": "running"}, {"state": "done"}, {"state": "doubt"}, {"handed_at": job.enqueued_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.filter(pk=job.pk).update(**changes)


def test_a_job_left_waiting_says_that_no_worker_runs(machine):
    enqueue("note", {})
    assert not any("worker" in said for said in queries.problems())
    machine.passes(3601)
    assert any("does a worker run" in said for said in queries.problems())


@pytest.mark.usefixtures("inside")
def test_a_worker_does_all_there_is_and_stops_when_told(seen):
    keys = [enqueue("note", {}).key for _ in range(3)]
    worker = Worker()
    handler("noted")(lambda _job: worker.stop() if worker.stopping.is_set() or len(seen) == 3 else None)
    while worker.step():
        pass
    assert (seen, Job.objects.exclude(state="done").count(), worker.stopping.is_set()) == (keys, 0, True)
    assert worker.run() is None


def test_a_failure_is_told_by_its_kind_and_place_only():
    assert told(ValueError("confidential")) == "ValueError"
