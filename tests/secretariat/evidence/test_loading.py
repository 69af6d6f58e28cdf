import io
import json
from dataclasses import asdict

import openpyxl
import pytest

from secretariat.evidence.services import loading
from secretariat.evidence.services.loading import TooHeavy, loaded_apart
from secretariat.evidence.services.registering import prepare
from tests.secretariat.evidence.conftest import STOCK
from travaux.cli import evidence_apart
from travaux.evidence.load import NothingInIt, load
from travaux.evidence.table import NotUtf8
from travaux.formats.guard import TooLarge
from travaux.formats.walls import Allowance
from travaux.refusal import Refusal

CUBE = (
    b'{"version":"2.0","class":"dataset","id":["y"],"size":[1],'
    b'"dimension":{"y":{"category":{"index":["2020"]}}},"value":[5]}'
)


def workbook():
    book = openpyxl.Workbook()
    for line in STOCK.splitlines():
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in line.split(",")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (STOCK.encode(), "s.csv"),
        (workbook(), "s.xlsx"),
        (CUBE, "s.json"),
    ],
)
def test_a_file_is_loaded_behind_the_walls_as_it_is_before_them(content, file):
    here, there = load(content, file), loaded_apart(content, file, None)
    assert {name: list(cells) for name, cells in here.columns.items()} == dict(there.columns)
    assert (here.read, here.taken, here.rejected) == (there.read, there.taken, there.rejected)


def test_rows_that_are_not_taken_come_back_with_their_reasons():
    assert [each.line for each in loaded_apart(b"year,stock\n2020,1\n2020,x\n2021,2\n", "s.csv", None).rejected] == [3]
    assert [each.line for each in loaded_apart(b"area,stock\nMEX,1\nUSA,-2\nCAN,3\n", "s.csv", None).rejected] == [3]


@pytest.mark.parametrize(("content", "refusal"), [(b"\xff\xfe,b\n1,2\n", NotUtf8), (b"", NothingInIt)])
def test_a_refusal_comes_back_as_itself(content, refusal):
    with pytest.raises(refusal):
        loaded_apart(content, "s.csv", None)


def test_a_file_that_is_too_large_is_not_even_started(settings):
    settings.TRAVAUX_MAX_UPLOAD = 10
    with pytest.raises(TooLarge):
        loaded_apart(STOCK.encode(), "s.csv", None)


def test_one_that_takes_too_much_is_ended(monkeypatch):
    monkeypatch.setattr(loading, "ALLOWANCE", Allowance(40.0, 1000))
    with pytest.raises(TooHeavy):
        loaded_apart(STOCK.encode() * 2000, "s.csv", None)
    monkeypatch.setattr(loading, "PATIENCE", 0.001)
    with pytest.raises(TooHeavy):
        loaded_apart(STOCK.encode(), "s.csv", None)


def test_what_was_loaded_is_made_parquet():
    assert prepare(STOCK.encode(), "s.csv").parquet[:4] == b"PAR1"


def test_every_refusal_of_loading_is_known_by_name():
    known = set(loading.REFUSALS)
    modules = ("travaux.evidence.load", "travaux.evidence.sheets", "travaux.evidence.layouts")
    raised = {kind.__name__ for kind in _kinds(Refusal) if kind.__module__.startswith(modules)}
    assert raised <= known


def _kinds(root):
    return {root}.union(*(_kinds(kind) for kind in root.__subclasses__()))


def test_the_walls_stand_before_a_byte_of_the_file_is_read():
    first = json.dumps({"file": "s.csv", "layout": None, "allowance": asdict(Allowance(1.0, 10))}).encode() + b"\n"
    source, sink, raised = io.BytesIO(first + STOCK.encode()), io.BytesIO(), []
    evidence_apart.serve(source, sink, lambda allowance: raised.append((allowance, source.tell())))
    assert raised == [(Allowance(1.0, 10), len(first))]
    assert json.loads(sink.getvalue())["loaded"]["read"] == 12
