import threading

import pytest

from secretariat.frame import cell
from travaux.formats import apart
from travaux.formats.guard import TooLarge
from travaux.formats.intake import opened
from travaux.formats.wire import Broken, TooHeavy

PAPER = b"Some words of a delegation."


def test_a_paper_is_opened_in_a_process_of_its_own():
    assert cell.open_paper(PAPER, "a.txt") == opened(PAPER, "a.txt")


def test_the_limits_are_those_of_the_installation(settings):
    settings.TRAVAUX_MAX_UPLOAD = 10
    with pytest.raises(TooLarge, match="more than the 10 bytes"):
        cell.open_paper(PAPER, "a.txt")
    settings.TRAVAUX_MAX_UPLOAD, settings.TRAVAUX_READ_SECONDS = 1000_000, 0.001
    with pytest.raises(TooHeavy, match="too much time"):
        cell.open_paper(b"# a\n\n" * 12_000, "a.md")


def test_when_all_places_are_taken_the_next_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(cell, "_in_line", threading.BoundedSemaphore(1))
    with cell._in_line, pytest.raises(cell.TooBusy, match=r"“a\.txt”"):  # noqa: SLF001 - the line is taken by nobody else
        cell.open_paper(PAPER, "a.txt")
    assert cell.open_paper(PAPER, "a.txt").sha256 == opened(PAPER, "a.txt").sha256


def test_one_who_has_waited_long_enough_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(cell, "_at_once", threading.BoundedSemaphore(1))
    monkeypatch.setattr(cell, "_PATIENCE", 0.0)
    with cell._at_once, pytest.raises(cell.TooBusy):  # noqa: SLF001 - as above
        cell.open_paper(PAPER, "a.txt")


def test_one_that_the_machine_kept_waiting_is_not_called_too_heavy(monkeypatch):
    monkeypatch.setattr(apart, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(cell, "_START", 0.1)
    with pytest.raises(cell.TooBusy, match="too much else to do"):
        cell.open_paper(PAPER, "a.txt")


def test_a_breakdown_is_noted_in_the_log_without_a_word_of_the_paper(monkeypatch, caplog):
    monkeypatch.setattr(apart, "_START", "import os; os.abort()")
    with pytest.raises(Broken):
        cell.open_paper(PAPER, "secret.txt")
    assert [each.getMessage() for each in caplog.records] == ["A reader of papers broke down: SIGABRT"]
