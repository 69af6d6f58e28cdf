from datetime import date

import pytest

from travaux.modalities import as_of, library_file, load_modalities

LLDC = load_modalities(library_file("lldc3-2025"))


@pytest.mark.parametrize(
    ("day", "place", "opens", "amendments"),
    [
        (date(2024, 7, 9), "Kigali", date(2024, 6, 18), 0),
        (date(2024, 7, 10), "Gaborone", date(2024, 12, 10), 1),
        (date(2025, 4, 10), "Gaborone", date(2024, 12, 10), 1),
        (date(2025, 4, 11), "Awaza", date(2025, 8, 5), 2),
    ],
)
def test_what_applied_on_a_day_stays_answerable(day, place, opens, amendments):
    then = as_of(LLDC, day)
    found = then.event("conference")
    assert (found.venue, found.begins, len(then.amendments)) == (place, opens, amendments)


def test_an_event_tells_which_decision_gave_it_its_days():
    assert [as_of(LLDC, date(year, 1, 1)).event("conference").source for year in (2024, 2025, 2026)] == [
        "",
        "78/315: 1",
        "79/279: 1",
    ]


def test_days_set_in_fact_are_known_from_the_first_of_them_or_since_it_is_said(small):
    assert [as_of(load_modalities(small), date(2017, 6, n)).events[0].venue for n in (18, 19)] == ["Geneva", "Vienna"]
    early = load_modalities(small.replace('source = "A letter"', 'source = "A letter", since = 2017-05-02'))
    assert [as_of(early, date(2017, 5, n)).events[0].venue for n in (1, 2)] == ["Geneva", "Vienna"]


def test_there_is_no_event_of_a_key_that_nobody_gave():
    assert LLDC.event("summit") is None
