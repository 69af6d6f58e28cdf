from travaux.text.precedents.meeting import shared
from travaux.text.precedents.tally import WIDTH


def coded(words):
    """A code for each letter, as wide as those of words."""
    return b"".join(letter.encode().rjust(WIDTH, b"\0") for letter in words)


def test_words_that_stand_twice_in_an_adopted_paragraph_are_followed_from_both_places():
    assert sorted(shared(coded("abcdefg"), coded("abcdexyzabcdefg"), [0])) == [(0, 5), (0, 7)]


def test_words_that_stand_once_are_one_run_as_far_as_both_go_on_alike():
    assert list(shared(coded("abcdefgh"), coded("abcdefgx"), [0])) == [(0, 7)]
