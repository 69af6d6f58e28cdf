from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.negotiation import queries
from secretariat.negotiation.models import BracketPosition, BridgingText, Package, Proposal, Silence, Statement, Vote
from tests.secretariat.negotiation.conftest import CONFERENCE, words

ACTION, DESK = "Publish one national website.", "Set up desks for newcomers."
OFFICIAL = "Publish one official national website."


def last(model):
    return model.objects.unscoped("test").order_by("-id").first()


def test_a_change_is_on_the_table_in_three_taps(table, site):
    site.as_("ARL")
    page = words(site.get("paragraph", table.action.uuid))
    assert "Propose a change" in page
    form = site.get("propose", table.action.uuid, "change")
    assert ACTION in words(form)
    sent = site.post("propose", table.action.uuid, "change", wording=OFFICIAL, now="1")
    assert "Your proposal is on the table" in words(sent)
    assert last(Proposal).status == "tabled"
    assert "Receipt of the tabling:" in words(site.get("proposal", last(Proposal).uuid))


@pytest.mark.parametrize(
    ("what", "given", "kind"),
    [
        ("alternative", {"wording": "Publish sites.", "provision_kind": "action"}, "alternative"),
        ("placeholder", {"wording": "finance", "provision_kind": "action"}, "placeholder"),
        ("move", {"other": "desk"}, "move"),
        ("merge", {"other": "desk"}, "merge"),
        ("split", {"wording": "Publish one\r\n\r\nnational website."}, "split"),
        ("retain", {}, "retain"),
    ],
)
def test_every_kind_of_proposal_has_its_form_and_its_page(table, site, what, given, kind):
    site.as_("ARL")
    given = {name: str(getattr(table, value).uuid) if name == "other" else value for name, value in given.items()}
    assert site.get("propose", table.action.uuid, what).status_code == 200
    prepared = site.post("propose", table.action.uuid, what, **given)
    assert "Check your proposal" in words(prepared)
    found = last(Proposal)
    assert found.kind == kind
    assert "on the table" in words(site.post("table", found.uuid))
    table.at()
    page = words(site.get("paragraph", Proposal.objects.unscoped("test").get(pk=found.pk).provision.uuid))
    assert "ARL" in page
    assert site.as_("chair").get("rolling_of", "compact").status_code == 200


def test_where_paragraphs_are_rearranged_there_is_no_compromise(table, site):
    table.table("ARL", table.action, kind="move", other=table.desk)
    key = table.shown(table.action).brackets[0].key
    form = words(site.as_("chair").get("lift", table.action.uuid, key))
    assert "Leave it as it is" in form
    assert "compromise" not in form
    site.post("lift", table.action.uuid, key, choice="0")
    assert table.wordings()[-2:] == [DESK, ACTION]


def test_a_proposal_of_others_is_amended_and_the_amendment_taken_over(table, site):
    first = table.table("ARL", table.action, OFFICIAL)
    site.as_("BRU")
    assert OFFICIAL in words(site.get("amend", first.uuid))
    site.post("amend", first.uuid, wording="Publish one public national website.", now="1")
    found = last(Proposal)
    assert found.amends == first
    table.at()
    assert "It amends this proposal" in words(site.as_("ARL").get("proposal", found.uuid))
    assert "takes the place" in words(site.post("on_proposal", found.uuid, "accept_amendment"))
    assert queries.proponents(found) == ("BRU", "ARL")


def test_a_proposal_of_a_paragraph_that_is_not_there_yet_is_not_amended(table, site):
    found = table.prepare("ARL", table.action, "More.", kind="new_paragraph")
    assert "Check your proposal" in words(site.as_("ARL").client.get(f"/processes/sample/text/proposals/{found.uuid}/"))
    answer = site.get("amend", found.uuid)
    assert answer.status_code == 302


def test_proposals_that_say_the_same_are_merged_by_a_person(table, site):
    one, other = (table.table(code, table.action, OFFICIAL) for code in ("ARL", "BRU"))
    site.as_("chair")
    assert "the same words" in words(site.get("decided", "compact"))
    form = site.client.get(f"/processes/sample/text/proposals/{one.uuid}/merge_proposals/", {"with": str(other.uuid)})
    assert words(form).count("Insert words") == 2
    site.post("on_proposal", one.uuid, "merge_proposals", proposals=f"{one.uuid} {other.uuid} nonsense")
    assert queries.proponents(one) == ("ARL", "BRU")


def test_a_proposal_is_moved_beside_its_paragraph(table, site):
    found = table.table("ARL", table.action, OFFICIAL)
    site.as_("chair").post("on_proposal", found.uuid, "move_to_alternative")
    assert last(Proposal).kind == "alternative"


