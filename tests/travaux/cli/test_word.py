import json

from click.testing import CliRunner

from benchmarks.documents.made import docx, gone, ins, para, run
from travaux.cli import main
from travaux.formats.word.package import open_package
from travaux.formats.word.plain import lines

PAPER = docx(para(run("States ") + gone("may ") + ins("shall ") + run("act")))


def call(*words):
    return CliRunner().invoke(main, ["word", *map(str, words)])


def written(tmp_path, name="a.docx", content=PAPER):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_changes_are_listed_as_json_and_as_lines(tmp_path):
    path = written(tmp_path)
    [removed, added] = json.loads(call("read", path, "--json").stdout)
    assert {
        name: removed[name] for name in ("kind", "author", "text", "paragraph", "start", "end", "parent", "id")
    } == {
        "kind": "del",
        "author": "ARL",
        "text": "may ",
        "paragraph": 0,
        "start": 7,
        "end": 11,
        "parent": "",
        "id": "2",
    }
    assert added["date"] == "2026-01-02T03:04:05Z"
    assert call("read", path).stdout.splitlines()[1] == (
        "document 0:11-17       ins          ARL, 2026-01-02T03:04:05Z: shall"
    )


def test_long_words_are_shortened_and_what_is_missing_is_said(tmp_path):
    path = written(tmp_path, content=docx(para(f"<w:ins>{run('word ' * 40)}</w:ins>")))
    found = call("read", path)
    assert found.stdout.endswith("word word …\n")
    assert "(no author), no date" in found.stdout
    assert found.stderr == "a.docx: tracked changes without an author\na.docx: tracked changes without a date\n"


def test_all_changes_are_accepted_or_rejected_into_what_the_suffix_says(tmp_path):
    path = written(tmp_path)
    for command, words in (("accept", "States shall act"), ("reject", "States may act")):
        for suffix in ("txt", "md", "docx"):
            assert call(command, path, tmp_path / f"out.{suffix}").exit_code == 0
        assert lines(open_package((tmp_path / "out.docx").read_bytes(), "a.docx")) == [words]
        assert [(tmp_path / f"out.{each}").read_text() for each in ("txt", "md")] == [f"{words}\n"] * 2


def test_macros_are_said_to_be_left_out(tmp_path):
    path = written(tmp_path, content=docx(para(run("a")), more={"word/vbaProject.bin": b"x"}))
    assert call("accept", path, tmp_path / "out.docx").stderr == "a.docx: macros, which are neither run nor kept\n"


def test_a_redline_is_written_by_whom_it_says(tmp_path):
    old, new = written(tmp_path), written(tmp_path, "b.txt", b"States will act\n")
    result = call("redline", old, new, tmp_path / "red.docx", "--author", "Cordovia")
    assert (result.exit_code, result.stderr) == (0, "2 times: tracked changes, taken as accepted\n")
    found = json.loads(call("read", tmp_path / "red.docx", "--json").stdout)
    assert [(each["kind"], each["author"], each["text"]) for each in found] == [
        ("del", "Cordovia", "shall"),
        ("ins", "Cordovia", "will"),
    ]


def test_what_is_not_written_here_is_refused(tmp_path):
    path = written(tmp_path)
    refused = call("accept", path, tmp_path / "out.pdf")
    assert (refused.exit_code, "Nothing is written here as “.pdf”" in refused.stderr) == (2, True)
    assert call("redline", path, path, tmp_path / "out.txt").exit_code == 2
