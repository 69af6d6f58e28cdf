import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from travaux.cli import main

GCM = str(Path(__file__).parents[3] / "processes" / "gcm-2018.toml")


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_check_says_what_a_process_file_holds_and_what_is_odd():
    result = run("check", GCM)
    lines = result.output.splitlines()
    assert lines[0].startswith("gcm-2018: Intergovernmental negotiations")
    assert "6 phases, 6 themes, 20 events" in lines[1]
    assert lines[2].startswith("Warning: The phases “Phase I: consultations” and “Phase II: stocktaking” overlap")
    assert result.exit_code == 0


def test_check_prints_json():
    found = json.loads(run("check", GCM, "--json").output)
    assert (found["symbol"], found["phases"], len(found["warnings"])) == ("A/RES/71/280", 6, 2)


def test_a_process_file_that_cannot_be_taken_is_refused_with_status_2(tmp_path):
    file = tmp_path / "process.toml"
    file.write_text('key = "x"\nplase = "New York"\n')
    result = run("check", str(file))
    assert result.exit_code == 2
    assert "“plase”" in result.stderr


def test_a_process_file_that_is_no_utf8_is_refused(tmp_path):
    file = tmp_path / "process.toml"
    file.write_bytes(b"\xff\xfe")
    result = run("check", str(file))
    assert result.exit_code == 2
    assert "cannot be read as TOML" in result.stderr


def test_the_calendar_is_printed_in_the_order_of_time():
    lines = run("calendar", GCM).output.splitlines()
    assert lines[0].split() == ["phase", "preparation", *lines[0].split()[2:]]
    assert len(lines) == 6 + 20 + 21


def test_the_calendar_of_a_day_says_what_is_due():
    found = json.loads(run("calendar", GCM, "--on", "2018-04-05", "--json").output)
    assert [line["key"] for line in found["calendar"] if line["when"] == "now"] == [
        "hearings",
        "negotiations",
        "round-3",
    ]
    owed = next(owed for owed in found["obligations"] if owed["key"] == "list-conference")
    assert owed.pop("title").startswith("Submit the further list")
    assert owed == {
        "status": "due",
        "due": "2018-04-30",
        "paragraph": "6 (c)",
        "who": "President of the General Assembly",
        "key": "list-conference",
    }


@pytest.mark.parametrize("day", ["2018-04-05"])
def test_the_calendar_of_a_day_is_printed_as_lines(day):
    lines = run("calendar", GCM, "--on", day).output.splitlines()
    assert lines[-1].startswith("not yet  2018-12-31  1 (d)")


def test_a_day_that_is_none_is_told():
    result = run("calendar", GCM, "--on", "5 April")
    assert result.exit_code == 2
    assert "does not match the format" in result.output
