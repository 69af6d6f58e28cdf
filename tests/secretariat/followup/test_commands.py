import json

import pytest
from click.testing import CliRunner

from secretariat.followup import services
from secretariat.followup.commands import commitments


def run(*words):
    words = (*words, "--process", "gcm-2018", "--at", "2018-12-11", "--json")
    return json.loads(CliRunner().invoke(commitments, words, catch_exceptions=False).output)


def test_suggestions_are_listed_and_nothing_is_registered(text, uuids):
    assert [(row["provision"], row["why"]) for row in run("suggest", text.key)] == [
        (uuids[1], "The text marks it as: objective."),
        (uuids[2], "The text marks it as: commitment."),
    ]
    assert run("list") == []


def test_paragraphs_are_registered_by_name_or_as_suggested(text, uuids):
    assert [row["number"] for row in run("register", text.key, "--provision", uuids[2])] == ["2"]
    assert [row["number"] for row in run("register", text.key, "--suggested")] == ["Objective 1"]
    assert [row["number"] for row in run("list")] == ["Objective 1", "2"]


def test_without_a_person_who_confirms_nothing_is_registered(text):
    with pytest.raises(services.NothingChosen):
        run("register", text.key)
