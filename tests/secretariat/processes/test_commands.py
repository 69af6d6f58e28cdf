import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from secretariat.processes.commands import process as group
from secretariat.processes.models import Fulfilment, Process
from travaux.modalities import NoSuchFile
from travaux.modalities.refusals import ModalitiesError

pytestmark = pytest.mark.django_db
FILE = str(Path(__file__).parents[3] / "processes" / "gcm-2018.toml")


def run(*words):
    return CliRunner().invoke(group, words, catch_exceptions=False)


def printed(*words):
    return json.loads(run(*words, "--json").output)


@pytest.mark.parametrize("source", [FILE, "gcm-2018"])
def test_a_process_is_opened_from_a_file_or_from_the_library(source):
    found = printed("open", source, "--at", "2017-04-10")
    assert (found["key"], found["symbol"]) == ("gcm-2018", "A/RES/71/280")
    assert Process.objects.get().opened_at.isoformat() == "2017-04-10T12:00:00+00:00"


def test_a_process_is_opened_under_another_key():
    assert printed("open", FILE, "--key", "exercise")["key"] == "exercise"


def test_a_file_that_is_neither_there_nor_in_the_library_is_refused():
    with pytest.raises(NoSuchFile):
        run("open", "nowhere")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModalitiesError):
        run("open", str(tmp_path / "x.toml"))


@pytest.mark.usefixtures("process")
def test_processes_are_listed():
    assert [row["key"] for row in printed("list")] == ["gcm-2018"]


@pytest.mark.usefixtures("process")
def test_a_process_is_shown_as_it_stands_on_a_day():
    found = printed("show", "gcm-2018", "--on", "2018-04-05")
    assert (found["day"], found["phases"]) == ("2018-04-05", ["negotiations"])
    assert found["tasks"][0] == {
        "status": "late",
        "due": "2017-03-31",
        "paragraph": "10",
        "who": "Secretary-General",
        "key": "conference-secretary-general",
        "title": "Appoint a Secretary-General of the Conference",
        "evidence": "",
    }


def test_a_process_is_shown_today_as_a_table(process):
    lines = run("show", "gcm-2018", "--at", "2016-01-01").output.splitlines()
    assert lines[0] == f"{process.title}: 2016-01-01, no phase"
    assert lines[1].split()[:3] == ["status", "due", "paragraph"]
    assert len(lines) == 2 + 21


@pytest.mark.usefixtures("process")
def test_the_operator_marks_an_obligation_as_met():
    found = printed("fulfil", "gcm-2018", "workplan", "A letter", "--at", "2017-04-12")
    assert found == {"obligation": "workplan", "met": "2017-04-12T12:00:00+00:00", "evidence": "A letter"}
    assert Fulfilment.objects.get().obligation == "workplan"
