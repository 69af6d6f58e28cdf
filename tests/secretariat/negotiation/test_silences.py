from datetime import datetime, timedelta

import pytest

from secretariat.negotiation import queries
from secretariat.negotiation.models import Decision
from secretariat.negotiation.services.settling import NotALevel
from secretariat.negotiation.services.silences import AlreadyConcluded, NoObjection, WordsMoved
from travaux.text.reading import StillOpen
from travaux.text.silence import NoSuchMoment, NoTimeLeft, SilenceOver, State, StillSilent

ENDS = datetime(2018, 3, 2, 18)  # noqa: DTZ001 - the time of a place, whose zone is given beside it


def opened(table, **more):
    return table.do("open_silence", table.text, **{"ends": ENDS, **more})


def test_words_that_nobody_objects_to_reach_their_level_when_the_silence_is_over(table):
    silence = opened(table, provisions=[table.action, table.desk])
    assert silence.zone == "America/New_York"
    assert silence.ends_at.isoformat() == "2018-03-02T18:00:00-05:00"
    with pytest.raises(StillSilent, match="2 March 2018, 18:00"):
        table.do("conclude_silence", silence)
    table.at(silence.ends_at)
    assert queries.silence_state(silence, table.now) is State.KEPT
    silence = table.do("conclude_silence", silence)
    assert silence.outcome == "kept"
    assert [table.row(each).level for each in (table.action, table.desk)] == ["agreed", "agreed"]
    assert {each.how for each in Decision.objects.unscoped("test")} == {"silence"}
    with pytest.raises(AlreadyConcluded):
        table.do("conclude_silence", silence)


def test_a_silence_is_broken_by_one_objection_before_its_end(table):
    silence = opened(table)
    with pytest.raises(NoObjection):
        table.do("break_silence", silence, objection=" ", by="ARL")
    table.do("break_silence", silence, objection="Not these words.", by="ARL")
    silence = queries.silence_named(table.process, table.actors["visitor"], silence.uuid)
    assert (silence.outcome, silence.broken_by.code, silence.objection) == ("broken", "ARL", "Not these words.")
    assert queries.silence_state(silence, silence.ends_at) is State.BROKEN
    with pytest.raises(SilenceOver, match="broken"):
        table.do("break_silence", silence, objection="Nor do we.", by="BRU")
    with pytest.raises(SilenceOver, match="broken"):
        table.do("conclude_silence", silence)
    assert table.row(table.action).level == "open"


def test_an_objection_at_the_very_end_is_too_late(table):
    silence = opened(table)
    table.now = silence.ends_at - timedelta(minutes=1)
    with pytest.raises(SilenceOver, match="kept"):
        table.do("break_silence", silence, objection="Wait.", by="ARL")


def test_silence_is_kept_on_the_words_that_were_sent_round(table):
    silence = opened(table, provisions=[table.action, table.desk])
    table.redraft(table.desk, "Set up many desks.")
    table.at(silence.ends_at)
    with pytest.raises(WordsMoved, match=r"1 \(b\)"):
        table.do("conclude_silence", silence)


def test_a_paragraph_that_was_struck_since_was_not_kept(table):
    silence = opened(table, provisions=[table.action])
    table.table("ARL", table.action, kind="delete_paragraph")
    table.lift(table.action, "")
    table.at(silence.ends_at)
    with pytest.raises(WordsMoved):
        table.do("conclude_silence", silence)


def test_what_is_contested_is_not_put_under_silence(table):
    table.table("ARL", table.action, "Publish one official national website.")
    with pytest.raises(StillOpen):
        opened(table)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"level": "adopted"}, NotALevel),
        ({"zone": "Europe/Nowhere"}, NoSuchMoment),
        ({"ends": datetime(2018, 3, 1, 1)}, NoTimeLeft),  # noqa: DTZ001 - see above
    ],
)
def test_a_silence_has_an_end_that_is_a_time_and_lies_ahead(table, more, refusal):
    with pytest.raises(refusal):
        opened(table, **more)


def test_what_has_come_as_far_stays_as_it_is(table):
    table.agree(table.action, level="agreed")
    silence = opened(table, level="ad_referendum", provisions=[table.action, table.desk])
    table.at(silence.ends_at)
    table.do("conclude_silence", silence)
    assert [table.row(each).level for each in (table.action, table.desk)] == ["agreed", "ad_referendum"]


def test_a_silence_that_is_not_there_is_not_found(table):
    with pytest.raises(queries.NoSuchThing, match="silence"):
        queries.silence_named(table.process, table.actors["ARL"], table.action.uuid)
