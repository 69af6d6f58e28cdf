from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import Line, icalendar
from travaux.modalities.icalendar import folded

STAMP = datetime(2018, 2, 1, 9, 30, tzinfo=UTC)


def feed(*lines, remind=0):
    return icalendar(lines, name="Rivers", home="https://site.test/processes/rivers/", stamp=STAMP, remind=remind)


def event(text):
    return text.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0].split("\r\n")[:-1]


def test_an_event_stands_on_whole_days_and_its_last_day_is_counted():
    line = Line("session", "s-1", "Water; lakes, rivers", "3 (a)", date(2018, 3, 5), date(2018, 3, 6), place="Geneva")
    assert event(feed(line)) == [
        "UID:session-s-1@site.test.processes.rivers",
        "DTSTAMP:20180201T093000Z",
        "DTSTART;VALUE=DATE:20180305",
        "DTEND;VALUE=DATE:20180307",
        "SUMMARY:Water\\; lakes\\, rivers",
        "DESCRIPTION:Paragraph 3 (a)",
        "LOCATION:Geneva",
        "URL:https://site.test/processes/rivers/",
        "CATEGORIES:session",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
    ]


def test_a_window_does_not_block_the_days():
    line = Line("session", "s", "S", "1", date(2018, 3, 1), date(2018, 3, 31), exact=False)
    assert event(feed(line))[5:] == [
        "DESCRIPTION:Paragraph 1. Between 2018-03-01 and 2018-03-31",
        "URL:https://site.test/processes/rivers/",
        "CATEGORIES:session",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
    ]


def test_a_last_day_is_announced_ahead_where_that_is_asked_for():
    due, day = (Line(kind, "d", "Draft", "2", date(2018, 3, 1), date(2018, 3, 1)) for kind in ("deadline", "session"))
    assert event(feed(due, remind=14))[-5:] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Draft",
        "TRIGGER:-P14D",
        "END:VALARM",
    ]
    assert "VALARM" not in feed(day, remind=14) + feed(due)


def test_the_feed_has_one_frame_and_ends_its_lines_as_the_standard_has_it():
    text = feed()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "X-WR-CALNAME:Rivers\r\n" in text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300))
def test_no_line_is_longer_than_75_octets_and_none_is_changed(row):
    parts = list(folded(row))
    assert max(len(part.encode()) for part in parts) <= 75
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == row


def test_a_long_line_goes_on_in_the_next_after_a_space():
    assert list(folded("SUMMARY:" + "é" * 40)) == ["SUMMARY:" + "é" * 33, " " + "é" * 7]
