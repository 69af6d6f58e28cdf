import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from secretariat.keeping.services.saving import AlreadyThere, backup
from secretariat.people.models import Person
from secretariat.record.queries import checkpoint

NOW = datetime(2018, 5, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def read(file, question):
    with sqlite3.connect(file) as opened:
        answer = opened.execute(question).fetchall()
    opened.close()
    return answer


@pytest.mark.usefixtures("filled")
def test_a_backup_is_one_file_that_says_what_is_in_it(file, tell):
    manifest = backup(file, tell=tell, at=NOW)
    ((said,),) = read(file, "SELECT manifest FROM travaux_backup")
    assert json.loads(said) == json.loads(manifest.text())
    assert (manifest.checkpoint, manifest.tables["record_entry"]["rows"]) == (checkpoint(), 1)
    assert read(file, "SELECT name FROM people_person") == [("Amina Diallo · أمينة",)]
    assert read(file, "PRAGMA journal_mode") == [("delete",)]
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("filled")
def test_a_backup_overwrites_nothing(file, tell):
    file.write_text("mine")
    with pytest.raises(AlreadyThere):
        backup(file, tell=tell, at=NOW)
    assert file.read_text() == "mine"


def stop(_words):
    raise KeyboardInterrupt


@pytest.mark.usefixtures("filled")
def test_a_backup_that_is_broken_off_leaves_no_file(file):
    with pytest.raises(KeyboardInterrupt):
        backup(file, tell=stop, at=NOW)
    assert list(file.parent.iterdir()) == []


@pytest.mark.usefixtures("filled")
def test_who_writes_while_the_backup_is_made_is_not_held_up_and_not_half_in_it(file):
    """At the first word of progress somebody else opens an account; the backup is of the moment before."""
    told = []

    def open_an_account():
        try:
            Person.objects.create_user("late")
        finally:
            connection.close()

    def tell(words):
        if not told:
            with ThreadPoolExecutor(1) as other:
                other.submit(open_an_account).result()
        told.append(words)

    manifest = backup(file, tell=tell, at=NOW)
    assert told != []
    assert Person.objects.filter(username="late").exists()
    assert (manifest.tables["people_person"]["rows"], read(file, "SELECT username FROM people_person")) == (
        1,
        [("amina",)],
    )
