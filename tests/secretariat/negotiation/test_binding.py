from datetime import timedelta

import pytest

from secretariat.negotiation import queries, services
from secretariat.negotiation.models import Assent, Decision, Position
from secretariat.negotiation.services.binding import AlreadyUnbound, NotAwaited, NoTitle
from secretariat.negotiation.services.bridging import AlreadyTakenBack, SharedWithNobody
from secretariat.negotiation.services.freezing import NothingAgreed
from secretariat.negotiation.services.preparing import NoSuchChoice
from secretariat.negotiation.services.settling import BracketChanged, NoReasonToReopen
from secretariat.record.access import is_withheld
from secretariat.record.models import Entry
from tests.secretariat.negotiation.conftest import CONFERENCE
from travaux.text.package import PackageOpen, TooFewBound
from travaux.text.reading import AlreadyAdopted, StillPending

OFFICIAL = "Publish one official national website."


def test_the_chair_chooses_whether_the_text_names_those_behind_proposals(table):
    found = table.table("ARL", table.action, OFFICIAL)
    table.do("set_attribution", table.text, attributed=False)
    assert table.shown(table.action).rolling.plain == "Publish one [official] national website."
    assert queries.proponents(found) == ("ARL",)
    table.do("set_attribution", table.text, attributed=True)
    assert table.shown(table.action).rolling.plain == "Publish one [official \N{EN DASH} ARL] national website."


def test_a_paragraph_agreed_subject_to_the_word_of_some_waits_for_each_of_them(table):
    waited = [table.entities["ARL"], table.entities["BRU"]]
    table.agree(table.action, pending=waited)
    assert queries.pending_codes(table.action) == ["ARL", "BRU"]
    with pytest.raises(StillPending, match="ARL, BRU"):
        table.agree(table.action, level="agreed")
    table.do("give_assent", table.action, by="ARL")
    with pytest.raises(NotAwaited, match="waits for ARL"):
        table.do("give_assent", table.action, by="ARL")
    table.do("give_assent", table.action, by="BRU")
    assert Entry.objects.filter(deed="give_assent").last().facts["pending"] == []
    assert table.agree(table.action, level="agreed").level == "agreed"
    assert Assent.objects.unscoped("test").filter(given_at=None).count() == 0


def test_what_is_agreed_outright_waits_for_nobody(table):
    with pytest.raises(StillPending):
        table.agree(table.action, level="agreed", pending=[table.entities["ARL"]])


def test_an_agreed_paragraph_is_not_reopened_without_a_reason(table):
    table.agree(table.action)
    with pytest.raises(NoReasonToReopen):
        table.do("reopen_provision", table.action, reason=" ")


def test_of_a_package_nothing_is_adopted_until_all_is_agreed(conference):
    table = conference
    package = table.do("bundle_provisions", table.text, title="Reviews", provisions=[table.action, table.desk])
    table.agree(table.action, level="agreed")
    assert [each.holds for each in queries.packages(table.text)] == [False]
    with pytest.raises(PackageOpen, match=r"“Reviews” waits for: 1 \(b\)"):
        table.do("adopt_part", table.text, by="officer")
    table.do("unbind_package", package, reason="No longer linked.")
    with pytest.raises(AlreadyUnbound):
        table.do("unbind_package", package)
    assert queries.packages(table.text) == []


def test_a_package_has_a_name_and_at_least_two_paragraphs(table):
    with pytest.raises(TooFewBound):
        table.do("bundle_provisions", table.text, title="One", provisions=[table.action, table.action])
    with pytest.raises(NoTitle):
        table.do("bundle_provisions", table.text, title=" ", provisions=[table.action, table.desk])


def test_a_struck_paragraph_holds_no_package_up(table):
    table.do("bundle_provisions", table.text, title="Reviews", provisions=[table.action, table.desk])
    table.table("ARL", table.action, kind="delete_paragraph")
    table.agree(table.desk)
    assert [each.holds for each in queries.packages(table.text)] == [False]
    table.lift(table.action, "")
    assert [each.holds for each in queries.packages(table.text)] == [True]


