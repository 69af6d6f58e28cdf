import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from click.testing import CliRunner

from secretariat.record.commands import record
from secretariat.record.models import Checkpoint, Entry, Opening
from secretariat.record.queries import NoSuchEntry, NoSuchSize, NotYetInLog
from travaux.record.checkpoint import read_checkpoint
from travaux.record.signature import check_signature

pytestmark = pytest.mark.django_db
HEAD = "travaux\n2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"


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


def test_the_record_is_exported_in_the_order_of_the_log_behind_its_checkpoint():
    head, *lines = [json.loads(line) for line in run("export").output.splitlines()]
    assert head["checkpoint"].startswith(HEAD)
    assert [line["subject"] for line in lines] == ["proposal:0", "proposal:1"]


def test_the_checkpoint_is_printed_as_three_lines_with_its_signature():
    printed = run("checkpoint").output
    assert printed.startswith(f"{HEAD}\n— travaux ")
    assert check_signature(read_checkpoint(printed), run("key").output) is None


def test_the_checkpoint_is_printed_for_machines():
    found = json.loads(run("checkpoint", "--json").output)
    assert found == {"origin": "travaux", "size": 2, "root": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}


def test_a_receipt_and_a_proof_are_printed():
    entry = Entry.objects.first()
    Entry.objects.update(leaf="11" * 32)
    assert run("receipt", str(entry.uuid)).output.startswith("c2sp.org/tlog-proof@v1\nextra ")
    assert run("consistency", "1").output.startswith("old 1\n")


def test_what_is_not_there_is_not_printed():
    with pytest.raises(NoSuchEntry):
        run("receipt", str(uuid4()))
    with pytest.raises(NotYetInLog):
        run("receipt", str(Entry.objects.get(position=1).uuid), "--size", "1")
    with pytest.raises(NoSuchSize):
        run("consistency", "3")


def test_the_operator_erases_what_is_personal():
    entry = Entry.objects.first()
    Opening.objects.create(entry=entry, name="name", salt="00" * 32, value="Mira Okafor")
    assert run("erase-personal", str(entry.uuid), "--basis", "objection").output == "1 erased\n"
    assert not Opening.objects.exists()
