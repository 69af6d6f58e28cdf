import pytest

from secretariat.negotiation import queries
from secretariat.negotiation.models import Decision, Proposal, Sponsorship
from secretariat.negotiation.services.preparing import NotYours
from secretariat.negotiation.services.restoring import ChangedSince, FrozenSince, NothingToUndo
from secretariat.negotiation.services.workbench import NoAmendment, NotAChange, NothingToMerge
from secretariat.record.models import Entry

ACTION, DESK = "Publish one national website.", "Set up desks for newcomers."
OFFICIAL = "Publish one official national website."


def stood(table):
    """Everything about the text that a deed may change, numbers too."""
    return queries.things(table.text)


def status(proposal):
    return Proposal.objects.get(pk=proposal.pk).status


def test_proposals_that_say_the_same_are_offered_for_merging_and_keep_every_sponsor(table):
    one, other = table.table("ARL", table.action, OFFICIAL), table.table("BRU", table.action, OFFICIAL)
    table.do("cosponsor_proposal", other, by="COR", on_behalf_of=None)
    [same] = queries.streamlined(table.text)
    assert (same.proposals, same.is_exact) == ((str(one.uuid), str(other.uuid)), True)
    kept = table.do("merge_proposals", table.text, proposals=queries.proposals_named(table.text, same.proposals))
    assert (kept, queries.proponents(kept), status(other)) == (one, ("ARL", "BRU", "COR"), "subsumed")
    assert queries.streamlined(table.text) == []


def test_new_paragraphs_that_say_the_same_are_merged_into_one(table):
    one, other = (table.table(code, table.action, "Translate it.", kind="new_paragraph") for code in ("ARL", "BRU"))
    table.do("merge_proposals", table.text, proposals=[one, other])
    assert table.shown(other.provision).is_struck
    assert queries.proponents(one) == ("ARL", "BRU")


def test_what_does_not_belong_together_is_not_merged(table):
    one, other = table.table("ARL", table.action, OFFICIAL), table.table("BRU", table.desk, "Set up many desks.")
    for proposals in ([one], [one, other], [one, one]):
        with pytest.raises(NothingToMerge):
            table.do("merge_proposals", table.text, proposals=proposals)


def test_a_proposal_is_moved_to_an_alternative_paragraph(table):
    found = table.table("ARL", table.action, OFFICIAL)
    found = table.do("move_to_alternative", found)
    assert table.shown(table.action).brackets == ()
    row = table.row(found.provision)
    assert (row.wording, row.number, row.standing) == (OFFICIAL, "1 (a) alt", "proposed")
    with pytest.raises(NotAChange):
        table.do("move_to_alternative", found)


def test_an_amendment_is_taken_over_by_those_whom_it_amends(table):
    first = table.table("ARL", table.action, OFFICIAL)
    amended = table.table("BRU", table.action, "Publish one official public website.", amends=first)
    with pytest.raises(NotYours):
        table.do("accept_amendment", amended, by="COR")
    with pytest.raises(NoAmendment):
        table.do("accept_amendment", first, by="ARL")


def lift(table):
    table.table("ARL", table.action, OFFICIAL)
    return lambda: table.lift(table.action, "official")


def redraft(table):
    table.table("ARL", table.action, OFFICIAL)
    return lambda: table.redraft(table.action, "Publish websites.")


def agree(table):
    return lambda: table.agree(table.action)


def reopen(table):
    table.agree(table.action)
    return lambda: table.do("reopen_provision", table.action, reason="Not yet.")


def merge(table):
    proposals = [table.table(code, table.action, OFFICIAL) for code in ("ARL", "BRU")]
    return lambda: table.do("merge_proposals", table.text, proposals=proposals)


def aside(table):
    found = table.table("ARL", table.action, OFFICIAL)
    return lambda: table.do("move_to_alternative", found)


def split(table):
    words = "Publish one\n\nnational website."
    table.table("ARL", table.action, words, kind="split")
    return lambda: table.lift(table.action, words)


def join(table):
    table.table("ARL", table.action, kind="merge", other=table.desk)
    table.table("BRU", table.desk, "Set up many desks for newcomers.")
    return lambda: table.lift(table.action, f"{ACTION} {DESK}")


def move(table):
    table.table("ARL", table.action, kind="move", other=table.desk)
    return lambda: table.lift(table.action, "\N{RIGHTWARDS ARROW} 1 (b)")


@pytest.mark.parametrize("made", [lift, redraft, agree, reopen, merge, aside, split, join, move])
def test_the_last_deed_on_a_paragraph_is_undone_as_if_it_had_not_been_done(table, made):
    deed = made(table)
    before = stood(table)
    deed()
    changed = stood(table)
    assert changed != before
    table.do("undo_deed", table.action, reason="A slip.")
    now = {thing: state for thing, state in stood(table).items() if thing in before}
    assert now == before
    assert {thing[0] for thing in stood(table) if thing not in before} <= {"decision"}
    assert Entry.objects.filter(deed="undo_deed").get().facts["reason"] == "A slip."
    deed()
    assert {thing: state for thing, state in stood(table).items() if thing[0] == "row"}.keys() >= {
        thing for thing in before if thing[0] == "row"
    }


def test_an_agreement_that_was_undone_stays_on_record(table):
    table.agree(table.action)
    table.do("undo_deed", table.action)
    [decision] = Decision.objects.unscoped("test")
    assert (decision.reopened_because, table.row(table.action).level) == ("undone", "open")


def test_nothing_is_undone_after_a_freeze(table):
    table.agree(table.action)
    table.freeze()
    with pytest.raises(FrozenSince, match=r"Rev\.1"):
        table.do("undo_deed", table.action)


def test_what_a_delegation_did_is_its_own_to_take_back(table):
    table.table("ARL", table.action, OFFICIAL)
    with pytest.raises(NothingToUndo, match="table_proposal"):
        table.do("undo_deed", table.action)
    with pytest.raises(NothingToUndo, match="Nothing was done"):
        table.do("undo_deed", table.commitment)


def test_a_deed_whose_effects_were_changed_again_is_not_undone(table):
    join(table)()
    Sponsorship.objects.unscoped("test").filter(proposal__provision=table.desk).delete()
    with pytest.raises(ChangedSince):
        table.do("undo_deed", table.action)


def test_undoing_twice_goes_back_one_deed_more(table):
    table.redraft(table.action, "Publish websites.")
    table.redraft(table.action, "Publish many websites.")
    table.do("undo_deed", table.action)
    assert table.row(table.action).wording == "Publish websites."
    table.do("undo_deed", table.action)
    assert table.row(table.action).wording == ACTION


def test_a_place_that_was_taken_since_is_not_taken_away(table):
    move(table)()
    table.table("BRU", table.commitment, "Another action.", kind="new_paragraph", provision_kind="action")
    table.do("undo_deed", table.action)
    assert table.wordings()[-3:] == ["Another action.", ACTION, DESK]
