import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.frame.kept import forget_everything
from secretariat.negotiation import queries, services
from secretariat.negotiation.models import Decision, NegotiatingText, Position, Proposal
from secretariat.record.models import Entry
from travaux.words.tokens import digest

from .conftest import CONFERENCE, DRAFTING, words

OFFICIAL = "Publish one official national website."


def test_before_anything_is_presented_a_visitor_reads_that_there_is_no_text(drafted, site):
    page = site.as_("visitor").get("rolling")
    assert (page.status_code, "No text has been presented yet" in words(page)) == (200, True)
    assert site.get("rolling_of", "compact").status_code == 404
    assert site.get("paragraph", drafted.action.uuid).status_code == 404


def test_those_who_draft_see_the_text_before_it_is_presented(drafted, site):
    page = words(site.as_("chair").get("rolling"))
    assert "not presented" in page
    assert "Publish one national website." in page
    assert drafted.text.key == "compact"


def test_the_rolling_text_shows_words_in_brackets_with_chips(table, site):
    table.table("BRU", table.action, OFFICIAL, on_behalf_of=table.entities["G12"])
    table.agree(table.desk)
    html = site.as_("visitor").get("rolling").content.decode()
    assert (
        'Publish one <span class="bracket">[</span><ins class="tint-1">official</ins> '
        '<bdi class="chip tint-1" title="Bruma; Group of Twelve">BRU; G12</bdi><span class="bracket">]</span> national'
    ) in html
    assert f'<article class="provision is-open" id="p-{table.action.uuid}">' in html
    assert f'<article class="provision is-agreed" id="p-{table.desk.uuid}">' in html
    assert "1 proposal open" in html
    assert "agreed ad referendum" in html


def test_in_the_adopted_text_headings_are_headings_and_bear_no_tag_of_a_level(table, site):
    services.adopt_text(table.text, by=table.actors["officer"], at=table.at(CONFERENCE))
    html = site.as_("visitor").get("rolling").content.decode()
    for heading in (table.title, table.objective):
        assert f'<h2 id="p-{heading.uuid}"' in html
        assert f'<article class="provision is-agreed" id="p-{heading.uuid}">' not in html
    assert html.count('<span class="tag agreed">adopted</span>') == 1 + 3


