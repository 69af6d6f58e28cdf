import pytest

from secretariat.negotiation import queries, services
from secretariat.negotiation.models import BracketLifted, Proposal
from secretariat.negotiation.services.settling import AlreadyLifted, BracketChanged, NotAgreed, NotALevel
from secretariat.negotiation.services.steps import ProvisionChanged
from secretariat.record.models import Entry
from travaux.modalities import NotForRole
from travaux.text.reading import OutOfTurn, StillOpen
from travaux.words.tokens import digest

ENHANCE = "We commit to further enhance our efforts to inform all migrants."
STEP_UP = "We commit to step up our efforts to inform all migrants."


def statuses(*proposals):
    return [Proposal.objects.get(pk=proposal.pk).status for proposal in proposals]


def test_lifting_a_bracket_puts_the_chosen_words_in_the_text_and_settles_the_proposals(table):
    enhance, step_up = (
        table.table("BRU", table.commitment, ENHANCE),
        table.table("COR", table.commitment, STEP_UP),
    )
    table.lift(table.commitment, "step up")
    assert table.row(table.commitment).wording == STEP_UP
    assert statuses(enhance, step_up) == ["not_retained", "incorporated"]
    assert table.shown(table.commitment).brackets == ()


def test_a_bracket_lifted_twice_is_refused_the_second_time_with_who_and_what(table):
    table.table("BRU", table.commitment, ENHANCE)
    key = table.shown(table.commitment).brackets[0].key
    table.lift(table.commitment, "further enhance", key)
    with pytest.raises(AlreadyLifted) as refused:
        table.lift(table.commitment, "strengthen", key)
    because = refused.value.parts[1]
    assert "Person of chair on 1 March 2018 at 09:" in because
    assert ENHANCE in because
    assert BracketLifted.objects.count() == Entry.objects.filter(deed="lift_bracket").count() == 1


def test_a_bracket_in_which_something_changed_is_not_lifted_as_it_was_seen(table):
    table.table("BRU", table.commitment, ENHANCE)
    key = table.shown(table.commitment).brackets[0].key
    table.table("COR", table.commitment, STEP_UP)
    with pytest.raises(BracketChanged, match="has changed since"):
        table.lift(table.commitment, "further enhance", key)


def test_lifting_one_bracket_leaves_the_others_open_where_they_stand(table):
    both = table.table("BRU", table.commitment, ENHANCE.replace("all migrants", "every migrant"))
    table.lift(table.commitment, "further enhance")
    assert statuses(both) == ["tabled"]
    assert table.shown(table.commitment).rolling.plain == (
        "We commit to further enhance our efforts to inform "
        "[all migrants \N{EN DASH} BRU: delete][every migrant \N{EN DASH} BRU]."
    )
    table.lift(table.commitment, "all migrants")
    assert statuses(both) == ["partly_incorporated"]


def test_a_compromise_takes_its_spaces_with_it(table):
    proposal = table.table("BRU", table.action, "Publish one national and official website.")
    table.lift(table.action, " and well-kept ", note="Compromise of the chair.")
    assert table.row(table.action).wording == "Publish one national and well-kept website."
    assert statuses(proposal) == ["not_retained"]


def test_a_new_paragraph_is_taken_into_the_text_or_not(table):
    taken = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    left = table.table("ARL", table.action, "Translate it.", kind="new_paragraph")
    table.lift(taken.provision, "Keep it current.")
    table.lift(left.provision, "")
    assert statuses(taken, left) == ["incorporated", "not_retained"]
    assert table.row(taken.provision).standing == "standing"
    assert table.shown(left.provision).is_struck


def test_a_paragraph_is_kept_or_struck_when_its_deletion_was_asked(table):
    kept, struck = (
        table.table("DEL", table.action, kind="delete_paragraph"),
        table.table("DEL", table.desk, kind="delete_paragraph"),
    )
    open_on_it = table.table("ARL", table.desk, "Set up open desks for newcomers.")
    table.lift(table.action, "Publish one national website.")
    table.lift(table.desk, "")
    assert statuses(kept, struck, open_on_it) == ["not_retained", "incorporated", "not_retained"]


def test_brackets_that_stand_in_the_wording_are_lifted_too(table):
    table.redraft(table.action, "Publish [one][two] websites.")
    table.lift(table.action, "two")
    assert table.row(table.action).wording == "Publish two websites."


def test_delegates_do_not_lift_brackets(table):
    table.table("BRU", table.commitment, ENHANCE)
    with pytest.raises(NotForRole):
        services.lift_bracket(
            table.commitment,
            bracket=table.shown(table.commitment).brackets[0].key,
            wording="further enhance",
            by=table.actors["BRU"],
            at=table.at(),
        )


def test_the_record_tells_what_was_lifted_and_what_became_of_each_proposal(table):
    proposal = table.table("BRU", table.commitment, ENHANCE)
    table.lift(table.commitment, "further enhance")
    facts = Entry.objects.get(deed="lift_bracket").facts
    assert facts["proposals"] == {str(proposal.uuid): "incorporated"}
    assert (facts["base"], facts["words"], facts["wording"]) == ("strengthen", "further enhance", ENHANCE)


def test_a_paragraph_is_agreed_at_rising_levels_bound_to_its_wording(table):
    first = table.agree(table.action, level="agreed_in_informals")
    table.agree(table.action, seen=digest("Publish one national website."))
    assert first.wording_sha256 == digest("Publish one national website.")
    assert table.row(table.action).level == "ad_referendum"
    with pytest.raises(OutOfTurn):
        table.agree(table.action, level="agreed_in_informals")


def test_a_paragraph_with_an_open_bracket_is_not_agreed(table):
    table.table("BRU", table.commitment, ENHANCE)
    with pytest.raises(StillOpen, match="strengthen"):
        table.agree(table.commitment)


def test_a_paragraph_is_not_agreed_in_words_that_were_not_seen(table):
    with pytest.raises(ProvisionChanged):
        table.agree(table.action, seen=digest("Other."))


@pytest.mark.parametrize("level", ["adopted", "reopened", "applauded"])
def test_a_single_paragraph_is_not_adopted(table, level):
    with pytest.raises(NotALevel):
        table.agree(table.action, level=level)


def test_an_agreed_paragraph_is_reopened_with_a_reason(table):
    decision = table.agree(table.action)
    services.reopen_provision(table.action, reason="New facts.", by=table.actors["chair"], at=table.at())
    decision.refresh_from_db()
    assert (table.row(table.action).level, decision.reopened_because) == ("reopened", "New facts.")
    with pytest.raises(NotAgreed, match="Reopened"):
        services.reopen_provision(table.action, reason="Again.", by=table.actors["chair"], at=table.at())


def test_a_stranger_paragraph_is_unknown(table):
    with pytest.raises(queries.NoSuchProvision):
        queries.provision_named(table.process, table.actors["chair"], "8f7e4a86-8f4d-4b5b-9d5c-1c1d6cf2c6a0")
