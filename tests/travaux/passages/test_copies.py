from hypothesis import given
from hypothesis import strategies as st

from travaux.passages.copies import Copy, Group, copied

LETTER = "We ask the Conference to hear the cities of the region before it drafts the compact"


def test_letters_of_a_campaign_stand_in_one_group_however_many_they_are():
    letters = [("1", LETTER), ("2", "Something else is said here by one who writes alone"), ("3", LETTER.upper() + "!")]
    changed = ("4", LETTER.replace("drafts", "writes"))
    (group,) = copied([*letters, changed])
    assert (group.first, group.copies[0]) == ("1", Copy("3", 1.0))
    assert [(copy.passage, copy.alike) for copy in group.copies[1:]] == [("4", 0.9375)]


def test_what_shares_a_phrase_only_is_no_copy():
    other = (
        "We ask the Conference to hear the cities but for wholly different reasons, which we lay out at length below"
    )
    assert copied([("1", LETTER), ("2", other)]) == ()


def test_courtesies_are_copies_of_nobody():
    assert copied([("1", "Thank you, Chair."), ("2", "Thank you, Chair.")]) == ()


def test_a_copy_joins_the_group_that_it_is_most_like():
    near, far = LETTER + " of the year", LETTER.replace("region", "whole wide world as it is today and was")
    found = copied([("1", far), ("2", near), ("3", near + " now")], alike=0.9)
    assert found == (Group("2", (Copy("3", found[0].copies[0].alike),)),)


def test_copies_are_found_in_chinese():
    letter = "我们请求会议在起草契约之前听取该地区各城市的意见"
    assert [group.first for group in copied([("1", letter), ("2", letter + "。谢谢")])] == ["1"]


@given(st.lists(st.text("ab ", max_size=40), max_size=8))
def test_no_passage_stands_in_two_groups(texts):
    groups = copied((str(place), text) for place, text in enumerate(texts))
    seen = [passage for group in groups for passage in (group.first, *(copy.passage for copy in group.copies))]
    assert len(seen) == len(set(seen))
