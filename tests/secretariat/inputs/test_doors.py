"""What is typed on the machine in the name of a delegation is told from what the delegation does on a page."""

import json

import pytest
from click.testing import CliRunner

from secretariat.inputs.models import Submission
from secretariat.record import queries
from secretariat.record.models import Entry
from secretariat.record.services import sequence
from travaux.cli import main

WEB, COMMAND = "a page of the site", "a command, typed by whoever runs the machine"


def told(client):
    """Return who did it, what the entry keeps of the door, and how the receipt tells it to everybody."""
    entry = Entry.objects.get(deed="file_submission")
    page = client.get(entry.get_absolute_url()).content.decode()
    return entry.actor, entry.facts["door"], [words for words in (WEB, COMMAND) if f"<dd>{words}</dd>" in page]


@pytest.mark.usefixtures("actors")
def test_a_paper_that_is_typed_in_for_a_delegation_says_so(client, tmp_path):
    paper = tmp_path / "a.md"
    paper.write_text("# Desks\n\nStates should set up desks for newcomers.")
    words = ["submissions", "add", str(paper), "--entity", "BRU", "--title", "Desks", "--process", "gcm-2018"]
    done = CliRunner().invoke(main, [*words, "--as", "delegate", "--at", "2017-06-20"], catch_exceptions=False)
    assert (done.exit_code, told(client)) == (0, ("delegate:BRU", "command", [COMMAND]))
    sequence()
    exported = [json.loads(line) for line in queries.archive()]
    assert [line["facts"]["door"] for line in exported if line.get("deed") == "file_submission"] == ["command"]


def test_a_paper_that_is_filed_on_the_page_says_so(signed_in, client):
    typed = {"entity": "BRU", "title": "Desks", "kind": "statement", "text": "Set up desks for newcomers."}
    page = signed_in("delegate").post("/processes/gcm-2018/inputs/file/", typed)
    assert (page.status_code, Submission.objects.count()) == (302, 1)
    assert told(client) == ("delegate:BRU", "web", [WEB])
