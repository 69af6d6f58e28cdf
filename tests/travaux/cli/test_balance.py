import json

import pytest
from click.testing import CliRunner

from travaux.cli.balance import NotARule, balance_
from travaux.participation.balance import NotAShare


@pytest.fixture
def people(tmp_path):
    file = tmp_path / "people.csv"
    rows = ["Kenya,woman"] * 6 + ["Türkiye,man"] * 6 + ["Nepal,"] * 5 + ["Garden,man"]
    file.write_text("\n".join(["entity,gender", *rows]), encoding="utf-8")
    return file


def run(*words):
    return CliRunner().invoke(balance_, [*map(str, words)])


def test_the_regional_group_and_status_come_from_the_state(people):
    found = json.loads(run(people, "--of", "delegations", "--json").stdout)
    assert [each["attribute"] for each in found] == ["regional_group", "status", "gender"]
    assert [(row["value"], row["count"], row["share"]) for row in found[0]["rows"]] == [
        ("AG", 6, 0.3333),
        ("WEOG", 6, 0.3333),
        ("APG", 5, 0.2778),
        ("", 1, 0.0556),
    ]
    assert found[1]["rows"][0]["value"] == "LDC LLDC"


def test_rules_are_told_and_one_that_is_not_met_ends_with_status_1(people):
    told = run(people, "--rule", "gender:woman>=0.5", "--rule", "gender:*<=0.9")
    assert told.exit_code == 1
    assert "rule for woman: NOT met: woman" in told.stdout
    assert "rule for *: met" in told.stdout
    assert "gender (18) small numbers not told" in told.stdout
    assert run(people, "--rule", "gender:woman>=0.4").exit_code == 0


def test_a_small_number_is_told_as_a_dash(people):
    assert [line.split() for line in run(people, "--by", "gender", "--least", 7).stdout.splitlines()][1][:2] == [
        "man",
        "7",
    ]
    assert "–" in run(people, "--by", "gender", "--least", 7).stdout  # noqa: RUF001 - the dash


def test_of_a_rule_of_which_nobody_spoke_nobody_can_say(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("gender\n''\n")
    file.write_text("gender,name\n,Ada\n")
    assert "nobody said" in run(file, "--rule", "gender:woman>=0.5").stdout


def test_a_list_of_nobody_is_counted(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("name\n")
    assert run(file).exit_code == 0


def test_a_picture_is_drawn_of_each(people, tmp_path):
    run(people, "--by", "gender", "--by", "regional_group", "--picture", tmp_path / "drawn")
    assert sorted(each.name for each in (tmp_path / "drawn").iterdir()) == ["gender.svg", "regional_group.svg"]


@pytest.mark.parametrize(
    ("rule", "refusal"), [("gender", NotARule), ("gender:>=0.5", NotARule), ("gender:woman>=much", NotAShare)]
)
def test_what_is_no_rule_is_refused(people, rule, refusal):
    assert isinstance(run(people, "--rule", rule).exception, refusal)
