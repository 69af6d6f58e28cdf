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


LLDC = str(Path(__file__).parents[3] / "processes" / "lldc3-2025.toml")


def test_the_schema_of_process_files_is_printed_and_a_check_wants_a_file():
    assert json.loads(run("check", "--schema").output)["title"] == "Process file of Travaux"
    assert "Give a process FILE, or --schema." in run("check").stderr


def test_check_says_of_each_paragraph_what_rests_on_it_or_why_nothing_does(tmp_path):
    file = tmp_path / "process.toml"
    file.write_text(Path(LLDC).read_text().replace("[no_rule]", "[no_rule]\n").replace('"5" = "It', '# "5" = "It'))
    lines = run("check", LLDC, "--paragraphs").output.splitlines()
    assert lines[5] == "4: organs: Secretary-General of the Conference: the High Representative for these countries"
    assert lines[6] == "5: no rule, because: It thanks the first host; nobody has to do anything for it."
    assert run("check", str(file), "--paragraphs").output.splitlines()[6] == "5: —"
    found = json.loads(run("check", LLDC, "--paragraphs", "--json").output)
    assert (found["unaccounted"], len(found["accounts"])) == ([], 11)


def test_the_calendar_as_it_was_known_on_a_day_leaves_later_decisions_out():
    found = json.loads(run("calendar", LLDC, "--as-of", "2024-07-09", "--json").output)
    assert [line["place"] for line in found["calendar"] if line["kind"] == "conference"] == ["Kigali"]


def test_what_would_follow_is_told_in_lines_and_as_json():
    lines = run("calendar", GCM, "--move", "round-5=2018-07-09").output.splitlines()
    assert (lines[0], lines[1].split()[:2]) == ("What falls with it:", ["events", "round-6"])
    assert lines[2] == "What would be broken:"
    nothing = run("calendar", GCM, "--move", "round-6=2018-07-09").output.splitlines()
    assert nothing == ["Nothing falls with it.", "No paragraph would be broken."]
    found = json.loads(run("calendar", GCM, "--move", "round-5=2018-07-09", "--json").output)
    assert (found["moved"], found["falls"][0]["key"]) == ({"round-5": "2018-07-09"}, "round-6")


def test_a_key_without_a_day_is_refused():
    result = run("calendar", GCM, "--move", "round-5")
    assert (result.exit_code, "is no key and day" in result.stderr) == (2, True)


def test_what_was_met_is_done_and_a_phase_without_room_is_told(tmp_path):
    file = tmp_path / "process.toml"
    file.write_text(
        Path(LLDC).read_text().replace("closes = 2024-05-01", "closes = 2024-05-20").replace("days = 3", "days = 10")
    )
    on = run("calendar", str(file), "--on", "2024-05-10", "--met", "elect-co-chairs=2023-09-13").output
    assert "done" in [line.split()[0] for line in on.splitlines() if "elect-co-chairs" in line]
    assert on.splitlines()[-1].split() == ["committee", "3", "10", "7"]


def test_the_calendar_is_printed_as_icalendar():
    assert run("calendar", LLDC, "--ics").output.startswith("BEGIN:VCALENDAR")
