import pytest

from travaux.modalities import load_modalities
from travaux.modalities.refusals import (
    DuplicateKey,
    EndsBeforeItBegins,
    UnknownKind,
    UnknownParagraph,
    UnknownPhase,
    UnknownTheme,
)


@pytest.mark.parametrize(
    ("stands", "instead", "refusal", "because"),
    [
        (
            "closes = 2018-07-31",
            "closes = 2017-07-31",
            EndsBeforeItBegins,
            "In [[phases]] (negotiations) the end (2017-07-31) lies before the beginning (2017-12-01).",
        ),
        (
            "closes = 2017-06-20",
            "closes = 2017-06-18",
            EndsBeforeItBegins,
            "In [[events]] (session), held the end (2017-06-18) lies before the beginning (2017-06-19).",
        ),
        (
            'due = "2017-11"',
            'due = "2017-09"',
            EndsBeforeItBegins,
            "In [[obligations]] (summary) the end (2017-09-30) lies before the beginning (2017-10-01).",
        ),
        (
            'key = "round"',
            'key = "session"',
            DuplicateKey,
            "In [[events]] no. 2 stands “session”, which stands earlier in the same list.",
        ),
        (
            'theme = "water"',
            'theme = "weather"',
            UnknownTheme,
            "[[events]] (session) names the theme “weather”, which is not among the themes.",
        ),
        (
            'phase = "negotiations"',
            'phase = "negotiation"',
            UnknownPhase,
            "[[events]] (round) names the phase “negotiation”, which is not among the phases.",
        ),
        (
            'phases = ["consultations"]',
            'phases = ["stocktaking"]',
            UnknownPhase,
            "[[rules]] (file_submission) names the phase “stocktaking”, which is not among the phases.",
        ),
        (
            'paragraph = "1, 3 (a)"',
            'paragraph = "1, 3 (b)"',
            UnknownParagraph,
            "[[obligations]] (summary) rests on paragraph “3 (b)”, which is not among the paragraphs.",
        ),
        (
            'kind = "session"\ndays_at_most',
            'kind = "panel"\ndays_at_most',
            UnknownKind,
            "[[limits]] (sessions) limits events of the kind “panel”, and there are none.",
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(small, stands, instead, refusal, because):
    with pytest.raises(refusal) as caught:
        load_modalities(small.replace(stands, instead))
    assert caught.value.parts[1] == because


def test_a_refusal_names_what_was_perhaps_meant(small):
    with pytest.raises(UnknownPhase) as caught:
        load_modalities(small.replace('phase = "negotiations"', 'phase = "negotiation"'))
    assert caught.value.parts[3] == "Did you mean “negotiations”? Known: consultations, negotiations."


def test_a_reference_into_an_empty_list_has_nothing_near_it(small):
    head, rest = small.split("[[themes]]")
    with pytest.raises(UnknownTheme):
        load_modalities(head + rest[rest.index("[[events]]") :])


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
        ("days_at_most = 4", "days_at_most = 1", "“Sessions”: 2 days are set, 1 allowed (paragraph 3 (a))."),
    ],
)
def test_what_is_odd_but_possible_is_let_stand_with_a_warning(small, stands, instead, warning):
    assert load_modalities(small.replace(stands, instead)).warnings == (warning,)


def test_a_limit_on_panels_alone_sets_no_days(small):
    assert load_modalities(small.replace("days_at_most = 4", "panels_at_most = 3")).warnings == ()
