import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from secretariat.commands import text
from secretariat.exchange.models import Returned, Suggested
from travaux.formats.tables import openpyxl

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(desk, tmp_path, monkeypatch):
    """Type a command of the text as somebody in this room."""
    monkeypatch.chdir(tmp_path)

    def run(*words, who="arl"):
        args = [*words, "--process", "sample", "--text", "compact", "--at", f"{desk.table.at():%Y-%m-%dT%H:%M:%S}"]
        args += ["--as", who] if who else []
        return CliRunner().invoke(text, args, catch_exceptions=False)

    return run


@pytest.fixture
def draft(desk, tmp_path):
    """A document that was changed in two places."""
    paper = desk.paper()
    paper.replace("one national website", "one accessible national website")
    paper.add_after("Set up desks", "Train people.")
    file = tmp_path / "draft.docx"
    file.write_bytes(paper.bytes())
    return str(file)


def test_the_text_is_written_to_a_file_or_printed(typed):
    assert typed("out", "clean", "clean.docx").exit_code == 0
    assert Path("clean.docx").read_bytes()[:2] == b"PK"
    assert "Publish one national website." in typed("out", "text", "--version", "0").output


def test_tables_are_written_by_suffix_and_as_csv_without_one(typed):
    typed("out", "side-by-side", "table.json")
    assert {row["status"] for row in json.loads(Path("table.json").read_bytes())} == {"unchanged"}
    assert "old_number,old_wording" in typed("out", "side-by-side").output
    assert json.loads(typed("out", "side-by-side", "--json").output)
    if openpyxl:
        typed("out", "side-by-side", "table.xlsx", "--old", "0")
        assert Path("table.xlsx").read_bytes()[:2] == b"PK"


def test_a_document_is_handed_in_read_at_once_and_confirmed_in_part(typed, draft):
    told = json.loads(typed("in", draft, "--entity", "ARL", "--json").output)
    assert [(row["number"], row["kind"]) for row in told["suggestions"]] == [(1, "insert"), (2, "new_paragraph")]
    document = told["document"]
    found = json.loads(typed("confirm", document, "--only", "1", "--json").output)
    assert ([row["kind"] for row in found["prepared"]], found["left"]) == (["insert"], [])
    assert "dropped: 1" in typed("drop", document).output
    listed = typed("suggestions", document).output
    assert ("confirmed" in listed, "dropped" in listed) == (True, True)


def test_what_could_not_be_prepared_is_printed_with_its_reason(typed, draft, desk):
    typed("in", draft, "--entity", "ARL")
    desk.table.redraft(desk.table.action, "Print leaflets.")
    told = typed("confirm", str(Returned.objects.get().uuid)).output
    assert ("new_paragraph" in told, "1: You asked" in told) == (True, True)
    assert Suggested.objects.get(kind="insert").status == "suggested"


def test_a_document_that_cannot_be_read_says_why(typed):
    Path("bad.docx").write_bytes(b"PK\x03\x04 cut off")
    assert "It cannot be opened" in typed("in", "bad.docx", "--entity", "ARL", "--made-from", "0").output


@pytest.mark.usefixtures("typed")
def test_what_is_no_identity_is_refused():
    result = CliRunner().invoke(text, ["suggestions", "x", "--process", "sample"])
    assert type(result.exception).__name__ == "NoSuchDocument"
