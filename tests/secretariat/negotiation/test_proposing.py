import pytest

from secretariat.jobs.models import Job
from secretariat.negotiation import queries, services
from secretariat.negotiation.services.preparing import NoDelegation, NoSuchChoice, NotOfThatGroup, NotYours
from secretariat.negotiation.services.proposing import AlreadySponsor, NoLongerPrepared, NotOpen
from secretariat.negotiation.services.steps import ProvisionChanged
from secretariat.people.access import Actor
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, OutsidePhase
from travaux.text.proposal import EmptyChange
from travaux.words.tokens import digest

ACTION = "Publish one national website."
OFFICIAL = "Publish one official national website."


def test_a_prepared_proposal_is_seen_by_its_own_delegation_only(table):
    proposal = table.prepare("ARL", table.action, OFFICIAL)
    assert list(queries.prepared(table.text, table.actors["ARL"])) == [proposal]
    for other in ("BRU", "chair", "officer", "visitor"):
        assert list(queries.proposals(table.text, table.actors[other])) == []
        with pytest.raises(queries.NoSuchProposal):
            queries.proposal_named(table.process, table.actors[other], proposal.uuid)
    assert table.shown(table.action).brackets == ()


def test_the_record_does_not_tell_what_is_prepared(table):
    table.prepare("ARL", table.action, OFFICIAL, reason="Secret.")
    entry = Entry.objects.get(deed="prepare_proposal")
    assert list(entry.facts) == ["sha256"]


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        (OFFICIAL, "insert"),
        ("Publish one website.", "delete"),
        ("Publish one national page.", "replace"),
    ],
)
def test_the_kind_of_a_proposal_follows_from_its_words(table, wording, kind):
    assert table.prepare("ARL", table.action, wording).kind == kind


def test_a_tabled_proposal_stands_in_the_rolling_text_with_its_sponsors(table):
    table.table("BRU", table.action, OFFICIAL, on_behalf_of=table.entities["G12"], reason="Clarity.")
    assert table.shown(table.action).rolling.plain == "Publish one [official \N{EN DASH} BRU, G12] national website."


def test_whoever_tables_a_proposal_is_sent_its_receipt(table, settings):
    settings.EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"
    table.actors["BRU"].person.email = "ada@example.org"
    proposal = table.table("BRU", table.action, OFFICIAL, reason="Clarity.")
    payload = Job.objects.get().payload
    assert (payload["address"], payload["subject"]) == ("ada@example.org", f"Receipt for {proposal.uuid}")
    page = f"Page: /processes/{proposal.text.process.key}/text/proposals/{proposal.uuid}/"
    assert (payload["body"].splitlines()[-1], "Clarity" in payload["body"]) == (page, False)


def test_a_new_paragraph_bears_bis_and_stands_as_proposed(table):
    proposal = table.table("COR", table.action, "Keep it current.", kind="new_paragraph", provision_kind="action")
    second = table.table("ARL", table.action, "Translate it.", kind="new_paragraph")
    row, other = table.row(proposal.provision), table.row(second.provision)
    assert [(each.number, each.standing) for each in (row, other)] == [
        *(("1 (a) bis", "proposed"), ("1 (a) ter", "proposed")),
    ]
    assert row.ordinal < other.ordinal < table.row(table.desk).ordinal
    assert table.shown(proposal.provision).rolling.plain == "[Keep it current. \N{EN DASH} COR]"


def test_a_paragraph_may_be_asked_to_be_deleted(table):
    proposal = table.table("DEL", table.action, kind="delete_paragraph")
    assert table.shown(table.action).rolling.plain == f"[{ACTION} \N{EN DASH} DEL: delete]"
    assert table.shown(table.action).brackets[0].proposals == (str(proposal.uuid),)


def test_a_proposal_that_changes_nothing_is_refused(table):
    with pytest.raises(EmptyChange):
        table.prepare("ARL", table.action, f"  {ACTION} ")


