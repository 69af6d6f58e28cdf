import pytest
from django.db import IntegrityError

from secretariat.negotiation import queries, services
from secretariat.negotiation.models import ProvisionVersion, Redraft, TextVersion
from secretariat.negotiation.services.drafting import (
    AlreadyPresented,
    NoReason,
    NoSuchConvention,
    NothingToPresent,
    NoWords,
    TextExists,
)
from secretariat.negotiation.services.steps import LongWording, ProvisionChanged
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, OutsidePhase
from travaux.words.tokens import digest

from .conftest import ACTION


def printed(text):
    return [row.number for row in queries.working(text).rows.order_by("ordinal")]


def test_a_draft_is_numbered_as_it_is_written(drafted):
    assert printed(drafted.text) == ["", "Objective 1.", "1", "1 (a)", "1 (b)"]


def test_a_paragraph_may_be_written_behind_another(drafted):
    drafted.draft("Keep it current.", "action", after=drafted.action)
    assert [row.wording for row in queries.working(drafted.text).rows.order_by("ordinal")][3:] == [
        *("Publish one national website.", "Keep it current.", "Set up desks for newcomers."),
    ]
    assert printed(drafted.text)[3:] == ["1 (a)", "1 (b)", "1 (c)"]


def test_there_is_always_room_for_a_paragraph_more(drafted):
    for i in range(20):
        drafted.draft(f"Step {i}.", "action", after=drafted.action)
    wordings = [row.wording for row in queries.working(drafted.text).rows.order_by("ordinal")]
    assert wordings[4:-1] == [f"Step {i}." for i in reversed(range(20))]


def test_drafting_leaves_an_entry_with_the_wording(drafted):
    entry = Entry.objects.filter(deed="draft_provision").order_by("-id").first()
    assert entry.subject == f"provision:{drafted.desk.uuid}"
    assert (entry.actor, entry.facts["wording"]) == ("cofacilitator", "Set up desks for newcomers.")


def test_a_text_is_opened_once_under_a_key(drafted):
    with pytest.raises(TextExists, match="compact"):
        services.open_text(drafted.process, key="compact", title="Again", by=drafted.actors["chair"], at=drafted.at())


@pytest.mark.parametrize(
    ("given", "message"), [({"kind": "poem"}, "kind of text"), ({"numbering": "roman"}, "numbering convention")]
)
def test_a_text_of_unknown_kind_or_numbering_is_refused(room, given, message):
    with pytest.raises(NoSuchConvention, match=message):
        services.open_text(room.process, key="k", title="T", by=room.actors["chair"], at=room.at(), **given)


def test_a_paragraph_without_words_or_of_unknown_kind_is_refused(drafted):
    with pytest.raises(NoWords):
        drafted.draft("  \n")
    with pytest.raises(NoSuchConvention, match="kind of paragraph"):
        drafted.draft("Words.", "verse")


def test_a_delegate_does_not_draft(drafted):
    with pytest.raises(NotForRole):
        services.draft_provision(
            drafted.text, kind="action", wording="Ours.", by=drafted.actors["ARL"], at=drafted.at()
        )


def test_a_draft_is_written_in_its_phase_only(drafted):
    late = drafted.now.replace(year=2019)
    with pytest.raises(OutsidePhase, match="draft a provision on 2019-01-10"):
        services.draft_provision(drafted.text, kind="action", wording="Late.", by=drafted.actors["chair"], at=late)


def test_presenting_freezes_the_zero_draft_and_opens_the_working_text(table):
    zero, working = table.text.versions.order_by("ordinal")
    assert (zero.label, zero.status, working.status) == ("Zero draft", "frozen", "working")
    assert len(zero.sha256) == 64
    assert [row.kept for row in working.rows.order_by("ordinal")] == ["", "Objective 1.", "1", "1 (a)", "1 (b)"]


def test_a_draft_is_presented_once(table):
    with pytest.raises(AlreadyPresented, match="1 March 2018 as “Zero draft”"):
        services.present_draft(table.text, by=table.actors["chair"], at=table.at())


