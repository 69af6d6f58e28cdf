import json
from io import BytesIO

import pytest

from travaux.cli import evidence_apart
from travaux.formats.walls import Allowance

SEVEN = b"area,year,value\nMEX,2019,7\n"


@pytest.mark.parametrize("layout", [None, "plain"])
def test_a_file_is_read_behind_a_line_with_its_name_and_its_bounds_once_the_walls_stand(layout):
    asked = {"file": "s.csv", "layout": layout, "allowance": {"seconds": 1.5, "memory": 64}}
    sink, walls = BytesIO(), []
    evidence_apart.serve(BytesIO(json.dumps(asked).encode() + b"\n" + SEVEN), sink, walls.append)
    assert walls == [Allowance(1.5, 64)]
    assert json.loads(sink.getvalue())["loaded"]["columns"]["value"] == [7]


def test_what_cannot_be_held_is_told_as_too_heavy(monkeypatch):
    def burst(*_given):
        raise MemoryError

    monkeypatch.setattr(evidence_apart, "load", burst)
    assert evidence_apart.answer(b"", "s.csv", None) == {"heavy": True}


def test_a_refusal_is_told_in_its_parts():
    told = evidence_apart.answer(b"area,area\nARL,2\n", "s.csv", None)
    assert (told["refused"], "area" in told["facts"].values()) == ("DoubledColumn", True)
