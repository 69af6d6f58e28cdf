from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities.refusals import WrongDate, WrongValue
from travaux.modalities.values import Window, month, taken
from travaux.modalities.wants import Want

DAY = date(2017, 12, 4)


@pytest.mark.parametrize(
    ("want", "value", "read"),
    [
        (Want.TEXT, "Rivers", "Rivers"),
        (Want.KEY, "zero-draft_2", "zero-draft_2"),
        (Want.PARAGRAPH, "15 (a) (i)", "15 (a) (i)"),
        (Want.ZONE, "Asia/Bangkok", "Asia/Bangkok"),
        (Want.NUMBERING, "bis-alternative", "bis-alternative"),
        (Want.TEXTS, ["river", "lake"], ("river", "lake")),
        (Want.ROLES, ["delegate"], ("delegate",)),
        (Want.DAY, DAY, DAY),
        (Want.TIME, DAY, Window(DAY, DAY)),
        (Want.TIME, "2016-02", Window(date(2016, 2, 1), date(2016, 2, 29))),
        (Want.COUNT, 12, 12),
        (Want.PARAGRAPHS, {"1": "Consultations"}, (("1", "Consultations"),)),
        (Want.HELD, {}, {}),
        (Want.SERIES, "A/CONF.231/{number}", "A/CONF.231/{number}"),
        (Want.TERMS, {"text": "Draft"}, (("text", (("", "Draft"),)),)),
        (Want.TERMS, {"text": {"fr": "Projet"}}, (("text", (("fr", "Projet"),)),)),
    ],
)
def test_a_value_is_read_as_its_key_wants_it(want, value, read):
    assert taken(value, want, where="the file", key="x") == read


@pytest.mark.parametrize(
    ("want", "value"),
    [
        (Want.TEXT, ""),
        (Want.SERIES, "A/CONF.231"),
        (Want.SERIES, 3),
        (Want.TERMS, {"text": {}}),
        (Want.TERMS, {"text": {"French": "Projet"}}),
        (Want.TERMS, {"text": 3}),
        (Want.TEXT, " Rivers"),
        (Want.TEXT, 3),
        (Want.TEXT, "x" * 301),
        (Want.SYMBOL, "x" * 61),
        (Want.KEY, "Zero draft"),
        (Want.KEY, "x" * 61),
        (Want.KEY, 3),
        (Want.PARAGRAPH, 3),
        (Want.ZONE, "Mars/Olympus"),
        (Want.ZONE, "../etc/passwd"),
        (Want.ZONE, 3),
        (Want.NUMBERING, "ter"),
        (Want.TEXTS, []),
        (Want.TEXTS, "river"),
        (Want.TEXTS, ["river", 3]),
        (Want.ROLES, ["delegate", "minister"]),
        (Want.COUNT, 0),
        (Want.COUNT, True),
        (Want.PARAGRAPHS, ["1"]),
        (Want.PARAGRAPHS, {"1, 2": "Two at once"}),
        (Want.PARAGRAPHS, {"1": 3}),
        (Want.HELD, "on Monday"),
    ],
)
def test_a_value_that_its_key_does_not_want_is_refused(want, value):
    with pytest.raises(WrongValue) as caught:
        taken(value, want, where="the file", key="x")
    assert caught.value.parts[3] == f"Write {want.value}."


@pytest.mark.parametrize(
    ("want", "value"),
    [
        (Want.DAY, "2017-12-04"),
        (Want.DAY, datetime(2017, 12, 4)),  # noqa: DTZ001 - a local date-time, as TOML has them
        (Want.DAY, time(12)),
        (Want.TIME, "2017-13"),
        (Want.TIME, "0000-01"),
        (Want.TIME, "December 2017"),
        (Want.TIME, None),
    ],
)
def test_a_date_that_is_none_is_refused_as_a_date(want, value):
    with pytest.raises(WrongDate):
        taken(value, want, where="the file", key="x")


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_lies_within_its_month(day):
    window = month(f"{day:%Y-%m}".zfill(7))
    assert window.earliest <= day <= window.latest
    assert (window.earliest.day, window.exact) == (1, False)
