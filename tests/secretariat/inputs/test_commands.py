import json

import pytest
from click.testing import CliRunner

from secretariat.inputs.commands import coding, submissions
from secretariat.inputs.models import Code, Submission
from secretariat.inputs.services import NoSuchTheme, Withdrawn

WHERE = ("--process", "gcm-2018", "--at", "2017-06-20")


def run(group, *words, json_=True):
    options = (*WHERE, "--json") if json_ else WHERE
    output = CliRunner().invoke(group, [*map(str, words), *options], catch_exceptions=False).output
    return json.loads(output) if json_ else output


@pytest.fixture
def paper(tmp_path):
    found = tmp_path / "cities.md"
    found.write_text("# Seats\n\n(a) Cities ask for a seat. " + "Local authorities wait. " * 5)
    return found


@pytest.mark.usefixtures("cast")
def test_a_paper_is_filed_and_its_receipt_printed(paper):
    filed = run(submissions, "add", paper, "--entity", "HCN", "--title", "Seats", "--theme", "governance")
    assert (filed["key"], filed["passages"], filed["themes"]) == ("GCM-S-001", 2, ["governance"])
    assert set(filed["receipt"]) == {"entry", "leaf"}
    assert (filed["not read"], filed["format"]) == ([], "Markdown")


@pytest.mark.usefixtures("cast")
def test_what_is_refused_leaves_nothing(paper):
    with pytest.raises(NoSuchTheme):
        run(submissions, "add", paper, "--entity", "HCN", "--title", "Seats", "--theme", "weather")
    assert Submission.objects.count() == 0


def test_submissions_are_listed(file):
    file(themes=["governance", "drivers"])
    assert run(submissions, "list") == [
        {
            "key": "GCM-S-001",
            "entity": "HCN",
            "kind": "position_paper",
            "status": "filed",
            "passages": 4,
            "themes": "governance, drivers",
            "title": "Cities receive first",
        }
    ]
    assert run(submissions, "list", "--theme", "human-rights") == []


@pytest.mark.usefixtures("suggested")
def test_a_submission_is_shown_with_its_exact_passages():
    shown = run(submissions, "show", "GCM-S-001")
    assert [shown["text"][row["start"] : row["end"]] for row in shown["passages"]] == [
        row["text"] for row in shown["passages"]
    ]
    assert shown["passages"][1]["codes"] == {"governance": "suggested"}
    lines = run(submissions, "show", "GCM-S-001", json_=False)
    assert "sha256: " in lines
    assert "Cities ask for a seat" in lines


@pytest.mark.usefixtures("submission")
def test_a_submission_is_withdrawn_once():
    done = {"key": "GCM-S-001", "status": "withdrawn"}
    assert run(submissions, "withdraw", "GCM-S-001", "--reason", "Replaced") == done
    with pytest.raises(Withdrawn):
        run(submissions, "withdraw", "GCM-S-001")
    assert run(submissions, "list") == []
    assert [row["status"] for row in run(submissions, "list", "--withdrawn")] == ["withdrawn"]


@pytest.mark.usefixtures("submission")
def test_endorsements_are_entered_several_at_once():
    rows = run(submissions, "endorse", "GCM-S-001", "--entity", "ARL", "--name", "Old Quay", "--name", "Marenberg")
    assert [row["name"] for row in rows] == ["Arlandia", "Old Quay", "Marenberg"]


@pytest.mark.usefixtures("submission")
def test_codes_are_suggested_confirmed_rejected_and_set():
    first, second = run(coding, "suggest", "GCM-S-001")
    assert (first["theme"], first["status"], first["why"][:6]) == ("governance", "suggested", "Cities")
    assert run(coding, "confirm", first["passage"], "governance")[0]["status"] == "confirmed"
    assert run(coding, "reject", second["passage"], "human-rights")["status"] == "rejected"
    assert run(coding, "set", second["passage"], "drivers")["status"] == "confirmed"
    assert [row["theme"] for row in run(coding, "list")] == ["governance", "drivers"]
    assert [row["theme"] for row in run(coding, "list", "--theme", "drivers")] == ["drivers"]


@pytest.mark.usefixtures("suggested")
def test_every_suggestion_for_a_paper_is_confirmed_one_by_one():
    rows = run(coding, "confirm", "--all-of", "GCM-S-001")
    assert [(row["theme"], row["status"]) for row in rows] == [
        ("governance", "confirmed"),
        ("human-rights", "confirmed"),
    ]
    assert Code.objects.filter(status="confirmed").count() == 2


@pytest.mark.usefixtures("process")
def test_confirming_nothing_in_particular_is_a_wrong_use():
    result = CliRunner().invoke(coding, ["confirm", *WHERE])
    assert (result.exit_code, "Give a PASSAGE and a THEME" in result.output) == (2, True)


@pytest.mark.django_db
def test_the_coding_is_not_exported_into_a_folder_that_is_not_there(tmp_path):
    words = ["export", "--out", str(tmp_path / "nowhere" / "coding.csv"), *WHERE]
    result = CliRunner().invoke(coding, words, catch_exceptions=False)
    assert (result.exit_code, "there is no folder" in result.output) == (2, True)
