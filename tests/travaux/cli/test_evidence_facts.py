import json

import pytest
from click.testing import CliRunner

from travaux.cli.evidence_facts import NoFacts, facts
from travaux.evidence.registry import Source, add
from travaux.formats.convert import WRITERS
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About

FACT = """
[[fact]]
key = "stock"
dataset = "stock"
edition = "2020"
sentence = "In 2020, {people} people lived abroad, of all ages."
query = "SELECT sum(stock) AS people FROM data"
wording.people = { how = "hedged", unit = "million" }
"""

SAID = "In 2020, nearly 281 million people lived abroad, of all ages."


@pytest.fixture
def folder(tmp_path):
    keep(tmp_path, "2020", 280598105, "2020-12-01")
    (tmp_path / "facts.toml").write_text(FACT)
    return tmp_path


def keep(folder, edition, stock, published):
    source = Source("stock", edition, "Stock", "UN DESA", "CC BY", published)
    add(folder / "r", f"area,stock\nMEX,{stock}\n".encode(), "s.csv", source, layout=None, older=False)


def run(folder, verb, *words):
    return CliRunner().invoke(facts, [verb, str(folder / "facts.toml"), "--registry", str(folder / "r"), *words])


def test_facts_that_hold_end_with_status_0(folder):
    result = run(folder, "check")
    assert (result.exit_code, result.output) == (
        0,
        "stock: current (edition 2020): In 2020, nearly 281 million people lived abroad, of all ages.\n",
    )


def test_a_newer_edition_makes_a_fact_stale(folder):
    keep(folder, "2024", 304000000, "2025-01-20")
    result = run(folder, "check")
    assert (result.exit_code, result.output.splitlines()[1]) == (
        1,
        "  with the edition 2024: In 2020, 304 million people lived abroad, of all ages.",
    )


def test_a_figure_that_comes_out_otherwise_is_told(folder):
    (folder / "facts.toml").write_text(FACT + 'says = "In 2020, five people lived abroad."\n')
    result = run(folder, "check")
    assert (
        result.output.splitlines()[1]
        == "  now comes out as: In 2020, nearly 281 million people lived abroad, of all ages."
    )


def test_a_fact_that_cannot_be_asked_says_why(folder):
    (folder / "facts.toml").write_text(FACT.replace("sum(stock)", "sum(stick)"))
    result = run(folder, "check", "--text", str(folder / "facts.toml"))
    assert (result.exit_code, result.output.startswith("stock: failed: You asked: SELECT")) == (1, True)


def test_a_number_altered_in_a_text_is_found(folder):
    text = folder / "report.md"
    text.write_text(f"# Report\n\n{SAID}\n{SAID.replace('281', '218')}\n")
    result = run(folder, "check", "--text", str(text))
    assert result.exit_code == 1
    assert result.output.splitlines()[1:] == [
        "report.md, line 3: stock intact",
        "report.md, line 4: stock ALTERED",
        "  says   In 2020, nearly 218 million people lived abroad, of all ages.",
        "  should In 2020, nearly 281 million people lived abroad, of all ages.",
    ]
    told = json.loads(run(folder, "check", "--text", str(text), "--json").output)
    assert [each["intact"] for each in told["texts"]["report.md"]] == [True, False]


def test_a_number_altered_in_a_paper_is_found(folder):
    paper = Document(
        About(title="Brief", symbol="", date="", language="en"),
        tuple(Paragraph(Role.OPERATIVE, (Run(words),), "1.") for words in (SAID, SAID.replace("281", "218"))),
    )
    brief = folder / "brief.docx"
    brief.write_bytes(WRITERS["docx"](paper))
    result = run(folder, "check", "--text", str(brief), "--json")
    found = json.loads(result.output)["texts"]["brief.docx"]
    assert (result.exit_code, [each["intact"] for each in found]) == (1, [True, False])


def test_facts_are_written_with_their_footnotes(folder):
    lines = run(folder, "render").output.splitlines()
    assert lines[0] == "In 2020, nearly 281 million people lived abroad, of all ages.[^stock]"
    assert lines[2].startswith("[^stock]: UN DESA, Stock, edition 2020 (2020-12-01), CC BY; SHA-256 ")
    assert json.loads(run(folder, "render", "--json").output)[0]["figures"] == {"people": 280598105}


def test_the_facts_of_the_registry_are_asked_where_no_file_is_named(folder):
    nothing = CliRunner().invoke(facts, ["check", "--registry", str(folder / "r")])
    assert isinstance(nothing.exception, NoFacts)
    (folder / "r" / "facts.toml").write_text(FACT)
    assert CliRunner().invoke(facts, ["check", "--registry", str(folder / "r")]).exit_code == 0
