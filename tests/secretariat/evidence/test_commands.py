import json

import pytest
from click.testing import CliRunner

from secretariat.evidence.commands import evidence
from tests.secretariat.evidence.conftest import STOCK

WHERE = ("--process", "gcm-2018", "--at", "2018-01-10")


def run(*words, json_=True):
    options = (*WHERE, "--json") if json_ else WHERE
    done = CliRunner().invoke(evidence, [*map(str, words), *options], catch_exceptions=False)
    return json.loads(done.output) if json_ else done


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(STOCK)
    return path


@pytest.mark.usefixtures("process")
def test_a_file_is_registered_listed_estimated_and_exported(file, tmp_path):
    said = ("--key", "stock", "--edition", "2015", "--title", "Stock", "--publisher", "P", "--licence", "L")
    row = run("register", file, *said, "--date", "2015-12-01", "--unit", "people")
    assert (row["rows"], row["rejected"], row["layout"]) == (12, 0, "plain")
    assert run("estimate", "stock", "--method", "min")["key"] == "stock-min"
    assert [each["key"] for each in run("list")] == ["stock", "stock-min"]
    out = tmp_path / "out.csv"
    assert run("export", "stock", "--out", out)["bytes"] == len(STOCK) == out.stat().st_size


def test_facts_are_asked_and_stated_again(fact, newer):
    assert [(each["key"], each["state"]) for each in run("facts")] == [(fact.key, "stale")]
    assert run("restate", fact.key) == {
        "key": fact.key,
        "edition": newer.edition,
        "says": "In 2015, 280 people lived abroad.",
    }


def test_an_altered_number_ends_the_check_with_status_1(fact, tmp_path):
    text = tmp_path / "draft.txt"
    text.write_text(f"{fact.says}\n")
    assert run("check", text, json_=False).exit_code == 0
    text.write_text("In 2015, 271 people lived abroad.\n")
    done = run("check", text, json_=False)
    assert (done.exit_code, "271" in done.output) == (1, True)
    page = tmp_path / "brief.html"
    page.write_text("<!DOCTYPE html><html><body><p>In 2015, 272 people lived abroad.</p></body></html>")
    done = run("check", page, json_=False)
    assert (done.exit_code, "272" in done.output) == (1, True)


@pytest.mark.usefixtures("fact")
def test_a_report_is_written_out(report, write, tmp_path):
    write()
    out = tmp_path / "report.html"
    assert run("report", report.key, "--out", out)["bytes"] == out.stat().st_size


@pytest.mark.django_db
def test_nothing_is_written_into_a_folder_that_is_not_there(tmp_path):
    for verb in ("export", "report"):
        done = run(verb, "stock", "--out", tmp_path / "nowhere" / "new.csv", json_=False)
        assert (done.exit_code, "there is no folder" in done.output) == (2, True)
