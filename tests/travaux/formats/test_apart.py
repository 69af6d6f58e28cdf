import signal

import pytest

from benchmarks.trust import papers
from travaux.formats import apart
from travaux.formats.apart import MIB, Bounds, Means, open_apart, return_apart
from travaux.formats.guard import Bomb, TooLarge
from travaux.formats.intake import opened
from travaux.formats.plain import Undecodable
from travaux.formats.reading import Limits
from travaux.formats.returned import Version, returned
from travaux.formats.walls import Allowance
from travaux.formats.wire import Broken, TooHeavy
from travaux.text.provision import Kind, Provision


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (papers.word(), "a.docx"),
        (papers.one_page(papers.stream(papers.WORDS)), "a.pdf"),
        ("<html><meta charset=windows-1251><p>Привет".encode("cp1251"), "a.html"),
        ("# 移民\n\n- a\n".encode(), "a.md"),
        ("كلمات".encode("utf-16"), "a.txt"),
    ],
)
def test_a_paper_opened_apart_is_what_it_is_when_opened_here(content, filename):
    if filename == "a.pdf":
        pytest.importorskip("pypdfium2", reason="PDF is read by an extra of the software")
    assert open_apart(content, filename) == opened(content, filename)


def test_a_refusal_made_apart_is_the_same_refusal():
    with pytest.raises(Bomb, match="defines entities"):
        open_apart(papers.word("<w:p>&j;</w:p>", papers.LADDER), "a.docx")
    with pytest.raises(Undecodable, match="Byte 1 is not text in no-such"):
        open_apart(b"<html><meta charset=no-such><p>a", "a.html")


def test_a_paper_that_is_too_large_starts_no_process():
    spent = []
    with pytest.raises(TooLarge):
        open_apart(b"1234", "a.txt", limits=Limits(size=3), watch=spent.append)
    assert spent == []


def test_one_who_takes_too_much_time_is_ended():
    spent = []
    with pytest.raises(TooHeavy, match="too much time"):
        open_apart(b"a\n\n" * 15_000, "a.md", bounds=Bounds(seconds=0.01), watch=spent.append)
    assert -spent[0].exit in (signal.SIGPROF, signal.SIGXCPU)


def test_one_who_takes_too_much_memory_is_refused():
    with pytest.raises((TooHeavy, Broken), match=r"too much memory|broke down"):
        open_apart(b"a " * MIB, "a.txt", bounds=Bounds(memory=MIB, memory_per_byte=0))


def test_one_who_does_not_answer_is_ended():
    with pytest.raises(TooHeavy, match="too much time"):
        open_apart(b"words", "a.txt", bounds=Bounds(patience=0.0, start=0.0))


def test_one_who_answers_without_end_is_stopped():
    with pytest.raises((TooHeavy, Broken)):
        open_apart(b"words", "a.txt", bounds=Bounds(answer=10))


def test_an_answer_that_is_none_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "_START", "import sys; sys.stdin.buffer.read(); print('{}')")
    with pytest.raises(Broken, match="its answer was no answer"):
        open_apart(b"words", "a.txt")


def test_one_who_breaks_down_before_the_paper_is_read_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "_START", "raise SystemExit(1)")
    with pytest.raises(Broken, match="exit 1"):
        open_apart(b"words " * 100_000, "a.txt")


def test_a_library_that_gives_up_is_told_by_the_name_of_its_signal(monkeypatch):
    monkeypatch.setattr(apart, "_START", "import os; os.abort()")
    with pytest.raises(Broken, match="SIGABRT"):
        open_apart(b"words", "a.txt")


def test_what_a_paper_may_take_grows_with_its_size_up_to_a_limit():
    bounds = Bounds(seconds=1, memory=10, memory_per_byte=2, memory_most=100)
    assert bounds.allowance(20) == Allowance(1.0, 50)
    assert bounds.allowance(5 * MIB) == Allowance(3.0, 100)


VERSION = Version((Provision("a", Kind.OPERATIVE, "Some words of the version of now", "1."),), "c 1")


@pytest.mark.parametrize(
    ("content", "filename"), [(papers.word(), "a.docx"), (b"1. Some words of the version", "a.md")]
)
def test_a_document_sent_back_suggests_apart_what_it_suggests_here(content, filename):
    spent = []
    assert return_apart(content, filename, VERSION, Means(watch=spent.append)) == returned(content, filename, VERSION)
    assert spent[0].exit == 0


def test_a_document_sent_back_that_is_hostile_is_refused_apart():
    with pytest.raises(Bomb, match="defines entities"):
        return_apart(papers.word("<w:p>&j;</w:p>", papers.LADDER), "a.docx", VERSION)
