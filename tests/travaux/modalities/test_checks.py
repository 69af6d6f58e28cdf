import pytest

from travaux.modalities import load_modalities
from travaux.modalities.refusals import (
    DuplicateKey,
    EndsBeforeItBegins,
    TooManySeats,
    UnknownEvent,
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
            "In [[phases]] (negotiations), line 20 the end (2017-07-31) lies before the beginning (2017-12-01).",
        ),
        (
            "closes = 2017-06-20",
            "closes = 2017-06-18",
            EndsBeforeItBegins,
            "In [[events]] (session), held, line 43 the end (2017-06-18) lies before the beginning (2017-06-19).",
        ),
        (
            'due = "2017-11"',
            'due = "2017-09"',
            EndsBeforeItBegins,
            "In [[obligations]] (summary), line 55 the end (2017-09-30) lies before the beginning (2017-10-01).",
        ),
        (
            'key = "round"',
            'key = "session"',
            DuplicateKey,
            "In [[events]] no. 2, line 45 stands “session”, which stands earlier in the same list.",
        ),
        (
            'theme = "water"',
            'theme = "weather"',
            UnknownTheme,
            "[[events]] (session), line 33 names the theme “weather”, which is not among the themes.",
        ),
        (
            'phase = "negotiations"',
            'phase = "negotiation"',
            UnknownPhase,
            "[[events]] (round), line 45 names the phase “negotiation”, which is not among the phases.",
        ),
        (
            'phases = ["consultations"]',
            'phases = ["stocktaking"]',
            UnknownPhase,
            "[[rules]] (file_submission), line 79 names the phase “stocktaking”, which is not among the phases.",
        ),
        (
            'paragraph = "1, 3 (a)"',
            'paragraph = "1, 3 (b)"',
            UnknownParagraph,
            "[[obligations]] (summary), line 55 rests on paragraph “3 (b)”, which is not among the paragraphs.",
        ),
        (
            'kind = "session"\ndays_at_most',
            'kind = "panel"\ndays_at_most',
            UnknownKind,
            "[[limits]] (sessions), line 72 limits events of the kind “panel”, and there are none.",
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


ORGAN = """
[[organs]]
key = "bureau"
title = "Bureau"
paragraph = "1"
kind = "bureau"
seats = 3
groups = { african = 2, asian = 2 }
"""


def test_the_groups_have_no_more_seats_than_the_body(small):
    with pytest.raises(TooManySeats) as caught:
        load_modalities(small + ORGAN)
    assert caught.value.parts[1].endswith("gives the groups 4 seats together, and has 3.")
    assert load_modalities(small + ORGAN.replace("seats = 3", "seats = 4")).organs[0].groups == (
        ("african", 2),
        ("asian", 2),
    )


@pytest.mark.parametrize("named", ['after = ["rounds"]', 'part_of = "rounds"'])
def test_an_event_names_events_of_the_file(small, named):
    with pytest.raises(UnknownEvent) as caught:
        load_modalities(small.replace('place = "Geneva"', named))
    assert caught.value.parts[1::2] == (
        "[[events]] (session), line 33 names the event “rounds”, which is not among the events.",
        "Did you mean “round”? Known: session, round.",
    )


def test_an_obligation_holds_events_of_a_kind_that_occurs(small):
    with pytest.raises(UnknownKind):
        load_modalities(small.replace('due_from = "2017-10"', 'holds = "panel"'))


@pytest.mark.parametrize(
    "added",
    [
        '[no_rule]\n"4" = "It thanks."\n',
        'moves = [{ by = "4", decided = 2017-05-01, opens = 2017-07-01, closes = 2017-07-02, place = "Vienna" }]\n',
    ],
)
def test_what_is_said_of_a_paragraph_is_said_of_one_that_is_listed(small, added):
    at = "[[phases]]" if added.startswith("[") else "days = 2\n"
    with pytest.raises(UnknownParagraph):
        load_modalities(small.replace(at, added + at, 1))


def test_an_event_that_was_moved_ends_after_it_begins(small):
    move = 'moves = [{ by = "1", decided = 2017-05-01, opens = 2017-07-03, closes = 2017-07-02, place = "Vienna" }]\n'
    with pytest.raises(EndsBeforeItBegins) as caught:
        load_modalities(small.replace("days = 2\n", move))
    assert caught.value.parts[1].startswith("In [[events]] (session), moves, line 42 the end")
