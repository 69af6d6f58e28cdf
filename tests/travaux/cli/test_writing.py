import click
import pytest
from click.testing import CliRunner

from travaux.cli.convert import convert
from travaux.cli.evidence_data import data
from travaux.cli.evidence_flows import flows
from travaux.cli.evidence_project import project
from travaux.cli.obligations import obligations
from travaux.cli.precedents import precedents
from travaux.cli.word import word
from travaux.cli.writing import NewFile


def test_a_file_in_a_folder_that_is_there_can_be_written(tmp_path):
    assert NewFile().convert(str(tmp_path / "new.csv"), None, None) == tmp_path / "new.csv"


def test_a_folder_that_is_not_there_or_stands_in_the_place_of_the_file_is_told(tmp_path):
    with pytest.raises(click.BadParameter, match="there is no folder"):
        NewFile().convert(str(tmp_path / "nowhere" / "new.csv"), None, None)
    with pytest.raises(click.BadParameter, match="is a directory"):
        NewFile().convert(str(tmp_path), None, None)
    assert NewFile(dir_okay=True).convert(str(tmp_path), None, None) == tmp_path


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (convert, ["{there}", "{out}.md"]),
        (word, ["accept", "{there}", "{out}.docx"]),
        (word, ["reject", "{there}", "{out}.docx"]),
        (word, ["redline", "{there}", "{there}", "{out}.docx"]),
        (obligations, ["{there}", "--draft", "{out}.toml"]),
        (precedents, ["build", "{there}", "--index", "{out}.index"]),
        (flows, ["--stock0", "{there}", "--stock1", "{there}", "--method", "min", "--out", "{out}.csv"]),
        (project, ["--inputs", "{folder}", "--out", "{out}.csv"]),
        (data, ["export", "stock", "--out", "{out}.csv"]),
    ],
)
def test_no_command_works_for_a_file_that_it_could_not_write(tmp_path, command, words):
    there = tmp_path / "there.txt"
    there.write_text("1. The file is not read.")
    places = {"there": there, "folder": tmp_path, "out": tmp_path / "nowhere" / "new"}
    done = CliRunner().invoke(command, [each.format(**places) for each in words])
    assert (done.exit_code, f"there is no folder “{tmp_path / 'nowhere'}”." in done.output) == (2, True)