def test_the_line_ends_of_a_browser_are_no_change(table):
    services.redraft_provision(
        table.action, wording="One.\nTwo.", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    with pytest.raises(EmptyChange):
        table.prepare("ARL", table.action, "One.\r\nTwo.")


def test_a_proposal_of_an_unknown_kind_is_refused(table):
    with pytest.raises(NoSuchChoice, match="footnotes"):
        table.prepare("ARL", table.action, "Words.", kind="footnotes")
    with pytest.raises(NoSuchChoice, match="verse"):
        table.prepare("ARL", table.action, "Words.", kind="new_paragraph", provision_kind="verse")


def test_a_proposal_on_a_paragraph_that_changed_meanwhile_is_refused_with_what_it_reads_now(table):
    with pytest.raises(ProvisionChanged) as refused:
        table.prepare("ARL", table.action, OFFICIAL, seen=digest("Publish a website."))
    assert ACTION in refused.value.parts[1]


def test_a_prepared_proposal_whose_paragraph_changed_is_not_tabled(table):
    proposal = table.prepare("ARL", table.action, OFFICIAL)
    services.redraft_provision(
        table.action, wording="Publish a page.", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    with pytest.raises(ProvisionChanged, match="Publish a page"):
        services.table_proposal(proposal, by=table.actors["ARL"], at=table.at())
    proposal.refresh_from_db()
    assert proposal.status == "prepared"


def test_a_proposal_is_tabled_once_and_by_its_own_delegation(table):
    proposal = table.prepare("ARL", table.action, OFFICIAL)
    with pytest.raises(NotYours):
        services.table_proposal(proposal, by=table.actors["BRU"], at=table.at())
    services.table_proposal(proposal, by=table.actors["ARL"], at=table.at())
    with pytest.raises(NoLongerPrepared, match="Tabled"):
        services.table_proposal(proposal, by=table.actors["ARL"], at=table.at())


@pytest.mark.parametrize("who", ["chair", "officer", "visitor"])
def test_only_delegates_propose(table, who):
    with pytest.raises(NotForRole):
        table.prepare(who, table.action, OFFICIAL)


def test_a_proposal_outside_the_negotiations_is_refused(drafted):
    with pytest.raises(OutsidePhase, match="Paragraphs 8, 28"):
        drafted.prepare("ARL", drafted.action, OFFICIAL)


def test_a_delegate_without_a_delegation_does_not_propose(table):
    with pytest.raises(NoDelegation):
        services.prepare_proposal(table.action, wording=OFFICIAL, by=Actor(role="delegate"), at=table.at())


def test_a_delegation_speaks_for_its_own_group_only(table):
    with pytest.raises(NotOfThatGroup, match="ARL is not a member"):
        table.prepare("ARL", table.action, OFFICIAL, on_behalf_of=table.entities["G12"])


def test_tabling_reopens_an_agreed_paragraph_and_keeps_the_decision(table):
    decision = table.agree(table.action)
    table.table("ARL", table.action, OFFICIAL)
    decision.refresh_from_db()
    assert table.row(table.action).level == "reopened"
    assert (decision.level, decision.reopened_because) == ("ad_referendum", "ARL tabled a proposal")


def test_others_co_sponsor_a_proposal_once(table):
    proposal = table.table("ARL", table.action, OFFICIAL)
    services.cosponsor_proposal(proposal, on_behalf_of=table.entities["G12"], by=table.actors["DEL"], at=table.at())
    assert table.shown(table.action).brackets[0].alternatives[1].proponents == ("ARL", "DEL", "G12")
    with pytest.raises(AlreadySponsor):
        services.cosponsor_proposal(proposal, by=table.actors["ARL"], at=table.at())


def test_a_proposal_leaves_the_table_when_its_last_sponsor_withdraws(table):
    proposal = table.table("ARL", table.action, OFFICIAL)
    services.cosponsor_proposal(proposal, by=table.actors["COR"], at=table.at())
    services.withdraw_proposal(proposal, by=table.actors["ARL"], at=table.at())
    assert table.shown(table.action).brackets[0].alternatives[1].proponents == ("COR",)
    services.withdraw_proposal(proposal, by=table.actors["COR"], at=table.at())
    assert table.shown(table.action).brackets == ()
    with pytest.raises(NotOpen, match="Withdrawn"):
        services.withdraw_proposal(proposal, by=table.actors["COR"], at=table.at())


def test_only_sponsors_withdraw(table):
    proposal = table.table("ARL", table.action, OFFICIAL)
    with pytest.raises(NotYours):
        services.withdraw_proposal(proposal, by=table.actors["BRU"], at=table.at())


def test_a_prepared_proposal_is_withdrawn_without_having_been_seen(table):
    proposal = table.prepare("ARL", table.action, OFFICIAL)
    services.withdraw_proposal(proposal, by=table.actors["ARL"], at=table.at())
    assert list(queries.prepared(table.text, table.actors["ARL"])) == []
    assert list(queries.proposals(table.text, table.actors["BRU"])) == []


def test_a_new_paragraph_that_is_withdrawn_is_struck_with_what_was_tabled_on_it(table):
    proposal = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    other = table.table("ARL", proposal.provision, "Keep it up to date.")
    services.withdraw_proposal(proposal, by=table.actors["COR"], at=table.at())
    other.refresh_from_db()
    assert other.status == "not_retained"
    assert table.shown(proposal.provision).is_struck
    with pytest.raises(queries.NotInText):
        table.prepare("ARL", proposal.provision, "Again.")


def test_a_delegation_takes_one_position_and_may_change_it(table):
    proposal = table.table("ARL", table.action, OFFICIAL)
    for stance in ("reserve", "support"):
        services.take_position(proposal, stance=stance, note=" Well. ", by=table.actors["BRU"], at=table.at())
    assert [(p.entity.code, p.stance, p.note) for p in proposal.positions.all()] == [("BRU", "support", "Well.")]
    assert Entry.objects.filter(deed="take_position").count() == 2


def test_an_unknown_stance_and_a_proposal_off_the_table_are_refused(table):
    proposal = table.table("ARL", table.action, OFFICIAL)
    with pytest.raises(NoSuchChoice, match="support, flexible, reserve, scrutiny, oppose"):
        services.take_position(proposal, stance="shrug", by=table.actors["BRU"], at=table.at())
    services.withdraw_proposal(proposal, by=table.actors["ARL"], at=table.at())
    with pytest.raises(NotOpen):
        services.take_position(proposal, stance="support", by=table.actors["BRU"], at=table.at())
