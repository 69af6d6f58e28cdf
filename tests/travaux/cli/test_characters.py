import json

import pytest
from click.testing import CliRunner

from travaux.cli.comparing import compare
from travaux.cli.text import brackets
from travaux.formats.plain import Undecodable

FRENCH = "1. Décide de célébrer l\u2019Année [à Genève] ;\n\n2. Prie le Secrétaire général de l\u2019ouvrir.\n"


@pytest.fixture
def older(tmp_path):
    file = tmp_path / "old.txt"
    file.write_bytes(FRENCH.encode("windows-1252"))
    return file


def test_a_text_in_an_older_encoding_is_compared_and_the_guess_is_said(older, tmp_path):
    new = tmp_path / "new.txt"
    new.write_text(FRENCH)
    result = CliRunner().invoke(compare, [str(older), str(new), "--json"])
    assert [link["type"] for link in json.loads(result.stdout)["links"]] == ["unchanged", "unchanged"]
    assert result.stderr == "old.txt: it is not in Unicode; it was read as windows-1252, by its letters.\n"


def test_brackets_are_counted_in_the_characters_that_the_encoding_means(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_bytes("我们 [决定] 邀请、礫。".encode("gb18030"))  # the last sign has the byte of a bracket in it
    result = CliRunner().invoke(brackets, [str(file), "--json"])
    assert [json.loads(result.stdout)[sign] for sign in ("opened", "closed")] == [1, 1]


def test_a_text_that_makes_sense_in_no_encoding_is_not_compared(older):
    older.write_bytes(FRENCH.encode() + b"\xff")
    assert isinstance(CliRunner().invoke(compare, [str(older), str(older)]).exception, Undecodable)
