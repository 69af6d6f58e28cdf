import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from travaux.cli.text import brackets

DRAFT = "We [shall] [should] act\nby [X].\n\n  \nOption 1: [a [b]\n\nno]\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def counted(file):
    result = CliRunner().invoke(brackets, [str(file), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_brackets_of_a_draft_are_counted_and_located(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(DRAFT)
    assert counted(file) == {
        "opened": 5,
        "closed": 5,
        "unbalanced_paragraphs": 2,
        "max_depth": 2,
        "options": 1,
        "placeholders": 1,
        "warnings": [
            {
                "paragraph": 2,
                "line": 5,
                "offset": DRAFT.index("[a"),
                "what": "opened here, closed in paragraph 3 (line 7)",
            },
            {
                "paragraph": 3,
                "line": 7,
                "offset": DRAFT.index("no]") + 2,
                "what": "closed here, opened in paragraph 2 (line 5)",
            },
        ],
        "paragraphs": 3,
        "deepest_paragraph": 2,
        "announced": 1,
        "spanning": 1,
        "markup": 0,
    }


def test_the_count_is_printed_as_lines(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text("act]")
    assert CliRunner().invoke(brackets, [str(file)]).output == (
        "opened: 0\nclosed: 1\nunbalanced paragraphs: 1\nmax depth: 0\noptions: 0\nplaceholders: 0\n"
        "paragraphs: 1\ndeepest paragraph: 0\nannounced: 0\nspanning: 0\nmarkup: 0\n"
        "line 1 (paragraph 1): closed, never opened\n"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("draft.html", b"<html><body><p>We [shall</p><p>act]</p></body></html>"),
        ("draft.xml", b"<akomaNtoso><p>We [shall</p><p>act]</p></akomaNtoso>"),
        ("draft.txt", "We [shall\n\nact]".encode("utf-16")),
        ("draft.txt", b"We \xe9 [shall\r\n\r\nact]"),
    ],
)
def test_every_bracket_is_counted_whatever_the_file_is(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    found = counted(file)
    assert [found[name] for name in ("opened", "closed", "paragraphs", "spanning")] == [1, 1, 2, 1]


def test_the_brackets_of_a_word_file_are_counted_in_its_text(tmp_path):
    file = tmp_path / "draft.docx"
    paragraphs = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("We [shall", "act]"))
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
        )
        archive.writestr("[Content_Types].xml", "<Types/>")
    file.write_bytes(packed.getvalue())
    found = counted(file)
    assert [found[name] for name in ("opened", "closed", "paragraphs", "spanning")] == [1, 1, 2, 1]


def test_every_bracket_of_a_real_draft_is_counted():
    drafts = sorted((Path(__file__).parents[4] / "shared" / "data" / "paris-2015").glob("*/index.md"))
    if not drafts:
        pytest.skip("the real draft stands in ../shared, which is not here")
    text = drafts[0].read_text(encoding="utf-8")
    found = counted(drafts[0])
    assert (found["opened"], found["closed"]) == (text.count("["), text.count("]"))
    assert (found["paragraphs"], found["unbalanced_paragraphs"], found["max_depth"]) == (445, 45, 5)
