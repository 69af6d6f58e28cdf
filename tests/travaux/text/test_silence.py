from datetime import UTC, datetime, timedelta

import pytest

from travaux.text.silence import (
    NoSuchMoment,
    NoTimeLeft,
    Silence,
    SilenceOver,
    State,
    StillSilent,
    check_breakable,
    check_kept,
    moment,
    opened,
)

ZONE = "America/New_York"
NOW = datetime(2018, 7, 10, 12, tzinfo=UTC)
ENDS = moment(datetime(2018, 7, 12, 18), ZONE)  # noqa: DTZ001 - the time of a place, its zone is given beside it


def test_a_silence_ends_when_the_clocks_of_its_place_show_its_time():
    assert datetime(2018, 7, 12, 22, tzinfo=UTC) == ENDS
    assert opened(NOW, ENDS, ZONE).told == "12 July 2018, 18:00 (America/New_York)"


def test_an_hour_that_the_clocks_show_twice_is_the_later_one():
    autumn = moment(datetime(2018, 11, 4, 1, 30), ZONE)  # noqa: DTZ001 - see above
    assert autumn.astimezone(UTC) == datetime(2018, 11, 4, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "why"),
    [
        (datetime(2018, 3, 11, 2, 30), ZONE, "put forward"),  # noqa: DTZ001 - see above
        (datetime(2018, 7, 12, 18), "Europe/Nowhere", "No time zone"),  # noqa: DTZ001 - see above
        (datetime(2018, 7, 12, 18), "../etc", "No time zone"),  # noqa: DTZ001 - see above
    ],
)
def test_a_time_that_no_clock_shows_is_refused(local, zone, why):
    with pytest.raises(NoSuchMoment, match=why):
        moment(local, zone)


def test_a_silence_needs_time():
    with pytest.raises(NoTimeLeft, match="12 July 2018"):
        opened(ENDS, ENDS, ZONE)


def test_a_silence_runs_until_its_end_and_is_kept_from_then_on():
    silence = Silence(ENDS, ZONE)
    last = ENDS - timedelta(seconds=1)
    assert [silence.state(at) for at in (NOW, last, ENDS)] == [State.RUNNING, State.RUNNING, State.KEPT]
    assert check_breakable(silence, last) is None
    assert check_kept(silence, ENDS) is None
    with pytest.raises(SilenceOver, match="kept"):
        check_breakable(silence, ENDS)
    with pytest.raises(StillSilent, match="runs until"):
        check_kept(silence, last)


def test_a_broken_silence_is_neither_broken_again_nor_kept():
    silence = Silence(ENDS, ZONE, broken=NOW)
    assert silence.state(NOW - timedelta(minutes=1)) is State.RUNNING
    for check in (check_breakable, check_kept):
        with pytest.raises(SilenceOver, match="broken"):
            check(silence, ENDS)
