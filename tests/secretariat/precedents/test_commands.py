import json

import pytest
from click.testing import CliRunner

from secretariat.precedents.commands import agreed
from secretariat.precedents.services import AlreadyThere

WORDS = "We will set up desks where newcomers learn about their rights and their duties."
pytestmark = pytest.mark.usefixtures("process")


def run(*given):
    more = ("--process", "gcm-2018", "--at", "2018-04-05")
    return CliRunner().invoke(agreed, [*given, *more], catch_exceptions=False).output


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "adopted.txt"
    path.write_text(f"{WORDS}\n\nEvery port keeps a library.\n")
    return str(path)


def test_an_adopted_text_is_added_listed_and_found(paper):
    told = json.loads(run("add", paper, "--symbol", "A/1", "--date", "2016-09-19", "--json"))
    assert (told["symbol"], told["date"], len(told["sha256"])) == ("A/1", "2016-09-19", 64)
    assert [row["symbol"] for row in json.loads(run("list", "--json"))] == ["A/1"]
    (found,) = json.loads(run("find", f"Recalling that {WORDS}", "--json"))
    assert (found["symbol"], found["words"]) == ("A/1", WORDS.rstrip("."))


def test_the_same_file_is_refused_the_second_time(paper):
    run("add", paper, "--symbol", "A/1")
    with pytest.raises(AlreadyThere):
        run("add", paper, "--symbol", "A/1")
