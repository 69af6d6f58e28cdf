import json

import pytest
from click.testing import CliRunner

from secretariat.participation.commands import participation
from secretariat.participation.models import Seat
from secretariat.people.models import Person
from travaux.modalities import NotForRole

pytestmark = pytest.mark.usefixtures("process")


def run(*words, at="2018-04-05"):
    words = (*words, "--process", "gcm-2018", "--at", at, "--json")
    return json.loads(CliRunner().invoke(participation, words, catch_exceptions=False).output)


def test_entities_are_admitted_and_listed():
    run("admit", "COR", "Cordovia", "--kind", "state", "--region", "africa")
    group = run("admit", "G12", "Group of Twelve", "--kind", "group", "--member", "COR")
    assert group == {
        "code": "G12",
        "kind": "group",
        "region": "global",
        "name": "Group of Twelve",
        "members": ["COR"],
    }
    assert [row["code"] for row in run("list")] == ["COR", "G12"]


def test_a_person_is_seated(admit):
    admit("COR", "Cordovia")
    Person.objects.create_user("jonas")
    found = run("seat", "jonas", "--role", "delegate", "--entity", "COR")
    assert found == {"account": "jonas", "role": "delegate", "entity": "COR"}
    assert Seat.objects.get().role == "delegate"
    run("seat", "jonas", "--role", "officer")
    assert Seat.objects.get().entity is None
    assert run("vacate", "jonas") == {"account": "jonas", "vacant": True}
    assert not Seat.objects.exists()


def test_an_account_without_a_seat_admits_nobody():
    Person.objects.create_user("anybody")
    with pytest.raises(NotForRole):
        run("admit", "COR", "Cordovia", "--kind", "state", "--as", "anybody")


def test_an_entity_is_renamed_and_its_members_change_and_it_is_shown_as_it_was():
    run("admit", "ARL", "Arlandia", "--kind", "state")
    run("admit", "G2", "Group", "--kind", "group")
    assert run("members", "G2", "--join", "ARL", at="2018-04-06")["members"] == ["ARL"]
    assert run("rename", "G2", "New Group", at="2018-04-07")["name"] == "New Group"
    assert run("show", "G2", "--on", "2018-04-05") == {"code": "G2", "name": "Group", "kind": "group", "members": []}
    assert run("members", "G2", "--leave", "ARL", at="2018-04-08")["members"] == []
    assert run("show", "G2", "--on", "2018-04-07")["members"] == ["ARL"]
