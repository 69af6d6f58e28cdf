from travaux.text.precedents.meeting import Candidates, Comparison
from travaux.text.precedents.tally import WIDTH, apart


def coded(words):
    """A code for each letter, as wide as those of words."""
    return b"".join(letter.encode().rjust(WIDTH, b"\0") for letter in words)


def shared(draft, adopted, *, met, begin=0, doubled=()):
    """The runs that a draft shares with a paragraph which it meets at the words `met`."""
    meetings = {1: sum(1 << place - begin for place in met)}
    packed = coded(draft)
    return Comparison(packed, apart(packed), Candidates(begin, meetings, set(doubled))).shared(1, coded(adopted))


def test_words_that_stand_twice_in_an_adopted_paragraph_are_followed_from_both_places():
    found = shared("abcdefghi", "abcdefghxyz.abcdefghi", met=[0, 4], doubled=[1])
    assert set(found) == {(0, 8), (0, 9)}


def test_words_that_stand_twice_are_followed_where_they_go_on_for_eight_words():
    assert shared("abcdefgh", "abcdexyzabcdefgh", met=[0]) == [(0, 8)]


def test_words_that_stand_once_are_one_run_as_far_as_both_go_on_alike():
    assert shared("abcdefghij", "abcdefghix", met=[0, 4]) == [(0, 9)]


def test_what_goes_on_alike_for_fewer_than_eight_words_is_no_run():
    assert shared("abcdefgh", "abcdefgx", met=[0]) == []


def test_meetings_that_do_not_follow_each_other_are_looked_at_one_by_one():
    found = shared("abcdefgh-ABCDEFGHI", "ABCDEFGHabcdefgh", met=[0, 9])
    assert found == [(0, 8), (9, 17)]


def test_a_run_that_began_in_an_earlier_part_of_the_draft_is_told_from_its_beginning():
    assert shared("abcdefghijklm", "abcdefghijklm", met=[4, 8], begin=4) == [(0, 13)]
