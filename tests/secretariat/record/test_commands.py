import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from secretariat.record.commands import record
from secretariat.record.models import Checkpoint, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def deeds():
    at = datetime(2018, 4, 5, 12, tzinfo=UTC)
    for i, process in enumerate(["gcm-2018", "ocean-2025"]):
        Entry.objects.create(
            deed="table_proposal",
            process=process,
            actor="delegate:ARL",
            subject=f"proposal:{i}",
            at=at,
            leaf="",
            position=i,
        )
    Checkpoint.objects.create(size=2, root="00" * 32, at=at)


def run(*words):
    return CliRunner().invoke(record, words, catch_exceptions=False)


def test_the_deeds_of_one_process_are_listed_newest_first():
    rows = json.loads(run("list", "--process", "gcm-2018", "--json").output)
    assert rows == [
        {
            "position": 0,
            "at": "2018-04-05T12:00:00+00:00",
            "deed": "table_proposal",
            "actor": "delegate:ARL",
            "subject": "proposal:0",
        }
    ]


def test_the_table_has_a_head_and_a_line_for_each_deed():
    assert [line.split()[0] for line in run("list").output.splitlines()] == ["position", "1", "0"]


def test_the_record_is_exported_in_the_order_of_the_log():
    lines = [json.loads(line)["subject"] for line in run("export").output.splitlines()]
    assert lines == ["proposal:0", "proposal:1"]


def test_the_checkpoint_is_printed_as_three_lines():
    assert run("checkpoint").output == "travaux\n2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"


def test_the_checkpoint_is_printed_for_machines():
    found = json.loads(run("checkpoint", "--json").output)
    assert found == {"origin": "travaux", "size": 2, "root": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}
