from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.clock import Left, NoPeriod, NoSuchZone, Period, closes, in_time, left

NEW_YORK = "America/New_York"


def test_the_day_of_circulation_is_not_counted_and_the_last_ends_with_the_day_in_its_zone():
    begun = datetime(2018, 1, 8, 15, tzinfo=UTC)
    assert closes(Period(NEW_YORK, days=7), begun) == datetime(2018, 1, 16, 5, tzinfo=UTC)


def test_a_day_in_which_clocks_change_is_one_day_though_it_has_twenty_three_hours():
    begun = datetime(2018, 3, 5, 15, tzinfo=UTC)
    assert closes(Period(NEW_YORK, days=7, hour=time(18)), begun) == datetime(2018, 3, 12, 22, tzinfo=UTC)
    assert closes(Period(NEW_YORK, days=7, hour=time(18)), begun - timedelta(days=7)) == datetime(
        2018, 3, 5, 23, tzinfo=UTC
    )


def test_hours_are_hours_that_pass_whatever_clocks_do():
    begun = datetime(2018, 3, 10, 15, tzinfo=UTC)
    assert closes(Period(NEW_YORK, hours=72), begun) == datetime(2018, 3, 13, 15, tzinfo=UTC)


def test_an_hour_that_is_left_out_is_the_instant_so_long_after_the_change():
    begun = datetime(2018, 3, 10, 15, tzinfo=UTC)
    assert closes(Period(NEW_YORK, days=1, hour=time(2, 30)), begun) == datetime(2018, 3, 11, 7, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_second_is_meant():
    begun = datetime(2018, 11, 3, 15, tzinfo=UTC)
    assert closes(Period(NEW_YORK, days=1, hour=time(1, 30)), begun) == datetime(2018, 11, 4, 6, 30, tzinfo=UTC)


def test_working_days_leave_out_the_end_of_the_week_and_holidays():
    begun = datetime(2018, 3, 29, 15, tzinfo=UTC)  # a Thursday
    period = Period("Europe/Paris", days=2, working=True, holidays=frozenset({date(2018, 3, 30), date(2018, 4, 2)}))
    assert closes(period, begun) == datetime(2018, 4, 4, 22, tzinfo=UTC)


def test_the_day_is_that_of_the_zone_and_not_of_greenwich():
    begun = datetime(2018, 6, 1, 23, 30, tzinfo=UTC)  # already 2 June in Apia
    assert closes(Period("Pacific/Apia", days=1), begun) == datetime(2018, 6, 3, 11, tzinfo=UTC)


def test_what_comes_at_the_instant_of_closing_is_late_and_a_second_before_in_time():
    closing = datetime(2018, 1, 16, 5, tzinfo=UTC)
    assert [in_time(closing - timedelta(seconds=1), closing), in_time(closing, closing)] == [True, False]


def test_what_is_left_counts_the_second_that_has_begun():
    closing = datetime(2018, 1, 16, 5, tzinfo=UTC)
    assert left(closing, closing - timedelta(days=1, hours=2, minutes=3, seconds=3.5)) == Left(1, 2, 3, 4)
    assert not left(closing, closing - timedelta(microseconds=1)).over
    assert left(closing, closing + timedelta(days=3)).over


@pytest.mark.parametrize("name", ["Nowhere/Town", "", "../etc/passwd", "America"])
def test_a_zone_that_nobody_knows_is_refused(name):
    with pytest.raises(NoSuchZone):
        closes(Period(name, days=1), datetime(2018, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "period", [Period(NEW_YORK), Period(NEW_YORK, days=1, hours=1), Period(NEW_YORK, days=-1, hours=2)]
)
def test_a_period_of_nothing_or_of_both_is_refused(period):
    with pytest.raises(NoPeriod):
        closes(period, datetime(2018, 1, 1, tzinfo=UTC))


def test_an_instant_without_its_zone_is_refused():
    with pytest.raises(NoPeriod):
        closes(Period(NEW_YORK, days=1), datetime(2018, 1, 1))  # noqa: DTZ001 - what is refused


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2035, 1, 1)),  # noqa: DTZ001 - set to UTC below
    st.integers(1, 60),
    st.sampled_from([NEW_YORK, "Europe/Paris", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]),
)
def test_a_period_of_days_is_longer_than_its_days_less_one_and_a_longer_one_closes_later(begun, days, zone):
    at = begun.replace(tzinfo=UTC)
    closing = closes(Period(zone, days=days), at)
    assert timedelta(days=days) - timedelta(hours=25) < closing - at <= timedelta(days=days + 1, hours=2)
    assert closing < closes(Period(zone, days=days + 1), at)
