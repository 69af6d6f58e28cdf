import pytest

from travaux.modalities import load_modalities
from travaux.modalities.refusals import CircularOrder, DueTooEarly, DueTooLate, OutOfOrder, TooFewDays

LISTED = """
[[participation]]
key = "listed"
title = "Others"
paragraph = "1"
route = "non-objection"
events = ["round"]
due = "{due}"
"""
PAPER = """
[[documents]]
key = "note"
title = "Note"
paragraph = "1"
kind = "note"
by = ["Secretariat"]
before = ["round"]
due = "{due}"
"""


def refused(text, kind):
    with pytest.raises(kind) as caught:
        load_modalities(text)
    return caught.value.parts[1]


def after(text, session="", round_=""):
    text = text.replace('kind = "session"\ntheme', f'kind = "session"\n{session}\ntheme')
    return text.replace('kind = "round"\n', f'kind = "round"\n{round_}\n')


def test_events_that_follow_each_other_in_a_circle_are_refused(small):
    text = after(small, 'after = ["round"]', 'after = ["session"]')
    assert refused(text, CircularOrder) == (
        "[[events]] (session), line 39 comes after itself: session → round → session."
    )


def test_an_event_is_no_part_of_itself_and_follows_no_part_of_it(small):
    assert refused(after(small, 'part_of = "session"'), CircularOrder).endswith("session → session.")
    text = after(small, 'after = ["round"]', 'part_of = "session"')
    assert refused(text, CircularOrder).endswith("session → round → session.")


def test_events_may_share_what_they_follow(small):
    extra = small[small.index('[[events]]\nkey = "round"') : small.index("[[obligations]]")]
    text = after(small, "", 'after = ["session"]') + extra.replace(
        '"round"\nt', '"last"\nafter = ["session", "round"]\nt'
    )
    assert [event.after for event in load_modalities(text).events] == [(), ("session",), ("session", "round")]


def test_an_event_that_must_be_over_before_the_one_that_it_follows_can_begin_is_refused(small):
    assert refused(after(small, 'after = ["round"]'), OutOfOrder) == (
        "[[events]] (session), line 39 follows “round”, which cannot begin before 2017-12-01; "
        "it must be over by 2017-06-30."
    )


def test_an_event_longer_than_the_time_that_it_is_given_is_refused(small):
    assert refused(small.replace("days = 3", "days = 11"), TooFewDays) == (
        "[[events]] (round), line 53 lasts 11 days, and there are 10 from 2017-12-01 to 2017-12-10."
    )


@pytest.mark.parametrize("part", [LISTED, PAPER])
def test_a_list_or_a_paper_due_after_the_meeting_that_it_is_for_is_refused(small, part):
    said = refused(small + part.format(due="2018-01"), DueTooLate)
    assert said.endswith("is for “round”, which is over on 2017-12-10, and is due on 2018-01-31.")
    assert load_modalities(small + part.format(due="2017-11")).events[1].key == "round"


@pytest.mark.parametrize("part", [LISTED, PAPER])
def test_what_has_no_day_is_not_too_late(small, part):
    undated = part.replace('due = "{due}"\n', "")
    assert load_modalities(small + undated).warnings == ()


def test_an_obligation_due_after_the_event_that_it_is_for_is_refused(small):
    text = small.replace("due = 2018-06-30", 'due = 2018-06-30\nbefore = ["round"]')
    assert refused(text, DueTooLate).startswith("[[obligations]] (draft), line 71 is for “round”")


def test_what_comes_of_an_event_is_not_due_before_it(small):
    text = small.replace('due_from = "2017-10"', 'after = ["round"]')
    assert refused(text, DueTooEarly) == (
        "[[obligations]] (summary), line 61 follows “round”, which does not begin before 2017-12-01, "
        "and is due on 2017-11-30."
    )
    late = small.replace("due = 2018-06-30", 'due = 2018-06-30\nafter = ["round"]')
    assert load_modalities(late).obligations[1].after == ("round",)
