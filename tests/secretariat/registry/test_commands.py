import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from secretariat.participation.models import Seat
from secretariat.people.models import Person
from secretariat.processes.commands import process as processes
from secretariat.registry.commands import documents

pytestmark = pytest.mark.usefixtures("process")


def run(group, *words):
    result = CliRunner().invoke(group, [*words, "--json"], catch_exceptions=False)
    return json.loads(result.output)


def test_documents_are_entered_and_listed(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("words")
    here = ("--process", "gcm-2018", "--at", "2018-04-05")
    made = run(
        documents,
        *(
            "register",
            "A note",
            "--issued-by",
            "Secretariat",
            "--issued-on",
            "2018-04-01",
            "--owed",
            "organization-of-work",
        ),
        *("--series", "A/CONF.231/{number}", "--file", str(file), *here),
    )
    assert made["symbol"] == "A/CONF.231/1"
    run(documents, "register", "B", "--issued-by", "S", "--issued-on", "2018-04-01", "--symbol", "A/CONF.231/3", *here)
    assert [row["symbol"] for row in run(documents, "list", *here)] == ["A/CONF.231/1", "A/CONF.231/3"]
    owed = {row["key"]: row for row in run(documents, "list", "--owed", *here)}
    assert (owed["organization-of-work"]["issued"], owed["zero-draft"]["status"]) == ("A/CONF.231/1", "late")
    assert run(documents, "list", "--series", *here) == [
        {"series": "A/CONF.231/{number}", "given": 2, "next": "A/CONF.231/4", "gaps": "A/CONF.231/2"}
    ]


def test_a_document_is_given_general_distribution_under_its_symbol():
    here = ("--process", "gcm-2018", "--at", "2018-04-05")
    told = ("--issued-by", "S", "--issued-on", "2018-04-01", "--symbol", "A/1", "--distribution", "restricted")
    run(documents, "register", "B", *told, *here)
    assert [row["distribution"] for row in run(documents, "list", *here)] == ["restricted"]
    assert run(documents, "distribute", "a/1", *here)["symbol"] == "A/1"
    assert [row["distribution"] for row in run(documents, "list", *here)] == ["general"]


def test_a_process_is_copied_and_people_are_reminded(process):
    chair = Person.objects.create_user("chair", name="Chair", email="chair@example.org")
    Seat.objects.create(process=process, person=chair, role="cofacilitator", since=datetime(2018, 1, 1, tzinfo=UTC))
    assert run(processes, "copy", "gcm-2018", "exercise")["key"] == "exercise"
    rows = run(processes, "remind", "--at", "2018-01-26")
    assert {"process": "gcm-2018", "obligation": "zero-draft", "reminded": 1} in rows
