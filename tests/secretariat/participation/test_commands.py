import json

import pytest
from click.testing import CliRunner

from secretariat.participation.commands import participation
from secretariat.participation.models import Seat
from secretariat.people.models import Person
from travaux.modalities import NotForRole

pytestmark = pytest.mark.usefixtures("process")


def run(*words):
    words = (*words, "--process", "gcm-2018", "--at", "2018-04-05", "--json")
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
