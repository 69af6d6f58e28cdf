import pytest

from secretariat.negotiation import queries
from secretariat.negotiation.models import Step
from secretariat.record.models import Entry

ACTION, DESK = "Publish one national website.", "Set up desks for newcomers."
OFFICIAL = "Publish one official national website."


def seen(paragraphs):
    return [(each.row.number, each.row.level, each.rolling.plain, each.tabled, each.orphaned) for each in paragraphs]


def now(table):
    return seen(queries.paragraphs(queries.current(table.text)))


def whole_negotiation(table):
    """Deeds of every kind that changes the text, one after the other."""
    first = table.table("ARL", table.action, OFFICIAL)
    yield "tabled"
    table.do("cosponsor_proposal", first, by="BRU")
    yield "co-sponsored"
    beside = table.table("COR", table.action, "Publish websites.", kind="alternative")
    yield "alternative"
    table.lift(beside.provision, "")
    yield "alternative left"
    table.lift(table.action, "official")
    yield "lifted"
    table.do("undo_deed", table.action)
    yield "undone"
    table.do("move_to_alternative", first)
    yield "moved aside"
    table.table("DEL", table.desk, kind="move", other=table.commitment)
    yield "move asked"
    table.lift(table.desk, "\N{RIGHTWARDS ARROW} 1")
    yield "moved"
    table.agree(table.desk)
    yield "agreed"
    table.freeze()
    yield "frozen"
    table.redraft(table.desk, "Set up many desks.")
    yield "redrafted"
    table.table("BRU", table.desk, "Set up many help desks.")
    yield "tabled again"
    table.redraft(table.desk, "Open offices.")
    yield "orphaned"


def test_the_text_as_of_any_past_moment_is_what_was_shown_then(table):
    moments = [(table.now, now(table), "start")]
    moments += [(table.now, now(table), what) for what in whole_negotiation(table)]
    for at, shown, what in moments:
        assert (what, seen(queries.as_of(table.text, table.actors["ARL"], at))) == (what, shown)


def test_before_the_first_deed_nothing_is_kept(table):
    with pytest.raises(queries.NothingKept, match="Nothing of it is kept from before"):
        queries.as_of(table.text, table.actors["ARL"], table.text.opened_at)
    Step.objects.unscoped("test").delete()
    with pytest.raises(queries.NothingKept):
        queries.as_of(table.text, table.actors["ARL"], table.now)


def test_what_stood_before_the_draft_was_presented_is_shown_to_those_who_saw_it_then(drafted):
    at, before = drafted.now, now(drafted)
    drafted.do("present_draft", drafted.text)
    for who, sees in (("chair", True), ("officer", True), ("ARL", False), ("visitor", False)):
        if sees:
            assert seen(queries.as_of(drafted.text, drafted.actors[who], at)) == before
        else:
            with pytest.raises(queries.NothingKept):
                queries.as_of(drafted.text, drafted.actors[who], at)
        assert seen(queries.as_of(drafted.text, drafted.actors[who], drafted.now)) == now(drafted)


def test_a_text_whose_steps_were_not_kept_from_its_beginning_is_known_from_then_on(table):
    table.table("ARL", table.desk, "Set up many desks for newcomers.")
    Step.objects.unscoped("test").delete()
    before = now(table)
    start = table.now
    table.table("ARL", table.action, OFFICIAL)
    assert seen(queries.as_of(table.text, table.actors["ARL"], table.now)) == now(table)
    with pytest.raises(queries.NothingKept):
        queries.as_of(table.text, table.actors["ARL"], start)
    assert [step.deed for step in Step.objects.unscoped("test")] == ["kept_before", "table_proposal"]
    assert len(now(table)) == len(before)


def test_every_deed_that_changes_the_text_keeps_one_step(table):
    for _ in whole_negotiation(table):
        pass
    kept = [step.deed for step in Step.objects.unscoped("test")]
    told = [entry.deed for entry in Entry.objects.order_by("id")]
    assert kept == [deed for deed in told if deed not in ("open_text", "prepare_proposal")]
