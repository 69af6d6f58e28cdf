"""The whole road: a document goes out, is changed in Word, comes back, is confirmed, tabled, and recorded."""

import pytest

from secretariat.negotiation import services as negotiation
from secretariat.negotiation.models import Proposal
from secretariat.record.models import Entry

pytestmark = pytest.mark.django_db


def test_a_document_goes_out_is_changed_comes_back_and_what_it_changes_is_proposed(desk, table):
    paper = desk.paper()
    paper.replace("one national website", "one accessible national website")
    paper.add_after("Set up desks", "Train those who work at the desks.")
    paper.remove("Inform all migrants")
    returned = desk.read(paper.bytes())
    assert (returned.state, returned.refusal, returned.remarks) == ("read", [], [])
    rows = desk.rows()
    assert [(row.kind, row.wording, row.authors, row.dated) for row in rows] == [
        ("insert", "Publish one accessible national website.", [paper.author], "2018-03-02T10:00:00Z"),
        ("new_paragraph", "Train those who work at the desks.", [paper.author], "2018-03-02T10:00:00Z"),
        ("delete_paragraph", "", [paper.author], "2018-03-02T10:00:00Z"),
    ]
    found = desk.confirm(rows)
    assert (len(found.proposals), found.left) == (3, ())
    proposal = Proposal.objects.get(kind="insert")
    negotiation.table_proposal(proposal, by=table.actors["ARL"], at=table.at())
    entry = Entry.objects.get(deed="table_proposal")
    assert (entry.subject, entry.facts["wording"]) == (f"proposal:{proposal.uuid}", rows[0].wording)
    kept = Entry.objects.get(deed="confirm_suggestions")
    assert (kept.facts["file"], set(kept.facts["proposals"])) == (
        returned.blob_id,
        {str(each.uuid) for each in found.proposals},
    )
