from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import Status, library_file, load_modalities, standings

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
