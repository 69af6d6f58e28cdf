import json

import pytest
from click.testing import CliRunner

from travaux.cli.entities import NoSuchColumn, NotReviewed, entities
from travaux.participation.entities import NoSuchEntity


def run(*words):
    return CliRunner().invoke(entities, [*map(str, words)], catch_exceptions=True)


@pytest.fixture
def lines(tmp_path):
    file = tmp_path / "who.csv"
    file.write_text(
        'Date;Who\n1;Türkiye\n2;"Kenya on behalf of LDCs; AOSIS"\n2;Türkiye\n;\n3;Slovania\n', encoding="utf-8"
    )
    return file


def test_each_string_is_read_once_and_printed_as_the_contract_has_it(lines):
    found = json.loads(run("resolve", lines, "--column", "Who", "--json").stdout)
    assert [each["input"] for each in found] == ["Türkiye", "Kenya on behalf of LDCs; AOSIS", "Slovania"]
    assert found[1] == {
        "input": "Kenya on behalf of LDCs; AOSIS",
        "entities": [{"key": "KEN", "name": "Kenya"}],
        "on_behalf_of": [
            {"key": "LDC", "name": "Least developed countries"},
            {"key": "AOSIS", "name": "Alliance of Small Island States"},
        ],
        "confidence": 0.97,
        "review": False,
        "because": [],
        "supported_by": [],
        "unread": "",
    }
    assert found[2]["review"]


def test_what_a_person_should_look_at_is_marked_and_can_be_had_alone(lines):
    told = run("resolve", lines, "--column", "Who")
    assert told.stdout.splitlines()[2:4] == [
        "  Kenya on behalf of LDCs; AOSIS",
        "    Kenya on behalf of Least developed countries, Alliance of Small Island States",
    ]
    assert "3 strings, 1 for review" in told.stderr
    assert run("resolve", lines, "--column", "Who", "--review").stdout.startswith("? Slovania\n    -  (near to: ")


def test_reviewed_answers_come_first(lines, tmp_path):
    alias = tmp_path / "alias.csv"
    alias.write_text("input,entities,on_behalf_of\nSlovania,SVN,LDC AOSIS\nX,new:garden friends;KEN,\n")
    found = json.loads(run("resolve", lines, "--column", "Who", "--alias", alias, "--json").stdout)[2]
    assert [each["key"] for each in (*found["entities"], *found["on_behalf_of"])] == ["SVN", "LDC", "AOSIS"]


@pytest.mark.parametrize("row", ["Slovania,SVX,", ",SVN,"])
def test_a_reviewed_answer_that_cannot_be_used_is_refused(lines, tmp_path, row):
    alias = tmp_path / "alias.csv"
    alias.write_text(f"input,entities,on_behalf_of\n{row}\n")
    assert isinstance(run("resolve", lines, "--column", "Who", "--alias", alias).exception, NotReviewed)


def test_a_column_that_is_not_there_is_refused_with_those_that_are(lines):
    refused = run("resolve", lines, "--column", "Whom").exception
    assert isinstance(refused, NoSuchColumn)
    assert refused.facts["columns"] == "Date, Who"


def test_entities_are_listed_in_the_order_of_protocol_with_the_names_of_the_day():
    told = run("list", "--group", "ASEAN", "--language", "fr", "--on", "2020-01-01").stdout
    assert [line.split()[0] for line in told.splitlines()][:3] == ["BRN", "KHM", "IDN"]
    found = json.loads(run("list", "--kind", "state", "--on", "2021-01-01", "--json").stdout)
    assert len(found) == 193
    assert next(each for each in found if each["key"] == "TUR") == {
        "key": "TUR",
        "name": "Turkey",
        "formal": "Republic of Türkiye",
        "kind": "state",
        "iso2": "TR",
        "m49": "792",
        "regional_group": "WEOG",
        "status": [],
    }
    assert json.loads(run("list", "--kind", "nhri_network", "--json").stdout)[0]["key"] == "GANHRI"


@pytest.mark.parametrize("name", ["MWI", "Republic of Malawi", "454"])
def test_an_entity_is_shown_by_key_code_or_name(name):
    told = run("show", name).stdout
    assert told.startswith("MWI: Malawi (Member State), M49 454, since 1964\n")
    assert "member of LDC (1971 to today)" in told
    assert "source un: " in told


def test_a_group_shows_its_members_and_its_dates_as_json_too():
    told = json.loads(run("show", "EU", "--json").stdout)
    assert {"group": "EU", "member": "GBR", "since": "1973", "until": "2020-01-31", "source": "groups"} in told[
        "memberships"
    ]
    assert "has member GBR (1973 to 2020-01-31)" in run("show", "European Union").stdout
    assert run("show", "C-WGC").stdout.startswith(
        "C-WGC: Women and Gender Constituency (Constituency of organizations), M49 -"
    )


@pytest.mark.parametrize("name", ["Garden Friends", "Kenya and Chad", "Slovania"])
def test_what_is_nobody_of_the_library_is_refused(name):
    assert isinstance(run("show", name).exception, NoSuchEntity)


@pytest.mark.parametrize(
    ("head", "column"), [("No,Name", "Name"), ("Who,When", "Who"), ("entity", "entity"), ("x,INPUT,name", "INPUT")]
)
def test_without_a_column_the_one_that_is_usual_is_read_or_the_first_and_told(tmp_path, head, column):
    file = tmp_path / "a.csv"
    names = head.split(",")
    file.write_text(f"{head}\n{','.join('Kenya' if name == column else '1' for name in names)}\n")
    done = run("resolve", file, "--json")
    assert [each["entities"][0]["key"] for each in json.loads(done.stdout)] == ["KEN"]
    assert f"“{column}”" in done.stderr


def test_a_file_without_a_line_has_no_column(tmp_path):
    (tmp_path / "a.csv").write_text("")
    assert isinstance(run("resolve", tmp_path / "a.csv").exception, NoSuchColumn)
