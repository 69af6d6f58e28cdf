from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities.reading.calendar import Span, day, debate, month, months, part, session


@pytest.mark.parametrize(
    ("number", "opens"),
    [
        (73, date(2018, 9, 18)),
        (72, date(2017, 9, 12)),
        (77, date(2022, 9, 13)),
        (78, date(2023, 9, 5)),
        (79, date(2024, 9, 10)),
        (80, date(2025, 9, 9)),
        (50, date(1995, 9, 19)),
    ],
)
def test_a_session_opens_when_it_opened(number: int, opens: date) -> None:
    span = session(number)
    assert span is not None
    assert span.first == opens


@given(st.integers(min_value=2, max_value=149))
def test_a_session_lasts_to_the_eve_of_the_next(number: int) -> None:
    span, after = session(number), session(number + 1)
    assert span is not None
    assert after is not None
    assert span.last == after.first - timedelta(days=1)  # type: ignore[operator]  # a session has a first day


def test_there_are_no_sessions_of_other_numbers() -> None:
    assert session(1) is None
    assert session(151) is None
    assert debate(57) is None


@pytest.mark.parametrize(
    ("number", "opens"), [(73, date(2018, 9, 25)), (78, date(2023, 9, 19)), (79, date(2024, 9, 24))]
)
def test_the_general_debate_opens_when_it_opened(number: int, opens: date) -> None:
    assert debate(number) == Span(opens, opens + timedelta(days=7))


@pytest.mark.parametrize(
    ("name", "first", "last"), [("early", 1, 10), ("mid", 11, 20), ("late", 21, 31), ("end", 21, 31)]
)
def test_a_month_has_an_early_a_middle_and_a_late_part(name: str, first: int, last: int) -> None:
    assert part(month(2017, 12), name) == Span(date(2017, 12, first), date(2017, 12, last))


def test_the_parts_of_a_year_are_its_quarters() -> None:
    year = months(2026, 1, 12)
    assert part(year, "early") == months(2026, 1, 3)
    assert part(year, "mid") == months(2026, 4, 9)
    assert part(year, "late") == months(2026, 10, 12)


def test_what_is_open_has_no_parts() -> None:
    assert part(Span(None, date(2026, 1, 1)), "early") == Span(None, date(2026, 1, 1))


def test_a_day_that_the_month_does_not_have_is_none() -> None:
    assert day(2017, 2, 30) is None
    assert day(2017, 2, 28) == date(2017, 2, 28)
