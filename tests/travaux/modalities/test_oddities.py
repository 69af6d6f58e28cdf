import pytest

from travaux.modalities import load_modalities


@pytest.mark.parametrize(
    ("stands", "instead", "warning"),
    [
        (
            "opens = 2017-12-01\ncloses = 2018-07-31",
            "opens = 2017-11-01\ncloses = 2018-07-31",
            "The phases “Consultations” and “Negotiations” overlap from 2017-11-01 to 2017-11-30.",
        ),
        ("closes = 2017-11-30", "closes = 2017-11-28", "No phase is open between 2017-11-28 and 2017-12-01."),
        (
            "closes = 2017-12-10",
            "closes = 2018-12-10",
            "“Round” does not lie wholly in its phase “Negotiations”.",
        ),
        (
            "days_at_most = 4",
            "events_at_least = 2",
            "“Sessions”: there are 1 events (paragraph 3 (a) sets another number).",
        ),
        (
            'kind = "round"\n',
            (
                'kind = "round"\nafter = ["session"]\nheld = '
                '{ opens = 2017-06-20, closes = 2017-06-21, place = "Geneva", source = "A letter" }\n'
            ),
            (
                "“Round” does not lie wholly in its phase “Negotiations”.|"
                "“Round” begins before “Session on water”, which it follows, is over."
            ),
        ),
        (
            '"2" = "Negotiations"\n',
            '"2" = "Negotiations"\n"4" = "Thanks"\n',
            "Nothing in the file rests on paragraph 4, and it does not say why.",
        ),
        ("days_at_most = 4", "days_at_most = 1", "“Sessions”: 2 days are set, 1 allowed (paragraph 3 (a))."),
    ],
)
def test_what_is_odd_but_possible_is_let_stand_with_a_warning(small, stands, instead, warning):
    assert load_modalities(small.replace(stands, instead)).warnings == tuple(warning.split("|"))


def test_a_limit_on_panels_alone_sets_no_days(small):
    assert load_modalities(small.replace("days_at_most = 4", "panels_at_most = 3")).warnings == ()


def test_an_event_whose_days_are_open_breaks_no_order(small):
    assert load_modalities(small.replace('kind = "round"\n', 'kind = "round"\nafter = ["session"]\n')).warnings == ()
