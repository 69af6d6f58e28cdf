import sqlite3
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from secretariat.documents.models import Blob
from secretariat.frame.databases import also
from secretariat.frame.sqlite.writer import MovedAway
from secretariat.keeping.queries.manifest import NotABackup
from secretariat.keeping.queries.rows import MadeByALaterVersion, applied, tables, tally, targets
from secretariat.keeping.services import copying
from secretariat.keeping.services.copying import NotEmpty, NotTheSameRow, migrate
from secretariat.keeping.services.restoring import Damaged, InUse, OnlyFromSQLite, OnlyToPostgreSQL, move, restore
from secretariat.keeping.services.saving import backup, unchecked
from secretariat.people.models import Person
from secretariat.processes.models import Process
from secretariat.record.models import Entry

NOW = datetime(2018, 5, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(filled, file, tell):  # noqa: ARG001 - there is something to save
    backup(file, tell=tell, at=NOW)
    return file


def everything(using):
    models = tables(using, targets(using, applied(using)))
    return {model._meta.db_table: tally(model, using) for model in models}  # noqa: SLF001 - Django's own way


def change(file, statement):
    with sqlite3.connect(file) as opened:
        opened.execute(statement)
    opened.close()


@pytest.mark.usefixtures("empty")
def test_what_was_saved_is_brought_back_row_by_row(saved, tell):
    restore(saved, tell=tell, using="new")
    assert everything("new") == everything("default")
    assert bytes(Blob.objects.using("new").get().content) == bytes(range(256)) * 40
    Person(username="next").save(using="new")
    assert Person.objects.using("new").count() == 2


def test_an_installation_with_something_in_it_is_never_filled(saved, tell):
    before = everything("default")
    with pytest.raises(NotEmpty):
        restore(saved, tell=tell)
    assert everything("default") == before


@pytest.mark.usefixtures("empty")
def test_tables_without_rows_count_as_empty(saved, tell):
    migrate("new")
    restore(saved, tell=tell, using="new")
    assert everything("new") == everything("default")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_person SET name = 'Somebody Else'",
        "DELETE FROM documents_document",
        "UPDATE record_entry SET actor = 'delegate:ARL'",
        "UPDATE documents_blob SET content = CAST(content AS TEXT)",
        "DROP TABLE travaux_backup",
        "UPDATE travaux_backup SET manifest = replace(manifest, '\"format\": 1', '\"format\": 2')",
    ],
)
def test_a_backup_in_which_anything_was_changed_is_not_put_in_place(saved, tell, statement):
    change(saved, statement)
    with pytest.raises((Damaged, NotABackup)):
        restore(saved, tell=tell, using="new")
    assert connections["new"].introspection.table_names() == []


@pytest.mark.usefixtures("empty")
def test_a_backup_of_a_later_version_is_refused(saved, tell):
    change(saved, "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', '2030-01-01')")
    with pytest.raises(MadeByALaterVersion):
        restore(saved, tell=tell, using="new")


@pytest.mark.usefixtures("empty")
def test_an_entry_that_was_not_recorded_so_is_found_though_the_manifest_agrees(filled, file, tell):  # noqa: ARG001 - there is something to save
    Entry.objects.update(actor="delegate:ARL")
    backup(file, tell=tell, at=NOW)
    with pytest.raises(Damaged):
        restore(file, tell=tell, using="new")
    assert connections["new"].introspection.table_names() == []


class CutOff(Exception):  # noqa: N818 - stands for the end of the process
    pass


def cut_off(_words):
    raise CutOff


@pytest.mark.usefixtures("empty")
def test_a_restore_that_was_cut_off_is_begun_anew(saved, tell):
    with pytest.raises(CutOff):
        restore(saved, tell=cut_off, using="new")
    restore(saved, tell=tell, using="new")
    assert everything("new") == everything("default")


def test_a_killed_restore_leaves_only_its_own_file_which_the_next_throws_away(saved, in_a_file, tell):
    path = in_a_file["NAME"]
    left = path.with_name("travaux.sqlite3.restoring")
    left.write_bytes(b"half")
    with also("new", in_a_file):
        restore(saved, tell=tell, using="new")
    assert (left.exists(), path.exists()) == (False, True)


def test_an_empty_database_that_the_site_has_open_is_left_alone(saved, in_a_file, tell):
    with also("new", in_a_file), also("site", in_a_file) as site:
        migrate("new")
        with site.cursor() as cursor:
            cursor.execute("SELECT 1 FROM people_person")
            with pytest.raises(InUse):
                restore(saved, tell=tell, using="new")


@pytest.fixture
def embedded(filled, file, in_a_file, tell):  # noqa: ARG001 - there is something to move
    """The installation, embedded; open as `old`."""
    backup(file, tell=tell, at=NOW)
    with also("old", in_a_file) as old:
        restore(file, tell=tell, using="old")
        yield old


def test_an_embedded_database_is_moved_whole_and_not_written_any_more(embedded, on_the_server, tell):
    before = everything("old")
    move(on_the_server, tell=tell, using="old")
    with also("new", on_the_server):
        assert everything("new") == before
        Process.objects.using("new").get()
        Person(username="next").save(using="new")
    assert everything("old") == before
    with pytest.raises(MovedAway):
        Person(username="lost").save(using="old")
    assert embedded.writer.held is False


def test_nothing_is_moved_onto_something(embedded, on_the_server, tell):  # noqa: ARG001 - what would be moved
    with also("new", on_the_server):
        migrate("new")
        Person(username="here").save(using="new")
        with pytest.raises(NotEmpty):
            move(on_the_server, tell=tell, using="old")
        assert Person.objects.using("new").get().username == "here"
    Person(username="still here").save(using="old")


def test_only_an_embedded_database_is_moved_and_only_to_postgresql(embedded, in_a_file, tell):  # noqa: ARG001 - what would be moved
    with pytest.raises(OnlyToPostgreSQL):
        move(in_a_file, tell=tell, using="old")
    if connection.vendor == "postgresql":
        with pytest.raises(OnlyFromSQLite):
            move(in_a_file, tell=tell)


def test_a_copy_that_reads_otherwise_is_named_by_its_row(filled, in_a_file, tell):  # noqa: ARG001 - there is something to copy
    with also("new", in_a_file) as new:
        migrate("new")
        with new.cursor() as cursor:
            cursor.execute(
                "CREATE TRIGGER bend AFTER INSERT ON people_person BEGIN UPDATE people_person SET name = 'bent'; END"
            )
        with pytest.raises(NotTheSameRow) as refused, unchecked("new"):
            copying.copy_rows("default", "new", tell)
    key = Person.objects.get().pk
    assert refused.value.facts == {"table": "people_person", "key": str(key)}