def test_the_agreed_part_is_adopted_while_the_rest_stays_open(conference):
    table = conference
    table.agree(table.action, level="agreed_in_committee")
    table.agree(table.desk)
    adopted = table.do("adopt_part", table.text)
    assert [row.provision for row in adopted] == [table.action]
    assert [table.row(each).level for each in (table.action, table.desk)] == ["adopted", "ad_referendum"]
    assert [version.label for version in queries.versions(table.text, table.actors["ARL"])][-2:] == [
        *("Adopted in part", "Working text"),
    ]
    with pytest.raises(NothingAgreed):
        table.do("adopt_part", table.text)
    table.now = table.negotiations
    for refused in (
        lambda: table.redraft(table.action, "Other words."),
        lambda: table.do("reopen_provision", table.action, reason="Second thoughts."),
    ):
        with pytest.raises(AlreadyAdopted):
            refused()
    table.at(CONFERENCE + timedelta(days=1))
    table.do("adopt_text", table.text)
    assert Decision.objects.unscoped("test").filter(provision=table.action, level="adopted").count() == 1


def test_what_is_adopted_is_not_proposed_on(conference):
    conference.agree(conference.action, level="agreed")
    conference.do("adopt_part", conference.text)
    conference.now = conference.negotiations
    with pytest.raises(AlreadyAdopted):
        conference.prepare("ARL", conference.action, OFFICIAL)


def test_a_position_is_taken_at_a_meeting_of_the_process(table):
    found = table.table("ARL", table.action, OFFICIAL)
    table.do("take_position", found, stance="scrutiny", meeting="round-2", by="BRU")
    assert [(each.stance, each.meeting) for each in Position.objects.unscoped("test")] == [("scrutiny", "round-2")]
    with pytest.raises(NoSuchChoice):
        table.do("take_position", found, stance="support", meeting="lunch", by="BRU")


def test_a_position_is_taken_on_a_bracket_as_it_was_seen(table):
    table.table("ARL", table.action, OFFICIAL)
    [bracket] = table.shown(table.action).brackets
    for stance in ("oppose", "flexible"):
        table.do("take_bracket_position", table.action, bracket=bracket.key, stance=stance, by="BRU")
    [said] = queries.said_of_brackets(table.action)
    assert (said.stance, said.key, said.words) == ("flexible", bracket.key, "official")
    table.table("COR", table.action, OFFICIAL.replace("official", "public"))
    with pytest.raises(BracketChanged):
        table.do("take_bracket_position", table.action, bracket=bracket.key, stance="oppose", by="BRU")


def test_a_bridging_text_is_known_to_those_it_was_shown_to_and_to_nobody_else(table):
    found = table.do(
        "offer_bridging_text", table.action, wording=OFFICIAL, shared_with=[table.entities["ARL"]], note="Try this."
    )
    sees = {who: queries.bridges(table.text, actor) == [found] for who, actor in table.actors.items()}
    assert {who for who, seen in sees.items() if seen} == {"ARL", "chair", "officer"}
    for who in ("BRU", "visitor"):
        with pytest.raises(queries.NoSuchThing):
            queries.bridge_named(table.process, table.actors[who], found.uuid)
    entry = Entry.objects.get(deed="offer_bridging_text")
    assert (set(entry.facts), is_withheld(entry)) == ({"sha256", "untabled"}, True)
    table.do("withdraw_bridging_text", found)
    assert queries.bridges(table.text, table.actors["ARL"]) == []
    with pytest.raises(AlreadyTakenBack):
        table.do("withdraw_bridging_text", found)
    with pytest.raises(SharedWithNobody):
        table.do("offer_bridging_text", table.action, wording=OFFICIAL, shared_with=[])


def test_freezing_says_how_each_proposal_came_through(table):
    clean = table.table("ARL", table.action, OFFICIAL)
    lost = table.table("BRU", table.desk, "Set up help desks for newcomers.")
    adjusted = table.table("COR", table.commitment, "We inform.")
    table.redraft(table.desk, "Open offices.")
    table.redraft(table.commitment, "We commit to strengthen our great efforts to inform all migrants.")
    table.freeze()
    carried = Entry.objects.get(deed="freeze_version").facts["carried"]
    assert carried == {"clean": [str(clean.uuid)], "adjusted": [str(adjusted.uuid)], "orphaned": [str(lost.uuid)]}


def test_numbers_follow_the_marks_of_the_process_file(table):
    table.process.modalities = table.process.modalities.replace("bis-added", "bis-alternative")
    table.process.save()
    table.text.refresh_from_db()
    added = services.prepare_proposal(
        table.action, wording="More.", kind="new_paragraph", by=table.actors["ARL"], at=table.at()
    )
    other = services.prepare_proposal(
        table.action, wording="Else.", kind="alternative", by=table.actors["ARL"], at=table.at()
    )
    for each in (added, other):
        each.text = table.text
        table.do("table_proposal", each, by="ARL")
    assert [table.row(each.provision).number for each in (added, other)] == ["1 (a) A", "1 (a) bis"]
