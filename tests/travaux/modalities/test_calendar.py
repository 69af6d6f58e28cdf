from datetime import date

import pytest

from travaux.modalities import Line, When, calendar_of, library_file, load_modalities


def test_the_calendar_stands_in_the_order_of_time(small):
    lines = calendar_of(load_modalities(small))
    assert [(line.kind, line.key) for line in lines] == [
        ("phase", "consultations"),
        ("session", "session"),
        ("deadline", "summary"),
        ("phase", "negotiations"),
        ("round", "round"),
        ("deadline", "draft"),
    ]


def test_an_event_set_later_stands_on_its_days_with_its_source(small):
    assert calendar_of(load_modalities(small))[1] == Line(
        kind="session",
        key="session",
        title="Session on water",
        paragraph="3 (a)",
        opens=date(2017, 6, 19),
        closes=date(2017, 6, 20),
        exact=True,
        place="Vienna",
        source="A letter",
    )


def test_an_event_that_is_not_set_yet_stands_in_its_window(small):
    line = calendar_of(load_modalities(small))[4]
    assert (line.opens, line.closes, line.exact, line.source) == (date(2017, 12, 1), date(2017, 12, 10), False, "")


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2017, 3, 31), When.AHEAD),
        (date(2017, 4, 1), When.NOW),
        (date(2017, 11, 30), When.NOW),
        (date(2017, 12, 1), When.PAST),
    ],
)
def test_a_line_is_past_going_on_or_ahead(small, day, when):
    assert calendar_of(load_modalities(small))[0].when(day) == when


def test_the_sample_process_knows_the_round_of_the_sample_day():
    lines = calendar_of(load_modalities(library_file("gcm-2018")))
    now = [line.key for line in lines if line.when(date(2018, 4, 5)) == When.NOW]
    assert now == ["hearings", "negotiations", "round-3"]