def test_every_state_of_a_paragraph_is_told_in_words(table, site):
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    table.table("DEL", table.desk, kind="delete_paragraph")
    table.lift(table.desk, "")
    table.agree(table.action)
    table.table("ARL", table.action, "Publish one website.")
    services.redraft_provision(
        table.action, wording="Publish a page.", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    services.redraft_provision(
        table.title, wording="[Sample] compact", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    page = words(site.as_("visitor").get("rolling"))
    for said in ("new paragraph", "struck", "reopened", "1 has lost its place", "1 (a) bis"):
        assert said in page
    where = words(site.get("where", "compact"))
    assert "Proposals that have lost their place" in where
    assert "2 brackets are open, in so many paragraphs or headings: 2. Agreed: 0 of 3 paragraphs." in where
    assert "Keep it current." in words(site.get("paragraph", new.provision.uuid))


def test_what_people_wrote_is_never_taken_for_markup(table, site):
    table.table("ARL", table.action, "Publish <script>alert(1)</script> one national website.", reason="<b>why</b>")
    for page in (site.as_("visitor").get("rolling"), site.get("paragraph", table.action.uuid)):
        assert "<script>alert" not in page.content.decode()
        assert "<b>why" not in page.content.decode()


def test_a_delegate_proposes_checks_and_tables(table, site):
    site.as_("ARL")
    form = site.get("propose", table.action.uuid, "change")
    assert "Publish one national website.</textarea>" in form.content.decode()
    seen = digest("Publish one national website.")
    checked = site.post("propose", table.action.uuid, "change", wording=OFFICIAL, reason="Clarity.", seen=seen)
    assert "<ins>official</ins>" in checked.content.decode()
    proposal = Proposal.objects.get()
    assert words(site.get("prepared", "compact")).count("official") == 1
    shown = words(site.post("table", proposal.uuid))
    assert "Your proposal is on the table" in shown
    assert "Reason: Clarity." in shown


def test_a_new_paragraph_and_a_deletion_are_proposed(table, site):
    site.as_("BRU")
    site.post(
        "propose",
        table.action.uuid,
        "new",
        wording="Keep it current.",
        provision_kind="action",
        reason="",
        on_behalf_of=table.entities["G12"].pk,
    )
    site.post("propose", table.desk.uuid, "delete", reason="")
    new, gone = Proposal.objects.order_by("id")
    assert (new.kind, new.after, new.on_behalf_of) == ("new_paragraph", table.action, table.entities["G12"])
    assert (gone.kind, gone.provision) == ("delete_paragraph", table.desk)
    assert "On behalf of: Group of Twelve" in words(site.get("proposal", new.uuid))
    assert "<del>Set up desks" in site.get("proposal", gone.uuid).content.decode()
    assert "Your delegation no longer stands behind" in words(site.post("withdraw", new.uuid))
    assert "Nothing is prepared" not in words(site.get("prepared", "compact"))


def test_a_paragraph_that_changed_while_one_typed_is_shown_as_it_reads_now_and_what_was_typed_is_kept(table, site):
    site.as_("ARL")
    services.redraft_provision(
        table.action, wording="Publish a page.", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    given = {"wording": OFFICIAL, "reason": "Clarity."}
    refused = site.post("propose", table.action.uuid, "change", **given, seen=digest("Publish one national website."))
    assert refused.status_code == 422
    assert "It now reads: “Publish a page.”" in words(refused)
    html = refused.content.decode()
    assert f"{OFFICIAL}</textarea>" in html
    assert digest("Publish a page.") in html
    site.post("propose", table.action.uuid, "change", **given, seen=digest("Publish a page."))
    assert Proposal.objects.count() == 1


def test_a_proposal_that_changes_nothing_is_refused_on_the_form(table, site):
    page = site.as_("ARL").post("propose", table.action.uuid, "change", wording="Publish one national website.")
    assert "nothing would change" in words(page)


def test_another_delegations_prepared_proposal_is_not_to_be_found(table, site):
    proposal = table.prepare("ARL", table.action, OFFICIAL)
    for who in ("BRU", "chair", "officer", "visitor"):
        site.as_(who)
        assert site.get("proposal", proposal.uuid).status_code == 404
        for deed in ("table", "withdraw", "cosponsor", "position"):
            assert site.post(deed, proposal.uuid).status_code == 404
        assert "official" not in words(site.get("rolling")) + words(site.get("paragraph", table.action.uuid))


def test_others_co_sponsor_and_take_positions(table, site):
    proposal = table.table("ARL", table.action, OFFICIAL)
    page = words(site.as_("BRU").get("proposal", proposal.uuid))
    assert "Stand behind it too" in page
    site.post("position", proposal.uuid, stance="reserve", note="Capital looks into it.")
    assert Position.objects.get().note == "Capital looks into it."
    assert site.post("position", proposal.uuid, stance="").status_code == 422
    shown = words(site.post("cosponsor", proposal.uuid, on_behalf_of=table.entities["G12"].pk))
    assert "ARL; BRU; G12" in shown
    assert "stands behind it already" in words(site.post("cosponsor", proposal.uuid))
    assert "Withdraw from it" in words(site.get("proposal", proposal.uuid))


def test_a_bracket_is_lifted_by_choice_or_compromise(table, site):
    table.table("ARL", table.action, OFFICIAL)
    site.as_("chair")
    key = table.shown(table.action).brackets[0].key
    assert "“official” (ARL)" in words(site.get("lift", table.action.uuid, key))
    missing = site.post("lift", table.action.uuid, key, choice="own", compromise=" ")
    assert "Write the words of the compromise." in words(missing)
    site.post("lift", table.action.uuid, key, choice="own", compromise="well-kept")
    assert table.row(table.action).wording == "Publish one well-kept national website."
    table.table("ARL", table.desk, "Set up open desks for newcomers.")
    site.post("lift", table.desk.uuid, table.shown(table.desk).brackets[0].key, choice="1")
    assert table.row(table.desk).wording == "Set up open desks for newcomers."


def test_a_bracket_that_another_lifted_meanwhile_is_refused_with_who_did(table, site):
    table.table("ARL", table.action, OFFICIAL)
    key = table.shown(table.action).brackets[0].key
    table.lift(table.action, "official")
    page = site.as_("officer").post(
        "lift", table.action.uuid, key, choice="own", compromise="well-kept", note="As said."
    )
    assert page.status_code == 409
    assert "It was lifted by Person of chair" in words(page)
    assert f"The paragraph as it now stands 1 (a) {OFFICIAL}" in words(page)
    assert "What you typed" in words(page)
    assert ("well-kept" in words(page), "As said." in words(page)) == (True, True)
    html = page.content.decode()
    assert reverse("negotiation:paragraph", args=["sample", table.action.uuid]) in html
    assert ("Lift the bracket" in html, 'name="choice"' in html) == (False, False)


def test_a_bracket_of_a_paragraph_that_was_struck_meanwhile_is_refused_with_what_stands(table, site):
    table.table("ARL", table.desk, kind="delete_paragraph")
    key = table.shown(table.desk).brackets[0].key
    table.lift(table.desk, "")
    page = site.as_("officer").post("lift", table.desk.uuid, key, choice="0")
    assert (page.status_code, "struck Set up desks for newcomers." in words(page)) == (409, True)


def test_a_paragraph_is_agreed_reopened_and_worded_anew(table, site):
    site.as_("chair")
    seen = table.row(table.action).sha256
    assert site.get("agree", table.action.uuid).status_code == 200
    site.post("agree", table.action.uuid, level="agreed", seen=seen)
    assert site.get("reopen", table.action.uuid).status_code == 200
    site.post("reopen", table.action.uuid, reason="New facts.")
    assert Decision.objects.get().reopened_because == "New facts."
    assert site.post("reopen", table.action.uuid, reason="Again.").status_code == 422
    assert site.get("redraft", table.action.uuid).status_code == 200
    refused = site.post("redraft", table.action.uuid, wording="New.", reason="Plainer.", seen=digest("Other."))
    assert refused.status_code == 422
    silent = site.post("redraft", table.action.uuid, wording="New.", reason="", seen=seen)
    assert (silent.status_code, "Reason: This field is required." in words(silent)) == (422, True)
    site.post("redraft", table.action.uuid, wording="New.", reason="Plainer.", seen=seen)
    assert table.row(table.action).wording == "New."
    page = words(site.get("paragraph", table.action.uuid))
    assert "Reopened: New facts." in page
    assert "Worded anew by: Co-facilitator · Reason: Plainer. · It then read: “New.”" in page


def test_a_paragraph_that_changed_is_not_agreed_unseen(table, site):
    page = site.as_("chair").post("agree", table.action.uuid, level="agreed", seen=digest("Other."))
    assert (page.status_code, Decision.objects.count()) == (422, 0)


def test_a_text_is_opened_drafted_presented_and_frozen_in_the_browser(room, site):
    site.as_("officer")
    room.now = DRAFTING
    given = {"title": "Draft compact", "key": "compact", "kind": "compact", "numbering": "compact"}
    assert site.get("open").status_code == 200
    site.post("open", **given)
    room.text = NegotiatingText.objects.get()
    assert site.post("open", **given).status_code == 422
    site.post("draft", "compact", kind="operative", wording="We act.")
    first = queries.working(room.text).rows.get().provision
    site.post("draft", "compact", kind="operative", wording="We hope.", after=first.uuid)
    assert "2 We hope." in words(site.get("draft", "compact"))
    assert site.post("draft", "compact", kind="verse", wording="").status_code == 422
    assert site.get("present", "compact").status_code == 200
    site.post("present", "compact", label="Zero draft", symbol="")
    assert site.post("present", "compact", label="Zero draft", symbol="").status_code == 422
    room.now = CONFERENCE.replace(month=3)
    site.as_("officer")  # the first session has run out meanwhile
    assert site.get("freeze", "compact").status_code == 200
    assert "Rev.1 is frozen" in words(site.post("freeze", "compact"))


def test_a_paragraph_is_drafted_from_a_sentence_and_a_visitor_sees_on_what_it_rests(drafted, sources, site):
    passage, sentence = sources
    site.as_("chair").post("draft", "compact", kind="operative", wording="Inform all.", sentences=[sentence.pk])
    drafted.draft("Inform everyone.", passages=[passage])
    services.present_draft(drafted.text, by=drafted.actors["chair"], at=drafted.at())
    site.as_("visitor")
    first, second = (
        queries.working(drafted.text).rows.get(wording=wording).provision.uuid
        for wording in ("Inform all.", "Inform everyone.")
    )
    assert "Many asked to inform. Summary" in words(site.get("paragraph", first))
    assert "Inform us. Arlandia" in words(site.get("paragraph", second))


def test_versions_are_listed_shown_and_compared(table, site):
    table.table("ARL", table.action, OFFICIAL)
    table.lift(table.action, "official")
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    table.lift(new.provision, "Keep it current.")
    table.table("DEL", table.desk, kind="delete_paragraph")
    table.lift(table.desk, "")
    table.freeze(label="Rev. 1", symbol="A/CONF.1/L.2")
    site.as_("visitor")
    assert "Rev. 1" in words(site.get("versions", "compact"))
    assert "A/CONF.1/L.2" in words(site.get("version", "compact", 1))
    assert site.get("version", "compact", 9).status_code == 404
    page = site.get("compare", "compact", old=0, new=1)
    assert "<ins>official</ins>" in page.content.decode()
    assert [said in words(page) for said in ("changed", "new Keep", "struck Set up")] == [True] * 3
    assert "Rev. 1 against Zero draft" in words(page)
    assert site.get("compare", "compact", old=0, new=7).status_code == 422
    assert "against Zero draft" in words(site.get("compare", "compact"))


def test_every_paragraph_of_every_version_has_an_address_for_good(table, site):
    table.table("ARL", table.action, OFFICIAL)
    table.lift(table.action, "official")
    table.freeze()
    site.as_("visitor")
    first = reverse("negotiation:paragraph_in", args=["sample", table.action.uuid, 0])
    assert first in site.get("version", "compact", 0).content.decode()
    assert "Publish one national website." in words(site.get("paragraph_in", table.action.uuid, 0))
    assert OFFICIAL in words(site.get("paragraph_in", table.action.uuid, 1))
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    assert site.get("paragraph_in", new.provision.uuid, 0).status_code == 404


def test_adoption_lists_the_open_brackets_with_links_until_none_is_left(table, site):
    table.table("ARL", table.action, OFFICIAL)
    table.at(CONFERENCE)
    site.as_("officer")
    page = site.get("adopt", "compact")
    for part in (
        "You asked to adopt the text.",
        "Brackets still open, 1: 1 (a) “official”.",
        "A text is adopted when no bracket is left open in it.",
        "Lift each of them first; every paragraph named here has its own page.",
    ):
        assert words(page).count(part) == 1
    assert reverse("negotiation:paragraph", args=["sample", table.action.uuid]) in page.content.decode()
    refused = site.post("adopt", "compact", sure="on", symbol="")
    assert (refused.status_code, "Brackets still open, 1:" in words(refused)) == (422, True)
    table.now = table.now.replace(month=3)
    table.lift(table.action, "official")
    table.at(CONFERENCE)
    assert "The text is adopted." in words(site.post("adopt", "compact", sure="on", symbol="A/RES/1"))
    page = words(site.get("rolling"))
    assert ("adopted" in page, "A/RES/1" in page) == (True, True)
    assert "not part of a text that moves" in words(site.get("paragraph", table.action.uuid))


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [
        *[("visitor", name, 403) for name in ("open", "draft", "present", "freeze", "adopt")],
        *[("ARL", name, 403) for name in ("open", "draft", "present", "freeze", "adopt")],
        *[("ARL", name, 200) for name in ("rolling", "where", "versions", "compare", "prepared")],
        *[("visitor", name, 200) for name in ("rolling", "where", "versions", "compare", "prepared")],
    ],
)
def test_the_pages_of_a_text_by_role(table, site, who, name, status):
    names = [] if name in ("open", "rolling") else [table.text.key]
    assert site.as_(who).get(name, *names).status_code == status


@pytest.mark.parametrize(
    ("who", "name", "more", "status"),
    [
        ("visitor", "propose", ["change"], 403),
        ("chair", "propose", ["change"], 403),
        ("ARL", "propose", ["new"], 200),
        ("ARL", "propose", ["delete"], 200),
        *[("ARL", name, [], 403) for name in ("agree", "reopen", "redraft")],
        ("ARL", "lift", ["0123456789ab"], 403),
        ("visitor", "paragraph", [], 200),
    ],
)
def test_the_pages_of_a_paragraph_by_role(table, site, who, name, more, status):
    assert site.as_(who).get(name, table.action.uuid, *more).status_code == status


def test_a_refused_deed_leaves_nothing_in_the_record(table, site):
    before = Entry.objects.count()
    site.as_("visitor").post("propose", table.action.uuid, "change", wording=OFFICIAL, reason="")
    site.post("freeze", table.text.key)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["rolling", "where", "versions"])
def test_a_page_takes_the_same_number_of_queries_with_one_item_and_with_three(table, site, name):
    names = [] if name == "rolling" else [table.text.key]
    site.as_("visitor")
    counted = []
    for _ in range(3):
        table.table("ARL", table.action, f"Publish {table.now:%M} national websites.")
        table.table("COR", table.desk, "A note.", kind="new_paragraph")
        table.freeze()
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            site.get(name, *names)
        counted.append(len(captured))
    assert counted[0] == counted[2]


def test_a_process_may_have_several_texts(table, site):
    services.open_text(table.process, key="declaration", title="Declaration", by=table.actors["chair"], at=table.at())
    assert "Other texts of this process Declaration" in words(site.as_("chair").get("rolling"))
    assert "Declaration" not in words(site.as_("visitor").get("rolling"))
