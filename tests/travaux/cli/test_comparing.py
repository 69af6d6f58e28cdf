import csv
import io
import json
from zipfile import ZipFile

import click
import pytest
from click.testing import CliRunner

from travaux.cli import main
from travaux.cli.comparing import compare, concordance

OLD = """\
The Assembly of the Twelve,

1. Decides to open the ferry in the month of May;

2. Requests the secretariat to keep a public ledger of every pledge, and invites the harbour towns to light lanterns;

3. Decides to remain seized of the matter.
"""
NEW = """\
The Assembly of the Twelve,

1. Requests the secretariat to keep a public ledger of every pledge;

2. Invites the harbour towns to light lanterns;

3. Decides to open the northern ferry in the month of June;

4. Welcomes whoever sings.
"""
LINKS = [
    {"old": [0], "new": [0], "type": "unchanged"},
    {"old": [1], "new": [3], "type": "moved_edited"},
    {"old": [2], "new": [1, 2], "type": "split"},
]


@pytest.fixture
def texts(tmp_path):
    return _file(tmp_path / "old.txt", OLD), _file(tmp_path / "new.txt", NEW)


def _file(path, words):
    path.write_text(words, encoding="utf-8")
    return str(path)


def run(command, *words):
    return CliRunner().invoke(command, words, catch_exceptions=False).stdout


def test_two_texts_compared_give_units_and_links(texts):
    found = json.loads(run(compare, *texts, "--json"))
    assert found["links"] == LINKS
    assert found["old"][1] == {
        "id": "2",
        "number": "1",
        "kind": "operative",
        "text": "Decides to open the ferry in the month of May;",
    }
    assert [unit["number"] for unit in found["new"]] == ["", "1", "2", "3", "4"]


def test_two_texts_compared_are_told_with_what_changed_marked(texts):
    assert run(compare, *texts).split("\n\n") == [
        "preambular 1 \u2192 preambular 1  unchanged\n    The Assembly of the Twelve,",
        (
            "2 \u2192 1 + 2  split\n    Requests the secretariat to keep a public ledger of every pledge"
            "[-, and invites-]{+; Invites+} the harbour towns to light lanterns;"
        ),
        "3 \u2192 \u2014  struck\n    [-Decides to remain seized of the matter.-]",
        "1 \u2192 3  moved and edited\n    Decides to open the {+northern +}ferry in the month of [-May-]{+June+};",
        "\u2014 \u2192 4  new\n    {+Welcomes whoever sings.+}",
        "",
    ]


def test_a_long_unchanged_paragraph_is_shown_by_its_beginning(tmp_path):
    long = "word " * 40
    old = _file(tmp_path / "a.txt", f"{long}\n\n{OLD}")
    new = _file(tmp_path / "b.txt", f"{long}\n\n{NEW}")
    shown = run(compare, old, new).split("\n\n")
    assert shown[0] == f"paragraph 1 \u2192 paragraph 1  unchanged\n    {('word ' * 40)[:72]}\u2026"


def test_a_split_that_moved_says_so(tmp_path):
    heavy = f"Considers {'with great care and at length ' * 9}what the harbour master reported,"
    old = _file(tmp_path / "a.txt", f"{heavy}\n\n{OLD}")
    new = _file(tmp_path / "b.txt", f"{NEW}\n\n{heavy}")
    assert "2 \u2192 1 + 2  split and moved" in run(compare, old, new)


def test_spaces_alone_are_not_marked(tmp_path):
    old, new = _file(tmp_path / "a.txt", "We [act ]now here."), _file(tmp_path / "b.txt", "We [act] now there.")
    assert run(compare, old, new) == "paragraph 1 \u2192 paragraph 1  edited\n    We [act] now [-here-]{+there+}.\n\n"


def test_markdown_and_word_are_compared_by_their_words(tmp_path):
    old = _file(tmp_path / "a.md", "# Ferries\n\n*Recalling* the winter,[^1]\n\n[^1]: See there.\n")
    new = tmp_path / "b.docx"
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("Ferries", "Recalling the winter,"))
    with ZipFile(new, "w") as packed:
        packed.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{body}<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:body></w:document>",
        )
    result = CliRunner().invoke(compare, [old, str(new), "--json"], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert [link["type"] for link in found["links"]] == ["unchanged", "unchanged"]
    assert found["old"][1]["notes"] == [{"marker": "1", "text": "See there."}]
    assert result.stderr == "b.docx: tracked deletions, whose words are left out\n"


AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><body>{}</body></akomaNtoso>'


def _akn(*paragraphs):
    body = (
        f'<paragraph eId="p{i}" wId="{name}"><num>{i}.</num><content><p>{words}</p></content></paragraph>'
        for i, (name, words) in enumerate(paragraphs, start=1)
    )
    return AKN.replace("{}", "".join(body))


def test_identities_that_last_hold_where_the_words_are_silent(tmp_path):
    ferry, ledger = "Decides to open the ferry in May;", "Requests a public ledger of every pledge;"
    old = _file(tmp_path / "a.xml", _akn(("x", ferry), ("y", ledger), ("z", "Wishes well.")))
    new = _file(tmp_path / "b.xml", _akn(("y", ledger), ("x", ferry), ("z", "Remains here;")))
    assert [(link["old"], link["new"]) for link in json.loads(run(compare, old, new, "--json"))["links"]] == [
        ([0], [1]),
        ([1], [0]),
        ([2], [2]),
    ]


def test_the_concordance_names_those_whom_the_new_text_names_or_says_that_it_names_nobody(tmp_path):
    old, new = _file(tmp_path / "a.txt", "1. We may act."), _file(tmp_path / "b.txt", "1. We [EU: shall] act.")
    assert json.loads(run(concordance, old, new, "--json"))[0]["contributors"] == ["EU"]
    note = "a.txt: Who asked for its paragraphs, and why, does not stand in it: these columns are empty.\n"
    assert CliRunner().invoke(concordance, [new, old], catch_exceptions=False).stderr == note


def test_the_concordance_is_printed_as_lines_json_csv_and_html(texts):
    lines = run(concordance, *texts).splitlines()
    assert lines[1].split() == ["1;", "2", "2", "split", "58%;", "37%"]
    told = json.loads(run(concordance, *texts, "--json"))
    assert [(row["became"], [unit["number"] for unit in row["new"]]) for row in told] == [
        ("unchanged", ["preambular 1"]),
        ("split", ["1", "2"]),
        ("struck", []),
        ("moved_edited", ["3"]),
        ("new", ["4"]),
    ]
    table = list(csv.reader(io.StringIO(run(concordance, *texts, "--csv"))))
    assert [row[3] for row in table] == ["what became", "unchanged", "split", "struck", "moved and edited", "new"]
    assert "<h1>Concordance of old.txt and new.txt</h1>" in run(concordance, *texts, "--html")


def test_both_stand_among_the_commands():
    assert {"compare", "concordance"} <= set(main.list_commands(click.Context(main)))
