import pytest

from secretariat.exchange import services
from secretariat.exchange.services.confirming import DecidedBefore, NothingChosen, NotYourDocument, OnlyByHand
from secretariat.negotiation.models import Proposal
from secretariat.negotiation.queries import NotInText
from secretariat.record.models import Entry
from travaux.modalities import NotForRole
from travaux.words.tokens import digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(desk):
    """What a document suggests: other words, a new paragraph, a paragraph less."""
    paper = desk.paper()
    paper.replace("one national website", "one accessible national website")
    paper.add_after("Sample compact", "Train people.")
    paper.remove("Set up desks")
    desk.read(paper.bytes())
    return {row.kind: row for row in desk.rows()}


def drop(desk, rows, who="ARL"):
    by = desk.table.actors[who]
    return services.drop_suggestions(rows[0].returned, chosen=rows, by=by, at=desk.table.at())


def test_what_is_confirmed_is_prepared_in_one_deed_and_its_entry_tells_digests_only(desk, rows):
    found = desk.confirm(list(rows.values()))
    entry = Entry.objects.get(deed="confirm_suggestions")
    assert [each.status for each in found.proposals] == ["prepared"] * 3
    assert set(entry.facts["proposals"]) == {str(each.uuid) for each in found.proposals}
    assert "accessible" not in str(entry.facts)
    assert Entry.objects.filter(deed="prepare_proposal").count() == 0


def test_each_proposal_can_be_followed_to_the_suggestion_and_the_file_that_it_came_from(desk, rows):
    (proposal,) = desk.confirm([rows["insert"]]).proposals
    row = rows["insert"]
    row.refresh_from_db()
    assert (row.proposal, row.status, row.edited) == (proposal, "confirmed", False)
    assert Entry.objects.get(deed="confirm_suggestions").facts["file"] == row.returned.blob_id


def test_a_new_paragraph_behind_a_title_is_of_the_kind_of_those_that_follow(desk, rows):
    (proposal,) = desk.confirm([rows["new_paragraph"]]).proposals
    assert (proposal.provision_kind, proposal.after) == ("commitment", desk.table.title)


def test_behind_a_paragraph_a_new_one_is_of_its_kind_and_behind_the_last_heading_an_operative_one(desk, table):
    table.draft("Annex", "annex")
    paper = desk.paper()
    paper.add_after("Set up desks", "Train people.")
    paper.add_after("Annex", "Count people.")
    desk.read(paper.bytes())
    found = desk.confirm(desk.rows())
    assert [each.provision_kind for each in found.proposals] == ["action", "operative"]


def test_other_words_than_those_of_the_document_are_marked_as_such(desk, rows):
    seen = digest("Publish one national website.")
    desk.confirm([rows["insert"]], wording="Publish one open national website.", reason="Why.", seen=seen)
    row = rows["insert"]
    row.refresh_from_db()
    assert (row.edited, row.proposal.wording, row.proposal.reason) == (
        True,
        "Publish one open national website.",
        "Why.",
    )


def test_what_the_text_has_left_behind_stays_and_the_rest_is_prepared(desk, rows, table):
    table.redraft(table.action, "Print leaflets.")
    found = desk.confirm([rows["insert"], rows["delete_paragraph"]])
    assert [each.kind for each in found.proposals] == ["delete_paragraph"]
    assert [(row.kind, row.status) for row, _ in found.left] == [("insert", "suggested")]


@pytest.mark.usefixtures("table")
def test_where_nothing_can_be_prepared_it_is_refused_and_nothing_is_entered(desk, rows):
    desk.confirm([rows["insert"]])
    with pytest.raises(DecidedBefore):
        desk.confirm([rows["insert"]])
    assert Entry.objects.filter(deed="confirm_suggestions").count() == 1


def test_an_orphan_is_confirmed_only_by_one_who_saw_the_words_of_now(desk, table):
    paper = desk.paper()
    paper.replace("national website", "portal of the nation")
    table.redraft(table.action, "Print a leaflet.")
    desk.read(paper.bytes())
    with pytest.raises(OnlyByHand) as refused:
        desk.confirm(desk.rows())
    assert refused.value.facts["number"] == table.row(table.action).number
    found = desk.confirm(desk.rows(), wording="Print a portal.", seen=digest("Print a leaflet."))
    assert found.proposals[0].wording == "Print a portal."


def test_a_suggestion_whose_paragraphs_are_gone_can_only_be_dropped(desk, rows):
    row = rows["new_paragraph"]
    row.after = None
    row.save()
    with pytest.raises(NotInText):
        desk.confirm([row])
    row.fate = "orphaned"
    row.save()
    with pytest.raises(OnlyByHand):
        desk.confirm([row])
    assert drop(desk, [row]) == 1


def test_a_move_goes_behind_its_neighbour(desk, table):
    paper = desk.paper()
    paper.paragraph("Set up desks").addnext(paper.paragraph("Inform all"))
    desk.read(paper.bytes())
    (proposal,) = desk.confirm(desk.rows()).proposals
    assert (proposal.kind, proposal.provision, proposal.after) == ("move", table.objective, table.desk)


def test_other_delegations_and_the_secretariat_confirm_nothing(desk, rows):
    with pytest.raises(NotYourDocument):
        desk.confirm([rows["insert"]], who="BRU")
    with pytest.raises(NotForRole):
        desk.confirm([rows["insert"]], who="officer")
    assert Proposal.objects.count() == 0


def test_nothing_chosen_is_nothing_done(desk, rows):
    returned = rows["insert"].returned
    with pytest.raises(NothingChosen):
        services.confirm_suggestions(returned, wishes=[], by=desk.table.actors["ARL"], at=desk.table.at())
    drop(desk, [rows["insert"]])
    with pytest.raises(NothingChosen):
        drop(desk, [rows["insert"]])


def test_dropping_is_one_deed_however_many_and_never_touches_what_was_confirmed(desk, rows):
    desk.confirm([rows["insert"]])
    assert drop(desk, list(rows.values())) == 2
    assert Entry.objects.get(deed="drop_suggestions").facts["dropped"] == 2
    with pytest.raises(NotYourDocument):
        drop(desk, list(rows.values()), who="BRU")
