import csv
import json

import pytest
from click.testing import CliRunner

from secretariat.accreditation.commands import accreditation
from secretariat.accreditation.models import Name

pytestmark = pytest.mark.usefixtures("process")


def run(*words, at="2018-04-05"):
    words = (*words, "--process", "gcm-2018", "--at", at, "--json")
    return json.loads(CliRunner().invoke(accreditation, words, catch_exceptions=False).output)


def test_a_list_goes_from_application_to_the_final_names_by_command(hand_in, arl, tmp_path):
    hand_in()
    (waiting,) = run("applications", "--state", "handed_in")
    assert run("screen", waiting["uuid"], "--outcome", "eligible")["state"] == "eligible"
    made = run("circulate", "--list", "conference", "--closes", "2018-04-20T17:00")
    assert (made["zone"], made["state"], run("lists")) == ("America/New_York", "proposed", [made])
    name = Name.objects.get()
    assert run("object", str(name.uuid), "--basis", "Its funds.", "--as", arl.person.username) == {
        "name": "Quay Library Network",
        "objected": True,
    }
    assert run("close", made["uuid"], at="2018-04-20T21:00:00")["state"] == "final"
    kept = tmp_path / "names.csv"
    assert run("export", made["uuid"], "--out", str(kept)) == {"list": made["uuid"], "names": 1}
    with kept.open(encoding="utf-8-sig", newline="") as table:
        assert [row["outcome"] for row in csv.DictReader(table)] == ["left_out"]
    Name.objects.update(outcome="waits")
    assert run("decide", str(name.uuid), "admitted", "--source", "A decision")["outcome"] == "final"
