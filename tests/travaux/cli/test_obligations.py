import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from travaux.cli.obligations import obligations
from travaux.modalities import load_modalities
from travaux.refusal import Refusal

TEXT = """71/999. Rivers

The General Assembly,

Recalling its rivers,

1. Decides that the Conference shall be held from 10 to 11 December 2018;

2. Requests the Secretary-General to report on the rivers of the world and on all that lives in them or beside them, \
as appropriate, before the Conference;

4. Invites participation;

5. Decides:

(a) To meet in May 2018.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.txt"
    path.write_text(TEXT)
    return path


SAID = """A/RES/71/999: Rivers
1 Decides
    decides The meeting itself: the Conference shall be held from 10 to 11 December 2018; \
from 10 to 11 December 2018 (2018-12-10 to 2018-12-11)
2 Requests
    requests Secretary-General: \
report on the rivers of the world and on all that lives in them or beside them, as appropriate, befo …; \
before the Conference; as appropriate
4 Invites
    invites nobody by name: participation
5 Decides: asks nothing itself
5 (a)
    decides The meeting itself: meet in May 2018; in May 2018 (2018-05-01 to 2018-05-31)
"""


def test_the_obligations_are_printed_under_their_paragraphs(file: Path) -> None:
    result = CliRunner().invoke(obligations, [str(file)])
    assert (result.exit_code, result.stdout) == (0, SAID)
    assert result.stderr == "rivers.txt: paragraph 4 follows paragraph 2\n"


def test_programs_are_told_in_json(file: Path) -> None:
    result = CliRunner().invoke(obligations, [str(file), "--json"])
    told = json.loads(result.stdout)
    assert list(told) == ["symbol", "title", "paragraphs"]
    assert (told["symbol"], told["title"]) == ("A/RES/71/999", "Rivers")
    assert list(told["paragraphs"][0]) == ["number", "text", "kind", "opening", "force", "dates", "obligations"]
    assert told["paragraphs"][1]["dates"] == [
        {"text": "from 10 to 11 December 2018", "earliest": "2018-12-10", "latest": "2018-12-11"}
    ]
    assert [each["number"] for each in told["paragraphs"]] == ["", "1", "2", "4", "5", "5 (a)"]
    assert told["paragraphs"][1]["obligations"] == [
        {
            "addressees": ["The meeting itself"],
            "action": "the Conference shall be held from 10 to 11 December 2018",
            "due": {
                "text": "from 10 to 11 December 2018",
                "earliest": "2018-12-10",
                "latest": "2018-12-11",
                "occasion": "",
            },
            "conditions": [],
            "references": [],
        }
    ]
    assert told["paragraphs"][3]["obligations"][0]["due"] is None


def test_a_draft_of_a_process_file_is_written(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "rivers.toml"
    result = CliRunner().invoke(obligations, [str(file), "--draft", str(target), "--adopted", "2017-04-06"])
    assert result.exit_code == 0
    held = load_modalities(target.read_text())
    assert held.phases[0].opens.isoformat() == "2017-04-06"
    printed = CliRunner().invoke(obligations, [str(file), "--draft", "-"])
    assert load_modalities(printed.stdout).key == "a-res-71-999"


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        ("report.txt", b"1. The present report is on rivers.\n\n2. Rivers flow.\n", "NoResolution"),
        ("empty.txt", b"", "EmptyFile"),
        ("binary.bin", bytes(range(256)), "NotReadable"),
        ("words.txt", b"12345 67890\n", "NotInLanguage"),
    ],
)
def test_what_is_no_resolution_is_refused(tmp_path: Path, name: str, content: bytes, refused: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = CliRunner().invoke(obligations, [str(path), "--json"])
    assert isinstance(result.exception, Refusal)
    assert result.exception.code == refused


def test_a_file_that_is_absent_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(obligations, [str(tmp_path / "none.txt")]).exit_code == 2
    assert CliRunner().invoke(obligations, [str(tmp_path)]).exit_code == 2
