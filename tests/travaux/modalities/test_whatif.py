from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import Breach, Fall, NoSuchEvent, breaches, library_file, load_modalities, what_if

GCM = load_modalities(library_file("gcm-2018"))
YOUTH = load_modalities(library_file("youth-2025"))


def keys(found):
    return [each.key for each in found]


def test_a_round_that_moves_moves_those_after_it_and_no_further_than_they_must():
    found = what_if(GCM, {"round-5": date(2018, 7, 9)})
    assert found.falls == (
        Fall("events", "round-6", "Sixth round of negotiation", "28", date(2018, 7, 9), date(2018, 7, 14)),
    )
    assert found.breaches == (
        Breach(
            "events",
            "round-5",
            "Fifth round of negotiation",
            "28",
            "is set from 2018-07-09 to 2018-07-13, and the paragraph allows 2018-06-01 to 2018-06-30",
        ),
    )


def test_a_conference_that_comes_too_early_breaks_each_paragraph_by_name():
    found = what_if(GCM, {"conference": date(2018, 6, 1)})
    assert [(each.part, each.key, each.paragraph) for each in found.breaches] == [
        ("events", "conference", "72/244"),
        ("events", "conference", "1"),
        ("events", "conference", "1 (a), 1 (b)"),
        ("obligations", "negotiation-rounds", "28"),
    ]
    assert found.falls == ()


def test_the_parts_of_a_meeting_move_with_it_and_what_follows_it_falls_later():
    found = what_if(YOUTH, {"meeting": date(2026, 1, 10)})
    assert keys(found.falls) == ["opening", "plenary", "panel-1", "panel-2", "closing", "summary"]
    assert found.falls[-1].after == date(2026, 1, 10)


def test_a_limit_on_days_is_broken_by_an_event_that_is_set_longer(small):
    short = load_modalities(small.replace("days_at_most = 4", "days_at_most = 1"))
    assert [each.says for each in breaches(short)] == ["2 days are set, 1 allowed"]
    assert breaches(load_modalities(small)) == ()


def test_an_event_on_its_own_days_breaks_nothing():
    assert what_if(GCM, {"round-6": date(2018, 7, 9)}).breaches == ()


def test_a_window_becomes_days_when_one_asks_what_if(small):
    found = what_if(load_modalities(small), {"round": date(2017, 12, 9)})
    assert (found.modalities.event("round").ends, keys(found.breaches)) == (date(2017, 12, 11), ["round"])


def test_an_event_that_there_is_not_is_refused_with_those_there_are(small):
    with pytest.raises(NoSuchEvent) as caught:
        what_if(load_modalities(small), {"summit": date(2018, 1, 1)})
    assert caught.value.parts[3] == "Choose one of: session, round."


@given(st.sampled_from(keys(GCM.events)), st.integers(-400, 400))
def test_whatever_moves_nothing_that_follows_it_begins_before_it_is_over(key, days):
    then = what_if(GCM, {key: GCM.event(key).begins + timedelta(days=days)}).modalities
    late = [e.key for e in then.events for a in e.after if e.key != key and e.begins <= then.event(a).ends]
    known = [e.key for e in GCM.events for a in e.after if e.begins <= GCM.event(a).ends]
    assert set(late) <= set(known)
