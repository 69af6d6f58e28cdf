"""Deadlines hold to the second, in zones of every sort and across both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import OutsidePhase, load_modalities, permit
from travaux.modalities.refusals import WrongValue
from travaux.modalities.shapes import moment

ZONES = (
    "America/New_York",
    "Asia/Kolkata",
    "Europe/Berlin",
    "Africa/Cairo",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
)
SECOND = timedelta(seconds=1)


@pytest.fixture
def closing(small):
    """The modalities of a process in `zone` whose first phase ends on `day`, at a time of day if one is given."""

    def made(zone, day, at=""):
        text = small.replace("America/New_York", zone).replace("closes = 2017-11-30", f"closes = {day}\n{at}")
        return load_modalities(text.replace("opens = 2017-12-01\ncloses = 2018", "opens = 2018-07-30\ncloses = 2018"))

    return made


def taken(modalities, at):
    try:
        permit(modalities, "file_submission", role="delegate", at=at)
    except OutsidePhase:
        return False
    return True


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("America/New_York", "2017-11-05", "2017-11-06T05:00:00"),  # the clocks were set back that morning
        ("America/New_York", "2018-03-11", "2018-03-12T04:00:00"),  # … and forward
        ("Asia/Kolkata", "2017-11-30", "2017-11-30T18:30:00"),
        ("Europe/Berlin", "2017-10-29", "2017-10-29T23:00:00"),
        ("Europe/Berlin", "2018-03-25", "2018-03-25T22:00:00"),
        ("Pacific/Auckland", "2018-03-31", "2018-03-31T11:00:00"),
        ("Pacific/Auckland", "2018-04-01", "2018-04-01T12:00:00"),
        ("Africa/Cairo", "2023-04-27", "2023-04-27T22:00:00"),  # the next day begins at 01:00: midnight is left out
        ("Africa/Cairo", "2023-10-26", "2023-10-26T22:00:00"),  # its last hour is shown twice
        ("Australia/Lord_Howe", "2018-03-31", "2018-03-31T13:00:00"),  # changes by half an hour
    ],
)
def test_the_last_second_of_the_last_day_is_in_time_and_the_next_is_too_late(closing, zone, day, end):
    end = datetime.fromisoformat(end).replace(tzinfo=UTC)
    made = closing(zone, day)
    assert [taken(made, end - SECOND), taken(made, end), made.end_of(made.phases[0])] == [True, False, end]


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2017, 4, 2), date(2030, 12, 31)),
    seconds=st.integers(-100_000, 200_000),
)
def test_a_phase_holds_exactly_the_seconds_that_the_clocks_of_the_place_show_as_its_last_day(zone, day, seconds):
    end = moment(datetime.combine(day + timedelta(days=1), time.min), ZoneInfo(zone))
    at = datetime.combine(day, time.min, UTC) + timedelta(seconds=seconds)
    shown = at.astimezone(ZoneInfo(zone)).date()
    assert (at < end) == (shown <= day)


@pytest.mark.parametrize(
    ("zone", "local", "meant"),
    [
        ("America/New_York", "2017-11-30T17:00:00", "2017-11-30T22:00:00"),
        ("America/New_York", "2017-11-05T01:30:00", "2017-11-05T06:30:00"),  # shown twice: the later
        ("America/New_York", "2018-03-11T02:30:00", "2018-03-11T07:00:00"),  # left out: the first moment after the gap
        ("Europe/Berlin", "2017-10-29T02:00:00", "2017-10-29T01:00:00"),
        ("Europe/Berlin", "2018-03-25T02:00:00", "2018-03-25T01:00:00"),
        ("Australia/Lord_Howe", "2018-10-07T02:15:00", "2018-10-06T15:30:00"),
        ("Asia/Kolkata", "2017-11-30T17:00:00", "2017-11-30T11:30:00"),
    ],
)
def test_a_time_shown_twice_is_the_later_and_one_left_out_the_first_moment_after(zone, local, meant):
    meant = datetime.fromisoformat(meant).replace(tzinfo=UTC)
    assert moment(datetime.fromisoformat(local), ZoneInfo(zone)) == meant


@given(zone=st.sampled_from(ZONES), day=st.dates(date(2017, 1, 1), date(2030, 12, 31)), clock=st.times())
def test_no_earlier_moment_will_be_shown_again_and_none_before_it_was_later(zone, day, clock):
    local = datetime.combine(day, clock.replace(microsecond=0))
    at = moment(local, ZoneInfo(zone))
    after = [(at + timedelta(minutes=m)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) for m in range(0, 200, 10)]
    assert min(after) >= local


def test_a_phase_that_closes_at_a_time_of_day_closes_at_that_second_and_says_where(closing):
    modalities = closing("America/New_York", "2017-11-30", "closes_at = 17:00:00")
    end = datetime(2017, 11, 30, 22, tzinfo=UTC)
    assert taken(modalities, end - SECOND)
    with pytest.raises(OutsidePhase) as caught:
        permit(modalities, "file_submission", role="delegate", at=end)
    assert caught.value.parts[:2] == (
        "You asked to file a submission on 2017-11-30 at 17:00:00, as the clocks show in America/New York.",
        (
            "That is open in “Consultations” (2017-04-01 to 2017-11-30, before 17:00:00); "
            "at that time the process is in no phase."
        ),
    )


@pytest.mark.parametrize("given_", ['"17:00"', "17", "17:00:00.5", "2017-11-30T17:00:00"])
def test_a_time_of_day_that_is_none_is_refused(closing, given_):
    with pytest.raises(WrongValue):
        closing("UTC", "2017-11-30", f"closes_at = {given_}")
