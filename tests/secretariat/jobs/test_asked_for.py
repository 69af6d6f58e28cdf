"""Jobs that somebody asked for and waits for: long ones, how far they are, what they made, and how a no is told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import get_language, override

from secretariat.frame import clock
from secretariat.frame.outages import DiskFull
from secretariat.jobs import queries
from secretariat.jobs.models import Job, Product
from secretariat.jobs.services import Worker, advance, enqueue, hand_back, handler, queue
from secretariat.jobs.services.worker import do
from travaux.refusal import Changed, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clocked", "handlers")]
ANN, BEN = "a" * 36, "b" * 36


class Unreadable(Invalid):
    asked = "You handed in “{name}”."
    because = "Nobody can read it."
    remedy = "Save it anew."


class Busy(Changed):
    because = "Others are first."


@pytest.fixture
def seen():
    return []


@pytest.fixture
def paper(seen):
    """Jobs of the kind “paper” are long; told to, they refuse, or fail, at a place of their own."""
    reasons = {"unreadable": Unreadable, "busy": Busy, "full": DiskFull, "fault": ValueError}

    def stop_at(place, job):
        if job.payload.get("at") == place:
            raise reasons[job.payload["why"]](**({"name": "x"} if job.payload["why"] == "unreadable" else {}))

    @handler("paper", long=True, tries=2)
    def write(job):
        stop_at("work", job)
        advance(job, 40)
        seen.append((get_language(), Job.objects.get(pk=job.pk).progress))

        def put_down():
            hand_back(job, b"words", filename="w.txt", media_type="text/plain")
            stop_at("putting down", job)
            return {"pages": 1}

        return put_down


@pytest.fixture
def ask(machine):
    """Ask for a paper and let a worker try as often as it will."""

    def asked(owner=ANN, **payload):
        job = enqueue("paper", payload, owner=owner)
        for _ in range(2):
            if taken := queue.take("w"):
                do(taken)
            machine.passes(queue.WAITS[0].total_seconds())
        job.refresh_from_db()
        return job

    return asked


@pytest.mark.usefixtures("paper")
def test_a_long_job_works_in_the_language_of_who_asked_and_its_product_is_handed_to_them_alone(seen, ask):
    with override("fr"):
        job = ask()
    product = queries.product_of(job.uuid, ["paper"], owner=ANN)
    assert (bytes(product.content), product.filename, product.job, seen) == (b"words", "w.txt", job, [("fr", 40)])
    assert (job.state, job.progress, job.result, job.payload) == ("done", 100, {"pages": 1}, {})
    for other, kinds in ((BEN, ["paper"]), (ANN, ["note"]), ("", ["paper"])):
        with pytest.raises(queries.NotYours):
            queries.product_of(job.uuid, kinds, owner=other)
        with pytest.raises(queries.NotYours):
            queries.one_asked_for(job.uuid, kinds, owner=other)
    assert queries.one_asked_for(job.uuid, ["paper"], owner=ANN) == job


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("place", ["work", "putting down"])
def test_a_refusal_is_the_answer_told_to_who_asked_and_leaves_nothing_behind(ask, place):
    job = ask(at=place, why="unreadable")
    assert (job.state, job.attempts, job.refused, job.payload, Product.objects.count()) == (
        "refused",
        1,
        ["You handed in “x”.", "Nobody can read it.", "Save it anew."],
        {},
        0,
    )
    assert (any("given up" in said for said in queries.problems()), list(queries.jobs())) == (False, [])


@pytest.mark.usefixtures("paper")
def test_what_may_change_is_tried_again_before_it_is_told(ask):
    job = ask(at="work", why="busy")
    assert (job.state, job.attempts, job.refused) == ("refused", 2, ["Others are first."])


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("why", ["full", "fault"])
def test_an_outage_and_a_fault_are_the_operators_to_see(ask, why):
    job = ask(at="work", why=why)
    assert (job.state, job.attempts, job.refused, job.progress) == ("failed", 2, [], 0)
    assert "1 job was given up." in queries.problems()


@pytest.mark.usefixtures("paper")
def test_a_refusal_of_the_sites_own_job_is_the_operators_to_see(ask):
    assert ask(owner="", at="work", why="unreadable").state == "failed"


@pytest.mark.usefixtures("paper")
def test_a_worker_that_was_taken_for_dead_is_told_so_by_its_next_step_and_puts_nothing_down():
    job = enqueue("paper", {}, owner=ANN)
    stale = queue.take("slow")
    queue.take_back(stale)
    do(queue.take("quick"))
    with pytest.raises(queue.LeaseLost):
        advance(stale, 50)
    do(stale)
    assert (Product.objects.count(), Job.objects.get(pk=job.pk).attempts) == (1, 2)


@pytest.mark.parametrize(("given", "kept"), [(-5, 0), (40, 40), (250, 100)])
def test_how_far_it_is_stays_between_nothing_and_all(given, kept):
    enqueue("paper", {}, owner=ANN)
    job = queue.take("w")
    advance(job, given)
    job.refresh_from_db()
    assert (job.progress, job.beat) == (kept, 1)


@pytest.mark.usefixtures("paper")
def test_one_account_does_not_keep_the_others_waiting():
    first = enqueue("paper", {}, key="k", owner=ANN)
    for _ in range(queue.AT_ONCE - 1):
        enqueue("paper", {}, owner=ANN)
    with pytest.raises(queue.TooManyAtOnce) as refused:
        enqueue("paper", {}, owner=ANN)
    assert refused.value.parts[1] == "5 things that you asked for before are not ready yet."
    assert (enqueue("paper", {}, key="k", owner=ANN), enqueue("paper", {}, owner=BEN).owner) == (first, BEN)
    assert queries.asked_for(["paper"], owner=ANN).count() == queue.AT_ONCE


@pytest.mark.usefixtures("paper")
def test_what_was_asked_for_is_forgotten_after_a_day_and_the_sites_own_jobs_stay(ask, machine):
    gone, own = ask(), ask(owner="")
    failed = ask(at="work", why="fault")
    machine.passes(timedelta(hours=23).total_seconds())
    queue.forget(clock.now())
    assert queries.one_asked_for(gone.uuid, ["paper"], owner=ANN) == gone
    machine.passes(timedelta(hours=2).total_seconds())
    Worker().step()
    assert set(Job.objects.filter(kind="paper")) == {own, failed}
    assert list(Product.objects.values_list("job", flat=True)) == [own.pk]


def page(job, address="", **query):
    request = RequestFactory().get("/job", query)
    given = {"job": job, "address": address, "request": request}
    return render_to_string("jobs/parts/refresh.html", given) + render_to_string("jobs/parts/state.html", given)


@pytest.mark.usefixtures("paper")
def test_whoever_asked_sees_how_it_stands_and_the_page_looks_again_until_it_is_told_not_to():
    job = enqueue("paper", {}, owner=ANN)
    assert [words in page(job) for words in ('http-equiv="refresh"', "being made", "<progress")] == [True, True, False]
    job = queue.take("w")
    assert [words in page(job, still=1) for words in ('http-equiv="refresh"', "<progress", "Look again")] == [
        False,
        True,
        True,
    ]
    queue.failed(job, "ValueError")
    job.refresh_from_db()
    assert f"the next is at {job.run_after:%H:%M:%S}" in page(job)


@pytest.mark.usefixtures("paper")
def test_what_is_ready_refused_or_given_up_says_so_and_looks_no_more(ask):
    ready, refused = ask(), ask(at="work", why="unreadable")
    given_up = ask(at="work", why="fault")
    shown = [page(job, "/file") for job in (ready, refused, given_up)]
    assert ['href="/file"' in one for one in shown] == [True, False, False]
    assert ["Nobody can read it." in one for one in shown] == [False, True, False]
    assert ["could not be made" in one for one in shown] == [False, False, True]
    assert ["refresh" in one for one in shown] == [False] * 3


@pytest.mark.usefixtures("paper")
def test_a_database_that_is_away_when_the_result_is_put_down_is_the_workers_to_wait_for():
    handler("away", long=True)(lambda _job: lambda: (_ for _ in ()).throw(DatabaseError()))
    job = enqueue("away", {}, owner=ANN)
    do(queue.take("w"))
    job.refresh_from_db()
    assert (job.state, job.error.partition(" ")[0]) == ("waiting", "DatabaseError")