def test_an_empty_text_is_not_presented(room):
    text = services.open_text(room.process, key="k", title="T", by=room.actors["chair"], at=room.at())
    with pytest.raises(NothingToPresent):
        services.present_draft(text, by=room.actors["chair"], at=room.at())


def test_redrafting_carries_open_proposals_over_and_reopens_what_was_agreed(table):
    table.agree(table.desk)
    proposal = table.table("ARL", table.action, "Publish one official national website.")
    services.redraft_provision(
        table.action,
        wording="Publish and keep one national website.",
        reason="Care.",
        by=table.actors["chair"],
        at=table.at(),
    )
    services.redraft_provision(
        table.desk,
        wording="Set up desks.",
        reason="Shorter.",
        kind="commitment",
        by=table.actors["chair"],
        at=table.at(),
    )
    [edit] = proposal.edits.all()
    assert (edit.start, edit.fate) == (len("Publish and keep one "), "clean")
    assert table.shown(table.action).rolling.plain.startswith("Publish and keep one [official")
    assert (table.row(table.desk).level, table.row(table.desk).number) == ("reopened", "1 bis")


def test_a_proposal_whose_words_are_gone_is_kept_and_listed(table):
    proposal = table.table("ARL", table.action, "Publish one website.")
    services.redraft_provision(
        table.action, wording="Publish a page.", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    shown = table.shown(table.action)
    assert (shown.brackets, shown.orphaned) == ((), (str(proposal.uuid),))


def test_only_the_kind_of_an_agreed_paragraph_may_change_without_reopening_it(table):
    table.agree(table.desk)
    services.redraft_provision(
        table.desk,
        wording="Set up desks for newcomers.",
        reason="An item.",
        kind="item",
        by=table.actors["chair"],
        at=table.at(),
    )
    assert (table.row(table.desk).level, table.row(table.desk).number) == ("ad_referendum", "1 (a) (i)")


def test_redrafting_a_paragraph_that_changed_meanwhile_is_refused(table):
    seen = digest("Something else.")
    with pytest.raises(ProvisionChanged, match="Publish one national website"):
        services.redraft_provision(table.action, wording="New.", seen=seen, by=table.actors["chair"], at=table.at())


def test_every_redraft_is_kept_with_what_stood_there_why_and_who(table):
    table.redraft(table.action, "Publish a page.", " Nobody reads websites. ")
    kept = Redraft.objects.get()
    assert (kept.before, kept.wording, kept.reason) == (ACTION, "Publish a page.", "Nobody reads websites.")
    assert (kept.provision, kept.by, kept.person) == (table.action, "cofacilitator", table.actors["chair"].person)
    assert Entry.objects.get(deed="redraft_provision").facts["reason"] == "Nobody reads websites."


def test_words_before_the_meeting_are_not_changed_without_a_reason(table):
    with pytest.raises(NoReason, match="1 \\(a\\)"):
        table.redraft(table.action, "Publish a page.", " ")
    assert (table.row(table.action).wording, Redraft.objects.count()) == (ACTION, 0)


def test_before_the_draft_is_presented_a_redraft_needs_no_reason(drafted):
    drafted.redraft(drafted.action, "Publish a page.", "")
    assert Redraft.objects.get().reason == ""


def test_a_redraft_that_keeps_the_words_is_no_row(table):
    table.redraft(table.action, ACTION)
    assert Redraft.objects.count() == 0


def test_a_text_has_one_working_version(table):
    with pytest.raises(IntegrityError):
        TextVersion.objects.create(text=table.text, ordinal=9, label="Another")


def test_a_provision_stands_once_in_a_version(table):
    row = table.row(table.action)
    with pytest.raises(IntegrityError):
        ProvisionVersion.objects.create(
            provision=table.action, version=row.version, kind="action", ordinal=1, wording="Twice."
        )


def test_a_wording_longer_than_any_paragraph_is_refused(drafted):
    with pytest.raises(LongWording, match="It has 20001 characters; a paragraph has at most 20000"):
        drafted.draft("a" * 20_001)
