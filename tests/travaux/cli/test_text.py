import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from travaux.cli.text import NotPlainText, brackets, count

DRAFT = "We [shall] [should] act\nby [X].\n\n  \nOption 1: [a [b]\n\nno]\n"


def test_the_brackets_of_a_draft_are_counted_and_located(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(DRAFT)
    result = CliRunner().invoke(brackets, [str(file), "--json"])
    assert json.loads(result.output) == {
        "opened": 5,
        "closed": 5,
        "unbalanced_paragraphs": 2,
        "max_depth": 2,
        "options": 1,
        "placeholders": 1,
        "warnings": [
            {"paragraph": 2, "line": 5, "offset": DRAFT.index("[a"), "what": "opened, never closed"},
            {"paragraph": 3, "line": 7, "offset": DRAFT.index("no]") + 2, "what": "closed, never opened"},
        ],
    }


def test_the_count_is_printed_as_lines(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text("act]")
    assert CliRunner().invoke(brackets, [str(file)]).output == (
        "opened: 0\nclosed: 1\nunbalanced paragraphs: 1\nmax depth: 0\noptions: 0\nplaceholders: 0\n"
        "line 1 (paragraph 1): closed, never opened\n"
    )


def test_a_file_that_is_not_plain_text_is_refused(tmp_path):
    file = tmp_path / "draft.docx"
    file.write_bytes(b"PK")
    result = CliRunner().invoke(brackets, [str(file)])
    assert isinstance(result.exception, NotPlainText)


def test_every_bracket_of_a_real_draft_is_counted():
    drafts = sorted((Path(__file__).parents[4] / "shared" / "data" / "paris-2015").glob("*/index.md"))
    if not drafts:
        pytest.skip("the real draft stands in ../shared, which is not here")
    text = drafts[0].read_text(encoding="utf-8")
    found = count(text)
    assert (found.opened, found.closed) == (text.count("["), text.count("]"))
    assert found.unbalanced_paragraphs >= 45
