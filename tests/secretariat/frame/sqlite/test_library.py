import importlib
import sqlite3
import sys
from types import SimpleNamespace

import pytest

from secretariat.frame.sqlite import library
from secretariat.frame.sqlite.library import UnsoundLibrary, in_place_of_pythons, is_sound, newest, require_sound


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_library_is_sound_from_the_release_that_mends_the_fault(version, *, sound):
    assert is_sound(version) == sound


def test_a_library_with_the_fault_is_refused_with_what_can_be_done(monkeypatch):
    monkeypatch.delenv("TRAVAUX_ACCEPT_SQLITE", raising=False)
    with pytest.raises(UnsoundLibrary) as refused:
        require_sound((3, 40, 1))
    assert "TRAVAUX_ACCEPT_SQLITE=3.40.1" in refused.value.parts[3]


def test_the_risk_is_accepted_for_one_release_by_its_number_and_loudly(monkeypatch, caplog):
    monkeypatch.setenv("TRAVAUX_ACCEPT_SQLITE", "3.40.1")
    require_sound((3, 40, 1))
    require_sound((3, 40, 1))
    assert [record.getMessage() for record in caplog.records] == [
        "SQLite 3.40.1 has a known fault and is used because you accept it"
    ]
    with pytest.raises(UnsoundLibrary):
        require_sound((3, 40, 2))


@pytest.mark.parametrize(("other", "taken"), [((3, 0, 0), "sqlite3"), ((99, 0, 0), "other")])
def test_the_newer_of_two_libraries_is_taken(monkeypatch, other, taken):
    there = SimpleNamespace(__name__="other", sqlite_version_info=other)
    monkeypatch.setattr(library, "find_spec", lambda _name: object())
    monkeypatch.setattr(importlib, "import_module", lambda _name: there)
    assert newest().__name__ == taken


def test_without_another_library_it_is_pythons_own(monkeypatch):
    monkeypatch.setattr(library, "find_spec", lambda _name: None)
    assert newest() is sqlite3


def test_the_library_stands_in_pythons_place_for_the_block_only():
    other = SimpleNamespace(dbapi2=SimpleNamespace())
    with in_place_of_pythons(other):
        assert sys.modules["sqlite3"] is other
    assert sys.modules["sqlite3"] is sqlite3
