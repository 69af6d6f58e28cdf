from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import Status, library_file, load_modalities, rooms, standings, working_days

GCM = load_modalities(library_file("gcm-2018"))
DAYS = st.dates(min_value=date(2016, 1, 1), max_value=date(2023, 12, 31))


@pytest.mark.parametrize(
    ("day", "summary", "draft"),
    [
        (date(2017, 3, 31), Status.NOT_YET, Status.NOT_YET),
        (date(2017, 4, 1), Status.OPEN, Status.NOT_YET),
        (date(2017, 10, 1), Status.DUE, Status.NOT_YET),
        (date(2017, 12, 1), Status.LATE, Status.OPEN),
        (date(2018, 5, 30), Status.LATE, Status.OPEN),
        (date(2018, 5, 31), Status.LATE, Status.DUE),
        (date(2018, 6, 30), Status.LATE, Status.DUE),
        (date(2018, 7, 1), Status.LATE, Status.LATE),
    ],
)
def test_an_obligation_is_open_then_due_then_late(small, day, summary, draft):
    assert [each.status for each in standings(load_modalities(small), on=day, met={})] == [summary, draft]


def test_an_obligation_that_was_met_is_done_from_that_day_on(small):
    modalities, met = load_modalities(small), {"summary": date(2017, 11, 20)}
    before, after = (standings(modalities, on=date(2017, 11, day), met=met)[0] for day in (19, 20))
    assert (before.status, before.days_left, before.met) == (Status.DUE, 11, None)
    assert (after.status, after.days_left, after.met) == (Status.DONE, 10, date(2017, 11, 20))


def test_how_soon_is_due_can_be_chosen(small):
    found = standings(load_modalities(small), on=date(2018, 5, 31), met={}, soon=timedelta(days=7))
    assert found[1].status == Status.OPEN


@given(DAYS)
def test_every_obligation_stands_somewhere_and_late_ones_have_no_days_left(day):
    found = standings(GCM, on=day, met={})
    assert len(found) == len(GCM.obligations)
    assert all((each.status == Status.LATE) == (each.days_left < 0) for each in found)


@given(DAYS, st.sampled_from(GCM.obligations))
def test_time_alone_moves_an_obligation_only_forward(day, owed):
    order = [Status.NOT_YET, Status.OPEN, Status.DUE, Status.LATE]
    today, next_day = (
        next(s.status for s in standings(GCM, on=on, met={}) if s.obligation == owed)
        for on in (day, day + timedelta(days=1))
    )
    assert order.index(today) <= order.index(next_day)


def rounds(text, day, met=None):
    found = standings(load_modalities(text), on=day, met=met or {})
    return next((each.status, each.needed, each.room) for each in found if each.obligation.key == "draft")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 11, 1), (Status.NOT_YET, 3, 32)),
        (date(2017, 12, 12), (Status.DUE, 3, 3)),
        (date(2017, 12, 13), (Status.IMPOSSIBLE, 3, 2)),
        (date(2017, 12, 15), (Status.LATE, 3, 0)),
    ],
)
def test_what_needs_more_days_than_are_left_is_impossible_before_it_is_late(small, day, expected):
    text = small.replace("due = 2018-06-30", 'due = 2017-12-14\nholds = "round"')
    assert rounds(text, day) == expected
    assert rounds(text, date(2017, 12, 13), met={"draft": date(2017, 12, 11)})[0] == Status.DONE


def test_an_event_whose_days_are_known_takes_those_that_are_left_of_it(small):
    held = 'held = { opens = 2017-12-04, closes = 2017-12-06, place = "Geneva", source = "A letter" }'
    text = small.replace("days = 3", f"days = 3\n{held}").replace(
        "due = 2018-06-30", 'due = 2017-12-06\nholds = "round"'
    )
    assert [rounds(text, date(2017, 12, n)) for n in (5, 6)] == [(Status.DUE, 2, 2), (Status.DUE, 1, 1)]
    assert rounds(text.replace("due = 2017-12-06", "due = 2017-12-08"), date(2017, 12, 7)) == (Status.DUE, 0, 2)


def test_a_phase_without_room_for_its_events_is_told(small):
    found = load_modalities(small.replace("closes = 2018-07-31", "closes = 2017-12-10").replace("days = 3", "days = 6"))
    assert [(each.phase.key, each.needed, each.room, each.is_short) for each in rooms(found, on=date(2017, 12, 1))] == [
        ("negotiations", 6, 6, False)
    ]
    (last,) = rooms(found, on=date(2017, 12, 4))
    assert (last.needed, last.room, last.is_short, [event.key for event in last.events]) == (6, 5, True, ["round"])
    assert rooms(found, on=date(2017, 12, 11)) == ()


@given(DAYS, st.integers(-10, 60))
def test_working_days_are_mondays_to_fridays(first, days):
    span = [first + timedelta(days=n) for n in range(days)]
    assert working_days(first, first + timedelta(days=days - 1)) == sum(day.weekday() < 5 for day in span)
