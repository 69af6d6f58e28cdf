import io
from dataclasses import asdict

import pytest

from travaux.formats import cell, wire
from travaux.formats.detect import EmptyFile
from travaux.formats.intake import opened
from travaux.formats.reading import Limits
from travaux.formats.returned import Version, returned
from travaux.formats.walls import Allowance
from travaux.formats.wire_returned import understood, version_told
from travaux.text.provision import Kind, Provision

PAPER = b"Some words."
ASKED = {"filename": "a.txt", "media_type": "", "limits": asdict(Limits())}


def served(content, filename="a.txt", **limits):
    raised = []
    bounds = {"media_type": "", "limits": asdict(Limits(**limits)), "allowance": asdict(Allowance(1.0, 1000))}
    source, sink = io.BytesIO(wire.request(filename, bounds) + content), io.BytesIO()

    def walls(allowance):
        raised.append((allowance, source.tell()))

    cell.serve(source, sink, walls)
    return sink.getvalue(), raised


def test_a_paper_is_opened_and_told():
    answer, _ = served(PAPER)
    assert wire.understood(answer, PAPER, "a.txt") == opened(PAPER, "a.txt")


def test_a_document_that_was_sent_back_is_read_against_its_version():
    version = Version((Provision("a", Kind.OPERATIVE, "Some words", "1."),), "c 1")
    told = cell.answer({**ASKED, "version": version_told(version)}, PAPER)
    assert understood(told, "a.txt", version) == returned(PAPER, "a.txt", version)


def test_the_walls_stand_before_a_byte_of_the_paper_is_read():
    _, raised = served(PAPER)
    bounds = {"media_type": "", "limits": asdict(Limits()), "allowance": asdict(Allowance(1.0, 1000))}
    assert raised == [(Allowance(1.0, 1000), len(wire.request("a.txt", bounds)))]


def test_a_refusal_is_told():
    answer, _ = served(b"")
    with pytest.raises(EmptyFile):
        wire.understood(answer, b"", "a.txt")


@pytest.mark.parametrize(("error", "reason"), [(MemoryError, "too much memory"), (RecursionError, "too deeply")])
def test_one_who_runs_out_of_memory_says_so(monkeypatch, error, reason):
    def heavy(*_given, **_limits):
        raise error

    monkeypatch.setattr(cell, "opened", heavy)
    with pytest.raises(wire.TooHeavy, match=reason):
        wire.understood(cell.answer(ASKED, PAPER), PAPER, "a.txt")


def test_a_fault_of_a_reader_is_told_by_its_kind_and_place_and_not_by_its_words(monkeypatch):
    def faulty(*_given, **_limits):
        int("confidential words")

    monkeypatch.setattr(cell, "opened", faulty)
    told = cell.answer(ASKED, PAPER)
    with pytest.raises(wire.Broken, match=r"\(ValueError test_cell\.py:\d+\)"):
        wire.understood(told, PAPER, "a.txt")
    assert b"confidential" not in told


def test_a_place_that_is_none_is_not_believed():
    with pytest.raises(wire.Broken, match="place unknown"):
        wire.understood(b'{"broken": "a\\nforged line of the log"}', PAPER, "a.txt")
