import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from travaux.cli import main
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry, canonical, leaf_of
from travaux.record.tree import frontier_of

ENTRY = Entry("u", "freeze_version", "p", "cofacilitator", "text:t", datetime(2018, 3, 26, tzinfo=UTC), {})
ROOT = frontier_of([leaf_of(ENTRY)]).root()


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.jsonl"
    path.write_bytes(canonical(ENTRY) + b"\n")
    return path


def verified(*words):
    result = CliRunner().invoke(main, ["verify", *map(str, words)])
    return result.exit_code, result.output


def test_a_record_is_verified_against_a_checkpoint_that_was_kept(record, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(Checkpoint("travaux", 1, ROOT).text())
    said = f"1 entries, root {ROOT.hex()}\nThe checkpoint vouches for the first 1.\n"
    assert verified(record, "--checkpoint", kept) == (0, said)


def test_without_a_checkpoint_it_is_said_that_nothing_was_held_against_it(record):
    assert verified(record) == (0, f"1 entries, root {ROOT.hex()}\nNo checkpoint given: only the form was checked.\n")


def test_a_changed_record_is_refused(record, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(Checkpoint("travaux", 1, bytes(32)).text())
    status, said = verified(record, "--checkpoint", kept)
    assert (status, "differs from the checkpoint's" in said) == (2, True)


def test_what_was_verified_is_printed_for_machines(record, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(Checkpoint("travaux", 1, ROOT).text())
    status, said = verified(record, "--checkpoint", kept, "--json")
    assert (status, json.loads(said)) == (0, {"entries": 1, "root": ROOT.hex(), "vouched": 1})
    assert json.loads(verified(record, "--json")[1])["vouched"] is None