def test_paragraphs_are_bound_and_let_go(table, site):
    site.as_("chair")
    both = [str(table.action.uuid), str(table.desk.uuid)]
    assert "What binds them" in words(site.get("on_text", "compact", "bundle_provisions"))
    page = site.post("on_text", "compact", "bundle_provisions", title="Reviews", provisions=both)
    assert "nothing is agreed until everything is" in words(page)
    refused = site.post("on_text", "compact", "bundle_provisions", title="One", provisions=both[:1])
    assert (refused.status_code, "A package of 1 binds nothing." in words(refused)) == (422, True)
    table.at()
    page = site.post("on_thing", last(Package).uuid, "unbind_package", reason="Done.")
    assert "No paragraphs are bound together." in words(page)


def test_a_silence_is_opened_in_the_time_of_a_place_broken_and_concluded(table, site):
    site.as_("chair")
    given = {"ends": "2018-03-02T18:00", "zone": "Europe/Vienna", "level": "agreed"}
    page = words(site.post("on_text", "compact", "open_silence", **given))
    assert "Until 2 March 2018, 18:00 (Europe/Vienna): agreed Title “Sample compact” Objective 1. 1 1 (a) 1 (b)" in page
    silence = last(Silence)
    assert silence.ends_at == datetime.fromisoformat("2018-03-02T18:00+01:00")
    table.at(silence.ends_at)
    site.as_("chair")
    assert "Conclude the silence" in words(site.get("decided", "compact"))
    site.post("on_thing", silence.uuid, "conclude_silence")
    assert table.row(table.action).level == "agreed"
    given["ends"] = "2018-03-03T18:00"
    table.at()
    site.post("on_text", "compact", "open_silence", **given)
    table.at()
    form = words(site.as_("ARL").get("on_thing", last(Silence).uuid, "break_silence"))
    assert "Until 3 March 2018, 18:00 (Europe/Vienna): agreed" in form
    page = site.post("on_thing", last(Silence).uuid, "break_silence", objection="Not these words.")
    assert "Not these words." in words(page)


def test_a_vote_is_recorded_by_codes(conference, site):
    site.as_("officer")
    given = {"question": "The whole text", "rule": "simple", "in_favour": "arl, BRU", "against": "COR"}
    refused = site.post("on_text", "compact", "record_vote", **{**given, "absent": "XYZ"})
    assert "No delegation has the code: XYZ." in words(refused)
    page = words(site.post("on_text", "compact", "record_vote", **given))
    assert "carried 2-1-0" in page
    assert last(Vote).carried
    conference.at()
    adopted = site.post("adopt", "compact", how="vote", sure="on")
    assert "The text is adopted." in words(adopted)


def test_what_is_agreed_is_adopted_while_the_rest_stays_open(conference, site):
    conference.agree(conference.action, level="agreed")
    asked = words(site.as_("chair").get("on_text", "compact", "adopt_part"))
    assert "1 paragraph would be adopted 1 (a) agreed Publish one national website." in asked
    page = site.as_("chair").post("on_text", "compact", "adopt_part", sure="on")
    assert "the rest stays open" in words(page)
    assert conference.row(conference.action).level == "adopted"


def test_what_was_agreed_since_the_page_was_looked_at_is_shown_before_it_is_adopted(conference, site):
    conference.agree(conference.action, level="agreed")
    seen = site.as_("chair").get("on_text", "compact", "adopt_part").context["form"].initial["seen"]
    conference.agree(conference.desk, level="agreed")
    refused = site.post("on_text", "compact", "adopt_part", sure="on", seen=seen)
    assert "What is adopted is what was seen before." in words(refused)
    assert "2 paragraphs would be adopted" in words(refused)
    assert conference.row(conference.action).level == "agreed"
    seen = refused.context["form"].data["seen"]
    assert "is adopted" in words(site.post("on_text", "compact", "adopt_part", sure="on", seen=seen))


def test_what_stands_in_the_way_of_adopting_a_part_is_told_instead_of_a_button(conference, site):
    site.as_("chair")
    page = words(site.get("on_text", "compact", "adopt_part"))
    assert "No paragraph is agreed, or agreed in committee." in page
    assert "The conference has adopted" not in page
    bound = [conference.action, conference.desk]
    conference.do("bundle_provisions", conference.text, title="Reviews", provisions=bound)
    conference.agree(conference.action, level="agreed")
    page = words(site.get("on_text", "compact", "adopt_part"))
    assert "“Reviews” waits for: 1 (b)" in page


def test_the_names_are_left_out_of_the_text_when_the_chair_says_so(table, site):
    table.table("ARL", table.action, OFFICIAL)
    site.as_("chair")
    assert "Shown" in words(site.get("on_text", "compact", "set_attribution"))
    site.post("on_text", "compact", "set_attribution", attributed="0")
    page = words(site.as_("visitor").get("rolling_of", "compact"))
    assert "Publish one [official] national website." in page


