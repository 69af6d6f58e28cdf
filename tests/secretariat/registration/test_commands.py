import json

import pytest
from click.testing import CliRunner

from secretariat.registration.commands import registration
from secretariat.registration.models import Registration

pytestmark = pytest.mark.usefixtures("process")


def run(*words):
    words = (*words, "--meeting", "round-3", "--process", "gcm-2018", "--at", "2018-03-20", "--json")
    return json.loads(CliRunner().invoke(registration, words, catch_exceptions=False).output)


@pytest.mark.usefixtures("meeting")
def test_a_list_is_checked_and_then_registered_by_command(arl, tmp_path):
    kept = tmp_path / "people.csv"
    kept.write_text("given,family,email,role\nAna,Ruiz,a@example.org,head\nBo,Lind,b,adviser\n")
    found = run("import", str(kept), "--dry-run", "--entity", "ARL")
    assert found == {
        "rows": 2,
        "good": 1,
        "registered": 0,
        "problems": [{"row": 3, "column": "email", "reason": "not an address", "said": "b"}],
        "doubles": [],
    }
    kept.write_text("given,family,email,role\nAna,Ruiz,a@example.org,head\n")
    assert run("import", str(kept), "--as", arl.person.username)["registered"] == 1
    assert Registration.objects.get().entity.code == "ARL"


@pytest.mark.usefixtures("ana")
def test_the_balance_is_printed():
    rows = run("balance")
    assert {"by": "region", "value": "africa", "count": 1} in rows
    assert {"by": "gender", "value": "not said", "count": "few"} in rows
