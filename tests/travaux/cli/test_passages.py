import json

from click.testing import CliRunner

from travaux.cli.passages import passages

PAGE = "# Seats\n\n1. Cities ask. ![map](x)\n\n" + "a " * 60


def run(tmp_path, *options):
    paper = tmp_path / "a.md"
    paper.write_text(PAGE)
    return CliRunner().invoke(passages, [str(paper), *options])


def test_passages_are_printed_as_json_with_their_places(tmp_path):
    found = json.loads(run(tmp_path, "--json").stdout)
    assert found[1] == {
        "start": 12,
        "end": 33,
        "kind": "paragraph",
        "number": "1",
        "text": "Cities ask. ![map](x)",
        "language": "",
        "recommendation": False,
        "asking": [],
    }
    assert [PAGE[unit["start"] : unit["end"]] for unit in found] == [unit["text"] for unit in found]


def test_passages_are_printed_as_lines_and_long_ones_shortened(tmp_path):
    result = run(tmp_path)
    assert result.stdout.splitlines()[0] == "      2       7  heading           Seats"
    assert result.stdout.splitlines()[2].endswith("a a …")
    assert result.stderr == "a.md: pictures, of which only the caption is read\n"


def test_a_passage_that_recommends_says_so_with_its_words_and_its_language(tmp_path):
    paper = tmp_path / "b.md"
    paper.write_text("The cities of the region should be heard.")
    (found,) = json.loads(CliRunner().invoke(passages, [str(paper), "--json"]).stdout)
    assert (found["language"], found["recommendation"], found["asking"]) == ("en", True, ["should"])
