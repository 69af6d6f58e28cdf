import json
import sqlite3
from base64 import b64encode
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import connection

from secretariat.commands import KEEPING
from secretariat.documents.models import Blob
from secretariat.frame.databases import also
from secretariat.frame.doctor import CHECKS, Finding, State, check
from secretariat.frame.sqlite.library import UnsoundLibrary
from secretariat.keeping.commands import backup, doctor, move, restore
from secretariat.keeping.queries.soundness import findings
from secretariat.keeping.services.saving import backup as saved
from secretariat.record.models import Checkpoint, Entry
from secretariat.record.queries import checkpoint
from travaux.record.checkpoint import Checkpoint as Head

pytestmark = pytest.mark.django_db(transaction=True)
ON_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a file that can be opened from outside")
# The tests' PostgreSQL waits for no disk, and the machine may have little room: not our matter here.
# Nor is what a site in earnest should set, or its kernel give: TRAVAUX_MAIL, TLS, a second factor, walls.
MACHINES = {"fsync", "disk", "permissions", "mail", "second factor", "https", "cell"}


def ills(using="default", held=None):
    return {(one.what, one.state.value) for one in findings(using, held) if one.state != State.OK} - {
        (what, state.value) for what in MACHINES for state in State
    }


@pytest.mark.usefixtures("filled")
def test_a_sound_installation_is_found_sound():
    assert ills(held=checkpoint()) == set()


def test_an_installation_without_tables_is_told_so(in_a_file):
    with also("new", in_a_file):
        assert ills("new") == {("tables", "warning")}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("harm", "ill"),
    [
        (lambda: Entry.objects.update(facts={"key": "forged"}), {("record", "broken")}),
        (lambda: Entry.objects.update(leaf="00" * 32), {("record", "broken")}),
        (lambda: Entry.objects.update(position=7), {("record", "broken")}),
        (lambda: Checkpoint.objects.update(root="00" * 32), {("record", "broken")}),
        (lambda: Entry.objects.all().delete(), {("record", "broken")}),
        (lambda: Blob.objects.update(content=b"other"), {("papers", "broken")}),
    ],
)
def test_what_was_changed_behind_the_records_back_is_found(harm, ill):
    harm()
    assert ills() == ill


@pytest.mark.usefixtures("filled")
def test_who_changes_entry_leaf_and_checkpoint_alike_is_caught_by_a_checkpoint_held_outside():
    held = checkpoint()
    Entry.objects.all().delete()
    Checkpoint.objects.all().delete()
    assert (ills(), ills(held=held)) == (set(), {("checkpoint held outside", "broken")})


@pytest.mark.usefixtures("filled")
def test_an_entry_that_waits_for_its_place_is_a_warning():
    first = Entry.objects.get()
    Entry.objects.create(deed="x", actor="officer", subject="y:1", at=first.at, leaf="00" * 32)
    assert ills() == {("waiting for the log", "warning")}


@ON_SQLITE
@pytest.mark.usefixtures("filled")
def test_a_file_that_was_overwritten_in_part_is_found(file, tell):
    saved(file, tell=tell, at=datetime(2018, 5, 1, tzinfo=UTC))
    content = bytearray(file.read_bytes())
    content[4096 * 3 :] = bytes(len(content) - 4096 * 3)
    file.write_bytes(content)
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=FULL;"}
    with also("new", {"ENGINE": "secretariat.frame.sqlite", "NAME": file, "OPTIONS": options}):
        states = {one.what: one.state for one in findings("new")}
    assert states["database"] == State.BROKEN


def test_tables_of_another_version_are_told(in_a_file, filled, file, tell):  # noqa: ARG001 - there is something
    saved(file, tell=tell, at=datetime(2018, 5, 1, tzinfo=UTC))
    with sqlite3.connect(file) as opened:
        opened.execute("UPDATE django_migrations SET name = '0002_later' WHERE app = 'demo'")
    opened.close()
    with also("new", {**in_a_file, "NAME": file}) as new:
        assert ills("new") == {("migrations", "broken"), ("migrations", "warning")}
        with new.writer:
            new.writer.mark("elsewhere")
        assert ("in use", "warning") in ills("new")


def test_a_room_adds_what_it_knows_to_ask():
    @check
    def queue(using):
        yield Finding("queue", State.WARNING, using, "look")

    assert ("queue", "warning") in ills()
    CHECKS.remove(queue)


def test_a_check_that_is_refused_is_told_with_what_can_be_done():
    @check
    def library(_using):
        raise UnsoundLibrary(version="3.40.1")

    told = [one for one in findings() if one.what == "library"]
    CHECKS.remove(library)
    assert [(one.state.value, "3.40.1 is the newest here" in one.told) for one in told] == [("broken", True)]


def run(command, *words):
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.mark.usefixtures("filled")
def test_the_doctor_prints_lines_or_json_and_ends_with_its_verdict(tmp_path):
    held = tmp_path / "held"
    held.write_text(checkpoint().text())
    told = run(doctor, "--checkpoint", held)
    assert "ok       checkpoint held outside: the first 1 entries are those" in told.output
    held.write_text(Head("travaux", 1, bytes(32)).text())
    told = run(doctor, "--checkpoint", held, "--json")
    broken = [one["what"] for one in json.loads(told.output) if one["state"] == "broken" and one["what"] != "fsync"]
    assert (told.exit_code, broken) == (1, ["checkpoint held outside"])


@pytest.mark.usefixtures("filled")
def test_the_backup_names_its_checkpoint_and_what_must_be_kept_besides(file):
    told = run(backup, file)
    assert (told.exit_code, b64encode(checkpoint().root).decode() in told.output, "secret-key" in told.output) == (
        0,
        True,
        True,
    )


@pytest.mark.usefixtures("filled")
def test_what_is_there_is_not_restored_or_moved_upon(file):
    run(backup, file)
    said = [type(run(restore, file).exception).__name__, type(run(move, "--to", "sqlite:////x").exception).__name__]
    assert said == ["NotEmpty", "OnlyToPostgreSQL" if connection.vendor == "sqlite" else "OnlyFromSQLite"]


def test_an_outage_of_the_machine_is_told_by_a_command_as_a_refusal():
    told = run(move, "--to", "postgresql://nobody@127.0.0.1:1/none")
    assert type(told.exception).__name__ == ("DatabaseGone" if connection.vendor == "sqlite" else "OnlyFromSQLite")
    assert [door.name for door in KEEPING] == ["backup", "doctor", "move", "restore"]


@pytest.mark.django_db
def test_a_backup_goes_into_a_folder_that_is_there(file):
    told = run(backup, file.parent / "nowhere" / file.name)
    assert (told.exit_code, "there is no folder" in told.output) == (2, True)
