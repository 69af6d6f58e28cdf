import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from secretariat.jobs.services import enqueue, queue
from secretariat.jobs.services.worker import do
from travaux.cli import main

WORKING = "Working on the jobs of"


def run(*words):
    return CliRunner().invoke(main, ["jobs", *words])


@pytest.mark.django_db
def test_jobs_are_listed_and_what_was_given_up_is_retried_or_dropped():
    job = enqueue("nothing of ours", {"address": "ada@example.org"})
    assert [(row["state"], row["next"] != "") for row in json.loads(run("list", "--json").output)] == [
        ("waiting", True)
    ]
    do(queue.take("w"))
    listed = run("list").output
    assert ("failed" in listed, "nobody here does such jobs" in listed, "ada" in listed) == (True, True, False)
    assert json.loads(run("retry", str(job.uuid), "--json").output)["state"] == "waiting"
    do(queue.take("w"))
    assert json.loads(run("drop", str(job.uuid), "--json").output)["state"] == "dropped"
    assert (run("list").output, len(json.loads(run("list", "--all", "--json").output))) == ("", 1)


@pytest.mark.django_db
def test_what_is_not_there_or_not_for_the_operator_is_refused():
    nobody = "7c1f0d3e-0000-4000-8000-000000000000"
    assert run("retry", nobody).exit_code == 2
    assert run("drop", str(enqueue("note", {}).uuid)).exit_code == 2


def worker(folder, **more):
    env = {**os.environ, "TRAVAUX_DATA": str(folder), "TRAVAUX_DATABASE_URL": "", **more}
    command = [sys.executable, "-c", "from secretariat.commands import work; work()"]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - ours


def test_a_worker_is_started_by_one_command_and_stops_when_told(tmp_path):
    with worker(tmp_path, PYTHONUNBUFFERED="1") as process:
        assert process.stdout.readline().startswith(WORKING)
        process.send_signal(signal.SIGTERM)
        assert (process.wait(60), process.stdout.read()) == (0, "")


def test_a_way_out_that_there_is_not_is_refused_when_the_worker_starts(tmp_path):
    with worker(tmp_path, TRAVAUX_MAIL="gopher://x") as process:
        said, _none = process.communicate(timeout=60)
    assert (WORKING in said, "NoWayOut" in said) == (False, True)