def test_a_delegation_speaks_for_the_record_and_takes_it_back(table, site):
    site.as_("ARL")
    page = words(site.post("on_text", "compact", "explain_position", words="We joined."))
    assert "We joined." in page
    table.at()
    page = site.post("on_paragraph", table.action.uuid, "enter_reservation", words="Not for us.")
    assert "The reservation is on record." in words(page)
    page = words(site.get("decided", "compact"))
    assert "On 1 (a)" in page
    table.at()
    site.post("on_thing", last(Statement).uuid, "withdraw_statement")
    assert last(Statement).withdrawn_at == table.now


def test_the_word_that_is_awaited_is_given_on_the_page_of_the_paragraph(table, site):
    site.as_("chair").post(
        "agree", table.action.uuid, level="ad_referendum", pending=[table.entities["ARL"].pk, table.entities["BRU"].pk]
    )
    table.at()
    page = words(site.as_("ARL").get("paragraph", table.action.uuid))
    assert "Agreed subject to the word of: ARL, BRU" in page
    site.post("on_paragraph", table.action.uuid, "give_assent")
    assert queries.pending_codes(table.action) == ["BRU"]


def test_the_last_deed_is_undone_on_the_page_of_the_paragraph(table, site):
    table.redraft(table.action, "Other words.")
    form = words(site.as_("chair").get("on_paragraph", table.action.uuid, "undo_deed"))
    assert "The last deed: Worded anew" in form
    page = words(site.post("on_paragraph", table.action.uuid, "undo_deed", reason="A slip."))
    assert ACTION in page
    assert "Undone: Worded anew · Reason: A slip." in page
    assert "The last deed" not in words(site.get("on_paragraph", table.action.uuid, "undo_deed"))


def test_a_bridging_text_is_shown_to_those_it_is_meant_for(table, site):
    site.as_("chair")
    assert ACTION in words(site.get("on_paragraph", table.action.uuid, "offer_bridging_text"))
    given = {"wording": OFFICIAL, "shared_with": [table.entities["ARL"].pk], "note": "Try this."}
    site.post("on_paragraph", table.action.uuid, "offer_bridging_text", **given)
    assert OFFICIAL in words(site.as_("ARL").get("decided", "compact"))
    assert OFFICIAL not in words(site.as_("BRU").get("decided", "compact"))
    table.at()
    site.as_("chair").post("on_thing", last(BridgingText).uuid, "withdraw_bridging_text")
    assert OFFICIAL not in words(site.as_("ARL").get("decided", "compact"))


def test_a_bridging_text_on_words_that_changed_is_shown_again_on_those_that_stand(table, site):
    site.as_("chair")
    given = {"wording": OFFICIAL, "shared_with": [table.entities["ARL"].pk], "seen": "0" * 64}
    refused = site.post("on_paragraph", table.action.uuid, "offer_bridging_text", **given)
    assert (refused.status_code, OFFICIAL in words(refused)) == (422, True)


def test_a_position_is_taken_on_a_bracket(table, site):
    table.table("ARL", table.action, OFFICIAL)
    key = table.shown(table.action).brackets[0].key
    site.as_("BRU")
    assert "Take a position on it" in words(site.get("paragraph", table.action.uuid))
    assert "First round of negotiation" in words(site.get("on_bracket", table.action.uuid, key))
    page = site.post("on_bracket", table.action.uuid, key, stance="scrutiny", note="From capital.", meeting="round-1")
    assert "Scrutiny reserve: From capital." in words(page)
    assert last(BracketPosition).meeting == "round-1"


def everything(room):
    """One more of each thing that the page of decisions lists."""
    room.now = room.negotiations
    room.negotiations = room.at()
    pair = [room.action, room.desk]
    room.do("bundle_provisions", room.text, title="Reviews", provisions=pair)
    room.do("open_silence", room.text, ends=datetime(2018, 3, 2, 18), provisions=[room.objective])  # noqa: DTZ001 - with its zone
    room.do("offer_bridging_text", room.action, wording=OFFICIAL, shared_with=[room.entities["ARL"]])
    for code in ("ARL", "BRU"):
        room.table(code, room.action, f"{OFFICIAL[:-1]} {room.now.minute}.")
    room.negotiations = room.at()
    room.at(CONFERENCE)
    room.do("enter_reservation", room.text, words="No.", by="ARL")
    votes = {"in_favour": [room.entities["ARL"]], "against": [room.entities["BRU"]]}
    room.do("record_vote", room.text, question="It", rule="simple", votes=votes)


def test_the_page_of_decisions_asks_as_often_for_three_as_for_one(conference, site):
    counted = []
    site.as_("ARL")
    for _ in range(3):
        everything(conference)
        with CaptureQueriesContext(connection) as asked:
            site.get("decided", "compact")
        counted.append(len(asked))
    assert counted[0] == counted[2]
