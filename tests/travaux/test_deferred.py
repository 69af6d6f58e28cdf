import sys

import pytest

from travaux.deferred import deferred

RARE = "a_rare_library_of_the_tests"


def test_a_library_is_loaded_when_something_of_it_is_asked_for(tmp_path, monkeypatch):
    (tmp_path / f"{RARE}.py").write_text("numbers = [1]\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    library = deferred(RARE)
    assert RARE not in sys.modules
    assert library.numbers == [1]
    assert library.numbers is sys.modules.pop(RARE).numbers
    assert RARE not in sys.modules, "what was asked for once is kept"
    assert library.numbers == [1]


def test_what_a_library_does_not_have_is_missing_of_the_stand_in_too():
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = deferred("json").nothing_of_the_kind


def test_a_library_that_is_not_installed_is_none():
    assert deferred("no_such_library_at_all") is None
    assert deferred("no_such_library_at_all.part") is None
