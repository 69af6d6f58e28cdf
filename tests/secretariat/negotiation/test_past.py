"""Any past state of a text is what its pages showed at that time."""

from datetime import timedelta

import pytest

from secretariat.negotiation import queries, services
from secretariat.negotiation.queries.past import NotThen

from .conftest import CONFERENCE, DRAFTING

OFFICIAL = "Publish one official national website."


def shown(room, at=None):
    """What a page of the text shows of each paragraph: now, or at a time."""
    found = (
        queries.as_of(room.text, room.actors["officer"], at) if at else queries.paragraphs(queries.current(room.text))
    )
    return [(p.row.number, p.row.wording, p.row.standing, p.row.level, p.rolling, p.tabled, p.orphaned) for p in found]


@pytest.fixture
def told(table):
    """Take down what is shown after each deed, and compare all of it with the fold at the end."""
    seen = []

    def done(deed, *args, **kwargs):
        result = deed(*args, **kwargs)
        seen.append((table.now, shown(table)))
        return result

    yield done
    for at, then in seen:
        assert shown(table, at) == then


def test_every_past_state_is_shown_as_it_was(table, told):
    one = told(table.table, "ARL", table.action, OFFICIAL)
    told(
        table.table,
        "BRU",
        table.action,
        "Publish one national multilingual website.",
        on_behalf_of=table.entities["G12"],
    )
    told(services.cosponsor_proposal, one, by=table.actors["COR"], at=table.at())
    told(table.table, "DEL", table.desk, "Set up desks for all newcomers.")
    new = told(table.table, "COR", table.action, "Keep it current.", kind="new_paragraph")
    told(services.withdraw_proposal, one, by=table.actors["COR"], at=table.at())
    told(table.redraft, table.action, "Publish and run one national website.")
    told(table.lift, table.action, "official ", table.shown(table.action).brackets[0].key)
    told(table.lift, table.desk, "")
    told(table.agree, table.desk)
    told(table.freeze)
    told(table.table, "ARL", table.desk, "Set up many desks for newcomers.")
    told(table.lift, new.provision, "Keep it always current.")
    told(table.redraft, table.action, "Run sites.")
    told(table.table, "ARL", table.title, kind="delete_paragraph")
    told(table.lift, table.title, "")
    told(table.lift, table.desk, "")
    told(table.agree, table.desk)
    told(services.reopen_provision, table.desk, reason="New facts.", by=table.actors["chair"], at=table.at())


def test_a_new_paragraph_that_is_withdrawn_is_there_before_and_struck_after(table, told):
    new = told(table.table, "COR", table.action, "Keep it current.", kind="new_paragraph")
    told(table.table, "ARL", new.provision, "Keep it always current.")
    told(services.withdraw_proposal, new, by=table.actors["COR"], at=table.at())
    told(table.freeze)
    assert [standing for _, _, standing, *_ in shown(table)] == ["standing"] * 5


def test_the_time_before_adoption_shows_what_was_still_on_the_table(table, told):
    told(table.table, "ARL", table.action, OFFICIAL)
    told(table.lift, table.action, "official ")
    told(services.adopt_text, table.text, by=table.actors["officer"], at=table.at(CONFERENCE))


def test_before_the_draft_was_presented_only_those_who_draft_are_told_how_it_stood(drafted):
    at = drafted.now
    services.present_draft(drafted.text, by=drafted.actors["chair"], at=drafted.at())
    drafted.now += timedelta(days=1)
    assert len(shown(drafted, at)) == 5
    assert len(shown(drafted, at - timedelta(minutes=1))) == 4
    for who, when in (("visitor", at), ("ARL", at), ("chair", DRAFTING - timedelta(days=1))):
        with pytest.raises(NotThen):
            queries.version_at(drafted.text, drafted.actors[who], when)


def test_a_paragraph_that_was_worded_anew_before_anything_was_frozen_reads_as_it_first_did(drafted):
    at = drafted.now
    drafted.redraft(drafted.desk, "Set up a desk.", reason="")
    assert shown(drafted, at)[-1][1] == "Set up desks for newcomers."
    assert shown(drafted, drafted.now)[-1][1] == "Set up a desk."
