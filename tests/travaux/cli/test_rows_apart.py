import io
import json

import pytest

from travaux.cli import rows_apart
from travaux.cli.tables import text_of
from travaux.evidence.table import NotUtf8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_as_spreadsheets_save_it(encoding):
    content = "given;family\nJos\u00e9;Mu\u00f1oz\n".encode(encoding)
    source = io.BytesIO(b'{"file": "l.csv", "allowance": {"seconds": 1, "memory": 1}}\n' + content)
    sink, raised = io.BytesIO(), []
    rows_apart.serve(source, sink, raised.append)
    assert json.loads(sink.getvalue()) == {"rows": [{"given": "Jos\u00e9", "family": "Mu\u00f1oz"}]}
    assert [each.seconds for each in raised] == [1]


def test_a_refusal_is_told_in_its_parts():
    assert rows_apart.answer(b"", "l.xlsx")["refused"] == "NoRows"
    assert rows_apart.answer(b"given\x81", "l.csv")["refused"] == "NotUtf8"
    with pytest.raises(NotUtf8):
        text_of(b"\x81", "l.csv")


def test_what_cannot_be_held_is_told_as_too_heavy(monkeypatch):
    def burst(*_given):
        raise MemoryError

    monkeypatch.setattr(rows_apart, "read_rows", burst)
    assert rows_apart.answer(b"given", "l.csv") == {"heavy": True}
