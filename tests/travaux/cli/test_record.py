import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from travaux.cli import main
from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry, canonical, leaf_of
from travaux.record.proof import Receipt, consistency_text
from travaux.record.tree import frontier_of

ENTRY = Entry("u", "freeze_version", "p", "cofacilitator", "text:t", datetime(2018, 3, 26, tzinfo=UTC), {})
ROOT = frontier_of([leaf_of(ENTRY)]).root()
HEAD = Checkpoint("travaux", 1, ROOT)
REWRITTEN = "No checkpoint of yours given: all may have been rewritten."


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.jsonl"
    path.write_bytes(canonical(ENTRY) + b"\n")
    return path


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "kept.txt"
    path.write_text(HEAD.text())
    return path


def verified(*words):
    result = CliRunner().invoke(main, ["verify", *map(str, words)])
    return result.exit_code, result.output


def test_a_record_is_verified_against_a_checkpoint_that_was_kept(record, kept):
    said = f"SOUND: 1 entries, root {ROOT.hex()}\nYour checkpoint vouches for the first 1.\n"
    assert verified(record, "--checkpoint", kept) == (0, said)


def test_without_a_checkpoint_it_is_said_that_nothing_was_held_against_it(record):
    assert verified(record) == (0, f"SOUND: 1 entries, root {ROOT.hex()}\n{REWRITTEN}\n")


def test_a_changed_record_is_refused(record, kept):
    kept.write_text(Checkpoint("travaux", 1, bytes(32)).text())
    status, said = verified(record, "--checkpoint", kept)
    assert (status, "differs from the checkpoint's" in said) == (2, True)


def test_what_was_verified_is_printed_for_machines(record, kept):
    status, said = verified(record, "--checkpoint", kept, "--json")
    found = {"entries": 1, "root": ROOT.hex(), "vouched": 1, "opened": 0, "back": 0, "entry": None}
    assert (status, json.loads(said)) == (0, found)
    assert json.loads(verified(record, "--json")[1])["vouched"] is None


def test_a_receipt_is_verified_and_tells_its_entry(tmp_path, kept):
    receipt = tmp_path / "receipt"
    receipt.write_text(Receipt(canonical(ENTRY).decode(), 0, (), HEAD).text())
    status, said = verified("--receipt", receipt, "--checkpoint", kept)
    assert (status, said.splitlines()[1]) == (0, canonical(ENTRY).decode())


def test_a_newer_checkpoint_is_verified_to_continue_the_one_held(tmp_path, kept):
    proof = tmp_path / "proof"
    proof.write_text(consistency_text(1, (), HEAD.text()))
    status, said = verified("--consistency", proof, "--checkpoint", kept)
    assert (status, "Your checkpoint vouches for the first 1." in said) == (0, True)
    assert verified("--consistency", proof)[0] == 2


def test_nothing_or_two_things_to_check_are_refused(record, kept):
    assert [verified()[0], verified(record, "--receipt", kept)[0]] == [2, 2]
    assert "You named 2 things to check" in verified(record, "--receipt", kept)[1]


def test_a_checkpoint_without_the_signature_of_the_key_is_refused(record, kept):
    key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    status, said = verified(record, "--checkpoint", kept, "--key", key)
    assert (status, "bears no signature of that key" in said) == (2, True)
