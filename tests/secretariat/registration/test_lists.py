import io
import zipfile

import pytest

from secretariat.frame import apart
from secretariat.registration.services import lists, rows_apart
from travaux.formats.guard import TooLarge
from travaux.formats.rows import LIMITS, NoRows

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c t="inlineStr"><is><t>given</t></is></c></row>'
    '<row r="2"><c t="inlineStr"><is><t>Ana</t></is></c></row></sheetData></worksheet>'
)


def workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/worksheets/sheet1.xml", SHEET)
    return out.getvalue()


def test_a_spreadsheet_is_read_behind_the_walls_and_what_is_refused_there_is_refused_here():
    assert rows_apart(workbook(), "people.xlsx") == ({"given": "Ana"},)
    with pytest.raises(NoRows) as refusal:
        rows_apart(b"", "people.xlsx")
    assert "people.xlsx" in str(refusal.value)


def test_what_is_too_large_is_refused_before_a_process_is_started(monkeypatch):
    monkeypatch.setattr(apart.sys, "executable", "/nowhere")
    with pytest.raises(TooLarge):
        rows_apart(b"x" * (LIMITS.size + 1), "people.csv")


def test_who_ends_early_leaves_a_refusal_and_no_rows(monkeypatch):
    monkeypatch.setattr(apart, "START", "raise SystemExit(3)")
    with pytest.raises(lists.ListTooHeavy):
        rows_apart(b"given\nAna\n", "people.csv")
    monkeypatch.setattr(apart, "START", "import time; time.sleep(9)")
    monkeypatch.setattr(lists, "PATIENCE", 0.2)
    with pytest.raises(lists.ListTooHeavy):
        rows_apart(b"given\nAna\n", "people.csv")
