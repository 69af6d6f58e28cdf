from hypothesis import given
from hypothesis import strategies as st

from travaux.passages.copies import (
    Copy,
    Group,
    Quoted,
    between_marks,
    copied,
    likest,
    marks,
    quoted,
    stands_in,
)

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


def test_what_a_passage_repeats_of_another_is_shown_at_its_place():
    paper = f"As others said: “{LETTER}”, and we agree."
    (found,) = quoted([("1", LETTER), ("2", paper), ("3", "Nothing of the kind.")])
    assert found == Quoted("2", 17, 17 + len(LETTER), "1")
    assert paper[found.start : found.end] == LETTER


def test_stretches_of_two_sources_are_told_apart_and_the_earliest_is_named():
    other = "One who comes later writes of schools and of teachers and of books in every village of the land"
    found = quoted([("1", LETTER), ("2", other), ("3", f"{LETTER}. {other}"), ("4", f"{LETTER} — {other}")])
    assert [(one.passage, one.of) for one in found] == [("3", "1"), ("3", "2"), ("4", "1"), ("4", "3"), ("4", "2")]


def test_a_short_run_of_common_words_is_no_quotation():
    assert quoted([("1", LETTER), ("2", LETTER[:40])]) == ()
    assert [one.of for one in quoted([("1", LETTER), ("2", LETTER[:40])], least=6)] == ["1"]


def test_a_copy_shares_marks_with_what_it_was_copied_from_and_others_hardly_do():
    changed = LETTER.replace("drafts", "writes")
    assert set(marks(LETTER)) & set(marks(changed))
    assert not set(marks(LETTER)) & set(marks("Nothing of the kind was ever said by anybody in this place."))
    assert (len(marks(LETTER)), marks("Thank you, Chair.")) == (4, ())


def test_of_several_the_likest_is_named_and_none_where_none_is_like():
    among = {"1": "Something else is said here by one who writes alone", "2": LETTER}
    assert likest(LETTER.replace("drafts", "writes"), among) == Copy("2", 0.9375)
    assert (likest(LETTER, {}), likest("Thank you all", among)) == (None, None)


def test_long_stretches_between_quotation_marks_are_quotations_in_every_script():
    for opening, closing in ("“”", "«»", "„“", '""'):
        text = f"They say {opening}{LETTER}{closing} and {opening}so on and so forth, friends{closing}."
        assert [text[start:end] for start, end in between_marks(text)] == [LETTER]
    text = "他们说「我们请求会议在起草契约之前听取各城市的意见」。"
    assert [text[start:end] for start, end in between_marks(text)] == ["我们请求会议在起草契约之前听取各城市的意见"]


def test_a_stretch_stands_in_a_text_whatever_its_case_and_punctuation():
    assert stands_in("HEAR the cities, of the region", LETTER)
    assert not stands_in("hear the towns", LETTER)
    assert not stands_in("ear the cities", LETTER)
    assert not stands_in("", LETTER)


def test_one_that_adds_a_phrase_of_its_own_says_more_and_is_no_copy():
    added = f"{LETTER} and long before anybody signs it"
    assert [len(group.copies) for group in copied([("1", LETTER), ("2", LETTER + ", if we may")])] == [1]
    assert copied([("1", LETTER), ("2", added)], alike=0.7) == ()
