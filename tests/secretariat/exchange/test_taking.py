"""Pages on which a document comes in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.exchange.models import Returned, Suggested
from secretariat.jobs.models import Job
from secretariat.negotiation.models import Proposal
from tests.secretariat.exchange.conftest import words, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(desk):
    paper = desk.paper()
    paper.replace("one national website", "one accessible national website")
    paper.add_after("Set up desks", "Train people.")
    return paper.bytes()


@pytest.fixture
def returned(desk, changed):
    return desk.read(changed)


def test_a_delegate_hands_in_sees_that_it_is_read_then_what_it_suggests(pages, changed):
    page = pages.as_("ARL").hand_in(changed)
    assert "The document is kept." in words(page)
    assert b'http-equiv="refresh"' in page.content
    work()
    shown = words(pages.get("document", Returned.objects.get().uuid))
    assert "It was made from “Working text” as it stood on" in shown
    assert "Publish one accessible national website." in shown
    assert "Tracked change: Arlandia (A. Ng), 2018-03-02T10:00:00Z." in shown
    assert "The paragraph was known by its identity." in shown
    assert "New paragraph" in shown


def test_a_colleague_sees_how_it_is_read_though_another_asked_for_it(pages, desk, changed):
    returned = desk.hand_in(changed)
    assert "This is being made" in words(pages.as_("ARL").get("document", returned.uuid))
    Job.objects.all().delete()
    assert "The document is still to be read." in words(pages.get("document", returned.uuid))


def test_where_the_reading_was_given_up_the_page_offers_another_try(pages, desk, changed):
    returned = desk.hand_in(changed)
    Job.objects.update(state=Job.State.FAILED, ended_at=returned.at)
    shown = pages.as_("ARL").get("document", returned.uuid)
    assert "The document is kept, but it could not be read." in words(shown)
    assert "Hand in another" in words(shown)


def test_other_delegations_do_not_learn_that_there_is_a_document(pages, returned):
    row = Suggested.objects.first()
    for who in ("BRU", "chair", "officer", "visitor"):
        assert pages.as_(who).get("document", returned.uuid).status_code == 404
        assert pages.get("original", returned.uuid).status_code == 404
    assert pages.as_("BRU").get("suggestion", row.uuid).status_code == 404
    assert words(pages.get("documents", "compact")).count("changed.docx") == 0


def test_the_secretariat_sees_what_it_handed_in_and_leaves_the_confirming_to_the_delegation(pages, changed):
    pages.as_("officer").hand_in(changed, entity="BRU")
    work()
    shown = words(pages.get("document", Returned.objects.get().uuid))
    assert "by the secretariat, on behalf of the delegation" in shown
    assert "The delegation itself confirms what is to be proposed." in shown
    assert "Prepare those that are ticked" not in shown
    assert "Prepare those that are ticked" in words(pages.as_("BRU").get("document", Returned.objects.get().uuid))


def test_the_document_is_given_back_byte_for_byte_and_never_as_a_page(pages, returned, changed):
    response = pages.as_("ARL").get("original", returned.uuid)
    assert b"".join(response.streaming_content) == changed
    assert response.headers["Content-Type"] == "application/octet-stream"


def test_what_is_ticked_is_prepared_and_the_page_says_so(pages, returned):
    chosen = [str(row.uuid) for row in Suggested.objects.all()]
    page = pages.as_("ARL").post("confirm", returned.uuid, chosen=chosen)
    assert "2 proposals are prepared; only your delegation sees them until you table them." in words(page)
    assert "2 open" not in words(pages.get("documents", "compact"))
    assert Proposal.objects.count() == 2


def test_what_could_not_be_prepared_is_told_with_what_was(pages, returned, table):
    table.redraft(table.action, "Print leaflets.")
    chosen = [str(row.uuid) for row in Suggested.objects.all()]
    page = pages.as_("ARL").post("confirm", returned.uuid, chosen=chosen)
    assert "1 proposal is prepared" in words(page)
    assert "It has been changed since" in words(page)


def test_nothing_ticked_is_told_at_the_head_of_the_page(pages, returned):
    for name in ("confirm", "drop"):
        page = pages.as_("ARL").post(name, returned.uuid)
        assert (page.status_code, "You chose none of its suggestions." in words(page)) == (422, True)


def test_something_ticked_that_is_not_of_this_document_is_refused(pages, returned):
    for name in ("confirm", "drop"):
        assert pages.as_("ARL").post(name, returned.uuid, chosen=["other"]).status_code == 422


def test_what_is_dropped_is_marked_and_can_no_longer_be_ticked(pages, returned):
    chosen = [str(row.uuid) for row in Suggested.objects.all()]
    page = pages.as_("ARL").post("drop", returned.uuid, chosen=chosen)
    assert "2 suggestions are dropped." in words(page)
    assert b'name="chosen"' not in page.content


@pytest.mark.usefixtures("returned")
def test_a_suggestion_is_changed_first_and_then_prepared(pages, table):
    row = Suggested.objects.get(kind="insert")
    shown = pages.as_("ARL").get("suggestion", row.uuid)
    assert "Publish one accessible national website." in words(shown)
    seen = table.row(table.action).sha256
    given = {"wording": "Publish one open national website.", "reason": "Why.", "seen": seen}
    page = pages.post("suggestion", row.uuid, **given)
    assert "1 proposal is prepared" in words(page)
    assert "in other words" in words(page)


@pytest.mark.usefixtures("returned")
def test_a_new_paragraph_is_given_another_kind(pages):
    row = Suggested.objects.get(kind="new_paragraph")
    pages.as_("ARL").post("suggestion", row.uuid, wording="Train people.", provision_kind="principle")
    assert Proposal.objects.get().provision_kind == "principle"


def test_a_group_is_spoken_for_and_a_refusal_keeps_what_was_typed(pages, desk, changed, table):
    desk.read(changed, who="BRU", entity="BRU")
    row = Suggested.objects.get(kind="insert")
    group = table.entities["G12"].pk
    page = pages.as_("BRU").post("suggestion", row.uuid, wording="Publish one national website.", seen="x")
    assert page.status_code == 422
    pages.post("suggestion", row.uuid, wording="Publish.", on_behalf_of=group, seen=table.row(table.action).sha256)
    assert Proposal.objects.get().on_behalf_of.code == "G12"


def test_a_deletion_has_no_words_to_change(pages, desk):
    paper = desk.paper()
    paper.remove("Set up desks")
    desk.read(paper.bytes())
    row = Suggested.objects.get()
    assert b'name="wording"' not in pages.as_("ARL").get("suggestion", row.uuid).content


@pytest.mark.usefixtures("table")
def test_a_document_that_could_not_be_read_says_why_on_its_page(pages):
    pages.as_("ARL").hand_in(b"PK\x03\x04 cut off")
    work()
    shown = words(pages.get("document", Returned.objects.get().uuid))
    assert "The document is kept, but it could not be read." in shown
    assert "Could not be read" in words(pages.get("documents", "compact"))


@pytest.mark.usefixtures("table")
def test_a_form_without_a_file_is_shown_again(pages):
    page = pages.as_("ARL").post("documents", "compact", entity="ARL")
    assert page.status_code == 422


def test_a_document_that_changes_nothing_says_so_and_tells_what_stood_beside(pages, desk):
    returned = desk.read(desk.out())
    Returned.objects.update(
        reported=[{"group": "comment", "what": "", "where": "1", "words": "Why?", "author": "A", "date": ""}],
        remarks=["something"],
        made_at=None,
    )
    shown = words(pages.as_("ARL").get("document", returned.uuid))
    assert "It changes no word of the text." in shown
    assert "Comments on paragraphs that are not changed" in shown
    assert "it was compared with “Working text”" in shown


def test_the_pages_ask_the_database_no_more_for_many_suggestions_than_for_one(pages, desk):
    counts = []
    for edits in (
        [("one national", "two national")],
        [("one national", "two national"), ("desks", "tables"), ("Inform", "Tell")],
    ):
        paper = desk.paper()
        for old, new in edits:
            paper.replace(old, new)
        returned = desk.read(paper.bytes())
        pages.as_("ARL").get("document", returned.uuid)
        for name, thing in (("document", returned.uuid), ("documents", "compact")):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                pages.get(name, thing)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
